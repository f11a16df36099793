"""One page from a real server in the test, which misbehaves on purpose."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reportedly.errors import NotReadable, NotThere, TooLarge, Unreachable
from reportedly.read import Limits, read
from reportedly.read.fetch import fetch

PAGE = (
    "<html><title>Acme</title><body><article>"
    + "<p>Acme bought Zeta for £5 million on Monday, it said.</p>" * 5
    + "</article></body></html>"
)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        getattr(self, "do_" + self.path.strip("/").split("?")[0].replace("-", "_"))()

    def answer(self, status=200, content=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_page(self):
        self.answer(content=PAGE.encode("cp1252"), Content_Type="text/html; charset=windows-1252")

    def do_moved(self):
        self.answer(301, Location="/page?from=moved#part")

    def do_circle(self):
        self.answer(302, Location="/circle")

    def do_missing(self):
        self.answer(404)

    def do_busy(self):
        self.answer(503)

    def do_image(self):
        self.answer(content=b"\x89PNG", Content_Type="image/png")

    def do_huge(self):
        self.answer(content=b"x" * 200_000, Content_Type="text/html")

    def do_slow(self):
        time.sleep(3)
        self.answer(content=b"late", Content_Type="text/html")

    def do_dripping(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(30):
            try:
                self.wfile.write(b"drop ")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    def do_dripping_headers(self):
        self.send_response(200)
        for n in range(30):
            try:
                self.send_header(f"X-{n}", "drop")
                self.flush_headers()
            except OSError:
                return
            time.sleep(0.1)

    def do_partial(self):
        self.answer(206, content=b"half", Content_Type="text/html")

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server():
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


LIMITS = Limits(max_bytes=100_000, timeout_s=1.0, max_redirects=3)


def test_a_page_comes_with_its_address_and_charset(server):
    report = read(fetch(f"{server}/page", LIMITS))
    assert report.address == f"{server}/page"
    assert "£5 million" in report.text


def test_a_moved_page_is_known_by_where_it_was_found(server):
    assert fetch(f"{server}/moved", LIMITS).url == f"{server}/page?from=moved"


@pytest.mark.parametrize(
    ("path", "error", "reason"),
    [
        ("circle", NotThere, "circle"),
        ("missing", NotThere, "404"),
        ("busy", Unreachable, "503"),
        ("image", NotReadable, "image/png"),
        ("huge", TooLarge, "larger"),
        ("slow", Unreachable, "1 s"),
        ("dripping", Unreachable, "1 s"),
        ("dripping-headers", Unreachable, "1 s"),
        ("partial", NotThere, "206"),
    ],
)
def test_a_misbehaving_server_is_refused_with_the_reason(server, path, error, reason):
    with pytest.raises(error, match=reason):
        fetch(f"{server}/{path}", LIMITS)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "http://no-such-host.invalid/"])
def test_a_server_that_is_not_there(address):
    with pytest.raises(Unreachable):
        fetch(address, LIMITS)


@pytest.mark.parametrize("address", ["http://", "http://[", "http://a b/", "https://exa\x00mple/"])
def test_what_is_no_address(address):
    with pytest.raises((NotThere, Unreachable)):
        fetch(address, LIMITS)

"""One page from a real server in the test, which misbehaves on purpose."""

import gzip
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reportedly.errors import Forbidden, NotReadable, NotThere, TooLarge, Unreachable
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

    def do_inward(self):
        self.answer(302, Location=f"http://localhost:{self.server.server_port}/page")

    def do_metadata(self):
        self.answer(302, Location="http://169.254.169.254/latest/meta-data/")

    def do_bomb(self):
        packed = gzip.compress(b"<p>" + b" " * 30_000_000)
        self.answer(content=packed, Content_Type="text/html", Content_Encoding="gzip")

    def do_torn(self):
        packed = gzip.compress(PAGE.encode() * 50)[:-30]
        self.answer(content=packed, Content_Type="text/html", Content_Encoding="gzip")

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


LIMITS = Limits(max_bytes=100_000, timeout_s=1.0, max_redirects=3, allowed_hosts=("127.0.0.1", "no-such-host.invalid"))


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


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:{port}/page", "http://2130706433:{port}/page", "http://0x7f.1:{port}/page", "http://[::1]:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/", "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/",
        "http://100.64.0.1/", "http://0.0.0.0:{port}/", "http://[64:ff9b::7f00:1]/", "http://[fd00::1]/",
    ],
)  # fmt: skip
def test_hosts_within_are_never_spoken_to(server, address):
    with pytest.raises(Forbidden, match="no public address"):
        fetch(address.format(port=server.rsplit(":", 1)[1]), LIMITS)


@pytest.mark.parametrize("path", ["inward", "metadata"])
def test_nor_are_they_through_a_redirect(server, path):
    with pytest.raises(Forbidden):
        fetch(f"{server}/{path}", LIMITS)


def test_what_was_packed_as_only_a_trap_is_refused(server):
    with pytest.raises(TooLarge, match="trap"):
        fetch(f"{server}/bomb", replace(LIMITS, max_bytes=50_000_000, timeout_s=20))


def test_an_answer_torn_in_its_packing_can_be_tried_again(server):
    with pytest.raises(Unreachable):
        fetch(f"{server}/torn", LIMITS)

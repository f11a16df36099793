"""A real web server in the test process, which answers as a test wishes and remembers what it was asked."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TEXT = "Acme Corp is in talks to acquire a plant of Zeta Motors, Reuters reported on Monday. "


@dataclass
class Asked:
    """One request: what for, with which headers, when it came and when it was answered."""

    path: str
    headers: dict[str, str]
    at: float
    until: float = 0.0


@dataclass
class Reply:
    content: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    after_s: float = 0.0


class Site:
    """`routes` maps paths to replies, or to functions that make one of what was asked; all else is 404."""

    def __init__(self) -> None:
        self.routes: dict[str, Reply | Callable[[Asked], Reply]] = {}
        self.asked: list[Asked] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def page(self, path: str, text: str = TEXT, title: str = "Acme may buy a plant", **headers: str) -> str:
        """Serve a page there; its address."""
        paragraphs = "".join(f"<p>{text}</p>" for _ in range(5))
        html = f"<html><head><title>{title}</title></head><body><article>{paragraphs}</article></body></html>"
        self.routes[path] = Reply(html, headers={"Content-Type": "text/html; charset=utf-8", **headers})
        return self.url + path

    def feed(self, path: str, *items: str, head: str = "", **headers: str) -> str:
        """Serve an RSS feed there; its address."""
        self.routes[path] = Reply(rss(*items, head=head), headers={"Content-Type": "application/rss+xml", **headers})
        return self.url + path

    def paths(self, *, robots: bool = False) -> list[str]:
        """What was asked for, in order."""
        return [a.path for a in self.asked if robots or a.path != "/robots.txt"]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def rss(*items: str, head: str = "") -> str:
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Motor Wire</title>'
        f"{head}{''.join(items)}</channel></rss>"
    )


def item(
    link: str, title: str = "Acme may buy a plant", published: str = "Thu, 28 Mar 2024 09:00:00 GMT", more: str = ""
) -> str:
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{published}</pubDate>{more}</item>"


def full(link: str, text: str, **known: str) -> str:
    """An item that holds its full text."""
    body = "".join(f"<p>{text} {n}</p>" for n in range(12))
    return item(link, more=f"<content:encoded><![CDATA[{body}]]></content:encoded>", **known)


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = Asked(self.path, dict(self.headers), time.monotonic())
            site.asked.append(asked)
            found = site.routes.get(self.path, Reply(status=404))
            self._send(found(asked) if callable(found) else found)
            asked.until = time.monotonic()

        def _send(self, reply: Reply) -> None:
            time.sleep(reply.after_s)
            content = reply.content.encode() if isinstance(reply.content, str) else reply.content
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(content)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    return Handler

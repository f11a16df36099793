"""Answers from the network. The only file that speaks HTTP.

In: an http or https address, with what is known of an earlier answer. Out: Answer; for one page, Raw.
What a newcomer would get wrong: time-out and size limit hold for a whole answer, not only between two bytes; every
connection, also that of a redirect, goes through the guard (behind a proxy, HTTPS_PROXY, the proxy decides); and the
answer is unpacked here, since an HTTP library takes one that broke off for a whole one.
"""

import asyncio
import re
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.request import getproxies

import httpcore
import httpx

from reportedly.errors import Gone, NotReadable, NotThere, TooLarge, Unreachable
from reportedly.read.guard import public_address
from reportedly.read.raw import WEB_TYPES, Limits, Raw, trap
from reportedly.read.raw import media_type as name_of

_PAGES = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9"
_NO_TRAP = 1_000_000  # bytes that may come out of next to nothing
_PERMANENT = (301, 308)
_LONGEST_WAIT_S = 7 * 24 * 3600.0  # a Retry-After beyond this is a server's mistake
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", re.I)


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked for: an address, with `etag` and `modified` of an earlier answer; only a page, or anything."""

    address: str
    etag: str | None = None
    modified: str | None = None
    only_page: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What came from `url`: its content, unpacked, or None where that has not changed.

    `moved_to` is where the address that was asked for has moved for good; `fresh_s` how long the server says that the
    answer holds.
    """

    url: str
    content: bytes | None
    content_type: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    fresh_s: float | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class Redirect:
    """That an answer is to be had at another address, perhaps for good."""

    to: str
    for_good: bool


Hop = Callable[[Ask], Awaitable[Answer | Redirect]]


def fetch(address: str, limits: Limits) -> Raw:
    """The page at `address`.

    Raises Unreachable where it may work later, NotThere or NotReadable where it will not, TooLarge over the limit.
    """

    async def once() -> Answer:
        async with client(limits) as opened:
            return await followed(Ask(address), limits, lambda ask: hop(opened, ask, limits))

    return page_of(asyncio.run(once()), address)


def page_of(answer: Answer, place: str) -> Raw:
    """The page that came as the answer for `place`."""
    return Raw(answer.content or b"", WEB_TYPES[answer.content_type], place, answer.url, answer.charset)


def client(limits: Limits) -> httpx.AsyncClient:
    """A client for many requests, whose connections are guarded."""
    return httpx.AsyncClient(
        transport=_transport(limits),
        timeout=limits.timeout_s,
        headers={"User-Agent": limits.user_agent, "Accept-Encoding": "gzip"},
    )


async def followed(ask: Ask, limits: Limits, take: Hop) -> Answer:
    """The answer at the end of all redirects; `take` goes one step.

    Raises ReadError of whatever kind `take` does.
    """
    moved_to, for_good = None, True
    for _ in range(limits.max_redirects + 1):
        _refuse_address(ask.address)
        found = await take(ask)
        if isinstance(found, Answer):
            return replace(found, moved_to=moved_to)
        for_good = for_good and found.for_good
        moved_to = found.to if for_good else moved_to
        ask = replace(ask, address=found.to)
    raise NotThere(f"it redirects more than {limits.max_redirects} times, perhaps in a circle")


async def hop(opened: httpx.AsyncClient, ask: Ask, limits: Limits) -> Answer | Redirect:
    """One request and what the server says to it.

    Raises Unreachable, NotThere, NotReadable, TooLarge or Forbidden.
    """
    try:
        async with asyncio.timeout(limits.timeout_s):  # a socket's time-out starts anew with every byte
            return await _stepped(opened, ask, limits)
    except (httpx.TimeoutException, TimeoutError):
        raise Unreachable(f"no full answer within {limits.timeout_s:g} s; try again later") from None
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError, ValueError) as error:
        raise NotThere(f"it is no valid address: {error}") from None
    except httpx.HTTPError as error:
        raise Unreachable(f"it could not be fetched: {error or type(error).__name__}") from None


async def _stepped(opened: httpx.AsyncClient, ask: Ask, limits: Limits) -> Answer | Redirect:
    async with opened.stream("GET", ask.address, headers=_headers(ask), follow_redirects=False) as answer:
        if answer.next_request is not None:
            return Redirect(_plain(answer.next_request.url), answer.status_code in _PERMANENT)
        return await _answer(answer, ask, limits)


def _refuse_address(address: str) -> None:
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise NotThere(f"it is no valid address: {error}") from None
    if url.scheme not in ("http", "https"):
        raise NotReadable("only http and https addresses can be fetched")
    if not url.host:
        raise NotThere("it is no valid address: it names no host")


def _headers(ask: Ask) -> dict[str, str]:
    found = {"Accept": _PAGES if ask.only_page else "*/*"}
    if ask.etag:
        found["If-None-Match"] = ask.etag
    if ask.modified:
        found["If-Modified-Since"] = ask.modified
    return found


async def _answer(answer: httpx.Response, ask: Ask, limits: Limits) -> Answer:
    unchanged = answer.status_code == 304 and bool(ask.etag or ask.modified)
    if not unchanged:
        _refuse_status(answer)
    content_type = name_of(answer.headers.get("content-type"))
    if ask.only_page and not unchanged and content_type not in WEB_TYPES:
        sent = content_type or "no content type"
        raise NotReadable(f"the server sent {sent}; only HTML, plain text and PDF can be read")
    return Answer(
        url=_plain(answer.url),
        content=None if unchanged else await _content(answer, limits),
        content_type=content_type,
        charset=answer.charset_encoding,
        etag=answer.headers.get("etag") or (ask.etag if unchanged else None),
        modified=answer.headers.get("last-modified") or (ask.modified if unchanged else None),
        fresh_s=_fresh_s(answer.headers.get("cache-control", "")),
    )


class _Guarded(httpcore.AnyIOBackend):
    """Connects to public hosts only."""

    def __init__(self, allowed: tuple[str, ...]) -> None:
        self._allowed = allowed

    async def connect_tcp(self, host: str, port: int, *args: Any, **options: Any) -> httpcore.AsyncNetworkStream:
        return await super().connect_tcp(await public_address(host, port, self._allowed), port, *args, **options)


def _transport(limits: Limits) -> httpx.AsyncHTTPTransport | None:
    """A transport whose connections are guarded; None, for httpx's own, where a proxy is set."""
    if {"http", "https", "all"} & getproxies().keys():
        return None
    made = httpx.AsyncHTTPTransport()
    made._pool = httpcore.AsyncConnectionPool(
        ssl_context=httpx.create_ssl_context(),
        network_backend=_Guarded(limits.allowed_hosts),
        max_connections=None,  # who asks for many at once says how many
        keepalive_expiry=5.0,
    )
    return made


async def _content(answer: httpx.Response, limits: Limits) -> bytes:
    """The answer's body, unpacked, within the limits."""
    packing = answer.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", "deflate", ""):
        raise NotReadable(f"the server packed it as {packing}, which was not asked for")
    unpacked = zlib.decompressobj(wbits=47) if packing not in ("identity", "") else None
    content, received = bytearray(), 0
    async for piece in answer.aiter_raw():
        received += len(piece)
        room = limits.max_bytes + 1 - len(content)
        try:
            content += unpacked.decompress(piece, room) if unpacked else piece
        except zlib.error as error:
            raise NotReadable(f"the server packed it wrongly: {error}") from None
        if len(content) > limits.max_bytes:
            raise TooLarge(f"it is larger than {limits.max_bytes / 1e6:g} MB; raise the limit with --max-mb")
        if len(content) > max(limits.max_ratio * received, _NO_TRAP):
            raise trap(limits)
    if unpacked and received and not unpacked.eof:
        raise Unreachable("the answer broke off; try again later")
    return bytes(content)


def _refuse_status(answer: httpx.Response) -> None:
    status = answer.status_code
    if status == 200:
        return
    answered = f"the server answered {status} {httpx.codes.get_reason_phrase(status)}".rstrip()
    if status in (408, 425, 429) or status >= 500:
        raise Unreachable(answered, retry_after_s(answer.headers.get("retry-after", ""), datetime.now(UTC)))
    raise Gone(answered) if status == 410 else NotThere(answered)


def retry_after_s(header: str, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks to wait, in either of its forms; None where it is neither.

    >>> now = datetime(2024, 3, 28, 9, 0, tzinfo=UTC)
    >>> [retry_after_s(h, now) for h in ("120", "Thu, 28 Mar 2024 09:01:00 GMT", "soon", "-5")]
    [120.0, 60.0, None, None]
    """
    if header.strip().isascii() and header.strip().isdigit():
        return min(float(header), _LONGEST_WAIT_S)
    try:
        at = parsedate_to_datetime(header)
    except (ValueError, TypeError, IndexError):
        return None
    wait = (at if at.tzinfo else at.replace(tzinfo=UTC)) - now
    return min(max(wait.total_seconds(), 0.0), _LONGEST_WAIT_S)


def _fresh_s(cache_control: str) -> float | None:
    found = _MAX_AGE.search(cache_control)
    return float(found[1]) if found else None


def _plain(url: httpx.URL) -> str:
    """An address without what is only for the one who follows it: fragment, name and password."""
    return str(url.copy_with(fragment=None, userinfo=b""))

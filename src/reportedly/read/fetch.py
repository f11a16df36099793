"""One page from the network. The only file that speaks HTTP.

In: an http or https address. Out: Raw, with the address it was found at in the end.
What a newcomer would get wrong: time-out and size limit hold for the whole answer, not only between two bytes; every
connection, also that of a redirect, goes through the guard (behind a proxy, HTTPS_PROXY, the proxy decides); and the
answer is unpacked here, since an HTTP library takes one that broke off for a whole one.
"""

import asyncio
import zlib
from typing import Any
from urllib.request import getproxies

import httpcore
import httpx

from reportedly.errors import NotReadable, NotThere, ReadError, TooLarge, Unreachable
from reportedly.read.guard import public_address
from reportedly.read.raw import WEB_TYPES, Limits, MediaType, Raw, trap

_ACCEPTED = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9"
_NO_TRAP = 1_000_000  # bytes that may come out of next to nothing


def fetch(address: str, limits: Limits) -> Raw:
    """The page at `address`.

    Raises Unreachable where it may work later, NotThere or NotReadable where it will not, TooLarge over the limit.
    """
    if not address.lower().startswith(("http://", "https://")):
        raise NotReadable("only http and https addresses can be fetched")
    try:
        return asyncio.run(_in_time(address, limits))
    except (httpx.TimeoutException, TimeoutError):
        raise Unreachable(f"no full answer within {limits.timeout_s:g} s; try again later") from None
    except httpx.TooManyRedirects:
        raise NotThere(f"it redirects more than {limits.max_redirects} times, perhaps in a circle") from None
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError, ValueError) as error:
        raise NotThere(f"it is no valid address: {error}") from None
    except httpx.HTTPError as error:
        raise Unreachable(f"it could not be fetched: {error or type(error).__name__}") from None


async def _in_time(address: str, limits: Limits) -> Raw:
    """The time-out of a socket starts anew with every byte; this one holds for the whole answer."""
    async with asyncio.timeout(limits.timeout_s):
        return await _fetched(address, limits)


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
    backend = _Guarded(limits.allowed_hosts)
    made._pool = httpcore.AsyncConnectionPool(ssl_context=httpx.create_ssl_context(), network_backend=backend)
    return made


async def _fetched(address: str, limits: Limits) -> Raw:
    async with (
        httpx.AsyncClient(
            transport=_transport(limits),
            timeout=limits.timeout_s,
            follow_redirects=True,
            max_redirects=limits.max_redirects,
            headers={"User-Agent": limits.user_agent, "Accept": _ACCEPTED, "Accept-Encoding": "gzip"},
        ) as client,
        client.stream("GET", address) as answer,
    ):
        _refuse_status(answer.status_code)
        media_type = _media_type(answer.headers.get("content-type", ""))
        content = await _content(answer, limits)
        url = str(answer.url.copy_with(fragment=None, userinfo=b""))
        return Raw(content, media_type, address, url, answer.charset_encoding)


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


def _refuse_status(status: int) -> None:
    if status == 200:
        return
    answered = f"the server answered {status} {httpx.codes.get_reason_phrase(status)}".rstrip()
    error: type[ReadError] = Unreachable if status in (408, 425, 429) or status >= 500 else NotThere
    raise error(answered)


def _media_type(header: str) -> MediaType:
    name = header.partition(";")[0].strip().lower()
    if name not in WEB_TYPES:
        raise NotReadable(f"the server sent {name or 'no content type'}; only HTML, plain text and PDF can be read")
    return WEB_TYPES[name]

"""One page from the network. The only file that speaks HTTP.

In: an http or https address. Out: Raw, with the address it was found at in the end.
What a newcomer would get wrong: time-out and size limit hold for the whole answer, not only between two bytes.
"""

import asyncio

import httpx

from reportedly.errors import NotReadable, NotThere, ReadError, TooLarge, Unreachable
from reportedly.read.raw import Limits, MediaType, Raw

_TYPES: dict[str, MediaType] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
}


def is_address(name: str) -> bool:
    """Whether `name` is an address rather than a path.

    >>> is_address("https://example.org/a"), is_address("a/b.html")
    (True, False)
    """
    return "://" in name


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


async def _fetched(address: str, limits: Limits) -> Raw:
    async with (
        httpx.AsyncClient(
            timeout=limits.timeout_s,
            follow_redirects=True,
            max_redirects=limits.max_redirects,
            headers={"User-Agent": limits.user_agent, "Accept": "text/html,text/plain;q=0.9"},
        ) as client,
        client.stream("GET", address) as answer,
    ):
        _refuse_status(answer.status_code)
        media_type = _media_type(answer.headers.get("content-type", ""))
        content = bytearray()
        async for piece in answer.aiter_bytes():
            content += piece
            if len(content) > limits.max_bytes:
                raise TooLarge(f"it is larger than {limits.max_bytes / 1e6:g} MB; raise the limit with --max-mb")
        url = str(answer.url.copy_with(fragment=None, userinfo=b""))
        return Raw(bytes(content), media_type, address, url, answer.charset_encoding)


def _refuse_status(status: int) -> None:
    if status == 200:
        return
    answered = f"the server answered {status} {httpx.codes.get_reason_phrase(status)}".rstrip()
    error: type[ReadError] = Unreachable if status in (408, 425, 429) or status >= 500 else NotThere
    raise error(answered)


def _media_type(header: str) -> MediaType:
    name = header.partition(";")[0].strip().lower()
    if name not in _TYPES:
        raise NotReadable(f"the server sent {name or 'no content type'}; only HTML and plain text can be read")
    return _TYPES[name]

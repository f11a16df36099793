"""What was found at an input, before anything is known about it but its type.

In: bytes. Out: Raw, or Refused with the reason.
What a newcomer would get wrong: `place` is for people ("news.jsonl:17"), `url` is for the ledger.
"""

from dataclasses import dataclass
from typing import Literal

from reportedly.errors import ReadError, TooLarge
from reportedly.model import Item

MediaType = Literal["text/html", "text/plain", "application/json", "application/pdf", "message/rfc822"]

USER_AGENT = "reportedly/0.1 (reads the pages and feeds that one person chose)"

# What a server may send: the content types that can be read.
WEB_TYPES: dict[str, MediaType] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "application/pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader may spend on one document: bytes, seconds, redirects; how much larger unpacking may make it.

    `timeout_s` is for fetching, on the clock; `max_s` for reading, of processor time, 0 for no end. `allowed_hosts` may
    be spoken to although they are not on the public internet.
    """

    max_bytes: int = 20_000_000
    timeout_s: float = 20.0
    max_redirects: int = 5
    max_ratio: float = 200.0
    max_s: float = 5.0
    allowed_hosts: tuple[str, ...] = ()
    user_agent: str = USER_AGENT


@dataclass(frozen=True, slots=True)
class Manners:
    """How hosts are treated: seconds between two requests to one, requests at once to one and to all together."""

    host_delay_s: float = 1.0
    at_once_host: int = 2
    at_once: int = 16


@dataclass(frozen=True, slots=True)
class Raw:
    """One document: a page, a text, a mail, a PDF file, or one line of a .jsonl file ("application/json").

    `url` and `charset` are what carried it says of them; `at` is the byte of its archive at which it begins; `item` is
    what the feed that named it says of it; `size` is how many bytes of the input were read for it, so that it can be
    told how much is left.
    """

    content: bytes
    media_type: MediaType
    place: str
    url: str | None = None
    charset: str | None = None
    at: int | None = None
    item: Item | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that could not be read, where it is and why; `at` and `size` as for Raw."""

    place: str
    error: ReadError
    at: int | None = None
    size: int = 0


def media_type(header: str | None) -> str:
    """The media type that a Content-Type header names, without its parameters.

    >>> media_type("Text/HTML; charset=utf-8"), media_type(None)
    ('text/html', '')
    """
    return (header or "").partition(";")[0].strip().lower()


def too_large(limits: Limits) -> TooLarge:
    """That a document is over the limit, and what to do."""
    return TooLarge(
        f"it is larger than {limits.max_bytes / 1e6:g} MB, the limit for one document; raise it with --max-mb"
    )


def trap(limits: Limits) -> TooLarge:
    """That a document unpacks to far more than honest ones do."""
    return TooLarge(f"it is packed more than {limits.max_ratio:g} times, as only a trap is")

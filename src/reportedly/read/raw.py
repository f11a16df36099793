"""What was found at an input, before anything is known about it but its type.

In: bytes. Out: Raw. What a newcomer would get wrong: `place` is for people ("news.jsonl:17"), `url` is for the ledger.
"""

from dataclasses import dataclass
from typing import Literal

MediaType = Literal["text/html", "text/plain", "application/json"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader may spend on one document: bytes, seconds, redirects."""

    max_bytes: int = 20_000_000
    timeout_s: float = 20.0
    max_redirects: int = 5
    user_agent: str = "reportedly/0.1 (reads single pages on a person's request)"


@dataclass(frozen=True, slots=True)
class Raw:
    """One document: a page, a text, or one line of a .jsonl file ("application/json")."""

    content: bytes
    media_type: MediaType
    place: str
    url: str | None = None
    charset: str | None = None

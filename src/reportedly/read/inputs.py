"""What a person names on the command line becomes a stream of documents.

In: "page.html", "news.jsonl", "https://...", "-". Out: Raw or Refused, in order, as a stream: a .jsonl file of any
size is read a line at a time.
What a newcomer would get wrong: nothing is raised. What cannot be read comes out as Refused, with its reason.
"""

import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import NotReadable, NotThere, ReadError, TooLarge
from reportedly.read.fetch import fetch, is_address
from reportedly.read.raw import Limits, MediaType, Raw

STDIN = "-"
_SUFFIXES: dict[str, MediaType] = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".jsonl": "application/json",
    ".ndjson": "application/json",
}


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that could not be read, where it is and why."""

    place: str
    error: ReadError


def raws(name: str, limits: Limits) -> Iterator[Raw | Refused]:
    """The documents at `name`: a path, an http(s) address, or "-" for standard input."""
    try:
        if is_address(name):
            yield fetch(name, limits)
            return
        with _opened(name) as file:
            yield from _split(file, name, limits)
    except ReadError as error:
        yield Refused(name, error)


@contextmanager
def _opened(name: str) -> Iterator[io.BufferedReader]:
    if name == STDIN:
        yield open(sys.stdin.fileno(), "rb", closefd=False)  # noqa: SIM115 - it is not ours to close
        return
    if not name:
        raise NotThere("its name is empty")
    path = Path(name)
    try:
        if path.is_dir():
            raise NotReadable(f"it is a directory; name the files in it, for example: {path / '*'}")
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise NotThere("there is no such file") from None
    except (OSError, ValueError) as error:
        raise NotThere(f"it cannot be opened: {getattr(error, 'strerror', None) or error}") from None


def _split(file: io.BufferedReader, name: str, limits: Limits) -> Iterator[Raw | Refused]:
    start = file.peek(4096)[:4096]
    if what := _another_format(start):
        raise NotReadable(f"it is {what}; give .html, .txt or .jsonl (one object a line)")
    media_type = _SUFFIXES.get(Path(name).suffix.lower()) or _sniffed(start)
    if media_type == "application/json":
        yield from _rows(file, name, limits)
        return
    content = file.read(limits.max_bytes + 1)
    if len(content) > limits.max_bytes:
        raise _too_large(limits)
    yield Raw(content, media_type, name)


def _rows(file: io.BufferedReader, name: str, limits: Limits) -> Iterator[Raw | Refused]:
    number = 0
    while line := file.readline(limits.max_bytes + 1):
        number += 1
        place = f"{name}:{number}"
        if len(line) > limits.max_bytes and not line.endswith(b"\n"):
            yield Refused(place, _too_large(limits))
            while (rest := file.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
        elif line.strip():
            yield Raw(line, "application/json", place)
    if number == 0:
        yield Raw(b"", "text/plain", name)


def _sniffed(start: bytes) -> MediaType:
    """The type of a document whose name does not tell it."""
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1024].lower()
    if head.startswith(b"{"):
        return "application/json"
    if head.startswith(b"<") and any(mark in head for mark in (b"<!doctype html", b"<html", b"<head", b"<body")):
        return "text/html"
    return "text/plain"


def _another_format(start: bytes) -> str | None:
    """What it is, if it is text of a form that would be misread as prose."""
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:256].lower()
    if re.match(rb"\[\s*\{", head):
        return "a JSON array"
    if head.startswith((b"<?xml", b"<rss", b"<feed")) and b"<html" not in start.lower():
        return "XML, perhaps a feed"
    return (
        "a saved mail or .mhtml"
        if re.match(rb"(?:mime-version|return-path|received|message-id|from): ", head)
        else None
    )


def _too_large(limits: Limits) -> TooLarge:
    return TooLarge(
        f"it is larger than {limits.max_bytes / 1e6:g} MB, the limit for one document; raise it with --max-mb"
    )

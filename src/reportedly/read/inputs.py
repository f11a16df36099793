"""What a person names on the command line becomes a stream of documents.

In: "page.html", "news.jsonl", "crawl.warc.gz", "https://...", "-". Out: Raw or Refused, in order, as a stream: a .jsonl
file or an archive of any size is read one document at a time.
What a newcomer would get wrong: nothing is raised. What cannot be read comes out as Refused, with its reason.
"""

import io
import re
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from reportedly.errors import NotReadable, NotThere, ReadError
from reportedly.read.archives import Gunzipped, warc_documents, zip_documents
from reportedly.read.decode import GIVE
from reportedly.read.raw import Limits, MediaType, Raw, Refused, too_large

STDIN = "-"
_SUFFIXES: dict[str, MediaType] = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".jsonl": "application/json",
    ".ndjson": "application/json",
    ".eml": "message/rfc822",
    ".mhtml": "message/rfc822",
    ".mht": "message/rfc822",
}
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_MAIL = re.compile(rb"(?:mime-version|return-path|received|message-id|delivered-to|from): ", re.I)


def raws(name: str, limits: Limits, start: int = 0) -> Iterator[Raw | Refused]:
    """The documents at `name`: a path, an http(s) address, "-" for standard input; of a WARC file from `start` on."""
    try:
        if is_address(name):
            from reportedly.read.fetch import fetch  # a tenth of a second, for those who fetch

            yield fetch(name, limits)
            return
        with _opened(name) as file:
            yield from _sized(_split(file, name, limits, start), file)
    except ReadError as error:
        yield Refused(name, error)


def _sized(found: Iterator[Raw | Refused], file: io.BufferedReader) -> Iterator[Raw | Refused]:
    """The documents of a file, each with the bytes of it that were read since the one before."""
    passed = 0
    for one in found:
        at = file.tell() if file.seekable() else 0
        yield replace(one, size=at - passed)
        passed = at


def is_address(name: str) -> bool:
    """Whether `name` is an address rather than a path.

    >>> is_address("https://example.org/a"), is_address("a/b.html")
    (True, False)
    """
    return "://" in name


def inputs_of(places: Iterable[str]) -> list[str]:
    """The inputs in which those places lie, each once: "a.jsonl:17" lies in "a.jsonl", "a.zip!b.html" in "a.zip"."""
    found: dict[str, None] = {}
    for place in places:
        around = [place[: mark.start()] for mark in re.finditer(r"!|@\d+$|:\d+$", place)]
        there = (name for name in (place, *around) if is_address(name) or Path(name).is_file())
        found.setdefault(next(there, place))
    return list(found)


def state_of(name: str) -> str:
    """What tells a file from what it was before: size and time of change; "" for what is no file."""
    try:
        found = Path(name).stat()
    except (OSError, ValueError):
        return ""
    return f"{found.st_size}-{found.st_mtime_ns}" if stat.S_ISREG(found.st_mode) else ""


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


def _split(file: io.BufferedReader, name: str, limits: Limits, start: int = 0) -> Iterator[Raw | Refused]:
    """The documents of an open file, by what it begins with and how it is named."""
    head = file.peek(4096)[:4096]
    if head.startswith(b"WARC/") or (head.startswith(_GZIP) and _unpacked(head).startswith(b"WARC/")):
        yield from warc_documents(file, name, limits, start)
    elif head.startswith(_GZIP):
        yield from _split(io.BufferedReader(Gunzipped(file, limits)), name.removesuffix(".gz"), limits)
    elif head.startswith(_ZIP):
        yield from _zipped(file, name, limits)
    elif what := _another_format(head):
        raise NotReadable(f"it is {what}; {GIVE}")
    elif (media_type := _media_type(head, name)) == "application/json":
        yield from _rows(file, name, limits)
    else:
        content = file.read(limits.max_bytes + 1)
        if len(content) > limits.max_bytes:
            raise too_large(limits)
        yield Raw(content, media_type, name)


def _unpacked(head: bytes) -> bytes:
    """The first bytes of a gzipped file."""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 64)
    except zlib.error:
        return b""


def _zipped(file: io.BufferedReader, name: str, limits: Limits) -> Iterator[Raw | Refused]:
    if not file.seekable():
        raise NotReadable("a ZIP file cannot be read from a pipe; save it first")

    def inside(member: io.BufferedReader, place: str) -> Iterator[Raw | Refused]:
        if member.peek(4)[:4].startswith((_GZIP, _ZIP)):
            raise NotReadable("it is an archive within an archive; unpack it first")
        yield from _split(member, place, limits)

    yield from zip_documents(file, name, limits, inside)


def _media_type(head: bytes, name: str) -> MediaType:
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    return _SUFFIXES.get(Path(name).suffix.lower()) or _sniffed(head)


def _rows(file: io.BufferedReader, name: str, limits: Limits) -> Iterator[Raw | Refused]:
    number = 0
    while line := file.readline(limits.max_bytes + 1):
        number += 1
        place = f"{name}:{number}"
        if len(line) > limits.max_bytes and not line.endswith(b"\n"):
            yield Refused(place, too_large(limits))
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
    return "message/rfc822" if _MAIL.match(start) else "text/plain"


def _another_format(start: bytes) -> str | None:
    """What it is, if it is text of a form that would be misread as prose."""
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:256].lower()
    if re.match(rb"\[\s*\{", head):
        return "a JSON array"
    if head.startswith((b"<?xml", b"<rss", b"<feed")) and b"<html" not in start.lower():
        return "XML, perhaps a feed"
    return None

"""Bytes become text, or the reason why not.

In: bytes, perhaps with a charset that HTTP stated. Out: str.
What a newcomer would get wrong: nothing is guessed. Text is UTF-8, or what a byte order mark, HTTP or the page
itself says; where one of them says it, a few broken bytes are allowed, as browsers do.
"""

import codecs
import re

from reportedly.errors import NothingToRead, NotReadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x1f\x8b": "a gzip file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}
_READ_ELSEWHERE = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b")  # when they come as what they are
# The WHATWG encoding standard reads these labels as their larger relatives, and so do all browsers.
_AS_BROWSERS_DO = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
GIVE = "give .html, .txt, .pdf, .eml, .mhtml, .warc, .zip or .jsonl (one object a line)"
_NO_TEXT = f"it is no text (binary data); {GIVE}"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BROKEN_SHARE = 0.001


def decode(content: bytes, charset: str | None = None, *, html: bool = False) -> str:
    """The text of `content`; line ends become "\\n".

    >>> decode("Škoda\\r\\n".encode())
    'Škoda\\n'

    Raises NothingToRead where there is none, NotReadable where it is no text.
    """
    if not content.strip():
        raise NothingToRead("it is empty")
    text = _decoded(content, charset, html=html)
    if len(_CONTROL.findall(text[:100_000])) > len(text[:100_000]) / 100:
        raise NotReadable(_NO_TEXT)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    if not text.strip():
        raise NothingToRead("it holds only white space")
    return text


def _decoded(content: bytes, charset: str | None, *, html: bool) -> str:
    for bom, name in _BOMS:
        if content.startswith(bom):
            return content.decode(name, "replace")
    for magic, what in _MAGIC.items():
        if content.startswith(magic):
            raise NotReadable(f"it is {what}{', though it came as text' if magic in _READ_ELSEWHERE else f'; {GIVE}'}")
    if b"\x00" in content[:100_000]:
        raise NotReadable(_NO_TEXT)
    try:
        return content.decode("utf-8")  # what is valid UTF-8 is UTF-8, also on a saved page that still says otherwise
    except UnicodeDecodeError as error:
        stated = _known(charset) or (_known(_meta_charset(content)) if html else None)
        return _as_stated(content, stated, error.start)


def _as_stated(content: bytes, stated: str | None, broken_at: int) -> str:
    if stated is None:
        raise NotReadable(
            f"it is not valid UTF-8 (byte {broken_at}) and states no other encoding; convert it first, "
            "for example with: iconv -f WINDOWS-1252 -t UTF-8"
        )
    text = content.decode(stated, "replace")
    if text.count("\ufffd") > max(3, len(text) * _BROKEN_SHARE):
        raise NotReadable(f"it says that it is {stated}, but is not (byte {broken_at} and many more)")
    return text


def _meta_charset(content: bytes) -> str | None:
    found = _META.search(content[:4096])
    return found.group(1).decode("ascii") if found else None


def _known(charset: str | None) -> str | None:
    try:
        found = codecs.lookup(charset or "")
    except (LookupError, ValueError):
        return None
    if not found._is_text_encoding or found.name in ("idna", "punycode"):
        return None
    name = found.name
    return _AS_BROWSERS_DO.get(name, name)

"""A PDF file becomes a report. The only file that knows pypdf.

In: bytes. Out: Report, its text the pages' text. What a newcomer would get wrong: lines of a PDF file are as long as
the paper is wide, so they are joined to paragraphs; a date in its metadata says when the file was made, before its text
came out or long after: it is not used; and its title there may be what a word processor made of a file's name.
"""

import io
import logging
import re
from collections.abc import Iterator, Sequence

from pypdf import PdfReader

from reportedly.errors import NothingToRead, NotReadable, TooLarge
from reportedly.model import Report
from reportedly.read.datelines import begins_dateline, is_dateline
from reportedly.read.plain import read_plain, text_address

_PAGES = 2000
_PARAGRAPH = re.compile(r"\n\s*\n")
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_NO_TITLE = re.compile(r"^(?:microsoft|untitled|powerpoint|slide|unnamed|document)\b|\.[a-z]{2,4}$|[_\\/]", re.I)
_LONGEST_TITLE = 200
_SHORT = 0.8  # of the longest line of a block
_HEADING_LINES = 3
_SENTENCE_END = re.compile(r"[.!?:;\"”’)]$")
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(content: bytes, url: str | None = None) -> Report:
    """The report in a PDF file that holds text.

    Raises NothingToRead where it holds pictures of text only, NotReadable where it is damaged or encrypted, TooLarge.
    """
    try:
        reader = PdfReader(io.BytesIO(content))
        pages, title = reader.pages, _title(reader)
        fit = len(pages) <= _PAGES
        text = "\n\n".join(_paragraphs(page.extract_text() or "") for page in pages) if fit else ""
    except Exception as error:  # pypdf raises whatever its parts do, also AssertionError and NotImplementedError
        raise NotReadable(f"the PDF file cannot be read: {str(error) or type(error).__name__}") from None
    if not fit:
        raise TooLarge(f"it has more than {_PAGES:,} pages; split it")
    text = text.replace("\x00", "\ufffd").strip()
    if not text:
        raise NothingToRead("the PDF file holds no text, perhaps only pictures of it")
    if title and text.startswith(f"{title} "):
        text = f"{title}\n\n{text[len(title) :].lstrip()}"
    return read_plain(text, address=url or text_address(text), url=url, title=title)


def _title(reader: PdfReader) -> str | None:
    """The title that the file states, if it reads like one."""
    title = " ".join(str((reader.metadata and reader.metadata.title) or "").replace("\x00", "").split())
    return title if " " in title and len(title) <= _LONGEST_TITLE and not _NO_TITLE.search(title) else None


def _paragraphs(page: str) -> str:
    """Lines joined to paragraphs."""
    blocks = ([" ".join(line.split()) for line in block.split("\n") if line.strip()] for block in _blocks(page))
    return "\n\n".join(paragraph for lines in blocks for paragraph in _joined(lines))


def _blocks(page: str) -> list[str]:
    return _PARAGRAPH.split(_HYPHEN.sub("", page))


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """The paragraphs of lines between two empty ones: a short line that ends a sentence ends a paragraph.

    A dateline begins one, and stands for itself where it is nothing else, as short lines above all the others do.
    """
    short = _SHORT * max(map(len, lines), default=0)
    heading = _heading(lines, short)
    if heading:
        yield " ".join(heading)
    paragraph = ""
    for line in lines[len(heading) :]:
        if paragraph and (begins_dateline(line) or is_dateline(line)):
            yield paragraph
            paragraph = ""
        paragraph = f"{paragraph} {line}".strip()
        if is_dateline(paragraph) or (len(line) < short and _SENTENCE_END.search(line)):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def _heading(lines: Sequence[str], short: float) -> Sequence[str]:
    """The short lines above a paragraph, whose own lines would go on to the edge."""
    count = next((i for i, line in enumerate(lines) if len(line) >= short or _ends_heading(line)), 0)
    return lines[:count] if count <= _HEADING_LINES and lines and lines[count][0].isupper() else ()


def _ends_heading(line: str) -> bool:
    return bool(_SENTENCE_END.search(line)) or is_dateline(line) or begins_dateline(line)

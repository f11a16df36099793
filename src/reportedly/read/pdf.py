"""A PDF file becomes a report. The only file that knows pypdf.

In: bytes. Out: Report, its text the pages' text. What a newcomer would get wrong: lines of a PDF file are as long as
the paper is wide, so they are joined to paragraphs; a date in its metadata says when the file was made: it is not used.
"""

import io
import logging
import re

from pypdf import PdfReader

from reportedly.errors import NothingToRead, NotReadable, TooLarge
from reportedly.model import Report
from reportedly.read.plain import read_plain, text_address

_PAGES = 2000
_PARAGRAPH = re.compile(r"\n\s*\n")
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_SENTENCE_END = re.compile(r"[.!?:;\"”’)]$")
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(content: bytes, url: str | None = None) -> Report:
    """The report in a PDF file that holds text.

    Raises NothingToRead where it holds pictures of text only, NotReadable where it is damaged or encrypted, TooLarge.
    """
    try:
        pages = PdfReader(io.BytesIO(content)).pages
        fit = len(pages) <= _PAGES
        text = "\n\n".join(_paragraphs(page.extract_text() or "") for page in pages) if fit else ""
    except Exception as error:  # pypdf raises whatever its parts do, also AssertionError and NotImplementedError
        raise NotReadable(f"the PDF file cannot be read: {str(error) or type(error).__name__}") from None
    if not fit:
        raise TooLarge(f"it has more than {_PAGES:,} pages; split it")
    text = text.replace("\x00", "\ufffd").strip()
    if not text:
        raise NothingToRead("the PDF file holds no text, perhaps only pictures of it")
    return read_plain(text, address=url or text_address(text), url=url)


def _paragraphs(page: str) -> str:
    """Lines joined to paragraphs: a short line that ends a sentence, or an empty one, ends a paragraph."""
    made = []
    for block in _PARAGRAPH.split(_HYPHEN.sub("", page)):
        lines = [" ".join(line.split()) for line in block.split("\n") if line.strip()]
        longest = max(map(len, lines), default=0)
        paragraph = ""
        for line in lines:
            paragraph = f"{paragraph} {line}".strip()
            if len(line) < 0.8 * longest and _SENTENCE_END.search(line):
                made.append(paragraph)
                paragraph = ""
        if paragraph:
            made.append(paragraph)
    return "\n\n".join(made)

"""An HTML page becomes a report.

In: the decoded source of a page. Out: Report: title, body (through trafilatura), and what the extractor drops but a
claim may stand in: headlines of other stories, as part `link`.
What a newcomer would get wrong: the report's text is put together here; `Passage.source` leads back to the page.
"""

import logging
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

import lxml.html
import trafilatura
from lxml import etree

from reportedly.errors import NothingToRead
from reportedly.model import Part, Passage, Report, Source, Span
from reportedly.read.align import Alignment
from reportedly.read.dates import publication
from reportedly.read.furniture import classify, headline_start, is_furniture
from reportedly.read.linked import in_linked_data
from reportedly.read.plain import text_address
from reportedly.read.titles import title_of

_JOINT = "\n\n"
_MIN_LINK_WORDS = 5
_MAX_LINKS = 100
_MAX_LINK_LENGTH = 200
_STATED_AT = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='pubdate' or @name='publishdate' or @name='date' or @name='DC.date.issued']/@content",
    "//article//time/@datetime",
    "//time/@datetime",
)
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read_page(source: str, url: str | None = None) -> Report:
    """The report on the page `source`, found at `url` if it came from the network.

    Raises NothingToRead where the page has no text of its own.
    """
    tree = _parsed(source)
    found = _extracted(source, url, with_metadata=True) or _extracted(source, url, with_metadata=False)
    title = title_of(tree, url) or _one_line(getattr(found, "title", None))
    paragraphs = [line.strip() for line in (getattr(found, "text", None) or "").split("\n") if line.strip()]
    cut = list(pieces(title, paragraphs, headlines(tree)))
    if not any(part is Part.BODY for part, _ in cut):
        raise NothingToRead("the page has no text of its own (it is only navigation, or made by a script)")
    text, passages = put_together(cut, Alignment(source))
    known_url = url or _address(getattr(found, "url", None))
    return Report(
        address=known_url or text_address(text),
        text=text,
        passages=passages,
        published=publication(_stated(tree), _lines(tree), known_url),
        source=Source("text/html", source),
        url=known_url,
        title=title,
        outlet=_one_line(getattr(found, "sitename", None)) or (urlsplit(known_url).hostname if known_url else None),
        language=_one_line((tree.get("lang") or "").partition("-")[0].lower()),
    )


def _extracted(source: str, url: str | None, *, with_metadata: bool) -> Any:
    """What trafilatura makes of the page; its metadata stumble over some dates, and then give nothing at all."""
    return trafilatura.bare_extraction(
        source,
        url=url,
        include_comments=False,
        with_metadata=with_metadata,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _parsed(source: str) -> etree._Element:
    tree = lxml.html.document_fromstring(
        source.encode("utf-8", "replace"),
        parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=False),
    )
    etree.strip_elements(tree, etree.Comment, with_tail=False)
    return tree


def pieces(title: str | None, paragraphs: Sequence[str], linked: Sequence[str]) -> Iterator[tuple[Part, str]]:
    """Title, body and links in the order in which they go into the text, each once."""
    if title:
        yield Part.TITLE, title
    anchors, body = set(linked), set()
    for line, part in zip(paragraphs, classify([title or "", *paragraphs], title)[1:], strict=True):
        if line == title or is_furniture(line):
            continue
        body.add(line)
        # The extractor has left the page's lists of links out; a line in its text is one only if it is a link itself.
        is_link = part is Part.LINK and (line in anchors or headline_start(line) > 0)
        yield Part.LINK if is_link else Part.BODY, line
    whole = "\n".join(body)
    for headline in linked:
        if headline != title and headline not in whole:
            yield Part.LINK, headline


def headlines(tree: etree._Element) -> list[str]:
    """What the page's links say that could be a headline of another story."""
    found: dict[str, None] = {}
    for anchor in tree.iter("a"):
        text = _one_line(" ".join(anchor.itertext()))
        if text and len(text.split()) >= _MIN_LINK_WORDS and len(text) <= _MAX_LINK_LENGTH and not is_furniture(text):
            found.setdefault(text)
    return list(found)[:_MAX_LINKS]


def put_together(cut: Sequence[tuple[Part, str]], alignment: Alignment) -> tuple[str, tuple[Passage, ...]]:
    """The text of a report and its passages, from the pieces that were cut out of its source."""
    passages, at = [], 0
    for part, piece in cut:
        passages.append(Passage(part, Span(at, at + len(piece)), alignment.span(piece)))
        at += len(piece) + len(_JOINT)
    return _JOINT.join(piece for _, piece in cut), tuple(passages)


def _stated(tree: etree._Element) -> Iterator[str]:
    """The dates of publication that the page states for machines, best first."""
    yield from in_linked_data(tree, _published_in)
    for path in _STATED_AT:
        yield from (str(value) for value in tree.xpath(path)[:1] if str(value).strip())


def _published_in(data: Any) -> Iterator[str]:
    if isinstance(data, list):
        for item in data:
            yield from _published_in(item)
    elif isinstance(data, dict):
        if isinstance(value := data.get("datePublished"), str | int) and str(value).strip():
            yield str(value)
        yield from _published_in(data.get("@graph"))


def _lines(tree: etree._Element) -> list[str]:
    """The visible lines of the page, for dates that are stated to people only."""
    body = tree.find("body")
    if body is None:
        return []
    return [line for text in body.xpath(".//text()[not(parent::script or parent::style)]") if (line := _one_line(text))]


def _address(stated: str | None) -> str | None:
    """The address that a page states of itself, if it is a whole one."""
    parts = urlsplit(stated or "")
    whole = parts.scheme in ("http", "https") and bool(parts.path.strip("/") or parts.query)
    return stated if whole else None  # a site's front page is no page's own address


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None

"""An HTML page becomes a report.

In: the decoded source of a page. Out: Report: title, body (through trafilatura), and what the extractor drops but a
claim may stand in: headlines of other stories, as part `link`.
What a newcomer would get wrong: the report's text is put together here; `Passage.source` leads back to the page.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from urllib.parse import urldefrag, urlsplit

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from reportedly.errors import NothingToRead
from reportedly.model import Caption, Part, Passage, Report, Source, Span
from reportedly.read.align import Alignment
from reportedly.read.based_on import based_on_of, credits_in
from reportedly.read.body import paragraphs_of
from reportedly.read.bylines import byline_of
from reportedly.read.dates import modification, or_of_dateline, publication
from reportedly.read.furniture import classify, headline_start, is_furniture
from reportedly.read.outlets import outlet_of, own_names
from reportedly.read.plain import text_address
from reportedly.read.stated import Stated, stated_on, texts
from reportedly.read.titles import given_titles, title_of

_JOINT = "\n\n"
_MIN_LINK_WORDS = 5
_MAX_LINKS = 100
_MAX_LINK_LENGTH = 200
_MAX_CAPTIONS = 100
_MAX_SECTION = 60
_SHOWN = etree.XPath(".//text()[not(parent::script or parent::style)]", smart_strings=False)


def read_page(source: str, url: str | None = None) -> Report:
    """The report on the page `source`, found at `url` if it came from the network.

    Raises NothingToRead where the page has no text of its own.
    """
    tree = _parsed(source)
    stated = stated_on(tree)
    known_url = url or _address(stated)
    own = own_names(stated, known_url)
    title = title_of(tree, stated, own)
    titles = list(chain.from_iterable(given_titles(tree, stated)))
    byline = byline_of(tree, stated, own)
    published = publication(_dates(tree, stated), _lines(tree), known_url)
    linked, captions = headlines(tree), _captions(tree)
    paragraphs = paragraphs_of(tree)  # from here on the tree is cut down
    cut = list(pieces(title, paragraphs, linked))
    if not any(part is Part.BODY for part, _ in cut):
        raise NothingToRead("the page has no text of its own (it is only navigation, or made by a script)")
    alignment = Alignment(source)
    text, passages = put_together(cut, alignment)
    return Report(
        address=known_url or text_address(text),
        text=text,
        passages=passages,
        published=or_of_dateline(published, title, paragraphs),
        source=Source("text/html", source),
        url=known_url,
        title=title,
        outlet=outlet_of(stated, known_url),
        language=(stated.language or "").partition("-")[0].strip().lower() or None,
        authors=byline.people,
        section=_section(stated),
        based_on=based_on_of(
            stated,
            own,
            url,
            credits=credits_in(source),
            byline=byline.outlets,
            titles=titles,
            paragraphs=paragraphs,
        ),
        captions=tuple(Caption(caption, alignment.span(caption)) for caption in captions),
        modified=modification(_modified(stated)),
    )


def _parsed(source: str) -> HtmlElement:
    """The page as a tree. Raises NothingToRead where the parser finds no element in it."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True)
    try:
        return lxml.html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        raise NothingToRead("the page is empty") from None


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
        text = _one_line(" ".join(anchor.itertext()) if len(anchor) else anchor.text)
        if text and len(text.split()) >= _MIN_LINK_WORDS and len(text) <= _MAX_LINK_LENGTH and not is_furniture(text):
            found.setdefault(text)
    return list(found)[:_MAX_LINKS]


def put_together(cut: Sequence[tuple[Part, str]], alignment: Alignment) -> tuple[str, tuple[Passage, ...]]:
    """The text of a report and its passages, from the pieces that were cut out of its source."""
    passages, at = [], 0
    for part, piece in cut:
        place = alignment.span(piece) or (alignment.written(piece) if part is Part.TITLE else None)
        passages.append(Passage(part, Span(at, at + len(piece)), place))
        at += len(piece) + len(_JOINT)
    return _JOINT.join(piece for _, piece in cut), tuple(passages)


def _dates(tree: etree._Element, stated: Stated) -> Iterator[str]:
    """The dates of publication that the page states for machines, best first."""
    for thing in stated.things:
        if isinstance(value := thing.get("datePublished"), str | int) and str(value).strip():
            yield str(value)
    yield from list(stated.meta("article:published_time"))[:1]
    yield from stated.item("datePublished")[:1]
    yield from list(stated.meta("pubdate", "publishdate", "date", "dc.date.issued"))[:1]
    for path in ("//article//time/@datetime", "//time/@datetime"):
        yield from (str(value) for value in tree.xpath(path)[:1] if str(value).strip())


def _modified(stated: Stated) -> Iterator[str]:
    """The dates of its last change that the page states for machines, best first."""
    for article in stated.articles:
        yield from texts(article.get("dateModified"))
    yield from stated.meta("article:modified_time", "og:updated_time")
    yield from stated.item("dateModified")


def _section(stated: Stated) -> str | None:
    """The part of the outlet that the article stands in: "Business"."""
    linked = (text for article in stated.articles for text in texts(article.get("articleSection")))
    said = chain(linked, stated.meta("article:section", "og:article:section", "section"), stated.item("articleSection"))
    return next((line for text in said if (line := _one_line(text)) and len(line) <= _MAX_SECTION), None)


def _captions(tree: etree._Element) -> list[str]:
    """What stands under the page's pictures, each once."""
    found = (_one_line(" ".join(node.itertext())) for node in tree.iter("figcaption"))
    return list(dict.fromkeys(line for line in found if line))[:_MAX_CAPTIONS]


def _lines(tree: etree._Element) -> Iterator[str]:
    """The visible lines of the page, for dates that are stated to people only."""
    body = tree.find("body")
    if body is not None:
        for text in _SHOWN(body):
            if line := _one_line(text):
                yield line


def _address(stated: Stated) -> str | None:
    """The address that a page states of itself, if it is a whole one."""
    for said in (stated.canonical, *stated.meta("og:url", "twitter:url")):
        parts = urlsplit((said or "").strip())
        if parts.scheme in ("http", "https") and (parts.path.strip("/") or parts.query):
            return urldefrag((said or "").strip()).url  # a site's front page is no page's own address
    return None


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None

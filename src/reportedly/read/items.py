"""The full text that a feed holds of an item becomes a report.

In: Item with its text, as HTML. Out: Report at the address of the item's page, which was not fetched.
What a newcomer would get wrong: nothing is searched for the main text here, since the text is all there is.
"""

import re
from urllib.parse import urlsplit

import lxml.html
from lxml import etree

from reportedly.errors import NothingToRead
from reportedly.model import Item, Part, Report, Source
from reportedly.read.align import Alignment
from reportedly.read.dates import or_of_dateline, publication
from reportedly.read.page import headlines, pieces, put_together
from reportedly.read.plain import text_address

_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main "
    "nav ol p pre section table td th tr ul".split()
)
_SPACE = re.compile(r"\s+")


def read_item(item: Item) -> Report:
    """The report of an item that has a text.

    Raises NothingToRead where the text has no words.
    """
    source = item.text or ""
    tree = lxml.html.fragment_fromstring(source, create_parent="div")
    etree.strip_elements(tree, etree.Comment, etree.ProcessingInstruction, "script", "style", with_tail=False)
    lines = _lines(tree)
    cut = list(pieces(item.title, lines, headlines(tree)))
    if not any(part is Part.BODY for part, _ in cut):
        raise NothingToRead("the feed's text of it has no words of its own")
    text, passages = put_together(cut, Alignment(source))
    url = item.address if item.has_page else None
    return Report(
        address=url or text_address(text),
        text=text,
        passages=passages,
        published=or_of_dateline(publication([], [], url), item.title, lines),
        source=Source("text/html", source),
        url=url,
        title=item.title,
        outlet=item.outlet or (urlsplit(url).hostname if url else None),
    )


def _lines(tree: etree._Element) -> list[str]:
    """The text, line by line; each block stands on lines of its own."""
    found: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        edge = "\n" if element.tag in _BLOCKS else ""
        found += edge, _SPACE.sub(" ", (element.text if event == "start" else element.tail) or "")
    return [line for text in "".join(found).split("\n") if (line := text.strip())]

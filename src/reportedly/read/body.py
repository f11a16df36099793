"""The main text of a page, through trafilatura.

In: a parsed page, which is cut down here. Out: the paragraphs of its main text.
What a newcomer would get wrong: trafilatura's fast mode reads most pages better than its full one, which asks two other
extractors and sometimes believes the wrong one; the full mode is for pages on which the fast one found next to nothing,
or gave up and took everything.
"""

import logging
from collections.abc import Sequence

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from trafilatura.settings import Extractor

# Never part of the main text, and half of the elements of a page: the extractor looks at each some twenty times.
_NO_TEXT = tuple(
    "svg style iframe template object canvas link nav button select option input textarea video audio noscript picture"
    " source img meta".split()
)
# Menus and lists of links have short lines: half the pages whose lines are shorter than this on average, 12 to 20
# characters, were read whole by mistake.
_SHORT_LINES = 40
# Of six pages whose paragraphs held so many times the text that was found, five were read wrongly.
_MUCH_MORE = 5
# Made once: trafilatura reads its configuration file for every page otherwise.
_FAST, _FULL = (Extractor(output_format="python", comments=False, fast=fast) for fast in (True, False))
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def paragraphs_of(tree: HtmlElement) -> list[str]:
    """The paragraphs of the main text of the page `tree`, of which only the elements that can hold text are left."""
    _cut_down(tree)
    found = _extracted(tree, fast=True)
    return _extracted(tree, fast=False) if _doubtful(found, tree) else found


def _cut_down(tree: HtmlElement) -> None:
    for script in [s for s in tree.iter("script") if s.get("type") != "application/ld+json"]:
        script.drop_tree()
    etree.strip_elements(tree, *_NO_TEXT, with_tail=False)


def _extracted(tree: HtmlElement, *, fast: bool) -> list[str]:
    found = trafilatura.bare_extraction(tree, options=_FAST if fast else _FULL)
    return [line.strip() for line in (getattr(found, "text", None) or "").split("\n") if line.strip()]


def _doubtful(lines: Sequence[str], tree: HtmlElement) -> bool:
    length = sum(map(len, lines))
    if length < _SHORT_LINES * max(1, len(lines)):
        return True
    if len(tree.xpath("string()")) <= _MUCH_MORE * length:
        return False
    return sum(len(" ".join(p.xpath("string()").split())) for p in tree.iter("p")) > _MUCH_MORE * length

"""The title of a page, without the site's name behind it and the kicker before it.

In: a parsed page, what it states, the names of its outlet. Out: one line, or None.
What a newcomer would get wrong: a page has several titles (for search engines, for sharing, for readers), and they
differ; the one in its JSON-LD is the one its publisher gives the article, most often.
"""

import re
from collections.abc import Sequence

from lxml import etree

from reportedly.read.outlets import Own, folded
from reportedly.read.stated import Stated, texts

_SUFFIX = re.compile(r"(?P<title>.*\S)\s*[-–—|•·ㅣ：]\s*(?P<site>[^-–—|•·ㅣ：]{2,40})")
_JOINT = re.compile(r"\s*[-–—|:：]")
_KICKER = re.compile(r"(?:[:：|/]|\s[–—-])\s*$")
_LONG = 15


def title_of(tree: etree._Element, stated: Stated, own: Own) -> str | None:
    """The title that the page gives its article.

    >>> import lxml.html
    >>> from reportedly.read.stated import stated_on
    >>> page = lxml.html.document_fromstring("<title>Acme buys Zeta | Motor Wire</title><h1></h1>")
    >>> title_of(page, stated_on(page), Own(("motorwire.example",)))
    'Acme buys Zeta'
    """
    linked, shared, shown = given_titles(tree, stated)
    named = [line for node in tree.iter("title") if (line := _line(" ".join(node.itertext())))][:1]
    best = linked or shared or (shown if len(shown) == 1 else []) or named or shown
    if not best:
        return None
    title = _without_site(best[0], own, [*shown, *linked, *shared, *named])
    return next((other for other in shared if _reads_better(other, title)), title)


def given_titles(tree: etree._Element, stated: Stated) -> tuple[list[str], list[str], list[str]]:
    """The titles as they are given: in JSON-LD, for sharing, in headings."""
    linked = [line for article in stated.articles for text in texts(article.get("headline")) if (line := _line(text))]
    shared = [line for text in stated.meta("og:title") if (line := _line(text))]
    shown = [line for node in tree.iter("h1") if (line := _line(" ".join(node.itertext())))]
    return linked[:1], shared[:1], shown


def _reads_better(shared: str, title: str) -> bool:
    """Whether `shared` is `title` without its kicker ("Car makers: Acme buys Zeta"), or the same in other signs.

    JSON-LD often has plain hyphens and quotes where the page has those that were set.
    """
    if folded(shared) == folded(title):
        return True
    return len(shared) > _LONG and title.endswith(shared) and bool(_KICKER.search(title[: -len(shared)]))


def _without_site(title: str, own: Own, known: Sequence[str]) -> str:
    while (found := _SUFFIX.fullmatch(title)) and (found["site"] in own or found["title"] in known):
        title = found["title"]
    for other in known:
        if len(other) > _LONG and title.startswith(other) and _JOINT.match(title[len(other) :]):
            return other
    return title


def _line(text: str) -> str | None:
    return " ".join(text.split()) or None

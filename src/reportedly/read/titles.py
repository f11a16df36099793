"""The title of a page: what it states for machines, without the site's name behind it.

In: a parsed page, its address. Out: one line, or None.
What a newcomer would get wrong: a page has several titles (for search engines, for sharing, for readers), and they
differ; the one in its JSON-LD is the one its publisher gives the article, most often.
"""

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from reportedly.read.linked import in_linked_data

_SUFFIX = re.compile(r"(?P<title>.*\S)\s*[-–—|•·ㅣ：]\s*(?P<site>[^-–—|•·ㅣ：]{2,40})")
_JOINT = re.compile(r"\s*[-–—|:：]")
_LONG = 15


def title_of(tree: etree._Element, url: str | None = None) -> str | None:
    """The title that the page gives its article.

    >>> import lxml.html
    >>> page = "<title>Acme buys Zeta | Motor Wire</title><meta property='og:site_name' content='Motor Wire'><h1></h1>"
    >>> title_of(lxml.html.document_fromstring(page))
    'Acme buys Zeta'
    """
    linked = [line for text in in_linked_data(tree, _headlines) if (line := _line(html.unescape(text)))][:1]
    shared = [line for text in tree.xpath("//meta[@property='og:title']/@content") if (line := _line(str(text)))][:1]
    shown = [line for node in tree.iter("h1") if (line := _line(" ".join(node.itertext())))]
    named = [line for node in tree.iter("title") if (line := _line(" ".join(node.itertext())))][:1]
    known = [*shown, *linked, *shared, *named]
    best = linked or shared or (shown if len(shown) == 1 else []) or named or shown
    return _without_site(best[0], list(_sites(tree, url)), known) if best else None


def _headlines(data: Any) -> Iterator[str]:
    """The headlines of articles in a piece of JSON-LD."""
    if isinstance(data, list):
        for item in data:
            yield from _headlines(item)
    elif isinstance(data, dict):
        types = data.get("@type")
        named = " ".join(map(str, types if isinstance(types, list) else [types]))
        if isinstance(data.get("headline"), str) and re.search("Article|Posting|Report", named):
            yield data["headline"]
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _headlines(data.get(key))


def _sites(tree: etree._Element, url: str | None) -> Iterator[str]:
    """What the site may call itself, in small letters without spaces."""
    for name in tree.xpath("//meta[@property='og:site_name']/@content"):
        yield "".join(str(name).casefold().split())
    host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    if host:
        yield host
        yield from host.split(".")[:-1]


def _without_site(title: str, sites: Sequence[str], known: Sequence[str]) -> str:
    found = _SUFFIX.fullmatch(title)
    if found:
        tail = "".join(found["site"].casefold().split())
        if any(site and (tail in site or site in tail) for site in sites) or found["title"] in known:
            return _without_site(found["title"], sites, known)
    for other in known:
        if len(other) > _LONG and title.startswith(other) and _JOINT.match(title[len(other) :]):
            return other
    return title


def _line(text: str) -> str | None:
    return " ".join(text.split()) or None

"""What a page states of itself for machines: JSON-LD, meta elements (OpenGraph and older ones), microdata.

In: a parsed page. Out: Stated, read once, which everybody who wants a fact of the page asks.
What a newcomer would get wrong: a page also states things of other stories (teasers, comments); a thing in JSON-LD
counts as the page's article only by its type, and microdata only outside of other items. A piece of JSON-LD that is
no JSON, or nested without end, spoils only itself.
"""

from __future__ import annotations  # a text is read without the library for pages

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml import etree

_ARTICLE = re.compile("Article|Posting|Report")
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage")
_NAMED_BY = ("property", "name", "itemprop")


@dataclass(frozen=True)
class Stated:
    """The things of the page's JSON-LD in their order, its meta elements by name in small letters, its microdata."""

    things: tuple[Mapping[str, Any], ...] = ()
    metas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    canonical: str | None = None
    language: str | None = None

    @cached_property
    def articles(self) -> tuple[Mapping[str, Any], ...]:
        """The things that are articles, by their type."""
        return tuple(thing for thing in self.things if _ARTICLE.search(" ".join(texts(thing.get("@type")))))

    def meta(self, *names: str) -> Iterator[str]:
        """What meta elements with one of `names` say, in the order of the names."""
        for name in names:
            yield from self.metas.get(name, ())

    def item(self, name: str) -> tuple[str, ...]:
        """What microdata says of the page under `name`."""
        return self.items.get(name, ())


def stated_on(tree: etree._Element) -> Stated:
    """What the page `tree` states.

    >>> import lxml.html
    >>> page = "<meta property='og:title' content='Acme'><script type='application/ld+json'>[{'a': </script>"
    >>> stated = stated_on(lxml.html.document_fromstring(page))
    >>> list(stated.meta("og:title")), stated.things
    (['Acme'], ())
    """
    canonical = next((str(link) for link in tree.xpath("//link[@rel='canonical']/@href")), None)
    return Stated(tuple(_things(tree)), _metas(tree), _items(tree), canonical, tree.get("lang"))


def texts(value: Any) -> list[str]:
    """The strings in a value of JSON-LD that may be one, or a list of them; entities are what they mean.

    >>> texts(["a", {"name": "b"}, 1]), texts("R&amp;D"), texts(None)
    (['a'], ['R&D'], [])
    """
    found = value if isinstance(value, list) else [value]
    return [html.unescape(_whole(one)) for one in found if isinstance(one, str) and one.strip()]


def _whole(text: str) -> str:
    """`text` without what JSON can write and no file can hold: halves of surrogate pairs, NUL."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "\ufffd")


def names(value: Any) -> list[str]:
    """The names in a value of JSON-LD: strings, or things with a name, or lists of them.

    >>> names([{"@type": "Person", "name": "Ann Lee"}, "Bo Ek", {"name": ["Acme", "Acme Inc"]}])
    ['Ann Lee', 'Bo Ek', 'Acme', 'Acme Inc']
    """
    found = value if isinstance(value, list) else [value]
    return [name for one in found for name in texts(one.get("name") if isinstance(one, dict) else one)]


def _things(tree: etree._Element) -> Iterator[Mapping[str, Any]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            try:
                yield from _inside(json.loads(script.text or "", strict=False))
            except (ValueError, RecursionError):
                continue


def _inside(data: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, list):
        for item in data:
            yield from _inside(item)
    elif isinstance(data, dict):
        yield data
        for key in _WITHIN:
            yield from _inside(data.get(key))


def _metas(tree: etree._Element) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = meta.get("content")
        if content and content.strip():
            for key in _NAMED_BY:
                if name := meta.get(key):
                    found.setdefault(name.strip().lower(), []).append(content)
    return {name: tuple(contents) for name, contents in found.items()}


def _items(tree: etree._Element) -> dict[str, tuple[str, ...]]:
    """Microdata of the page: what stands in an item that is an article, or in none."""
    found: dict[str, list[str]] = {}
    for node in tree.xpath("//*[@itemprop]"):
        around = next((above for above in node.iterancestors() if above.get("itemscope") is not None), None)
        if around is None or _ARTICLE.search(around.get("itemtype") or ""):
            value = node.get("content") or node.get("datetime") or node.get("href") or " ".join(node.itertext())
            if value.strip():
                found.setdefault(node.get("itemprop"), []).append(value)
    return {name: tuple(values) for name, values in found.items()}

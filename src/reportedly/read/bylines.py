"""Who wrote a page: its byline.

In: a parsed page, what it states. Out: the names in the byline, those of people and of outlets apart.
What a newcomer would get wrong: a byline is written as it comes: several names in one string, "By" before it, a post or
a desk behind it, an agency among the people; an outlet in it says whose copy the page is.
"""

from __future__ import annotations  # a text is read without the library for pages

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.read.agencies import agency_of, outlet_named
from reportedly.read.outlets import Own
from reportedly.read.stated import Stated, names

if TYPE_CHECKING:
    from lxml import etree

_BY = re.compile(
    r"^(?:[^\W\d_]+\s+){0,2}by\s*:?\s+"
    r"|^(?:von|par|por|door|av|af|od|di|da|przez|autore?|authors?|autor(?:in|en)?|auteur|作者|文|记者|記者|автор)\s*[:：/／]?\s+"
    r"|^(?:by|autore?|authors?|autor(?:in|en)?|auteur|作者|文|记者|記者|автор)\s*[:：/／]\s*",
    re.I,
)
_AND = re.compile(
    r"\s*(?:[,;|/•·、，；]|(?<=\w)\s+(?:and|und|et|y|e|och|og|en|i|ve|и|with|mit|avec)\s+(?=\w)|\s&\s|\s[–—-]\s)\s*",
    re.I,
)
_BESIDE = re.compile(r"\([^()]*\)|\s(?:mon|tues|wednes|thurs|fri|satur|sun)day$|\s+기자$|\s+in\s+[A-Z].*$", re.I)
_NO_NAME = re.compile(
    r"https?:|www\.|@|\d|^(?:admin|administrator|editor|guest|unknown|anonymous|author|staff|null|none|n/?a|red|me)$"
    r"|\b(?:staff|desk|redaktion|redazione|redacción|redaction|rédaction|redactie|newsroom|editorial|editors?|reporters?"
    r"|correspondent|writer|team|producer|agenc(?:y|ies)|agenturen|agencias|contributors?|editor-in-chief|gmbh|inc|ltd|llc)\b"
    r"|編集部|编辑部|記者会|取材班|(?-i:^[a-z]+(?:-[a-z]+)+$|^[a-zà-ÿ]{5,}$|^[a-zà-ÿ’']+(?:\s\S+){2,})|(?:\S+\s){5}",
    re.I,
)
_SHOWN_AT = (
    "//*[@rel='author']",
    "//*[contains(@class, 'byline') or contains(@class, 'author-name') or contains(@class, 'article-author')]",
)
_LONGEST = 60
_LONGEST_LINE = 500
_MOST = 12


@dataclass(frozen=True, slots=True)
class Byline:
    """The names of a byline: people, and outlets that are not the page's own."""

    people: tuple[str, ...]
    outlets: tuple[str, ...]


def byline_of(tree: etree._Element, stated: Stated, own: Own) -> Byline:
    """The byline of the page: what it states for machines, else what it shows."""
    for said in _stated(stated):
        if (found := parted(said, own)) != _NOBODY:
            return found
    for path in _SHOWN_AT:
        shown = [line for node in tree.xpath(path)[:3] if (line := " ".join(" ".join(node.itertext()).split()))]
        # What a page shows beside its byline (a date, a biography, a button) is no name.
        if (found := parted(shown[:1], own)).people:
            return found
    return _NOBODY


def parted(said: Iterable[str], own: Own) -> Byline:
    """The names in strings that a byline is made of.

    >>> parted(["By Ann Lee and Bo Ek, Reuters"], Own(("motorwire.example",)))
    Byline(people=('Ann Lee', 'Bo Ek'), outlets=('Reuters',))
    """
    people: dict[str, str] = {}
    outlets: dict[str, None] = {}
    for name in (name for text in said for name in _split(text)):
        if outlet := outlet_named(name):
            if outlet not in own and name not in own:
                outlets.setdefault(outlet)
        elif name not in own and len(name) <= _LONGEST and not _NO_NAME.search(name):
            people.setdefault(name.casefold(), name)
    return Byline(tuple(people.values())[:_MOST], tuple(outlets))


def _split(text: str) -> Iterator[str]:
    line = " ".join(text.split())
    if len(line) > _LONGEST_LINE or line.startswith(("http://", "https://", "@")):
        return
    line = _BY.sub("", _BESIDE.sub("", line))
    for piece in [line] if outlet_named(line) else _AND.split(line):
        name = _BESIDE.sub("", _BY.sub("", piece)).strip(" .,:()*")
        person, agency = _agency_behind(name)
        yield from (part for part in (person, agency) if part)


def _agency_behind(name: str) -> tuple[str, str]:
    """A name and the agency that stands behind it without a comma: "ANN LEE Associated Press"."""
    words = name.split()
    for count in (3, 2, 1):
        if len(words) >= count + 2 and agency_of(" ".join(words[-count:])):
            return " ".join(words[:-count]), " ".join(words[-count:])
    return name, ""


def _stated(stated: Stated) -> Iterator[list[str]]:
    """The bylines for machines, the best first."""
    for article in stated.articles:
        yield names(article.get("author"))
    yield list(stated.meta("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"))
    yield list(stated.item("author"))
    for article in stated.articles:
        yield names(article.get("creator"))


_NOBODY = Byline((), ())

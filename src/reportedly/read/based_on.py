"""Whose copy a page is: another outlet's report, as far as the page says so.

In: what the page states and shows of itself. Out: BasedOn, or None.
What a newcomer would get wrong: an outlet's own name is never what its page is based on, and where the page's own
outlet is unknown nobody can tell whose name stands behind a title; a report that only *cites* an outlet is no copy.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from reportedly.model import BasedHow, BasedOn
from reportedly.read.agencies import agency_of, dateline_agency, outlet_named
from reportedly.read.datelines import is_name
from reportedly.read.outlets import Own, brands, host
from reportedly.read.stated import Stated, names, texts

_WORD = (
    r"(?:source|via|quelle|fuente|fonte|источник|来源|來源|稿源|出典|引用元|출처|المصدر|مصدر|bron|kilde|källa|źródło|kaynak|zdroj"
    r"|nguồn|sumber)"
)
_LEAD = re.compile(
    rf"^\W*(?:(?:article|news|original|文章|新闻|消息|信息)\s*)?{_WORD}\s*[:：]\s*(?P<rest>.*)$", re.I | re.S
)
_IN_BRACKETS = re.compile(rf"[(（\[【]\s*{_WORD}\s*[:：]\s*(?P<rest>[^()（）\[\]【】]{{2,60}})[)）\]】]\W*$", re.I)
_VIA = re.compile(r"^\W*via\s+(?P<rest>[^.!?]{2,40})\W*$", re.I)
_APPEARED = re.compile(
    r"\b(?:(?:first|originally)\s+(?:appeared|published|posted)(?:\s+(?:in|on|at|by))+"
    r"|(?:was|is)\s+(?:re)?published\s+(?:here\s+)?(?:with permission from|courtesy of)|republished\s+from"
    r"|zuerst\s+(?:erschienen|veröffentlicht)\s+(?:bei|in|auf)|publicado\s+originalmente\s+(?:en|em|por))"
    r"\s+(?:the\s+)?(?P<rest>[^.;,()]{2,60})",
    re.I,
)
_STEMS = "appeared", "ublished", "posted", "erschienen", "veröffentlicht", "publicado"
_ENDS = re.compile(
    r"\s{2,}|[|;；,，、/\n]|\s[-–—·]\s|\s(?:作者|编辑|責任|责编|记者|author|by|date|time)|\d{4}[-年/.]", re.I
)
_PICTURES = re.compile(
    r"getty|shutterstock|istock|unsplash|pixabay|alamy|flickr|imago|wikimedia|youtube|twitter|facebook", re.I
)
_PICTURE = re.compile(r"image|photo|picture|caption|figure|chart|credit", re.I)
_NO_OUTLET = re.compile(
    r"\b(?:company|companies|corporate|data|filings?|research|estimates?|survey|own|authors?|internet|various|staff"
    r"|agenc(?:y|ies)|officials?|government|industry)\b",
    re.I,
)
_OWN_SCRIPT = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\u0600-\u06ff\u0400-\u04ff]")
# What stands on a line of its own in the source, up to its colon; first what is short, since the words are many.
_AT_TAG = re.compile(r">\s*+([^\s<>:：][^<>:：]{1,30}(?:</[a-z]+>\s*)?[:：])", re.I)
_WORDS = re.compile(rf"[（(\[【]?\s*(?:[^\W\d_]{{2,8}}\s)?{_WORD}\s*(?:<|[:：])", re.I)
_BLOCK_END = re.compile(
    r"</(?:p|div|li|td|tr|section|footer|h\d|ul|address)\b|<(?:p|div|li|td|br|section|ul|h\d)\b", re.I
)
_TAG = re.compile(r"<[^<>]*>")
_LINK = re.compile(r"<a\b[^<>]*?\bhref\s*=\s*[\"']?(https?://[^\"'\s<>]+)", re.I)
_SUFFIX = re.compile(r".*\S(?:\s*[-–—|]\s*|\s·\s)(?P<outlet>[^-–—|·]{2,40})")
_REACH = 400
_MOST = 50
_FIRST = 3  # paragraphs in which a dateline may stand
_ENDS_OF = 5  # paragraphs at either end of a text in which it may say where it is from


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet that a line credits, with the address it links to, if any."""

    outlet: str
    url: str | None = None


def based_on_of(  # noqa: PLR0913 - a copy shows itself in many places
    stated: Stated,
    own: Own,
    url: str | None,
    *,
    credits: Sequence[Credit] | None = None,
    byline: Iterable[str],
    titles: Sequence[str],
    paragraphs: Sequence[str],
) -> BasedOn | None:
    """Whose copy the page is, by the surest of the signs that it bears.

    `credits` are its source lines, where they were looked for in its source; else they are those of `paragraphs`.
    """
    ends = (*paragraphs[:_ENDS_OF], *paragraphs[max(_ENDS_OF, len(paragraphs) - _ENDS_OF) :])
    lines = list(
        dict.fromkeys(c for c in (*(credits or ()), *credited(ends, leads=credits is None)) if c.outlet not in own)
    )
    found = chain(
        (BasedOn(BasedHow.IS_BASED_ON, *pair) for pair in _linked(stated, own)),
        (BasedOn(BasedHow.CANONICAL, host(there), there) for there in _elsewhere(stated.canonical, url)),
        (BasedOn(BasedHow.SOURCE_LINE, c.outlet, c.url) for c in lines if len({c.outlet for c in lines}) == 1),
        (BasedOn(BasedHow.BYLINE, name) for name in byline if name not in own),
        (BasedOn(BasedHow.DATELINE, a) for p in paragraphs[:_FIRST] if (a := dateline_agency(p)) and a not in own),
        (BasedOn(BasedHow.SUFFIX, outlet) for outlet in _suffixes(titles, own, paragraphs)),
    )
    return next(found, None)


def credited(lines: Iterable[str], *, leads: bool = True) -> Iterator[Credit]:
    """The outlets that lines of a text name as their source; without `leads` not those of lines like "Source: AFP".

    >>> [c.outlet for c in credited(["(Source: Reuters)", "来源：财联社  编辑：王", "Source: company data"])]
    ['Reuters', '财联社']
    >>> [c.outlet for c in credited(["This article first appeared in Motor Weekly.", "Acme, via Reuters, said so."])]
    ['Motor Weekly']
    """
    for line in lines:
        found = (leads and _LEAD.match(line)) or _IN_BRACKETS.search(line) or _VIA.match(line) or _appeared(line)
        if found and (outlet := _outlet(found["rest"])):
            yield Credit(outlet)


def source_named(line: str) -> str | None:
    """The name in a line that is nothing but a source line, whatever it is called; to be trusted beside a title only.

    >>> source_named("Source: Plant & Line"), source_named("Source: Acme cuts jobs"), source_named("Source: Own Data")
    ('Plant & Line', None, None)
    """
    found = _LEAD.match(line)
    name = found["rest"].strip(" .()（）[]【】") if found else ""
    if not 2 <= len(name) <= 40 or _NO_OUTLET.search(name) or _PICTURES.search(name):
        return None
    return name if is_name(name) else None


def _appeared(line: str) -> re.Match[str] | None:
    """Where a line says "first appeared in"; looked for only where a word of it stands, as it does in few lines."""
    return _APPEARED.search(line) if any(stem in line for stem in _STEMS) else None


def credits_in(source: str) -> list[Credit]:
    """The lines of a page's source that name the outlet it is from, also those that are no part of its main text.

    >>> credits_in('<p><b>Source:</b> <a href="https://motor.example/1">Motor Wire</a></p><p>Acme sells.</p>')
    [Credit(outlet='Motor Wire', url='https://motor.example/1')]
    """
    found = []
    places = (place for place in _AT_TAG.finditer(source) if _WORDS.match(place[1]))
    for place in islice(places, _MOST):
        start = place.start() + 1
        before = source[source.rfind("<", 0, start) : start]
        if _PICTURE.search(before) or source.rfind("<figcaption", 0, start) > source.rfind("</figcaption", 0, start):
            continue  # under a picture or a chart: who made that
        end = _BLOCK_END.search(source, place.end(), start + _REACH)
        raw = source[start : end.start() if end else start + _REACH]
        link = _LINK.search(raw)
        line = _LEAD.match(html.unescape(_TAG.sub("", raw)).strip())
        there = html.unescape(link[1]) if link else None
        if line and (outlet := _outlet(line["rest"], linked=bool(there))):
            found.append(Credit(outlet, there))
    return found


def _outlet(text: str, *, linked: bool = False) -> str | None:
    """The outlet that a source line names; in Latin letters it must be called as outlets are, or be linked to."""
    name = _ENDS.split(text.strip(" \t\n:：（）()[]【】.。"), maxsplit=1)[0].strip(" .。)）]】")
    if not 2 <= len(name) <= 40 or _PICTURES.search(name) or (name[0].islower() and not outlet_named(name)):
        return None
    return outlet_named(name) or (name if linked or _OWN_SCRIPT.search(name) else None)


def _linked(stated: Stated, own: Own) -> Iterator[tuple[str | None, str | None]]:
    """Outlet and address of what JSON-LD or a meta element says the article is based on."""
    values: list[Any] = [value for article in stated.articles for value in _listed(article.get("isBasedOn"))]
    values += [*stated.item("isBasedOn"), *stated.meta("syndication-source", "original-source")]
    for value in values:
        for there in texts(value) if isinstance(value, str) else texts(value.get("url") or value.get("@id")):
            named = names(value.get("publisher")) or names(value) if isinstance(value, Mapping) else []
            outlet = next(iter(named), None) or host(there)
            if there.startswith("http") and outlet and outlet not in own and not _same_brand(there, own):
                yield outlet, there


def _listed(value: Any) -> list[Any]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str | Mapping)]


def _elsewhere(canonical: str | None, url: str | None) -> Iterator[str]:
    """The canonical address, where it lies with another outlet than the address the page was found at."""
    if (
        canonical
        and url
        and host(canonical)
        and host(url)
        and not set(brands(host(canonical))) & set(brands(host(url)))
    ):
        yield canonical


def _same_brand(there: str, own: Own) -> bool:
    return any(brand in own for brand in brands(host(there)))


def _suffixes(titles: Sequence[str], own: Own, paragraphs: Sequence[str]) -> Iterator[str]:
    """The outlets behind the titles; a name of several words may be a section's ("Motor News"), unless it is cited."""
    cited = "\n".join(paragraph for paragraph in paragraphs if paragraph not in titles)
    for title in titles if own.names else ():
        found = _SUFFIX.fullmatch(title)
        outlet = outlet_named(found["outlet"]) if found else None
        if outlet and outlet not in own and (" " not in outlet or agency_of(outlet) or outlet in cited):
            yield outlet

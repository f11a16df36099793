"""A passage is cut into sentences, and sentences into what is looked for in them.

In: the report's text and a span of it. Out: spans of the report's text.
What a newcomer would get wrong: a full stop behind an abbreviation or an initial ends no sentence.
"""

import re
from collections.abc import Iterator

from reportedly.model import Span

_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n+")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Inc|Ltd|Corp|Co|Cos|No|St|Jr|Sr|vs|approx|est|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.K|[ap]\.m)\.$"
)
_COMPANY_END = re.compile(r"\b(?:Inc|Ltd|Corp|Co)\.$")
_GOES_ON = re.compile(
    r"(?:Ltd|Inc|Corp|Co|Chair\w*|Chief|CEO|CFO|President|Vice|Director|Executive|Group|of|[\d(])\b", re.I
)
_NOT_NAMES = frozenset(
    """the a an this that these those it its he she they we i you in on at by for from with to of and or but if while as after before when
    since because although though however meanwhile also earlier later today yesterday there their his her our many most some other others another
    all both each such what which who where how why not no yes so then than according last next more few several one two three monday tuesday
    wednesday thursday friday saturday sunday january february march april may june july august september october november december over under during
    under despite unlike is are was were be been has have had will would could should can may might do does did following
    analysts shares sales profits workers sources officials report reports""".split()
)
_UPPER = "[" + "".join(filter(str.isupper, map(chr, range(0x250)))) + "]"
_NAME = re.compile(
    r"(?:UPPER|\d+UPPER)[\w&.'’-]*(?:(?:\s+(?:of|de|du|la|von|van|and|&)(?=\s+UPPER))?\s+(?:UPPER[\w&.'’-]*|No\.?\s*\d+|\d+(?=\s+[a-z]+\b)))*".replace(
        "UPPER", _UPPER
    )
)
_LETTERS = re.compile(r"[^\W\d_]")
_FIRST_WORD = re.compile(r"[\w’']+\s*")
# No sentence is longer. What is, is no prose (a table, a list without stops), and is cut at a space.
_LONGEST = 1500


def sentences(text: str, passage: Span) -> Iterator[Span]:
    """The sentences of `passage`.

    >>> text = "Acme Inc. bought Zeta. J. Doe left."
    >>> [text[s.start:s.end] for s in sentences(text, Span(0, len(text)))]
    ['Acme Inc. bought Zeta.', 'J. Doe left.']
    """
    start = passage.start
    for end in _END.finditer(text, passage.start, passage.end):
        before = text[max(start, end.start() - 12) : end.start()]
        if _ABBREVIATION.search(before) and "\n" not in end.group() and not _ends_here(text, before, end):
            continue
        yield from _cut(text, start, end.start())
        start = end.end()
    yield from _cut(text, start, passage.end)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        stop = space if space > start else start + _LONGEST
        yield Span(start, stop)
        start = stop
    if start < end:
        yield Span(start, end)


def _ends_here(text: str, before: str, end: re.Match[str]) -> bool:
    """Whether the stop of "Inc." also ends the sentence: then neither a title nor another legal form follows."""
    return bool(_COMPANY_END.search(before)) and not _GOES_ON.match(text, end.end())


def names(text: str, sentence: Span) -> list[Span]:
    """What is written like a name: words with capitals, without the sentence's first function word.

    >>> text = "The Acme Group and Zeta Motors said on Monday"
    >>> [text[s.start:s.end] for s in names(text, Span(0, len(text)))]
    ['Acme Group', 'Zeta Motors']
    """
    found = []
    for match in _NAME.finditer(text, sentence.start, sentence.end):
        start, end = _trimmed(text, match.start(), match.end())
        for part in _split_and(text, start, end):
            if part.end - part.start > 1 and _LETTERS.search(text, part.start, part.end):
                found.append(part)  # noqa: PERF401 - a filter within two loops reads better so
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while (word := _FIRST_WORD.match(text, start, end)) and word.group().strip().lower() in _NOT_NAMES:
        start = word.end()
    name = text[start:end].rstrip(".,'’-&")
    name = re.sub(r"['’]s$", "", name)
    possessive = re.search(r"['’]s\b", name)
    return start, start + (possessive.start() if possessive else len(name))


def _split_and(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for joint in re.finditer(r"\s+and\s+", text[start:end]):
        if start + joint.start() > at:
            yield Span(at, start + joint.start())
        at = start + joint.end()
    if end > at:
        yield Span(at, end)

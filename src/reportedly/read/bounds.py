"""What a report's own words say about when it was published, where it does not state a day.

In: its text and passages. Out: Bounds, with the words they rest on; None where nothing in it tells.
What a newcomer would get wrong: a past time without a year bounds nothing ("in March" is said in November too). Only a
paper that is cited by its day and what is still to come are taken as near, no more than half a year off.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import reduce

from reportedly.model import Bounds, Ground, Interval, Part, Passage, Quote, Span, YearPart
from reportedly.model.times import Toward, interval

_MONTHS = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)"
)
_YEAR = r"(?:19[5-9]|20[0-9])\d"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_DATE = re.compile(
    rf"\b(?:{_MONTHS} {_DAY}(?:,? {_YEAR})?(?!\d)|{_DAY} {_MONTHS}(?: {_YEAR})?|{_MONTHS} (?:of )?{_YEAR}"
    rf"|{_YEAR}-\d\d-\d\d|(?<=\bin ){_MONTHS}(?! \d)|(?<=\b(?:in|of) ){_YEAR}\b(?![-–/,.]\d|\s*(?:model|percent|%)))"
)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-Z“\"])")
_PAPER = re.compile(
    r"^(?:\W+\w+){0,3}?\W+(?:report|filing|statement|article|interview|post|letter|notice|memo|document|announcement)\b"
)
_ARTICLE = re.compile(r"\b(?:a|an|the|its|their|his|her) $", re.I)
_CLAUSE = re.compile(r"[,;:(—–]|\bfor $")
_HAS_YEAR = re.compile(_YEAR)
_TOLD = re.compile(r"\b(?:had|was|were|would|said|told|according)\b")
_TODAY = re.compile(r"\btoday,? \(?$", re.I)
_TO_COME = re.compile(
    r"\b(?:will|(?:is|are)(?: now)? (?:expected|due|scheduled|set|slated|planned)|plans? to|expected in)\b"
)
_OPEN = re.compile(
    r"\b(?:will|would|could|may|might|should|can|expect\w*|plan(?:s|ned|ning)?|due|schedul\w+|aim\w*|target\w*|forecast\w*"
    r"|set to|slated|intend\w*|propos\w+|until|by|before|goal|if|next|ahead|from|estimate\w*|project\w*|hop\w+|to)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|said|began|bought|sold|fell|rose|made|built|won|took|came|went|told|wrote|lost|held|set up"
    r"|\w{2,}ed)\b"
)
_HALF_A_YEAR = timedelta(days=183)
_ANY_YEAR = 2003  # no leap year; never shown
_BEFORE = 40


def bounds_in(text: str, passages: Sequence[Passage]) -> Bounds | None:
    """The bounds that the words of `passages` set.

    >>> text = "The plant opened in May 2024, the company said."
    >>> str(bounds_in(text, [Passage(Part.BODY, Span(0, len(text)))]))
    '2024-05-01 or later'
    """
    found = list(each_bound(text, passages))
    return reduce(Bounds.and_, found) if found else None


def each_bound(text: str, passages: Sequence[Passage]) -> Iterator[Bounds]:
    """What each of those words sets alone, in order."""
    for passage in passages:
        yield from _in_passage(text, passage)


def _in_passage(text: str, passage: Passage) -> Iterator[Bounds]:
    at, where = passage.span.start, " in a headline beside it" if passage.part is Part.LINK else ""
    for sentence in _sentences(text, passage.span):
        for found in _DATE.finditer(text, sentence.start, sentence.end):
            quote = Span(max(found.start(), at), found.end()).of(text)
            if bounds := _bounds(text, sentence, quote, where):
                yield bounds


def _sentences(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for gap in _SENTENCE.finditer(text, span.start, span.end):
        yield Span(start, gap.start() or 1)
        start = gap.end()
    yield Span(start, span.end)


def _bounds(text: str, sentence: Span, time: Quote, where: str) -> Bounds | None:
    """What one time in a sentence bounds."""
    before, behind = text[sentence.start : time.span.start], text[time.span.end : sentence.end]
    if _TODAY.search(before):
        return _bounded(time, f"today is {{}}{where}", Toward.UNKNOWN)
    if _ARTICLE.search(before) and _PAPER.match(behind):
        return _bounded(time, f"it cites a paper of {{}}{where}", Toward.BACK)
    whole = before + behind
    if _TO_COME.search(before[-_BEFORE:]) and not _TOLD.search(whole):
        return _bounded(time, f"{{}} is still to come{where}", Toward.AHEAD)
    clause = _CLAUSE.split(before)[-1]
    if _HAS_YEAR.search(time.text) and _PAST.search(clause) and not _OPEN.search(whole) and not where:
        return _bounded(time, "it tells of {} as past", Toward.BACK)
    return None


def _bounded(time: Quote, reason: str, toward: Toward) -> Bounds | None:
    ground = (Ground(reason.format(time.text), time),)
    if days := interval(time.text, None):
        return Bounds(_open(days, toward), None, ground)
    days = interval(time.text, date(_ANY_YEAR, 1, 1), Toward.AHEAD)
    if days is None or days.start is None or days.end is None:
        return None
    start, end = days.start, days.end
    if toward is Toward.BACK:
        end = start + _HALF_A_YEAR
    elif toward is Toward.AHEAD:
        start = start - _HALF_A_YEAR
    part = YearPart.of(Interval(start, end))
    return Bounds(None, part, ground) if part else None


def _open(days: Interval, toward: Toward) -> Interval:
    """Past days leave the later side open, days to come the earlier one."""
    if toward is Toward.BACK:
        return Interval(days.start, None)
    return Interval(None, days.end) if toward is Toward.AHEAD else days

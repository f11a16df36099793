"""When a claim's event happens, and when it was said, as days.

In: a claim and when its report was published. Out: Interval or None.
What a newcomer would get wrong: a filler is as short as can be ("2027"), so the words around it in the evidence are
read with it ("by the end of"); and it is the phase that tells whether "in September" is past or to come.
"""

import re
from collections.abc import Iterator
from functools import reduce

from reportedly.model.claim import Claim, Phase, Role
from reportedly.model.interval import Interval
from reportedly.model.report import Precision, Published
from reportedly.model.span import Quote
from reportedly.model.times.reading import interval
from reportedly.model.times.rules import Toward
from reportedly.model.times.words import YEAR

_AHEAD = (Phase.CONSIDERED, Phase.PLANNED)
_OVER = (Phase.DONE, Phase.OFF)
_LEADS = re.compile(
    r"(?:\b(?:by|before|until|till|since|from|after|within|through|not later than|no later than|as early as|as soon as"
    r"|in the (?:next|coming))\s+)?(?:(?:the\s+)?(?:early|late|mid|end of|start of|beginning of|middle of|first half of"
    r"|second half of|rest of)[\s-]+)?(?:the\s+)?$",
    re.I,
)
_TRAILS = re.compile(rf"^(?:,?\s+(?:of\s+|in\s+)?(?:{YEAR}\b|(?:last|this|next)\s+year\b)|\s+ago\b)", re.I)
_LIMITS = re.compile(r"\b(?:by|before|until|till|within|no later than)\b", re.I)


def when(claim: Claim, published: Published) -> Interval | None:
    """The days in which the event happens, as far as its time is told."""
    found = [i for quote in claim.fillers(Role.TIME) if (i := _filler(claim, quote, published))]
    return reduce(_both, found) if found else None


def said_on(claim: Claim, published: Published) -> Interval | None:
    """The days on which it was said, as far as the report tells."""
    return _read(claim.said.text, published, Toward.BACK) if claim.said else None


def _filler(claim: Claim, quote: Quote, published: Published) -> Interval | None:
    for text in _widened(claim, quote):
        if found := _read(text, published, _toward(claim.phase, text)):
            return found
    return None


def _read(text: str, published: Published, toward: Toward) -> Interval | None:
    """What `text` means on the day of publication; where only its month is known, on any day of that."""
    if published.precision is not Precision.MONTH or not (days := published.days) or not (days.start and days.last):
        return interval(text, published.on, toward)
    first, last = interval(text, days.start, toward), interval(text, days.last, toward)
    return first.hull(last) if first and last else None


def _widened(claim: Claim, quote: Quote) -> Iterator[str]:
    """The filler with the words around it that belong to it, then alone."""
    for evidence in claim.evidence:
        if evidence.span.holds(quote.span):
            start, end = quote.span.start - evidence.span.start, quote.span.end - evidence.span.start
            lead, trail = _LEADS.search(evidence.text[:start]), _TRAILS.match(evidence.text[end:])
            yield evidence.text[lead.start() if lead else start : end + (trail.end() if trail else 0)]
            break
    yield quote.text


def _toward(phase: Phase, text: str) -> Toward:
    if phase in _AHEAD or (phase not in _OVER and _LIMITS.search(text)):
        return Toward.AHEAD
    return Toward.UNKNOWN if phase is Phase.STALLED else Toward.BACK  # put off "in May" and put off "to May"


def _both(one: Interval, other: Interval) -> Interval:
    """The days in both; where two times of one event have none in common, the days from one to the other."""
    return one.and_(other) or one.hull(other) or one

"""A text about time is read.

In: a text, the day it was said, and whether it looks back or ahead. Out: Interval or None.
What a newcomer would get wrong: a text is tried in English first, then as other languages, put into English.
"""

from datetime import date
from functools import lru_cache

from reportedly.model.interval import Interval
from reportedly.model.times import dates, lengths, parts
from reportedly.model.times.rules import Point, Rules, Toward, Undated
from reportedly.model.times.tongues import in_english
from reportedly.model.times.words import normal

_RULES = Rules([*parts.RULES.all, *dates.RULES.all, *lengths.RULES.all])


def interval(text: str, on: date | None, toward: Toward = Toward.BACK) -> Interval | None:
    """The days that `text`, said on the day `on`, speaks of; None where it does not tell.

    Where `on` is None only texts that need no such day are read. `toward` decides what has no year of its own.

    >>> interval("by the end of next year", date(2025, 8, 1)).as_json()
    [None, '2027-01-01']
    >>> interval("in September", date(2025, 8, 1), Toward.AHEAD).as_json()
    ['2025-09-01', '2025-10-01']
    >>> interval("soon", date(2025, 8, 1)) is interval("last week", None) is None
    True
    """
    return _interval(normal(text), Point(_RULES, on, toward))


@lru_cache(maxsize=4096)
def _interval(text: str, at: Point) -> Interval | None:
    for words in (text, *in_english(text)):
        try:
            if found := at.read(words):
                return found
        except (Undated, OverflowError, ValueError):  # a year or day that no calendar has
            continue
    return None

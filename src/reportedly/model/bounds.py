"""When a report must have been published, where no day is stated: not before, not after, in which part of a year.

In: what is known from its text, from the day it was read, from other reports of the same story. Out: Bounds.
What a newcomer would get wrong: "a July 29 report" names no year, so it bounds the part of the year and never the year;
only with bounds from elsewhere that leave a single such part does it become days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from reportedly.model.interval import Interval
from reportedly.model.span import Quote, Span

_LEAP = 2000  # a year with a 29th of February, to count days of a year in
_DAYS = 366
_MOST_YEARS = 100


@dataclass(frozen=True, slots=True)
class YearPart:
    """Days of a year that is not told, from `start` on, `days` long; it may run over the end of the year."""

    start: tuple[int, int]
    days: int

    @classmethod
    def of(cls, days: Interval) -> "YearPart | None":
        """The part of the year that these days are, whatever year they are in; None where it is a whole one or more."""
        if days.start is None or days.end is None or (days.end - days.start).days >= _DAYS - 1:
            return None
        return cls((days.start.month, days.start.day), (days.end - days.start).days)

    def within(self, days: Interval) -> Iterator[Interval]:
        """The times at which it comes within `days`, which must be bounded."""
        if days.start is None or days.end is None:
            return
        for year in range(days.start.year - 1, days.end.year + 1):
            first = date(year, 3, 1) if self.start == (2, 29) else date(year, *self.start)
            if found := Interval(first, first + timedelta(days=self.days)).and_(days):
                yield found

    def and_(self, other: "YearPart") -> "YearPart":
        """What both have in common; the shorter one where that is nothing, or is not in one piece."""
        one, two = self._numbers(), other._numbers()
        shared = [n for n in one if n in set(two)]
        in_one_piece = shared and all((b - a) % _DAYS == 1 for a, b in pairwise(shared))
        if not in_one_piece:
            return min(self, other, key=lambda part: part.days)
        first = date(_LEAP, 1, 1) + timedelta(days=shared[0])
        return YearPart((first.month, first.day), len(shared))

    def _numbers(self) -> list[int]:
        first = (date(_LEAP, *self.start) - date(_LEAP, 1, 1)).days
        return [(first + n) % _DAYS for n in range(self.days)]

    def __str__(self) -> str:
        """In words, with the last day that is in it.

        >>> str(YearPart((7, 29), 64))
        'between July 29 and September 30'
        """
        first = date(_LEAP, *self.start)
        last = first + timedelta(days=self.days - 1)
        if first == last:
            return f"{first:%B} {first.day}"
        return f"between {first:%B} {first.day} and {last:%B} {last.day}"


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a report is bounded, and the words that it rests on, if it rests on words."""

    reason: str
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days between which a report was published, as far as is known, and the part of the year."""

    days: Interval | None
    part: YearPart | None
    grounds: tuple[Ground, ...]

    @property
    def earliest(self) -> date | None:
        """The first day on which it can have been published."""
        return self.days.start if self.days else None

    @property
    def latest(self) -> date | None:
        """The last day on which it can have been published."""
        return self.days.last if self.days else None

    def and_(self, other: "Bounds | None") -> "Bounds":
        """Both together, on the grounds of both; bounds that contradict these add nothing.

        >>> july = Bounds(None, YearPart((7, 29), 64), (Ground("it cites a July 29 report"),))
        >>> year = Bounds(Interval(date(2023, 2, 1), date(2024, 2, 1)), None, (Ground("a copy is dated"),))
        >>> july.and_(year).days.as_json()
        ['2023-07-29', '2023-10-01']
        """
        if other is None:
            return self
        days = self.days.and_(other.days) if self.days and other.days else self.days or other.days
        if days is None and self.days:
            return self
        part = self.part.and_(other.part) if self.part and other.part else self.part or other.part
        grounds = tuple(dict.fromkeys((*self.grounds, *other.grounds)))
        return Bounds(_trimmed(days, part) if days and part else days, part, grounds)

    def as_json(self) -> dict[str, Any]:
        """Earliest and latest day (both included), the part of the year as [month-day, days], the grounds."""
        return {
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "part_of_year": [f"{self.part.start[0]:02}-{self.part.start[1]:02}", self.part.days] if self.part else None,
            "grounds": [
                {
                    "reason": g.reason,
                    "text": g.quote.text if g.quote else None,
                    "offsets": [g.quote.span.start, g.quote.span.end] if g.quote else None,
                }
                for g in self.grounds
            ],
        }

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> "Bounds":
        """The bounds that `as_json` wrote."""
        first, last = (date.fromisoformat(d) if d else None for d in (plain["earliest"], plain["latest"]))
        days = Interval(first, last + timedelta(days=1) if last else None) if first or last else None
        part = plain["part_of_year"]
        grounds = (
            Ground(g["reason"], Quote(g["text"], Span(*g["offsets"])) if g["offsets"] else None)
            for g in plain["grounds"]
        )
        month, _, day = part[0].partition("-") if part else ("", "", "")
        return cls(days, YearPart((int(month), int(day)), part[1]) if part else None, tuple(grounds))

    def __str__(self) -> str:
        """In words: when it was published, as far as is known."""
        found = [str(self.days)] if self.days else []
        return ", ".join([*found, f"{self.part} of a year"] if self.part else found)


def _trimmed(days: Interval, part: YearPart) -> Interval:
    """`days` without what lies before the first and behind the last coming of `part` in them."""
    far = timedelta(days=_DAYS * 2)
    start = days.start or (days.end - far if days.end else None)
    end = days.end or (days.start + far if days.start else None)
    if start is None or end is None or (end - start).days > _DAYS * _MOST_YEARS:
        return days
    found = list(part.within(Interval(start, end)))
    if not found:
        return days
    return Interval(found[0].start if days.start else None, found[-1].end if days.end else None)

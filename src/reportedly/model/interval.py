"""Days from one to before another, either side open where it is not told.

In: dates. Out: Interval, and the calendar's units as intervals.
What a newcomer would get wrong: an interval is half-open, so September is from the 1st of September to the 1st of
October, and a single day ends on the next one.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Interval:
    """From `start` (that day included) to `end` (that day left out); None where a side is open, never both."""

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("an interval that is open on both sides says nothing")
        if self.start and self.end and self.start >= self.end:
            raise ValueError(f"no interval from {self.start} to {self.end}")

    @classmethod
    def of(cls, on: date) -> "Interval":
        """That one day."""
        return cls(on, on + timedelta(days=1))

    @property
    def last(self) -> date | None:
        """The last day that is in it."""
        return self.end - timedelta(days=1) if self.end else None

    def and_(self, other: "Interval") -> "Interval | None":
        """The days in both; None where there are none.

        >>> may, summer = Interval(date(2025, 5, 1), date(2025, 6, 1)), Interval(date(2025, 5, 20), None)
        >>> may.and_(summer).as_json()
        ['2025-05-20', '2025-06-01']
        """
        start = max((d for d in (self.start, other.start) if d), default=None)
        end = min((d for d in (self.end, other.end) if d), default=None)
        return None if start and end and start >= end else Interval(start, end)

    def hull(self, other: "Interval") -> "Interval | None":
        """From the first day of either to the last; None where that is every day."""
        start = min(self.start, other.start) if self.start and other.start else None
        end = max(self.end, other.end) if self.end and other.end else None
        return Interval(start, end) if start or end else None

    def as_json(self) -> list[str | None]:
        """Start and end as ISO dates, None for an open side."""
        return [d.isoformat() if d else None for d in (self.start, self.end)]

    def __str__(self) -> str:
        """In words, with the last day that is in it.

        >>> str(Interval(date(2025, 9, 1), date(2025, 10, 1))), str(Interval(None, date(2031, 1, 1)))
        ('2025-09-01 to 2025-09-30', '2030-12-31 or earlier')
        """
        if self.start is None:
            return f"{self.last} or earlier"
        if self.end is None:
            return f"{self.start} or later"
        return str(self.start) if self.start == self.last else f"{self.start} to {self.last}"


class Unit(StrEnum):
    """Units of the calendar; weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"


_DAYS = {Unit.DAY: 1, Unit.WEEK: 7}
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120}


def around(unit: Unit, on: date, steps: int = 0) -> Interval:
    """The unit that holds the day `on`, or the one that comes `steps` later.

    >>> around(Unit.QUARTER, date(2025, 2, 3), -1).as_json()
    ['2024-10-01', '2025-01-01']
    """
    if days := _DAYS.get(unit):
        first = on - timedelta(days=on.weekday() if unit is Unit.WEEK else 0) + timedelta(days=days * steps)
        return Interval(first, first + timedelta(days=days))
    size = _MONTHS[unit]
    index = (on.year * 12 + on.month - 1) // size * size + size * steps
    return Interval(_first_of(index), _first_of(index + size))


def moved(on: date, unit: Unit, steps: int) -> date:
    """The day `steps` units later, or the last of that month where there is no such day.

    >>> moved(date(2024, 1, 31), Unit.MONTH, 1)
    datetime.date(2024, 2, 29)
    """
    if days := _DAYS.get(unit):
        return on + timedelta(days=days * steps)
    first = _first_of(on.year * 12 + on.month - 1 + _MONTHS[unit] * steps)
    return min(first + timedelta(days=on.day - 1), _first_of(first.year * 12 + first.month) - timedelta(days=1))


def third(of: Interval, n: int) -> Interval:
    """The first (0), middle (1) or last (2) third: by months where it is one of whole months, else by days.

    >>> third(around(Unit.YEAR, date(2026, 1, 1)), 1).as_json()
    ['2026-05-01', '2026-09-01']
    >>> third(around(Unit.MONTH, date(2026, 6, 1)), 2).as_json()
    ['2026-06-21', '2026-07-01']
    """
    return _piece(of, n, 3)


def half(of: Interval, n: int) -> Interval:
    """The first (0) or second (1) half."""
    return _piece(of, n, 2)


def _piece(of: Interval, n: int, pieces: int) -> Interval:
    if of.start is None or of.end is None:
        raise ValueError("what is open has no parts")
    days = (of.end - of.start).days
    months = (of.end.year - of.start.year) * 12 + of.end.month - of.start.month
    cuts = [0, *(days * k // pieces for k in range(1, pieces)), days]
    edges = [of.start + timedelta(days=cut) for cut in cuts]
    if of.start.day == of.end.day == 1 and months % pieces == 0:
        edges = [moved(of.start, Unit.MONTH, months // pieces * k) for k in range(pieces + 1)]
    return of if days < pieces else Interval(edges[n], edges[n + 1])


def _first_of(index: int) -> date:
    """The first day of the month that is `index` months after the year 0."""
    return date(index // 12, index % 12 + 1, 1)

"""The rules, how they are tried, and what several of them need.

In: a normal text and the point from which it is read. Out: Interval or None.
What a newcomer would get wrong: the first rule that reads the whole text wins, so what is more particular stands
further up; a rule gives None to let the next one try. What stands within a text is read by all the rules again.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from reportedly.model.interval import Interval, Unit, moved
from reportedly.model.times.words import bare


class Toward(StrEnum):
    """Which way a text looks from the day it was said: what "in September" means hangs on it."""

    BACK = "back"
    AHEAD = "ahead"
    UNKNOWN = "unknown"


class Undated(LookupError):
    """The text is relative to a day that is not known."""


@dataclass(frozen=True, slots=True)
class Point:
    """From where a text is read: the day it was said, if that is known, and which way it looks."""

    rules: "Rules"
    day: date | None
    toward: Toward

    @property
    def on(self) -> date:
        """The day it was said.

        Raises Undated.
        """
        if self.day is None:
            raise Undated
        return self.day

    def back(self, day: date | None = None) -> "Point":
        """The same, looking back, from another day if one is given."""
        return replace(self, day=day or self.day, toward=Toward.BACK)

    def read(self, text: str) -> Interval | None:
        """What the rules make of `text`, as it stands or without its leading words that say nothing."""
        for words in dict.fromkeys((text, bare(text))):
            for pattern, rule in self.rules.all:
                if (found := pattern.fullmatch(words)) and (days := rule(found, self)):
                    return days
        return None


Match = re.Match[str]
Rule = Callable[[Match, Point], Interval | None]


@dataclass(eq=False, slots=True)
class Rules:
    """Patterns with what reads them, in the order in which they are tried."""

    all: list[tuple[re.Pattern[str], Rule]] = field(default_factory=list)

    def rule(self, pattern: str) -> Callable[[Rule], Rule]:
        """Adds the function below it, for texts that match `pattern` as a whole."""

        def add(rule: Rule) -> Rule:
            self.all.append((re.compile(pattern), rule))
            return rule

        return add


def pick(found: Iterable[Interval], which: str, at: Point) -> Interval | None:
    """One of those that come again and again, in order of time: the last, this, next one, or as the text looks."""
    ordered = [(i.start, i.end, i) for i in found if i.start and i.end]
    if which == "last":
        return next((i for _, end, i in reversed(ordered) if end <= at.on), None)
    if which == "next":
        return next((i for start, _, i in ordered if start > at.on), None)
    if at.toward is Toward.AHEAD:
        return next((i for _, end, i in ordered if end > at.on), None)
    if at.toward is Toward.BACK:
        return next((i for start, _, i in reversed(ordered) if start <= at.on), None)
    return None


def yearly(of_year: Callable[[int], Interval | None], which: str, at: Point) -> Interval | None:
    """One of what comes once a year, as `pick` has it."""
    if which == "this":
        return of_year(at.on.year)
    years = range(at.on.year - 8, at.on.year + 9)  # eight: there is a 29th of February in them
    return pick((i for year in years if (i := of_year(year))), which, at)


def months_from(year: int, number: int, months: int = 1) -> Interval:
    """So many months from that one on."""
    first = date(year, number, 1)
    return Interval(first, moved(first, Unit.MONTH, months))


def day_of(year: int, number: int, of_month: int) -> Interval | None:
    """That day; None where the month has no such day."""
    try:
        return Interval.of(date(year, number, of_month))
    except ValueError:
        return None

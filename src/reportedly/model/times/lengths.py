"""Rules for fiscal years and for what is counted from the day it was said.

In: "fiscal 2025", "two years ago", "within 90 days", "in the coming weeks". Out: Interval.
What a newcomer would get wrong: a length alone ("two years") is no time, nor is one that another event is counted from
("a year later").
"""

from datetime import date

from reportedly.model.interval import Interval, Unit, around, moved
from reportedly.model.times.rules import Match, Point, Rules, Toward
from reportedly.model.times.words import VAGUE, YEAR

RULES = Rules()


# A company's year may begin in any month: 2025 has begun as early as February 2024 and ended as late as March 2026.
@RULES.rule(
    rf"(?:fiscal|financial|business)(?: year)?(?: of)? ({YEAR})|fy ?'?({YEAR}|\d\d)|({YEAR}) (?:fiscal|financial) year"
)
def _fiscal(found: Match, at: Point) -> Interval | None:
    text = found[1] or found[2] or found[3]
    year = int(text) if len(text) == 4 else 2000 + int(text)
    return Interval(date(year - 1, 2, 1), date(year + 1, 4, 1))


@RULES.rule(
    r"(?:(?:fiscal|financial|business) )?(?:(year|quarter|half|month|week)|(\d+) (month|week|year)s)"
    r" (?:to|ended|ending|that ended|ends|through)(?: in| on)? (.+)"
)
def _ending(found: Match, at: Point) -> Interval | None:
    inner = at.read(found[4])
    unit, count = Unit(found[1] or found[3]), int(found[2] or 1)
    return Interval(moved(inner.end, unit, -count), inner.end) if inner and inner.end else None


@RULES.rule(r"(last|this|current|present|next) (week|month|quarter|half|year|decade)")
def _named_unit(found: Match, at: Point) -> Interval | None:
    return around(Unit(found[2]), at.on, {"last": -1, "next": 1}.get(found[1], 0))


@RULES.rule(r"(past|coming) (week|month|quarter|year|decade)")
def _running_unit(found: Match, at: Point) -> Interval | None:
    """Seven days, or the week of the calendar: both."""
    unit, tomorrow = Unit(found[2]), Interval.of(at.on).end
    if found[1] == "past":
        return Interval(moved(at.on, unit, -1), tomorrow)
    return Interval(at.on, around(unit, at.on, 1).end)


# Lengths from the day it was said. "Weeks" are fewer than three months: else somebody would have said months.
_MOST = {Unit.DAY: (Unit.MONTH, 1), Unit.WEEK: (Unit.MONTH, 3), Unit.MONTH: (Unit.YEAR, 1), Unit.YEAR: (Unit.YEAR, 10)}
_UNIT = r"(day|week|month|quarter|year|decade)"


@RULES.rule(rf"(less than |under )?(?:about |around |some |roughly )?(\d+|a|an) {_UNIT}s? ago")
def _ago(found: Match, at: Point) -> Interval | None:
    unit, count = Unit(found[3]), _count(found[2])
    then = moved(at.on, unit, -count)
    return Interval(then, Interval.of(at.on).end) if found[1] else around(unit, then)


@RULES.rule(
    rf"(?:(?P<lead>within|inside)(?: the)?(?: next| coming)?|in the (?:next|coming)|next|coming) (?:at most )?"
    rf"(?P<n>\d+|a|an) {_UNIT}s?|within (?P<days>\d+) days of .+"
)
def _within_some(found: Match, at: Point) -> Interval | None:
    if found["days"]:
        return None  # of another event
    return Interval(at.on, Interval.of(moved(at.on, Unit(found[3]), _count(found["n"]))).end)


@RULES.rule(rf"(?:within|in (?:the )?(?:next|coming)|next|coming)(?: a)?(?: {VAGUE.replace('|', '| ')})? {_UNIT}s")
def _soon(found: Match, at: Point) -> Interval | None:
    return Interval(at.on, moved(at.on, *_MOST[Unit(found[1])])) if Unit(found[1]) in _MOST else None


@RULES.rule(rf"(?:past|last|recent)(?: (?:{VAGUE}))? {_UNIT}s")
def _lately(found: Match, at: Point) -> Interval | None:
    if Unit(found[1]) not in _MOST:
        return None
    unit, count = _MOST[Unit(found[1])]
    return Interval(moved(at.on, unit, -count), Interval.of(at.on).end)


@RULES.rule(rf"(?:for )?(?:the )?(?:last|past|previous|latest) (\d+) {_UNIT}s")
def _last_some(found: Match, at: Point) -> Interval | None:
    return Interval(moved(at.on, Unit(found[2]), -int(found[1])), Interval.of(at.on).end)


@RULES.rule(
    rf"in (?:about |around |some |roughly )?(\d+|a|an)(?: to (\d+))? {_UNIT}s?(?: time)?"
    rf"|(\d+|a) {_UNIT}s? (?:from now|out)"
)
def _in_some(found: Match, at: Point) -> Interval | None:
    if at.toward is not Toward.AHEAD and not found[0].endswith(("time", "now")):
        return None  # "sold in two days" says how long it took
    unit, count = Unit(found[3] or found[5]), _count(found[1] or found[4])
    first = around(unit, moved(at.on, unit, count))
    return first.hull(around(unit, moved(at.on, unit, int(found[2])))) if found[2] else first


def _count(text: str) -> int:
    return 1 if text in ("a", "an") else int(text)

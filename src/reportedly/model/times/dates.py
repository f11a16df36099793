"""Rules for days, months, seasons, quarters, halves and years, by name or number or as "last", "this", "next".

In: "July 29", "last Monday", "Q3 2026", "the 2010s". Out: Interval.
What a newcomer would get wrong: what has no year is the last one that has begun or the next one that is not over, as
the text looks; where that is not known it is nothing.
"""

import re
from datetime import date

from reportedly.model.interval import Interval, Unit, around, moved
from reportedly.model.times.rules import Match, Point, Rules, Toward, day_of, months_from, pick, yearly
from reportedly.model.times.words import (
    FEASTS,
    MONTH,
    MONTHS,
    ORDINAL,
    ORDINALS,
    SEASON,
    SEASONS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
)

RULES = Rules()
_STEPS = {"last": -1, "this": 0, "next": 1}


# Days.
@RULES.rule(r"(?:earlier |later )?(?:today|tonight|this (?:morning|afternoon|evening|night)|now|currently|at present)")
def _today(found: Match, at: Point) -> Interval | None:
    return Interval.of(at.on)


@RULES.rule(r"yesterday|last (?:night|evening)")
def _yesterday(found: Match, at: Point) -> Interval | None:
    return around(Unit.DAY, at.on, -1)


@RULES.rule(r"overnight")
def _overnight(found: Match, at: Point) -> Interval | None:
    return Interval(moved(at.on, Unit.DAY, -1), Interval.of(at.on).end)


@RULES.rule(r"tomorrow")
def _tomorrow(found: Match, at: Point) -> Interval | None:
    return around(Unit.DAY, at.on, 1)


@RULES.rule(rf"({YEAR})-(\d\d)-(\d\d)|({YEAR})/(\d{{1,2}})/(\d{{1,2}})")
def _iso(found: Match, at: Point) -> Interval | None:
    year, month, day = (int(g) for g in found.groups() if g)
    return day_of(year, month, day)


@RULES.rule(rf"(\d{{1,2}})([./-])(\d{{1,2}})\2({YEAR})")
def _numeric(found: Match, at: Point) -> Interval | None:
    one, two, year = int(found[1]), int(found[3]), int(found[4])
    if found[2] == "." or one > 12:
        return day_of(year, two, one)
    return day_of(year, one, two) if two > 12 or one == two else None  # 03/04 may be either


@RULES.rule(
    rf"(?:{WEEKDAY},? )?(?:(?P<m>{MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.)? (?:of )?(?P<m2>{MONTH}))"
    rf"(?:,? (?:of )?(?:(?P<y>{YEAR})|(?P<which>last|this|next) year))?"
)
def _date(found: Match, at: Point) -> Interval | None:
    month, day = MONTHS[found["m"] or found["m2"]], int(found["d"] or found["d2"])
    if found["y"] or found["which"]:
        return day_of(_year_of(found, at), month, day)
    return yearly(lambda year: day_of(year, month, day), "", at)


def _year_of(found: Match, at: Point) -> int:
    if found["y"]:
        return int(found["y"])
    return at.on.year + _STEPS[found["which"]]


@RULES.rule(rf"(?:(?P<which>last|this|next) )?(?P<day>{WEEKDAY})|(?P<w>last|this|next) week (?P<d>{WEEKDAY})")
def _weekday(found: Match, at: Point) -> Interval | None:
    number = WEEKDAYS[found["day"] or found["d"]]
    monday = moved(at.on, Unit.DAY, -at.on.weekday())
    days = [Interval.of(moved(monday, Unit.DAY, 7 * week + number)) for week in range(-2, 3)]
    if found["d"]:
        return days[2 + _STEPS[found["w"]]]
    return days[2] if found["which"] == "this" else pick(days, found["which"] or "", at)


@RULES.rule(rf"({WEEKDAY}),? (last|this|next) week|({WEEKDAY}) (last|next)")
def _weekday_behind(found: Match, at: Point) -> Interval | None:
    return at.read(f"{found[2]} week {found[1]}" if found[1] else f"{found[4]} {found[3]}")


@RULES.rule(r"(?:(last|this|next|coming) )?weekend")
def _weekend(found: Match, at: Point) -> Interval | None:
    monday = moved(at.on, Unit.DAY, -at.on.weekday())
    ends = [Interval(moved(monday, Unit.DAY, n), moved(monday, Unit.DAY, n + 2)) for n in (-9, -2, 5, 12)]
    if found[1] in ("this", "coming"):
        return ends[2] if at.toward is not Toward.BACK or at.on.weekday() > 3 else ends[1]
    return pick(ends, found[1] or "", at)


@RULES.rule(r"week (?:of|beginning|starting|from) (.+)")
def _week_of(found: Match, at: Point) -> Interval | None:
    inner = at.read(found[1])
    return around(Unit.WEEK, inner.start) if inner and inner.start else None


@RULES.rule(rf"(?:(last|this|next) )?({'|'.join(FEASTS)})(?:(?: of)? ({YEAR}))?")
def _feast(found: Match, at: Point) -> Interval | None:
    month, day = FEASTS[found[2]]
    return (
        day_of(int(found[3]), month, day) if found[3] else yearly(lambda y: day_of(y, month, day), found[1] or "", at)
    )


# Months, seasons, quarters, halves, years.
_YEAR = rf"(?:(?P<y>{YEAR})|(?P<which>last|this|next) year)"
_OF_YEAR = rf"(?:,? (?:of |in )?{_YEAR})"
_OF_YEAR_OR_SHORT = rf"(?:,? ?(?:of |in )?{_YEAR}|[ '-]?(?P<yy>\d\d))?"


@RULES.rule(
    rf"(?P<m>{MONTH}){_OF_YEAR}|(?P<y2>{YEAR})[-/ ](?P<n>0?[1-9]|1[0-2]|{MONTH})"
    rf"|(?P<w2>last|this|next) year (?P<m2>{MONTH})"
)
def _month_of_year(found: Match, at: Point) -> Interval | None:
    name = found["m"] or found["m2"] or found["n"]
    month = MONTHS[name] if name in MONTHS else int(name)
    if found["w2"]:
        return months_from(at.on.year + _STEPS[found["w2"]], month)
    return months_from(int(found["y2"]) if found["y2"] else _year_of(found, at), month)


@RULES.rule(rf"(?:(last|this|next|coming) )?({MONTH})")
def _bare_month(found: Match, at: Point) -> Interval | None:
    which = "next" if found[1] == "coming" else found[1] or ""
    return yearly(lambda year: months_from(year, MONTHS[found[2]]), which, at)


@RULES.rule(rf"(?P<s>{SEASON}){_OF_YEAR}")
def _season_of_year(found: Match, at: Point) -> Interval | None:
    year = _year_of(found, at)
    if found["s"] == "winter":  # of 2024: the one that ended in it or the one that began in it
        return Interval(date(year - 1, 12, 1), date(year + 1, 3, 1))
    return months_from(year, SEASONS[found["s"]], 3)


@RULES.rule(rf"(?:(last|this|next|coming) )?({SEASON})")
def _bare_season(found: Match, at: Point) -> Interval | None:
    which = "next" if found[1] == "coming" else found[1] or ""
    if which == "this" and found[2] == "winter":
        which = ""
    return yearly(lambda year: months_from(year, SEASONS[found[2]], 3), which, at)


@RULES.rule(rf"(?:(?P<o>{ORDINAL})[- ]quarter|q(?P<q>[1-4])|(?P<q2>[1-4])q){_OF_YEAR_OR_SHORT}")
def _quarter(found: Match, at: Point) -> Interval | None:
    number = ORDINALS[found["o"]] if found["o"] else int(found["q"] or found["q2"])
    return _numbered(found, number, 3, at)


@RULES.rule(rf"(?:(?P<o>first|second|1st|2nd)[- ]half|h(?P<q>[12])|(?P<q2>[12])h){_OF_YEAR_OR_SHORT}")
def _half(found: Match, at: Point) -> Interval | None:
    number = ORDINALS[found["o"]] if found["o"] else int(found["q"] or found["q2"])
    return _numbered(found, number, 6, at)


def _numbered(found: Match, number: int, months: int, at: Point) -> Interval | None:
    """The quarter or half with that number: of the year that is told, else as the text looks."""
    first = (number - 1) * months + 1
    if found["yy"]:
        return months_from(2000 + int(found["yy"]), first, months)
    if found["y"] or found["which"]:
        return months_from(_year_of(found, at), first, months)
    return yearly(lambda year: months_from(year, first, months), "", at)


@RULES.rule(rf"({YEAR}|(?:last|this|next) year) (.+)")
def _year_first(found: Match, at: Point) -> Interval | None:
    return (
        at.read(f"{found[2]} {found[1]}")
        if re.fullmatch(rf"q[1-4]|{ORDINAL} (?:half|quarter)|{SEASON}", found[2])
        else None
    )


@RULES.rule(rf"({YEAR})")
def _year(found: Match, at: Point) -> Interval | None:
    return around(Unit.YEAR, date(int(found[1]), 1, 1))


@RULES.rule(r"(1[6-9]|20)?(\d)0s")
def _decade(found: Match, at: Point) -> Interval | None:
    century = int(found[1]) if found[1] else 19 if int(found[2]) > 2 else 20
    return around(Unit.DECADE, date(century * 100 + int(found[2]) * 10, 1, 1))

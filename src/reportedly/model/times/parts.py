"""Rules for what is made of other times: ranges, sides that are open, parts.

In: "from X to Y", "by X", "since X", "early X", "the rest of X". Out: Interval, once X is read.
What a newcomer would get wrong: "by 2030" ends when 2030 does, "before 2030" when it begins.
"""

from datetime import date

from reportedly.model.interval import Interval, Unit, around, half, moved, third
from reportedly.model.times.rules import Match, Point, Rules
from reportedly.model.times.words import ORDINAL, ORDINALS, YEAR, bare

RULES = Rules()


# Ranges: the first end is what comes last before the second one.
@RULES.rule(rf"({YEAR})\s?[-/]\s?(\d\d|{YEAR})")
def _years(found: Match, at: Point) -> Interval | None:
    first = int(found[1])
    last = int(found[2]) if len(found[2]) == 4 else first // 100 * 100 + int(found[2])
    if last < first or (last == first + 1 and len(found[2]) == 4 and "/" in found[0]):
        return None
    is_month = len(found[2]) == 2 and int(found[2]) <= 12 and last != first + 1
    return None if is_month else Interval(date(first, 1, 1), date(last + 1, 1, 1))


@RULES.rule(r"(?:from |between )?(.+?)\s?(?:-| to | through | and | until )\s?(.+)")
def _range(found: Match, at: Point) -> Interval | None:
    last = at.read(found[2])
    if last is None or last.start is None or last.end is None:
        return None
    first = at.back(last.start).read(found[1])
    if first is None or first.start is None or first.end is None or first.start >= last.end:
        return None
    return Interval(first.start, last.end)


# Open on one side.
@RULES.rule(r"(?:at least until|until at least|not until) .+")
def _no_end_told(found: Match, at: Point) -> Interval | None:
    return _after(found, at) if found[0].startswith("not until") else None


@RULES.rule(r"(?:by|before|until|till|to|through|ahead of)(?: the)? (?:end|close) of (.+)|before (.+) is (?:out|over)")
def _by_its_end(found: Match, at: Point) -> Interval | None:
    inner = _within(found[1] or found[2], at)
    return Interval(None, inner.end) if inner and inner.end else None


@RULES.rule(r"(?:before|ahead of|prior to|in time for) (.+)")
def _before(found: Match, at: Point) -> Interval | None:
    inner = at.read(found[1])
    return Interval(None, inner.start) if inner and inner.start else None


@RULES.rule(r"(?:by|until|till|through|up to|(?:no|not) later than|at the latest(?: by| in)?|latest by) (.+)")
def _by(found: Match, at: Point) -> Interval | None:
    inner = at.read(found[1])
    return Interval(None, inner.end) if inner and inner.end else None


@RULES.rule(r"after (.+)")
def _after(found: Match, at: Point) -> Interval | None:
    inner = at.read(found[1] if found.re.groups else found[0].removeprefix("not until "))
    if inner is None:
        return None
    return Interval(inner.end, None) if found.re.groups and inner.end else Interval(inner.start, None)


@RULES.rule(r"since (.+)")
def _since(found: Match, at: Point) -> Interval | None:
    inner = at.back().read(found[1])
    return Interval(inner.start, None) if inner and inner.start else None


@RULES.rule(
    r"(?:from|starting|beginning|effective|as early as|as soon as|no earlier than|not before|at the earliest|as of)"
    r"(?: from| in| on)? (?!of )(.+?)(?: on| onwards?)?"
)
def _from(found: Match, at: Point) -> Interval | None:
    inner = at.read(found[1])
    return Interval(inner.start, None) if inner and inner.start else None


# Parts of something.
def _within(text: str, at: Point) -> Interval | None:
    """What parts are taken of: here "the year" is this one."""
    plain = bare(text)
    return around(Unit(plain), at.on) if plain in ("week", "month", "quarter", "year", "decade") else at.read(text)


_THIRDS = {"early": 0, "start": 0, "beginning": 0, "begin": 0, "mid": 1, "middle": 1, "late": 2, "end": 2, "close": 2}


@RULES.rule(r"(early|mid|late|start|beginning|middle|end|close)(?: part)?(?:[- ]| of | in )(.+)")
def _third(found: Match, at: Point) -> Interval | None:
    inner = _within(found[2], at)
    return third(inner, _THIRDS[found[1]]) if inner else None


@RULES.rule(r"(.+?)[- ](?:end|close)")
def _end(found: Match, at: Point) -> Interval | None:
    inner = _within(found[1], at)
    return third(inner, 2) if inner else None


@RULES.rule(rf"({ORDINAL}) half(?: of| in)? (.+)")
def _half_of(found: Match, at: Point) -> Interval | None:
    inner = _within(found[2], at)
    return half(inner, ORDINALS[found[1]] - 1) if inner and ORDINALS[found[1]] <= 2 else None


@RULES.rule(r"(first|last) (week|month|(\d+) (day|week|month|year)s)(?: of| in) (.+)")
def _some_of(found: Match, at: Point) -> Interval | None:
    inner = _within(found[5], at)
    if inner is None or inner.start is None or inner.end is None:
        return None
    unit, count = Unit(found[4] or found[2]), int(found[3] or 1)
    first = found[1] == "first"
    part = Interval(inner.start, moved(inner.start, unit, count))
    return (part if first else Interval(moved(inner.end, unit, -count), inner.end)).and_(inner)


@RULES.rule(r"(later|earlier|rest|remainder|balance)(?: in| of)? (.+)|so far (.+)|(.+?)(?: so far| to date|-to-date)")
def _rest(found: Match, at: Point) -> Interval | None:
    inner = _within(found[2] or found[3] or found[4], at)
    gone = found[1] in (None, "earlier")
    return inner.and_(Interval(None, Interval.of(at.on).end) if gone else Interval(at.on, None)) if inner else None

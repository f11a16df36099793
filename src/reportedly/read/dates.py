"""When a report was published: stated, or unknown with the reason and with bounds.

In: date strings that a page, a row or a line of text states; the report's own words. Out: Published.
What a newcomer would get wrong: a date that cannot be (epoch zero in any time zone, the future, before what the report
tells as past) is refused, and only another *stated* date may stand in for it; nothing is guessed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from dateutil import parser

from reportedly.model import Bounds, DateHow, Ground, Interval, Published, Report
from reportedly.model.interval import Unit, around
from reportedly.read.bounds import bounds_in, each_bound
from reportedly.read.datelines import dateline_days

_LINE = re.compile(
    r"^\W*(?:publish(?:ed)?[ _-]?(?:time|date)?\s*[:：]|(?:published|posted)\b(?:\s+(?:on|at)\b)?|date\s*[:：]"
    r"|date(?=\s+\d{4}-)|release[ _-]?(?:time|date)\s*[:：])\s*"
    r"(?P<stated>.{0,20}\d{4}.{0,30}?)(?:\s+(?:views|\||·).*)?$",
    re.I,
)
_BARE = re.compile(r"\W*(?P<stated>\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?\S*)?)\W*")
# A date that stands alone is the page's own only near its top; further down it belongs to another story.
_TOP = 5
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/._-]|$)")
_EPOCH = datetime(1970, 1, 1)
# Epoch zero on the clocks of the world: from UTC-12 to UTC+14.
_EPOCH_FIRST, _EPOCH_LAST = _EPOCH - timedelta(hours=12), _EPOCH + timedelta(hours=14)
# 3.6.2024 is the third of June; the dots of a clock with fractions of a second say nothing.
_DOTTED = re.compile(r"(?<![\d-])\d{1,2}\.\s?\d{1,2}\.\s?\d{4}")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-]\d{4}(?!\d)")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\D{0,20}(?P<year>(?:19|20)\d\d)", re.I)
_FIRST_YEAR = 1600
_LONGEST = 100  # characters of a date; the parser takes seconds for some hundred thousand digits
_STATES_NONE = "the page states none"
_TWO_DEFAULTS = datetime(2001, 1, 1), datetime(2002, 2, 2)


def publication(
    stated: Iterable[str],
    lines: Iterable[str] = (),
    url: str | None = None,
    today: date | None = None,
) -> Published:
    """The first possible date of `stated`, then of the date lines among `lines`, then of `url`; else a stated month.

    Where a date may be read as two days, and no other is there, these are its bounds.

    >>> publication(["2024-03-28T09:00:00+08:00"]).on
    datetime.date(2024, 3, 28)
    >>> publication([], ["Publishtime:1970-01-01 08:00:00 Views:27"]).reason
    'the page states 1970-01-01 08:00:00, which is epoch zero in some time zone, not a date'
    """
    today = today or datetime.now(UTC).date()
    reasons, months, either = [], [], []
    read: list[str] = []  # the lines, once they were needed: a page has hundreds, and most state their day elsewhere
    for text, how in _candidates(stated, _noted(lines, read), url):
        at = _parsed(text)
        if _ambiguous(text):
            reasons.append(f"the page states {_short(text)!r}, which may be read as two days")
            either += [Bounds(days, None, (Ground(reasons[-1]),))] if (days := _two_days(text, today)) else []
        elif at is None:
            reasons.append(f"the page states {_short(text)!r}, which is no full date")
            months += [(month, how, reasons[-1])] if (month := _month(text, today)) else []
        elif reason := _impossible(at, today):
            reasons.append(f"the {'address' if how is DateHow.URL else 'page'} states {_short(text)}, {reason}")
        else:
            return Published(at.date(), at if _has_time(text) else None, how)
    if months:
        return Published.month(*months[0])
    return Published.unknown(reasons[0] if reasons else _states_none(read), either[0] if either else None)


def modification(stated: Iterable[str], today: date | None = None) -> datetime | None:
    """The first possible date of `stated`, on which a page says that it was modified; a day is its first instant.

    >>> modification(["soon", "2025-06-05"])
    datetime.datetime(2025, 6, 5, 0, 0)
    """
    today = today or datetime.now(UTC).date()
    for text in stated:
        if (at := _parsed(text)) and not _ambiguous(text) and not _impossible(at, today):
            return at
    return None


def _noted(lines: Iterable[str], read: list[str]) -> Iterator[str]:
    """The lines, each noted in `read` when it is asked for."""
    for line in lines:
        read.append(line)
        yield line


def bounded(report: Report) -> Report:
    """`report` with the bounds that its own words set, if its day is unknown, and without a day that they rule out.

    The template of a page may state the day on which it was made; then the report tells of later days as past.
    """
    published = report.published
    if published.on is None:
        found = bounds_in(report.text, report.passages)
        both = published.bounds.and_(found) if published.bounds else found
        return replace(report, published=replace(published, bounds=both))
    later = [b for b in each_bound(report.text, report.passages) if b.earliest and b.earliest > published.on]
    if not later:
        return report
    told = later[0].grounds[0].reason
    reason = f"the page states {published.on}, but {told}: it is a template's day, or the text is younger"
    return replace(report, published=Published.unknown(reason, later[0]))


def _states_none(lines: Iterable[str]) -> str:
    years = [found["year"] for line in lines if (found := _COPYRIGHT.search(line))]
    return f"{_STATES_NONE}; {years[0]} is the year of its copyright, not of the report" if years else _STATES_NONE


def or_of_dateline(
    published: Published, title: str | None, lines: Iterable[str], today: date | None = None
) -> Published:
    """`published` where its day is known, else the day of the dateline with which a text of those lines begins.

    >>> found = or_of_dateline(Published.unknown("none"), None, ["OSTRAVA, 30 June 2025 - Acme will build a plant."])
    >>> found.on, found.how.value
    (datetime.date(2025, 6, 30), 'dateline')
    """
    if published.on:
        return published
    days = dateline_days(title, list(lines))
    if not days:
        return published
    found = publication(days[:1], today=today)
    if len(days) > 1:
        found = Published.unknown(f"its datelines state more than one day: {days[0]}, {days[1]}")
    if found.on and (published.days is None or published.days.and_(Interval.of(found.on))):
        return replace(found, at=None, how=DateHow.DATELINE)
    says_more = published.bounds is None and (published.reason or "").startswith(_STATES_NONE)
    return found if says_more and not found.on else published


def or_of_feed(published: Published, stated: str | None) -> Published:
    """`published` where the page itself states its day, else the day that the feed which named it states, if it can be.

    >>> or_of_feed(Published.unknown("the page states none"), "2024-03-28T09:00:00+08:00").how.value
    'feed'
    """
    if stated is None or published.how is DateHow.STATED:
        return published
    found = publication([stated])
    return replace(found, how=DateHow.FEED) if found.on else published


def _candidates(stated: Iterable[str], lines: Iterable[str], url: str | None) -> Iterator[tuple[str, DateHow]]:
    """The dates to be tried in turn; the lines of a page are many, and only looked at where they are needed."""
    yield from ((text, DateHow.STATED) for text in stated)
    yield from ((text, DateHow.STATED) for text in _in_lines(lines))
    if url and (found := _IN_URL.search(url)):
        yield "-".join(found.groups()), DateHow.URL


def _in_lines(lines: Iterable[str]) -> Iterator[str]:
    """The dates that a page's lines state of it: "Published: ...", or a full date alone near the top."""
    full = [line.strip() for line in lines if line.strip()]
    for i, line in enumerate(full):
        found = _LINE.match(line) or (_BARE.fullmatch(line) if i < _TOP else None)
        if found and _parsed(found["stated"]):
            yield found["stated"].strip()


def _parsed(text: str, *, day_first: bool | None = None) -> datetime | None:
    """The date that `text` states in full; None if day, month or year is missing."""
    day_first = bool(_DOTTED.search(text)) if day_first is None else day_first
    if len(text) > _LONGEST:
        return None
    try:
        if text.strip().isascii() and text.strip().isdigit() and len(text.strip()) in (1, 10, 13):
            return datetime.fromtimestamp(int(text) / (1000 if len(text.strip()) == 13 else 1), UTC)
        one, two = (parser.parse(text.strip(), default=d, dayfirst=day_first) for d in _TWO_DEFAULTS)
        return one if one == two and one.isoformat() else None
    except (ValueError, ArithmeticError, TypeError, AttributeError, OSError):
        return None


def _month(text: str, today: date) -> Interval | None:
    """The month that `text` states without a day, if it is possible."""
    if len(text) > _LONGEST:
        return None
    try:
        one, two = (parser.parse(text.strip(), default=d) for d in _TWO_DEFAULTS)
    except (ValueError, ArithmeticError, TypeError, AttributeError):
        return None
    same = (one.year, one.month) == (two.year, two.month) and one.day != two.day
    return around(Unit.MONTH, one.date()) if same and not _impossible(one.replace(day=1), today) else None


def _two_days(text: str, today: date) -> Interval | None:
    """From the earlier to the later of the days that `text` may be read as, as far as they are possible."""
    read = (_parsed(text, day_first=first) for first in (True, False))
    days = sorted(at.date() for at in read if at and not _impossible(at, today))
    return Interval(days[0], days[-1] + timedelta(days=1)) if days else None


def _impossible(at: datetime, today: date) -> str | None:
    local = at.replace(tzinfo=None)
    if _EPOCH_FIRST <= local <= _EPOCH_LAST:
        return "which is epoch zero in some time zone, not a date"
    if at.year < _FIRST_YEAR:
        return "which lies before there was news"
    if at.date() > today + timedelta(days=1):
        return "which lies in the future"
    return None


def _ambiguous(text: str) -> bool:
    """Whether day and month could be either: 03/04/2024."""
    found = _NUMERIC.search(text)
    return bool(found) and found[1] != found[2] and max(int(found[1]), int(found[2])) <= 12  # type: ignore[index]


def _has_time(text: str) -> bool:
    return bool(re.search(r"\d:\d\d", text))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"

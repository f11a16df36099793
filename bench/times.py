"""How well times are read: `python -m bench.times CORPORA`.

In: the folder meantime (120 annotated Wikinews reports, English) and the table of tests/model/times.jsonl. Out: the
share of expressions whose days are exactly those of the annotation, that are wrong, that are not read; beside it the
same of libraries that could be used, as far as they are installed.
What a newcomer would get wrong: an annotated expression has no words around it and no phase, so it is read as looking
back; where the annotation itself names no days (PAST_REF, XXXX), none is what is right.
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import MAXYEAR, date, datetime
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from reportedly.model.interval import Interval, Unit, around, moved
from reportedly.model.times import Toward, interval
from reportedly.read.bounds import bounds_in
from reportedly.read.plain import read_plain

TABLE = Path(__file__).parent.parent / "tests" / "model" / "times.jsonl"
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _season(first: date) -> Interval:
    return Interval(first, moved(first, Unit.MONTH, 3))


_VALUES: tuple[tuple[str, Callable[..., Interval]], ...] = (
    (r"(\d{4})-(\d\d)-(\d\d)", lambda y, m, d: Interval.of(date(y, m, d))),
    (r"(\d{4})-(\d\d)", lambda y, m: around(Unit.MONTH, date(y, m, 1))),
    (r"(\d{4})-W(\d\d)", lambda y, w: around(Unit.WEEK, date.fromisocalendar(y, w, 1))),
    (r"(\d{4})-W(\d\d)-WE", lambda y, w: Interval(date.fromisocalendar(y, w, 6), date.fromisocalendar(y, w + 1, 1))),
    (r"(\d{4})-Q(\d)", lambda y, q: around(Unit.QUARTER, date(y, q * 3, 1))),
    (
        r"(\d{4})-(SP|SU|FA|WI)",
        lambda y, s: _season(date(y, _SEASONS[s], 1)),
    ),
    (r"(\d{4})", lambda y: around(Unit.YEAR, date(y, 1, 1))),
    (r"(\d{3})", lambda d: around(Unit.DECADE, date(d * 10, 1, 1))),
)


class Expression(NamedTuple):
    """Words about time, the day they were said, where they look, the days they mean."""

    text: str
    on: date
    toward: Toward
    days: Interval | None


Reader = Callable[[Expression], Interval | None]


def table() -> Iterator[Expression]:
    """The expressions that the tests are held to."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        days = Interval(*(date.fromisoformat(d) if d else None for d in row["days"])) if row["days"] else None
        if row["on"]:
            yield Expression(row["text"], date.fromisoformat(row["on"]), Toward(row["toward"]), days)


def meantime(folder: Path) -> Iterator[Expression]:
    """The DATE expressions of MEANTIME, without the date of the document itself."""
    for path in sorted(folder.rglob("intra-doc_annotation/**/*.xml")):
        root = etree.parse(path).getroot()
        words = {token.get("t_id"): token.text or "" for token in root.iter("token")}
        times = [t for t in root.iter("TIMEX3") if t.get("type") == "DATE" and t.find("token_anchor") is not None]
        stated = [t.get("value") or "" for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME"]
        on = days_of(stated[0]) if stated else None  # a few reports have none
        for timex in times:
            if timex.get("functionInDocument") != "CREATION_TIME" and on and on.start:
                text = " ".join(words[a.get("t_id")] for a in timex.iter("token_anchor"))
                yield Expression(_joined(text), on.start, Toward.BACK, days_of(timex.get("value") or ""))


def _joined(text: str) -> str:
    return re.sub(r" (?='s?\b|’|,)", "", text)


def days_of(value: str) -> Interval | None:
    """The days of a TimeML value; None for what names none.

    >>> days_of("2005-Q1").as_json(), days_of("2005-W03").as_json(), days_of("PAST_REF")
    (['2005-01-01', '2005-04-01'], ['2005-01-17', '2005-01-24'], None)
    """
    for pattern, make in _VALUES:
        if found := re.fullmatch(pattern, re.sub(r"-XX$|T.*$", "", value)):
            return make(*(int(g) if g.isdigit() else g for g in found.groups()))
    return None


def own(one: Expression) -> Interval | None:
    """What this program reads."""
    return interval(one.text, one.on, one.toward)


def others() -> dict[str, Reader]:
    """Libraries to compare with: what they give for a day, or a month or year where they say so, is taken as such."""
    found: dict[str, Reader] = {}
    try:
        from dateparser.date import DateDataParser
    except ImportError:
        return found
    parsers = {
        toward: DateDataParser(languages=["en", "de", "fr", "es", "zh", "ja"], settings={"PREFER_DATES_FROM": prefer})
        for toward, prefer in ((Toward.BACK, "past"), (Toward.AHEAD, "future"), (Toward.UNKNOWN, "current_period"))
    }

    def read(one: Expression) -> Interval | None:
        parser = parsers[one.toward]
        parser._settings.RELATIVE_BASE = datetime(one.on.year, one.on.month, one.on.day, 12)
        got = parser.get_date_data(one.text)
        if got.date_obj is None or got.date_obj.year == MAXYEAR:
            return None
        return around(Unit.DAY if got.period == "time" else Unit(got.period), got.date_obj.date())

    return {"dateparser": read}


def measured(name: str, found: list[Expression], read: Reader, *, show: bool = False) -> None:
    """Print how one way of reading does."""
    counts: Counter[str] = Counter()
    began = time.perf_counter()
    for one in found:
        days = read(one)
        kind = "exact" if days == one.days else "not read" if days is None else _wrong(days, one.days)
        counts[kind] += 1
        if show and kind != "exact":
            print(f"    {kind:10}{one.text!r} on {one.on}: {_shown(days)}, not {_shown(one.days)}")
    spent = time.perf_counter() - began
    kinds = ("exact", "overlapping", "wrong", "not read")
    shares = ", ".join(f"{counts[k] / len(found):.3f} {k}" for k in kinds)
    print(f"  {name:12}{shares}; {len(found) / spent:,.0f} a second", flush=True)


def _wrong(days: Interval, true: Interval | None) -> str:
    return "overlapping" if true and days.and_(true) else "wrong"


def _shown(days: Interval | None) -> str:
    return str(days) if days else "none"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--errors", action="store_true", help="print what is not exact")
    parser.add_argument("--gold", type=Path, help="a folder of annotated reports, to measure bounds on")
    asked = parser.parse_args()
    sets = {
        "tests/model/times.jsonl": list(table()),
        "MEANTIME, dates": list(meantime(asked.corpora / "meantime")),
    }
    for name, found in sets.items():
        print(f"{name}: {len(found)} expressions")
        for way, read in {"reportedly": own, **others()}.items():
            measured(way, found, read, show=asked.errors and read is own)
    if asked.gold:
        bounds(asked.gold)


def bounds(folder: Path) -> None:
    """Print for how many reports whose day is known their own words set bounds, and how often those are wrong."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.reports.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            if not row.get("published"):
                continue
            on = Interval.of(date.fromisoformat(row["published"][:10]))
            report = read_plain(row["text"], address="id:1")
            found = bounds_in(report.text, report.passages)
            counts["dated"] += 1
            if found:
                fits = (not found.days or found.days.and_(on)) and (not found.part or any(found.part.within(on)))
                counts["bounded"] += 1
                counts["wrong"] += not fits
    print(f"bounds: {counts['bounded']} of {counts['dated']} dated reports have some, {counts['wrong']} of them wrong")


if __name__ == "__main__":
    main()

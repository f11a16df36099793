"""What texts say about time becomes days, or nothing where they do not tell."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import (
    Certainty,
    Claim,
    DateHow,
    Filler,
    Interval,
    Kind,
    Part,
    Phase,
    Published,
    Role,
    Span,
    Stance,
)
from reportedly.model.times import Toward, interval, said_on, when
from tests.conftest import report_of

# Lines of {"text", "on": the day it was said, "toward", "days": [start, end]}; days are null where the text tells none.
TABLE = [json.loads(line) for line in (Path(__file__).parent / "times.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", TABLE, ids=lambda r: f"{r['text']}, {r['toward']}, {r['on']}")
def test_it_reads(row):
    on = date.fromisoformat(row["on"]) if row["on"] else None
    found = interval(row["text"], on, Toward(row["toward"]))
    assert (found.as_json() if found else None) == row["days"]


def claim(report, phase, filler, said=None):
    """A claim on the whole of a one-sentence report, with one time."""
    text, whole = report.text, Span(0, len(report.text))
    at = text.index(filler)
    return Claim(
        version_id=report.version_id,
        kind=Kind.FACILITY,
        roles=(Filler(Role.TIME, Span(at, at + len(filler)).of(text)),),
        phase=phase,
        certainty=Certainty.CERTAIN,
        stance=Stance.AFFIRMS,
        voices=(),
        evidence=(whole.of(text),),
        part=Part.BODY,
        said=Span(text.index(said), text.index(said) + len(said)).of(text) if said else None,
    )


@pytest.mark.parametrize(
    ("text", "phase", "filler", "days"),
    [
        ("Acme closed a plant in September.", Phase.DONE, "September", ["2024-09-01", "2024-10-01"]),
        ("Acme will close a plant in September.", Phase.PLANNED, "September", ["2025-09-01", "2025-10-01"]),
        ("Acme put off the closing to September.", Phase.STALLED, "September", None),
        ("Acme will close a plant by the end of 2027.", Phase.PLANNED, "2027", [None, "2028-01-01"]),
        ("Acme has kept a plant idle since March.", Phase.UNDERWAY, "March", ["2025-03-01", None]),
        ("Acme keeps a plant idle until March.", Phase.UNDERWAY, "March", [None, "2026-04-01"]),
        ("Acme closed a plant in May last year.", Phase.DONE, "May", ["2024-05-01", "2024-06-01"]),
        ("Acme closed a plant two years ago.", Phase.DONE, "two years", ["2023-01-01", "2024-01-01"]),
        ("Acme will close a plant soon.", Phase.PLANNED, "soon", None),
    ],
)
def test_the_phase_and_the_words_around_say_which_days_are_meant(text, phase, filler, days):
    found = when(claim(report_of(text), phase, filler), Published(date(2025, 8, 5), None, DateHow.STATED))
    assert (found.as_json() if found else None) == days


def test_what_was_said_was_said_before():
    told = claim(report_of("Acme will close a plant in May, it said on Friday."), Phase.PLANNED, "May", "on Friday")
    published = Published(date(2025, 8, 5), None, DateHow.STATED)
    assert said_on(told, published) == Interval.of(date(2025, 8, 1))
    assert when(told, published) == Interval(date(2026, 5, 1), date(2026, 6, 1))


def test_without_a_day_of_publication_only_what_needs_none_is_known():
    unknown = Published.unknown("the page states none")
    assert when(claim(report_of("Acme will close a plant in May."), Phase.PLANNED, "May"), unknown) is None
    dated = claim(report_of("Acme will close a plant in May 2026."), Phase.PLANNED, "May 2026")
    assert when(dated, unknown) == Interval(date(2026, 5, 1), date(2026, 6, 1))


@given(st.text(), st.dates(), st.sampled_from(Toward))
def test_no_text_makes_it_fail(text, on, toward):
    interval(text, on, toward)


@given(st.sampled_from([row["text"] for row in TABLE]), st.dates(), st.sampled_from(Toward))
def test_no_day_makes_it_fail(text, on, toward):
    found = interval(text, on, toward)
    assert found is None or found.start is None or found.end is None or found.start < found.end

"""Which of two versions is older is told by what they state, not by which came first."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from reportedly.model import DateHow, Published, is_older
from reportedly.model.notes import noted_on
from tests.conftest import report_of

STORY = "Acme Corp will close its plant in Lyon, the company said."
NOTE = "\n\nCorrection, June 5: an earlier version of this story named another plant."


def version(note="", modified=None, on=date(2025, 6, 1)):
    published = Published(on, how=DateHow.STATED) if on else Published.unknown("the page states none")
    at = datetime.fromisoformat(modified) if modified else None
    return replace(report_of(STORY + note), published=published, modified=at)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (version(modified="2025-06-03"), version(modified="2025-06-05")),
        (version(modified="2025-06-05T10:00:00+02:00"), version(modified="2025-06-05T09:00:00+00:00")),
        (version(), version(NOTE)),
        (version(on=None), version(NOTE.replace("5", "5, 2025"), on=None)),
        (version(), version(modified="2025-06-05")),
        (version(modified="2025-06-04"), version(NOTE)),
        (version(NOTE), version(NOTE.replace("June 5", "June 7"))),
    ],
)
def test_the_older_version_is_told_by_what_both_state(older, newer):
    assert (is_older(older, newer), is_older(newer, older)) == (True, False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (version(), version("\n\nBrio Cells has a plant there, too.")),
        (version(on=date(2025, 6, 3)), version(on=date(2025, 6, 1))),
        (version(), version("\n\nCorrection: the plant is in Lyon.")),
        (version(modified="2025-06-01T10:00:00"), version()),
    ],
)
def test_nothing_tells_where_neither_states_a_change_of_its_own(one, other):
    assert not is_older(one, other)
    assert not is_older(other, one)


@pytest.mark.parametrize(
    ("note", "days"),
    [
        ("Correction, June 5: the plant is in Lyon.", [date(2025, 6, 5)]),
        ("Update (Feb. 3, 2026): the plant is in Lyon.", [date(2026, 2, 3)]),
        ("This story was corrected on 5 June to name the plant.", [date(2025, 6, 5)]),
        ("Updated on 2025-06-05 to add a comment.", [date(2025, 6, 5)]),
        ("Correction: the plant closed on June 5: not on June 6.", []),
        ("This article has been corrected to say that the plant closed on June 5.", []),
    ],
)
def test_the_day_of_a_note_is_not_a_day_in_what_it_tells(note, days):
    assert list(noted_on(version(f"\n\n{note}"))) == days

"""Bounds are put together; a part of the year becomes days only where one is left."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Bounds, Ground, Interval, Precision, Published, Quote, Span, YearPart

WHY = (Ground("it cites a paper of July 29", Quote("July 29", Span(3, 10))),)
JULY_TO_SEPTEMBER = Bounds(None, YearPart((7, 29), 64), WHY)


def days(start, end):
    return Bounds(Interval(start, end), None, (Ground("a copy is dated"),))


def test_a_part_of_the_year_alone_names_no_year():
    assert (JULY_TO_SEPTEMBER.earliest, JULY_TO_SEPTEMBER.latest) == (None, None)
    assert str(JULY_TO_SEPTEMBER) == "between July 29 and September 30 of a year"


def test_a_latest_day_moves_to_the_last_such_part_of_a_year():
    assert JULY_TO_SEPTEMBER.and_(days(None, date(2026, 3, 1))).latest == date(2025, 9, 30)


def test_bounds_that_leave_one_such_part_make_it_days():
    both = JULY_TO_SEPTEMBER.and_(days(date(2023, 2, 1), date(2024, 2, 1)))
    assert (both.earliest, both.latest) == (date(2023, 7, 29), date(2023, 9, 30))
    assert [g.reason for g in both.grounds] == ["it cites a paper of July 29", "a copy is dated"]


def test_bounds_that_contradict_add_nothing():
    late = days(date(2024, 1, 1), None)
    assert late.and_(days(None, date(2023, 1, 1))) == late


def test_parts_of_the_year_may_run_over_its_end():
    winter, january = YearPart((11, 1), 120), YearPart((1, 1), 31)
    assert winter.and_(january) == january.and_(winter) == january


PARTS = st.builds(
    YearPart, st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda d: (d.month, d.day)), st.integers(1, 200)
)
INTERVALS = st.tuples(st.dates(date(1990, 1, 1), date(2000, 1, 1)), st.dates(date(2001, 1, 1), date(2030, 1, 1)))


@given(PARTS, INTERVALS)
def test_trimming_takes_no_day_away_that_is_in_both(part, ends):
    together = Bounds(None, part, WHY).and_(days(*ends)).days
    for found in part.within(Interval(*ends)):
        assert together.and_(found) == found


@given(st.none() | PARTS, st.none() | INTERVALS.map(lambda ends: Interval(*ends)))
def test_bounds_come_back_from_json(part, interval):
    bounds = Bounds(interval, part, WHY)
    assert Bounds.from_json(bounds.as_json()) == bounds


def test_a_day_that_is_known_is_not_bounded_by_when_it_was_added():
    unknown = Published.unknown("the page states none").by(date(2026, 6, 1), "it was added on 2026-06-01")
    assert unknown.bounds.latest == date(2026, 6, 1)
    assert unknown.precision is None


def test_the_day_of_adding_caps_whatever_the_words_say():
    def added(*days):
        own = Bounds(Interval(*days), None, WHY)
        return Published.unknown("the page states none", own).by(date(2026, 6, 1), "added").days.as_json()

    assert added(date(2023, 1, 1), date(2028, 1, 1)) == ["2023-01-01", "2026-06-02"]
    assert added(date(2026, 7, 1), None) == [None, "2026-06-02"]
    assert added(None, date(2024, 1, 1)) == [None, "2024-01-01"]
    assert added(date(2026, 6, 2), date(2026, 6, 3)) == ["2026-06-02", "2026-06-03"]  # it is that day in the east


def test_a_month_is_known_as_its_days():
    month = Published.month(Interval(date(2024, 3, 1), date(2024, 4, 1)), "stated", "the page states 'March 2024'")
    assert (month.on, month.precision) == (None, Precision.MONTH)
    assert month.by(date(2024, 3, 10), "it was added on 2024-03-10").days.as_json() == ["2024-03-01", "2024-03-11"]

"""An interval of days: half-open, cut, joined, in words."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.interval import Interval, Unit, around, half, moved, third


@st.composite
def intervals(draw):
    start, end = sorted(draw(st.lists(st.dates(), min_size=2, max_size=2, unique=True)))
    return draw(st.sampled_from([Interval(start, end), Interval(start, None), Interval(None, end)]))


def holds(interval, on):
    return (interval.start is None or interval.start <= on) and (interval.end is None or on < interval.end)


@pytest.mark.parametrize(
    ("start", "end"), [(None, None), (date(2025, 1, 2), date(2025, 1, 1)), (date(2025, 1, 1),) * 2]
)
def test_what_says_nothing_is_no_interval(start, end):
    with pytest.raises(ValueError, match="interval"):
        Interval(start, end)


@given(intervals(), intervals(), st.dates())
def test_and_holds_the_days_that_both_hold(one, other, on):
    both = one.and_(other)
    assert (both is not None and holds(both, on)) == (holds(one, on) and holds(other, on))
    assert both == other.and_(one)


@given(intervals(), intervals(), st.dates())
def test_the_hull_holds_the_days_of_both(one, other, on):
    hull = one.hull(other)
    assert hull is None or holds(hull, on) or not (holds(one, on) or holds(other, on))


@given(st.dates(date(1000, 1, 1), date(9000, 1, 1)), st.sampled_from(Unit), st.integers(-20, 20))
def test_units_follow_each_other_without_a_gap(on, unit, steps):
    assert around(unit, on).start <= on < around(unit, on).end
    assert around(unit, on, steps).end == around(unit, on, steps + 1).start


@given(st.dates(date(1000, 1, 1), date(9000, 1, 1)), st.sampled_from([Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR]))
def test_parts_make_up_the_whole(on, unit):
    whole = around(unit, on)
    for pieces in ([third(whole, n) for n in range(3)], [half(whole, n) for n in range(2)]):
        assert (pieces[0].start, pieces[-1].end) == (whole.start, whole.end)
        assert all(a.end == b.start for a, b in pairwise(pieces))


@pytest.mark.parametrize(
    ("on", "steps", "then"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
        (date(2025, 12, 5), 1, date(2026, 1, 5)),
    ],
)
def test_a_month_later_is_no_later_than_that_months_end(on, steps, then):
    assert moved(on, Unit.MONTH, steps) == then

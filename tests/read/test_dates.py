"""A date is stated and possible, or unknown with the reason."""

from datetime import date

import pytest

from reportedly.model import DateHow
from reportedly.read.dates import publication

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    "stated",
    [
        "1970-01-01",
        "1970-01-01 08:00:00",
        "1970-01-01T00:00:00Z",
        "1969-12-31T19:00:00-05:00",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "1970-01-01T14:00:00+14:00",
    ],
)
def test_epoch_zero_is_unknown_in_every_time_zone(stated):
    found = publication([stated], today=TODAY)
    assert found.on is None
    assert "epoch zero" in found.reason


def test_two_days_after_epoch_zero_is_a_day():
    assert publication(["1970-01-03"], today=TODAY).on == date(1970, 1, 3)


def test_the_future_is_unknown():
    found = publication(["2030-01-01"], today=TODAY)
    assert (found.on, "future" in found.reason) == (None, True)


@pytest.mark.parametrize("stated", ["March 2024", "2024", "Monday", "soon", "", "9999999999999", "2024-13-45"])
def test_half_a_date_is_no_date(stated):
    assert publication([stated], today=TODAY).on is None


def test_an_instant_keeps_its_time_zone():
    found = publication(["2024-03-28T09:00:00+08:00"], today=TODAY)
    assert found.at.isoformat() == "2024-03-28T09:00:00+08:00"
    assert found.how is DateHow.STATED


def test_a_day_has_no_instant():
    assert publication(["2024-03-28"], today=TODAY).at is None


@pytest.mark.parametrize(
    "line",
    [
        "Publishtime: 2024-03-28 10:00:00 Views:27",
        "Published: 28 March 2024",
        "Posted on March 28, 2024 | 3 min read",
        "2024-03-28",
        "date 2024-03-28",
    ],
)
def test_a_line_may_state_it(line):
    assert publication([], ["Headline of the page", line, "Acme bought Zeta."], today=TODAY).on == date(2024, 3, 28)


@pytest.mark.parametrize(
    "line",
    [
        "Post Holdings sold 2024 units in March.",
        "Published works of 2024 sold well.",
        "Acme was founded on 2024-03-28.",
    ],
)
def test_a_sentence_does_not(line):
    assert publication([], [line], today=TODAY).reason == "the page states none"


def test_a_lone_date_far_down_belongs_to_another_story():
    assert publication([], ["a", "b", "c", "d", "e", "f", "2024-03-28"], today=TODAY).on is None


def test_the_address_is_the_last_to_be_asked():
    found = publication([], url="https://example.org/2023/08/23/a", today=TODAY)
    assert (found.on, found.how) == (date(2023, 8, 23), DateHow.URL)
    assert publication(["2023-08-22"], url="https://example.org/2023/08/23/a", today=TODAY).on == date(2023, 8, 22)


def test_an_impossible_date_does_not_hide_a_possible_one():
    assert publication(["1970-01-01", "2024-01-02"], today=TODAY).on == date(2024, 1, 2)


@pytest.mark.parametrize("stated", ["2024-06-03T10:00:00+99:99", "2024-05-06T10:00:00+99:00", "0001-01-01", "1e999"])
def test_a_date_that_no_clock_can_show_is_unknown(stated):
    assert publication([stated], today=TODAY).on is None


def test_day_and_month_that_could_be_either_are_not_guessed():
    found = publication(["03/04/2024"], today=TODAY)
    assert (found.on, "two days" in found.reason) == (None, True)
    assert found.days.as_json() == ["2024-03-04", "2024-04-04"]
    assert [ground.reason for ground in found.bounds.grounds] == [found.reason]
    assert publication(["28/03/2024"], today=TODAY).on == date(2024, 3, 28)
    assert publication(["05.04.2025"], today=TODAY).on == date(2025, 4, 5)


def test_of_two_days_that_a_date_may_be_only_the_possible_ones_bound_it():
    assert publication(["06/05/2026"], today=TODAY).days.as_json() == ["2026-05-06", "2026-05-07"]
    assert publication(["07/08/2026"], today=TODAY).days is None


def test_a_month_that_is_stated_or_another_day_goes_before_a_date_that_may_be_two():
    assert publication(["03/04/2024", "2024-03-04"], today=TODAY).on == date(2024, 3, 4)
    assert publication(["03/04/2024", "March 2024"], today=TODAY).days.as_json() == ["2024-03-01", "2024-04-01"]


def test_unix_time_is_a_date_and_its_zero_is_none():
    assert publication(["1700000000"], today=TODAY).on == date(2023, 11, 14)
    assert "epoch zero" in publication(["0"], today=TODAY).reason


@pytest.mark.parametrize(
    ("stated", "on"),
    [
        ("2025-11-06T10:00:00.000Z", date(2025, 11, 6)),
        ("06.11.2025, 10:30", date(2025, 11, 6)),
        ("6. 11. 2025", date(2025, 11, 6)),
        ("Nov. 6, 2025", date(2025, 11, 6)),
    ],
)
def test_dots_make_a_day_come_first_only_between_day_and_month(stated, on):
    assert publication([stated], today=date(2026, 1, 1)).on == on


@pytest.mark.parametrize("stated", ["9" * 300_000, "1e999999999", "2024-01-" + "0" * 200, "Infinity", "1E+1000"])
def test_a_date_that_is_none_is_refused_and_costs_nothing(stated):
    assert publication([stated]).on is None

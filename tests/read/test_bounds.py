"""A report without a date is bounded by its own words, as far as they go; a day that they rule out is refused."""

from datetime import date

import pytest

from reportedly.model import Bounds, Precision
from reportedly.read.bounds import bounds_in
from reportedly.read.dates import publication
from tests.conftest import report_of

PAGE = """Acme may take over Zeta's plant in Lyon, report says

Publishtime:1970-01-01 08:00:00 Views:27

Acme may take over a plant of Zeta, a local outlet reported today.

Acme has had trouble with its permit, according to a July 29 Courier report.

Brio cell team grows, first cells expected in September, report says-CellWatch"""


def bounds(text) -> Bounds | None:
    report = report_of(text)
    return bounds_in(report.text, report.passages)


def test_a_page_of_1970_is_bounded_by_what_it_cites_and_what_is_to_come():
    published = report_of(PAGE).published
    assert (published.on, published.how) == (None, None)
    assert "epoch zero" in published.reason
    assert str(published.bounds) == "between July 29 and September 30 of a year"
    assert [g.quote.text for g in published.bounds.grounds] == ["July 29", "September"]
    assert "in a headline beside it" in published.bounds.grounds[1].reason


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The plant opened in May 2024, Acme said.", "2024-05-01 or later"),
        ("Acme bought Zeta in 2023.", "2023-01-01 or later"),
        ("Acme bought Zeta on July 29, 2023.", "2023-07-29 or later"),
        ("Zeta is for sale, a March 3, 2025 filing showed.", "2025-03-03 or later"),
        ("The plant is due to open in May 2027.", "2027-05-31 or earlier"),
        ("The plant will open in September.", "between March 2 and September 30 of a year"),
        ("Acme opened the plant today, August 5, 2025.", "2025-08-05"),
        ("Acme opened the plant today (August 5).", "August 5 of a year"),
        ("Acme bought Zeta in 2021. It sold Brio in 2023.", "2023-01-01 or later"),
    ],
)
def test_words_bound_the_day(text, shown):
    assert str(bounds(text)) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Acme bought Zeta.",
        "Acme opened the plant in March.",
        "The plant may open in 2027.",
        "Acme said it would open the plant in 2024.",
        "Acme planned to close the plant by 2024.",
        "Acme, which makes 2024 cars a day, sold Zeta.",
        "Output begins in 2012, Acme said.",
        "Acme March Ltd. bought Zeta.",
        "Acme had expected to open the plant in September.",
    ],
)
def test_words_that_do_not_tell_bound_nothing(text):
    assert bounds(text) is None


def test_a_day_before_what_the_report_tells_as_past_is_refused():
    published = report_of("Published: 2013-04-02\n\nAcme bought Zeta in May 2024, it said.").published
    assert published.on is None
    assert published.reason.startswith("the page states 2013-04-02, but it tells of May 2024 as past")
    assert published.bounds.earliest == date(2024, 5, 1)


def test_a_day_that_fits_stays():
    assert report_of("Published: 2024-06-02\n\nAcme bought Zeta in May 2024, it said.").published.on == date(2024, 6, 2)


def test_a_month_is_stated_without_a_day():
    found = publication(["March 2024"], today=date(2026, 6, 1))
    assert (found.precision, found.days.as_json()) == (Precision.MONTH, ["2024-03-01", "2024-04-01"])
    assert publication(["March 2024", "2024-03-05"], today=date(2026, 6, 1)).on == date(2024, 3, 5)
    assert publication(["March 2031"], today=date(2026, 6, 1)).days is None


def test_the_year_of_a_copyright_is_no_date():
    found = publication([], ["Acme bought Zeta.", "© 2024 Courier"], today=date(2026, 6, 1))
    assert (found.on, found.bounds) == (None, None)
    assert "2024 is the year of its copyright" in found.reason

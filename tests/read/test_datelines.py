"""A day at the beginning of a text is its own, unless it may be another's."""

from datetime import date

import pytest

from reportedly.model import DateHow, Interval, Published
from reportedly.read.dates import or_of_dateline
from reportedly.read.plain import read_plain

TITLE = "Acme will build a battery plant in Ostrava"
SAYS = "Acme will build a battery plant in Ostrava, the company said."
DAY = date(2025, 6, 30)
NONE = Published.unknown("the page states none")


def published(*lines, **more):
    return read_plain("\n\n".join(lines), address="id:1", **more).published


@pytest.mark.parametrize(
    "dateline",
    [
        "Ostrava, 30 June 2025 - ",
        "OSTRAVA, Czech Republic, June 30, 2025 – ",
        "LONDON, June 30, 2025 (Reuters) - ",
        "LONDON, Monday, June 30, 2025 (Reuters) - ",
        "BERLIN (Reuters) - June 30, 2025 - ",
        "NEW YORK, June 30, 2025 /PRNewswire/ -- ",
        "NEW YORK--(BUSINESS WIRE)--June 30, 2025--",
        "FRANKFURT AM MAIN, Jun. 30, 2025 (GLOBE NEWSWIRE) -- ",
        "Rio de Janeiro, 30.06.2025 — ",
        "The Hague, 30th June 2025: ",
        "30 June 2025 – ",
    ],
)
def test_a_dateline_before_the_first_words_is_the_day(dateline):
    for lines in ([dateline + SAYS], [TITLE, dateline + SAYS, SAYS], [TITLE, "A subtitle of it", dateline + SAYS]):
        found = published(*lines)
        assert (found.on, found.at, found.how) == (DAY, None, DateHow.DATELINE), lines


@pytest.mark.parametrize(
    "line",
    [
        "30 June 2025",
        "Monday, June 30, 2025",
        "Battery Ledger, 30 June 2025",
        "Battery Ledger | 30 June 2025, 14:05 CET",
        "By Ann Lee | June 30, 2025 | 4 min read",
        "eTruckNews — 2025-06-30",
        "OSTRAVA, June 30, 2025",
        "30.6.2025",
    ],
)
def test_a_day_alone_under_the_title_is_the_day_and_no_part_of_what_is_read(line):
    report = read_plain(f"{TITLE}\n{line}\n\n{SAYS}", address="id:1")
    assert (report.published.on, report.title) == (DAY, TITLE)
    assert [quote.text for _, quote in report.quotes()] == [TITLE, SAYS]


def test_a_day_alone_above_the_title_is_the_day_but_not_with_the_weekday_of_a_sites_head():
    assert published("Battery Ledger, 30 June 2025", TITLE, SAYS).on == DAY
    assert published("Monday, June 30, 2025", TITLE, SAYS).on is None


@pytest.mark.parametrize(
    "lines",
    [
        ["On 30 June 2025 Acme said it would build a battery plant."],
        ["In Ostrava, 30 June 2025 - the day that nobody forgets - Acme said it would build."],
        ["Ostrava saw 30 June 2025 – Acme said so – as the day of its life."],
        ["Acme plans to open on June 30, 2025 - its first plant in the country."],
        ["Acme to open plant on 30 June 2025", SAYS],
        ["Battery Fair, Munich, 30 June 2025", SAYS],
        ["Battery Fair in Munich", "30 June 2025", SAYS],
        ["Balance sheet of Acme", "30 June 2025", SAYS],
        [TITLE, "Ostrava, 28–30 June 2025", SAYS],
        [TITLE, "Ostrava, 30 June 2025 - 2 July 2025: the works are closed for all."],
        [TITLE, "Updated, 30 June 2025", SAYS],
        [TITLE, "Acme plant in Ostrava, 30 June 2025", SAYS],
        [TITLE, "Editor's Note, 30 June 2025 – This article was changed at the company's wish."],
        [TITLE, SAYS, "30 June 2025", SAYS],
        [TITLE, SAYS, "Battery Ledger, 30 June 2025", SAYS],
        [TITLE, *[SAYS] * 6, "LONDON, June 30, 2025 (Reuters) - Acme will build a battery plant."],
        [TITLE, "Ostrava, June 2025 - Acme will build a battery plant."],
        ["Warsaw, 30 June 2025. The Office has consented to the purchase."],
    ],
)
def test_a_day_that_may_be_anothers_is_not(lines):
    assert published(*lines).on is None


def test_of_several_days_none_is_told_to_be_the_own_one():
    first = "30 June 2025 – Acme says it will build a plant."
    found = published("What has become of the plant", first, "2 July 2025 – Acme says that it will not.")
    assert (found.on, found.reason) == (None, "its datelines state more than one day: 30 June 2025, 2 July 2025")
    assert published("A plant for Ostrava", first, "30 June 2025 – Brio says it will not.").on == DAY


def test_a_day_that_cannot_be_or_may_be_two_is_unknown_with_the_reason():
    assert "future" in published("OSTRAVA, 30 June 2090 - " + SAYS).reason
    assert "two days" in published(TITLE, "03/06/2025", SAYS).reason


def test_what_the_page_states_for_machines_and_its_address_come_first():
    line = "OSTRAVA, 30 June 2025 - " + SAYS
    assert published(line, stated=["2025-07-01"]).on == date(2025, 7, 1)
    assert published(line, url="https://e.example/2025/07/02/a").on == date(2025, 7, 2)
    assert published(line, stated=["1970-01-01"]).on == DAY


def test_it_must_lie_in_the_month_that_the_page_states():
    june = Published.month(Interval(date(2025, 6, 1), date(2025, 7, 1)), DateHow.STATED, "it states a month")
    for day, on in (("30 June 2025", DAY), ("1 July 2025", None)):
        assert or_of_dateline(june, None, [f"OSTRAVA, {day} - {SAYS}"]).on == on


def test_a_dateline_without_a_year_states_no_day():
    assert published("LONDON, June 30 (Reuters) - " + SAYS).reason == NONE.reason

"""Stories, a page at a time."""

from datetime import date

import pytest

from reportedly.extract.shipped import shipped
from reportedly.ledger import Ledger
from reportedly.model import Kind, Status
from reportedly.read import Limits
from reportedly.resolve import shipped as known_entities
from reportedly.run import add
from reportedly.run.asking import StoryFilter, stories, story
from reportedly.run.resolving import resolve
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    with Ledger(tmp_path_factory.mktemp("listed") / "l.db", writing=True) as opened:
        list(add(sorted(map(str, (ROOT / "examples").iterdir())), opened, shipped(), Limits()))
        resolve(opened, known_entities())
        yield opened


def pages(ledger, wanted, size=2):
    """All pages of the list in a row, and how many stories it is said to have."""
    found, total = stories(ledger, known_entities(), wanted, size)
    while len(found) < total:
        more, again = stories(ledger, known_entities(), wanted, size, len(found))
        assert more
        assert again == total
        found += more
    return [view.story.id for view in found], total


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (StoryFilter(), lambda view: view.story.part_of is None),
        (StoryFilter(events=True), lambda view: True),
        (StoryFilter(kind=Kind.ACQUISITION, events=True), lambda view: view.story.kind is Kind.ACQUISITION),
        (
            StoryFilter(changed_since=date(2025, 1, 1), events=True),
            lambda view: (view.history.changed_on or date.min) >= date(2025, 1, 1),
        ),
        (StoryFilter(about="great wall", events=True), lambda view: any("Great Wall" in p for p in view.participants)),
    ],
)
def test_pages_in_a_row_are_all_stories_that_fit_in_their_order(ledger, wanted, fits):
    every, _ = stories(ledger, known_entities(), StoryFilter(events=True))
    whole = [view.story.id for view in every if fits(view)]
    assert whole
    assert pages(ledger, wanted) == (whole, len(whole))


def test_each_status_lists_the_stories_that_stand_so(ledger):
    every, _ = stories(ledger, known_entities(), StoryFilter(events=True))
    found = {status: stories(ledger, known_entities(), StoryFilter(status=status, events=True))[0] for status in Status}
    assert sum(map(len, found.values())) == sum(view.history.status is not None for view in every)
    assert len([status for status, views in found.items() if views]) >= 3
    assert all(view.history.status is status for status, views in found.items() for view in views)


def test_as_of_a_day_only_what_had_begun_is_listed_and_as_it_stood(ledger):
    day = date(2024, 12, 31)
    every, _ = stories(ledger, known_entities(), StoryFilter(events=True))
    then, total = stories(ledger, known_entities(), StoryFilter(events=True, on=day))
    alone = (story(ledger, known_entities(), view.story.id, day) for view in every)
    begun = {view.story.id for view in alone if view.history.steps}
    assert {view.story.id for view in then} == begun
    assert 0 < total == len(then) < len(every)
    assert all(view.history.changed_on <= day for view in then)


def test_where_no_story_fits_there_is_no_page(ledger):
    assert stories(ledger, known_entities(), StoryFilter(about="nobody at all"), 10) == ([], 0)

"""Stories, a page at a time."""

from datetime import date

import pytest

from reportedly.extract import shipped
from reportedly.ledger import Ledger
from reportedly.model import Kind, Status
from reportedly.read import Limits
from reportedly.resolve import shipped as known_entities
from reportedly.run import add
from reportedly.run.asking import StoryFilter, listed, stories
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
    found, total = listed(ledger, known_entities(), wanted, size)
    while len(found) < total:
        more, again = listed(ledger, known_entities(), wanted, size, len(found))
        assert more
        assert again == total
        found += more
    return [view.story.id for view in found], total


@pytest.mark.parametrize(
    "wanted",
    [
        StoryFilter(),
        StoryFilter(events=True),
        StoryFilter(kind=Kind.ACQUISITION, events=True),
        StoryFilter(status=Status.COMPLETED, events=True),
        StoryFilter(changed_since=date(2025, 1, 1), events=True),
        StoryFilter(about="KESTROVA"),
        StoryFilter(about="great wall", events=True),
    ],
)
def test_pages_in_a_row_are_all_stories_in_their_order(ledger, wanted):
    whole = [view.story.id for view in stories(ledger, known_entities(), wanted)]
    assert whole
    assert pages(ledger, wanted) == (whole, len(whole))


def test_where_no_story_fits_there_is_no_page(ledger):
    assert listed(ledger, known_entities(), StoryFilter(about="nobody at all"), 10) == ([], 0)

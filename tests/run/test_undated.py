"""A report that states no day was published on the day on which it was added, or before."""

from datetime import date, timedelta

import pytest

from reportedly.ledger import Ledger
from reportedly.model import Status
from reportedly.run.asking import StoryFilter, stories, story
from reportedly.run.resolving import resolve
from tests.told import ENGINE, KNOWN, Says, page

TALKS = "Acme Motors is in talks to buy Zeta Cells, people close to both said."
SIGNED = "Acme Motors signed a contract to buy Zeta Cells, Acme Motors said."


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path / "l.db", writing=True) as opened:
        yield opened


def test_what_an_undated_report_tells_is_out_on_the_day_on_which_it_was_added(ledger):
    dated = (date.today() - timedelta(days=9)).isoformat()
    for report, claims in (
        page("https://one.example/a", "Acme eyes Zeta Cells", TALKS, dated, Says(TALKS)),
        page(
            "https://acme.example/b",
            "Acme signs for Zeta Cells",
            SIGNED,
            None,
            Says(SIGNED, phase="agreed", voice="company Acme Motors"),
        ),
    ):
        ledger.put(report, ENGINE, claims, "made")
    resolve(ledger, KNOWN)
    added = max(head.added_at.date() for head in ledger.reports())
    (found,), _ = stories(ledger, KNOWN, StoryFilter())
    assert len(found.story.pages) == 2
    assert story(ledger, KNOWN, found.story.id, added).history.status is Status.AGREED
    assert story(ledger, KNOWN, found.story.id, added - timedelta(days=1)).history.status is Status.IN_TALKS
    (undated,) = (p for p in found.story.pages if p.bounds)
    assert undated.bounds.latest == added
    assert f"it was added on {added}" in [ground.reason for ground in undated.bounds.grounds]

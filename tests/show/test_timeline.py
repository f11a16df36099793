"""A story by its days."""

from dataclasses import replace
from datetime import date

from reportedly.ledger import Ledger
from reportedly.model import DateHow, History, Interval, Page, Published, Story
from reportedly.run.asking import StoryView
from reportedly.show.timeline import timeline
from tests.conftest import report_of

DAY = date(2024, 3, 1)


def view_of(ledger: Ledger, *pages: tuple[str, str | None, date | None]) -> tuple[StoryView, dict[str, str]]:
    """A story of reports by name, each with whose copy it is and its day; and the ids of their versions."""
    ids = {}
    for name, _, on in pages:
        published = Published(on, None, DateHow.STATED) if on else Published.unknown("it states none")
        report = replace(report_of(f"Text of {name}."), address=f"id:{name}", given_id=name, published=published)
        ledger.put(report, "plain-1", (), "here")
        ids[name] = report.version_id
    own = tuple(Page(ids[name], True, ids.get(of, of) if of else None, ()) for name, of, _ in pages)
    heads = {head.version_id: head for head in ledger.reports()}
    story = Story("r1-a", None, (), (), (), own)
    return StoryView(story, (), (), History((), disputed=False), {}, (), 0, heads), ids


def shape(days):
    return [(day.on, [(e.head.name, [c.head.name for c in e.copies]) for e in day.entries]) for day in days]


def test_days_come_in_order_and_reports_without_one_last(ledger):
    view, _ = view_of(ledger, ("c", None, None), ("b", None, date(2024, 3, 2)), ("a", None, DAY))
    assert shape(timeline(view, {})) == [(DAY, [("a", [])]), (date(2024, 3, 2), [("b", [])]), (None, [("c", [])])]


def test_a_copy_of_a_copy_is_folded_under_the_root(ledger):
    view, ids = view_of(ledger, ("a", None, DAY), ("b", "a", date(2024, 3, 2)), ("c", "b", date(2024, 3, 3)))
    found = timeline(view, {ids["b"]: ("cut", 0.95), ids["c"]: ("verbatim", 1.0)})
    assert shape(found) == [(DAY, [("a", ["b", "c"])])]
    by_way = [(c.source.name, c.how, c.share) for c in found[0].entries[0].copies]
    assert by_way == [("a", "cut", 0.95), ("b", "verbatim", 1.0)]


def test_a_copy_whose_root_does_not_speak_of_the_story_stands_by_itself(ledger):
    view, ids = view_of(ledger, ("b", "v1-elsewhere", DAY))
    (only,) = timeline(view, {ids["b"]: ("cut", 0.95)})[0].entries
    assert (only.head.name, only.taken.source, only.taken.how) == ("b", None, "cut")


def test_a_report_without_a_day_lies_between_its_bounds_and_says_why(ledger):
    view, _ = view_of(ledger, ("a", None, None))
    (only,) = timeline(view, {})[0].entries
    added = only.head.added_at.date()
    assert only.days == Interval(None, only.head.published.bounds.days.end)
    assert only.why == ("it states none", f"it was added on {added}")

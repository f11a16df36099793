"""Stories are a function of the reports that are there."""

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bench.made import made
from reportedly.errors import LedgerError
from reportedly.ledger import Ledger
from reportedly.model import Judgement, Kind, Verdict, carried
from reportedly.resolve import shipped
from reportedly.resolve.reading import Reader
from reportedly.run.resolving import drop, judge, resolve, story_of

ENGINE = "made"


def kept(ledger):
    """All that is derived, without what only numbers rows."""
    with ledger.derived() as derived:
        return {
            story.id: (story_of(story), story.status, story.disputed, story.changed_on) for story in derived.stories()
        }


def put(ledger, found):
    for report, claims in found:
        ledger.put(report, ENGINE, claims, "made")


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path / "l.db", writing=True) as opened:
        yield opened


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_arrival_and_how_many_come_at_once_do_not_matter(tmp_path, seed):
    found = list(made(60, seed))
    with Ledger(tmp_path / "whole.db", writing=True) as whole:
        put(whole, found)
        resolve(whole, shipped())
        expected = kept(whole)
    rng = random.Random(seed)
    rng.shuffle(found)
    with Ledger(tmp_path / "parts.db", writing=True) as parts:
        while found:
            size = rng.randrange(1, 12)
            put(parts, found[:size])
            resolve(parts, shipped())
            del found[:size]
        assert kept(parts) == expected
        drop(parts)
        resolve(parts, shipped())
        assert kept(parts) == expected
    assert len(expected) >= 7


def judgements(ledger, rng, count):
    """Verdicts on pairs of those who are named: companies of one story, of several, outlets; they contradict each other."""
    with ledger.derived() as derived:
        often = [key for key in derived.entities() if len(derived.naming([key])) > 1]
    keys = [*often, "reuters", "bloomberg", "les-echos"]
    keys = rng.sample(keys, 7)
    for _ in range(count):
        one, other = rng.sample(keys, 2)
        yield Judgement(rng.choice([Verdict.MERGE, *Verdict]), one, other, None, datetime(2024, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("seed", range(3))
def test_judgements_take_the_same_effect_whenever_reports_come_and_outlive_a_rebuild(tmp_path, seed):
    found, rng = list(made(40, seed)), random.Random(seed)
    with Ledger(tmp_path / "whole.db", writing=True) as whole:
        put(whole, found)
        resolve(whole, shipped())
        said = list(judgements(whole, rng, 8))
        for one in said:
            judge(whole, shipped(), one)
        with whole.derived() as derived:
            on_record = derived.judgements()  # what is said again while it holds stands there once
        expected = kept(whole)
        drop(whole)
        resolve(whole, shipped())
        assert kept(whole) == expected
    rng.shuffle(found)
    with Ledger(tmp_path / "parts.db", writing=True) as parts:
        for n, one in enumerate(said):
            size = rng.randrange(7)
            put(parts, found[:size])
            del found[:size]
            if n % 3:
                resolve(parts, shipped())
            judge(parts, shipped(), one)
        put(parts, found)
        resolve(parts, shipped())
        assert kept(parts) == expected
        with parts.derived() as derived:
            assert derived.judgements() == on_record


def test_each_made_up_story_is_one_matter(ledger):
    put(ledger, made(80))
    resolve(ledger, shipped())
    matters = [story for story, *_ in kept(ledger).values() if story.part_of is None]
    assert sorted(len(story.pages) for story in matters) == [8] * 10
    assert all(story.kind is Kind.ACQUISITION and len(story.participants) >= 2 for story in matters)


def test_a_report_that_is_known_changes_nothing(ledger):
    put(ledger, made(20))
    assert resolve(ledger, shipped()) == 20
    expected = kept(ledger)
    put(ledger, made(20))
    assert resolve(ledger, shipped()) == 0
    assert kept(ledger) == expected


def test_a_version_that_nobody_has_read_waits_and_the_one_before_it_stands(ledger):
    found = list(made(20))
    put(ledger, found)
    resolve(ledger, shipped())
    before = kept(ledger)
    (report, claims), *_ = found
    later = replace(report, text=report.text + " ")
    ledger.put(later, None, (), "made")
    assert resolve(ledger, shipped()) == 0
    drop(ledger)
    resolve(ledger, shipped())
    assert kept(ledger) == before
    moved = carried(claims, report, later)
    ledger.put(later, ENGINE, moved, "made")
    assert resolve(ledger, shipped()) == 1
    assert later.version_id in {page.version_id for story, *_ in kept(ledger).values() for page in story.pages}


def test_a_report_whose_claims_cannot_be_looked_at_is_joined_without_them(ledger, monkeypatch):
    """The fault is one of ours, so it is made here: a reader that stumbles over the claims of one report."""
    found = list(made(16))
    bad, look = found[3][0].version_id, Reader.look

    def stumbling(self, report, claims, language):
        if claims and report.version_id == bad:
            raise KeyError("~lotus")
        return look(self, report, claims, language)

    monkeypatch.setattr(Reader, "look", stumbling)
    put(ledger, found)
    assert resolve(ledger, shipped()) == 16
    matters = [story for story, *_ in kept(ledger).values() if story.part_of is None]
    assert sum(len(story.pages) for story in matters) == 16
    assert bad not in {saying.version_id for story in matters for saying in story.sayings}
    assert ledger.faults() == [(found[3][0].id, "KeyError: '~lotus'")]


def test_stories_made_by_other_rules_are_not_read_and_are_made_again_by_the_next_report(ledger):
    found = list(made(24))
    put(ledger, found[:20])
    resolve(ledger, shipped())
    with ledger.deriving() as derived:
        derived.put_rules(0)
    assert ledger.left_to_join() == 20
    with pytest.raises(LedgerError, match="reportedly rebuild"):
        kept(ledger)
    put(ledger, found[20:])
    assert resolve(ledger, shipped()) == 24
    assert ledger.left_to_join() == 0
    afterwards = kept(ledger)
    drop(ledger)
    resolve(ledger, shipped())
    assert kept(ledger) == afterwards


def test_a_ledger_of_the_shape_before_keeps_its_reports_and_gets_new_stories(tmp_path):
    path = tmp_path / "l.db"
    with Ledger(path, writing=True) as ledger:
        put(ledger, made(20))
        resolve(ledger, shipped())
        expected = kept(ledger)
    with closing(sqlite3.connect(path)) as file:
        file.executescript(
            "DROP TABLE site_rules; DROP TABLE ties; DROP TABLE made; ALTER TABLE pages DROP COLUMN fault;"
            "ALTER TABLE versions DROP COLUMN modified_at;"
            "UPDATE alembic_version SET version_num = '0007'"
        )
    with pytest.raises(LedgerError, match="older"), Ledger(path):
        pass
    with Ledger(path, writing=True) as ledger:
        assert ledger.stories_are_outdated()
        assert ledger.left_to_join() == 20
        assert resolve(ledger, shipped()) == 20
        assert kept(ledger) == expected

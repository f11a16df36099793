"""What every store of claims promises: whole reports or nothing, the same twice is once."""

from dataclasses import replace

import pytest

from reportedly.ledger import Ledger
from reportedly.model import ClaimStore

STORES = [Ledger]


@pytest.fixture(params=STORES, ids=lambda s: s.__name__)
def store(request, tmp_path) -> ClaimStore:
    with request.param(tmp_path / "store.db", writing=True) as opened:
        yield opened


def test_what_is_put_is_there(store, report, claims):
    assert not store.has(report, "e-1")
    assert store.put(report, "e-1", claims, "a.txt")
    assert store.has(report, "e-1")


def test_the_same_twice_is_once(store, report, claims):
    assert store.put(report, "e-1", claims, "a.txt")
    assert not store.put(report, "e-1", claims, "b.txt")


def test_another_engine_reads_it_again(store, report, claims):
    assert store.put(report, "e-1", claims, "a.txt")
    assert not store.has(report, "e-2")
    assert store.put(report, "e-2", claims[:1], "a.txt")


def test_a_changed_report_is_another_version(store, report, claims):
    store.put(report, "e-1", claims, "a.txt")
    assert not store.has(replace(report, outlet="Post"), "e-1")


def test_what_nobody_has_read_is_kept_once_and_read_later(store, report, claims):
    assert not store.has(report, None)
    assert store.put(report, None, (), "a.txt")
    assert not store.put(report, None, (), "a.txt")
    assert store.has(report, None)
    assert not store.has(report, "e-1")
    assert store.put(report, "e-1", claims, "a.txt")
    assert store.has(report, "e-1")


def test_what_was_read_in_the_version_before_is_given_back(store, report, claims):
    assert store.before(report, "e-1") is None
    store.put(report, "e-1", claims, "a.txt")
    assert store.before(replace(report, outlet="Post"), "e-1") == (report, claims)
    assert store.before(report, "e-2") is None


def test_the_version_before_one_that_is_kept_is_the_one_that_came_before_it(store, report, claims):
    later = replace(report, outlet="Post")
    store.put(report, "e-1", claims, "a.txt")
    store.put(later, None, (), "a.txt")
    assert store.before(later, "e-1") == (report, claims)
    assert store.before(report, "e-1") is None
    assert store.before(replace(report, outlet="Mail"), "e-1") is None


def test_where_an_engine_could_not_tell_nothing_was_read_before(store, report):
    store.put(report, "e-1", (), "a.txt", "it is in French")
    assert store.before(report, "e-1") is None

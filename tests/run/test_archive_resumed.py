"""An archive that was not read to its end goes on where it was, and the ledger is that of one run."""

import os

import pytest

from reportedly.errors import Fate
from reportedly.read import Limits
from reportedly.run import Summary, add
from tests.conftest import Plain
from tests.read.test_archives import html, write_warc

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
PAGES, READ = 200, 130


def test_it_goes_on_where_it_was(ledger, tmp_path):
    name = str(tmp_path / "a.warc.gz")
    write_warc(tmp_path / "a.warc.gz", [html(n) for n in range(PAGES)])
    outcomes = add([name], ledger, Plain(), Limits(), 2)
    for _ in range(READ):
        next(outcomes)
    outcomes.close()
    summary = Summary()
    for outcome in add([name], ledger, Plain(), Limits(), 2):
        summary.count(outcome)
    assert summary.added + summary.known < PAGES - 90
    assert ledger.counts().reports == PAGES
    again = list(add([name], ledger, Plain(), Limits(), 2))
    assert [o.known for o in again] == [True] * PAGES


def test_a_file_that_has_changed_is_read_from_its_beginning(ledger, tmp_path):
    name = str(tmp_path / "a.warc.gz")
    write_warc(tmp_path / "a.warc.gz", [html(n) for n in range(PAGES)])
    outcomes = add([name], ledger, Plain(), Limits())
    for _ in range(READ):
        next(outcomes)
    outcomes.close()
    write_warc(tmp_path / "a.warc.gz", [html(n + 1000) for n in range(PAGES)])
    os.utime(name, (1, 1))
    assert len(list(add([name], ledger, Plain(), Limits()))) == PAGES


def test_what_is_no_page_is_skipped_and_counted(ledger, tmp_path):
    moved = ("https://e.org/m", "301 Moved", [("Location", "https://e.org/0")], b"")
    write_warc(tmp_path / "a.warc.gz", [html(0), moved, html(1)])
    summary = Summary()
    for outcome in add([str(tmp_path / "a.warc.gz")], ledger, Plain(), Limits()):
        summary.count(outcome)
    assert (summary.added, summary.fates) == (2, {Fate.SKIP: 1})
    assert ledger.quarantined() == []

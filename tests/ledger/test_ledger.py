"""The ledger gives back what it was given, finds it, and says in one line why it cannot be used."""

import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import permutations

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from reportedly.errors import BadRow, LedgerError, LedgerNewer, NotFound, UsageError
from reportedly.ledger import ClaimFilter, Counts, Ledger
from reportedly.ledger.migrations import HEAD, REVISIONS
from reportedly.ledger.schema import metadata
from reportedly.model import BasedHow, BasedOn, Caption, DateHow, Kind, Passage, Phase, Published, Source, Span, Stance
from tests.conftest import Plain, report_of


def keep(ledger, report, engine="plain-1", claims=None):
    ledger.put(report, engine, Plain().extract(report) if claims is None else claims, "a.txt")


def test_a_report_comes_back_as_it_was(ledger, report, claims):
    whole = replace(
        report,
        source=Source("text/html", "<p>Zürich 小米 \ufffd</p>"),
        passages=(*report.passages[:-1], Passage(report.passages[-1].part, report.passages[-1].span, Span(3, 9))),
        published=Published(
            date(2024, 1, 2), datetime(2024, 1, 2, 0, 30, tzinfo=timezone(timedelta(hours=8))), DateHow.URL
        ),
        url="https://e.org/a",
        outlet="Post",
        language="en",
        given_id="7",
        authors=("Ann Lee", "Bo Ek"),
        section="Cars",
        based_on=BasedOn(BasedHow.CANONICAL, "Wire", "https://wire.example/9"),
        captions=(Caption("A plant", Span(1, 8)), Caption("Another")),
    )
    keep(ledger, whole, claims=[replace(c, version_id=whole.version_id) for c in claims])
    stored = ledger.report("7")
    assert stored.report == whole
    assert stored.report.published.at.isoformat() == "2024-01-02T00:30:00+08:00"
    assert (stored.head.authors, stored.head.section, stored.head.based_on) == (whole.authors, "Cars", whole.based_on)
    assert [c.as_json() for c in stored.claims] == [c.as_json() for c in claims]
    assert [c.id for c in stored.claims] == [replace(c, version_id=whole.version_id).id for c in claims]


def test_a_reason_for_no_date_comes_back(ledger):
    keep(ledger, report_of("Publishtime:1970-01-01 08:00:00\n\nAcme Corp will buy Zeta Motors."))
    (head,) = ledger.reports()
    assert head.published.on is None
    assert "epoch zero" in head.published.reason


def test_an_undated_report_was_published_before_it_was_added(ledger):
    keep(ledger, report_of("Acme Corp will buy Zeta Motors, a July 29 filing showed."))
    (head,) = ledger.reports()
    assert head.published.on is None
    bounds, added_on = head.published.bounds, head.added_at.date()
    assert [g.reason for g in bounds.grounds] == ["it cites a paper of July 29", f"it was added on {added_on}"]
    assert added_on - timedelta(days=185) < bounds.latest <= added_on
    assert ledger.report(head.id).report.published.bounds.days is None


def test_a_head_counts_its_own_claims(ledger, report, claims):
    keep(ledger, report)
    keep(ledger, report_of("Brio Cells will close its plant in Lyon."))
    assert [head.claims for head in ledger.reports()] == [len(claims), 1]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (ClaimFilter(), 5),
        (ClaimFilter(about="zeta"), 3),
        (ClaimFilter(about="BRIO"), 1),
        (ClaimFilter(about="%"), 0),
        (ClaimFilter(voice="reuters"), 1),
        (ClaimFilter(kind=Kind.SUPPLY), 1),
        (ClaimFilter(phase=Phase.TALKS), 1),
        (ClaimFilter(stance=Stance.DENIES), 1),
        (ClaimFilter(search="batter*"), 1),
        (ClaimFilter(search="batteries Lyon"), 0),
        (ClaimFilter(search='"OR" AND (NEAR'), 0),
        (ClaimFilter(kind=Kind.SUPPLY, about="acme"), 0),
    ],
)
def test_claims_are_found(ledger, report, wanted, count):
    keep(ledger, report)
    found = list(ledger.claims(wanted))
    assert len(found) == count
    assert ledger.count(wanted) == (count, 0)


@pytest.mark.parametrize(
    ("words", "found"), [("batter* zeta", 1), ("lyon", 1), ("REPORT acme", 1), ("batteries lyon", 0)]
)
def test_reports_are_found_by_title_and_text(ledger, report, words, found):
    keep(ledger, report)
    keep(ledger, report_of("Brio Cells will close its plant in Lyon."))
    assert len(list(ledger.reports(words))) == found


@pytest.mark.parametrize("words", ['"', "*", "(", "%"])
def test_a_search_without_words_says_so(ledger, words):
    with pytest.raises(UsageError, match="no words"):
        ledger.count(ClaimFilter(search=words))


def test_since_and_until_leave_out_the_undated_and_say_how_many(ledger):
    for text, day in (
        ("Acme Corp will buy Zeta Motors.", "2024-05-05"),
        ("Acme Corp will buy Brio Cells.", None),
        ("Acme Corp will buy Wolt Cells.", "2020-01-01"),
    ):
        keep(ledger, report_of(f"Published: {day}\n\n{text}" if day else text))
    assert ledger.count(ClaimFilter(since=date(2024, 1, 1))) == (1, 1)
    assert ledger.count(ClaimFilter(since=date(2024, 1, 1), about="zeta")) == (1, 0)
    assert ledger.count(ClaimFilter(until=date(2020, 1, 1))) == (1, 1)
    assert ledger.count(ClaimFilter(since=date(2020, 1, 2), until=date(2024, 5, 5))) == (1, 1)
    assert ledger.count(ClaimFilter(since=date(2020, 1, 2), until=date(2024, 5, 4))) == (0, 1)


def test_names_are_found_in_every_script(ledger):
    keep(ledger, report_of("Škoda Auto will buy a plant of ŽETA Motors in Brno."))
    assert len(list(ledger.claims(ClaimFilter(about="škoda")))) == 1
    assert len(list(ledger.claims(ClaimFilter(about="žeta")))) == 1


def test_only_the_latest_version_is_listed_and_the_older_one_kept(ledger):
    first = replace(report_of("Acme Corp will buy Zeta Motors."), address="https://e.org/a")
    second = replace(report_of("Acme Corp will buy Brio Cells."), address="https://e.org/a")
    keep(ledger, first)
    old = next(ledger.claims()).claim
    keep(ledger, second)
    assert [s.claim.version_id for s in ledger.claims()] == [second.version_id]
    assert ledger.claim(old.id).claim == old
    assert ledger.report(first.version_id).report == first
    (head,) = ledger.reports()
    assert (head.number, ledger.counts().versions) == (2, 2)


def test_the_history_of_a_report_says_what_each_version_changed(ledger):
    texts = "Acme Corp will buy Zeta Motors.", "Acme Corp may buy Zeta Motors.", "Acme  Corp may buy Zeta Motors."
    for text in texts:
        keep(ledger, replace(report_of(text), address="https://e.org/a"))
    keep(ledger, report_of("Brio Cells will close its plant in Lyon."))
    first, second, third = ledger.history("https://e.org/a")
    assert [v.head.number for v in (first, second, third)] == [1, 2, 3]
    assert first.revision is None
    assert (second.revision.silent, len(second.revision.changed)) == (True, 1)
    assert (third.revision.silent, third.revision.changed) == (False, ())
    assert [head.name for head in ledger.reports(changed=True)] == ["https://e.org/a"]
    assert ledger.history(second.head.version_id) == [first, second, third]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_version_that_says_that_it_is_older_does_not_count_whenever_it_comes(ledger, order):
    texts = "Acme Corp will buy Zeta Motors.", "Acme Corp will buy Brio Cells.", "Acme Corp may buy Brio Cells."
    days = None, datetime(2025, 6, 5), datetime(2025, 6, 7, tzinfo=UTC)
    published = Published(date(2025, 6, 1), how=DateHow.STATED)
    versions = [
        replace(report_of(text), address="https://e.org/a", published=published, modified=modified)
        for text, modified in zip(texts, days, strict=True)
    ]
    for n in order:
        keep(ledger, versions[n])
    assert [v.head.version_id for v in ledger.history("https://e.org/a")] == [v.version_id for v in versions]
    assert [v.head.number for v in ledger.history("https://e.org/a")] == [1, 2, 3]
    assert ledger.report("https://e.org/a").report == versions[2]
    assert [head.version_id for head in ledger.reports()] == [versions[2].version_id]
    assert {s.claim.version_id for s in ledger.claims()} == {versions[2].version_id}
    assert ledger.before(versions[2], "plain-1")[0] == versions[1]


def test_only_the_newest_reading_is_listed(ledger, report, claims):
    keep(ledger, report, "old-1")
    keep(ledger, report, "new-2", claims[:1])
    assert [s.claim for s in ledger.claims()] == [claims[0]]


def test_ids_may_be_cut_short_but_not_to_nothing(ledger, report, claims):
    keep(ledger, report)
    assert ledger.claim(claims[0].id[:12]).claim == claims[0]
    with pytest.raises(UsageError, match="several"):
        ledger.claim("c1-")
    for look in (ledger.claim, ledger.report):
        with pytest.raises(NotFound):
            look("c1-zzzzzzzz")
    with pytest.raises(NotFound):
        ledger.report("%")


def test_the_quarantine_counts_tries_and_is_left_again(ledger):
    for _ in range(2):
        ledger.refuse("a.jsonl:7", BadRow("no JSON"))
    (entry,) = ledger.quarantined()
    assert (entry.place, entry.error, entry.fate, entry.reason, entry.tries) == (
        "a.jsonl:7",
        "BadRow",
        "quarantine",
        "no JSON",
        2,
    )
    ledger.release("a.jsonl:7")
    assert ledger.quarantined() == []


def test_what_was_said_is_never_changed(ledger, report):
    """Append-only: no code of the ledger updates or deletes anything but the quarantine."""
    keep(ledger, report)
    rows = sqlite3.connect(ledger.path).execute("SELECT id, kind FROM claims").fetchall()
    keep(ledger, report)
    keep(ledger, replace(report, outlet="Post"))
    assert sqlite3.connect(ledger.path).execute("SELECT id, kind FROM claims").fetchall()[: len(rows)] == rows


def test_foreign_keys_and_the_write_ahead_log_are_on(ledger, report):
    keep(ledger, report)
    with ledger._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    with pytest.raises(sa.exc.IntegrityError), ledger._engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO readings (version_seq, engine, read_at) VALUES (99, 'e', 'now')")
    assert ledger.check() == []


def test_the_migrations_make_the_schema(ledger):
    with ledger._engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": lambda _o, name, *_: "_fts" not in (name or "")}
        )
        assert compare_metadata(context, metadata) == []


def test_reports_of_an_older_ledger_stay_and_tell_nothing_new(tmp_path, report):
    path = tmp_path / "l.db"
    with Ledger(path, writing=True) as ledger:
        keep(ledger, report)
    old = Config()
    old.set_main_option("script_location", "reportedly.ledger:migrations")
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        old.attributes["connection"] = connection
        command.downgrade(old, "0003")
    engine.dispose()
    with Ledger(path, writing=True) as ledger:
        stored = ledger.report(report.id)
        assert (stored.report, stored.head.authors, stored.head.based_on) == (report, (), None)


def test_every_revision_is_known():
    config = Config()
    config.set_main_option("script_location", "reportedly.ledger:migrations")
    script = ScriptDirectory.from_config(config)
    assert script.get_current_head() == HEAD
    assert {r.revision for r in script.walk_revisions()} == set(REVISIONS)


def test_a_ledger_of_a_newer_version_is_not_touched(tmp_path):
    path = tmp_path / "l.db"
    Ledger(path, writing=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for writing in (True, False):
        with pytest.raises(LedgerNewer, match="9999"):
            Ledger(path, writing=writing)


@pytest.mark.parametrize("writing", [True, False])
def test_what_is_no_ledger_is_not_touched(tmp_path, writing):
    text = tmp_path / "a.txt"
    text.write_text("Acme bought Zeta. " * 100)
    with pytest.raises(LedgerError, match="no ledger"):
        Ledger(text, writing=writing)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE music (title TEXT)")
    before = other.read_bytes()
    with pytest.raises(LedgerError, match="another program"):
        Ledger(other, writing=writing)
    assert (text.read_text(), other.read_bytes()) == ("Acme bought Zeta. " * 100, before)


def test_a_missing_ledger_says_how_to_make_one(tmp_path):
    with pytest.raises(LedgerError, match="reportedly add"):
        Ledger(tmp_path / "no.db")
    with pytest.raises(LedgerError, match=r"cannot be made|cannot be opened"):
        Ledger(tmp_path / "f" / "l.db", writing=True) if (tmp_path / "f").write_text("a file") else None


def test_many_threads_may_make_and_fill_one_ledger(tmp_path):
    path = tmp_path / "l.db"
    reports = [report_of(f"Acme Corp will close plant {n} in Lyon.") for n in range(12)]
    failed = []

    def work(part):
        try:
            with Ledger(path, writing=True) as opened:
                for report in part:
                    keep(opened, report)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(reports[i % 3 :],)) for i in range(4)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert failed == []
    with Ledger(path) as opened:
        assert opened.counts() == Counts(12, 12, 12, 0, 0)
        assert opened.check() == []


def test_readers_see_the_ledger_while_it_is_written(ledger, report):
    keep(ledger, report)
    with ledger._engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO reports (id, address) VALUES ('r1-x', 'x')")
        with Ledger(ledger.path) as reader:
            assert reader.counts().reports == 1

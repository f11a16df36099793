"""The ledger: one file that keeps everything, opened for reading or for writing.

In: reports with claims, refused inputs. Out: what was kept, as values.
What a newcomer would get wrong: `put` keeps a report and its claims in one transaction, or nothing of them.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlalchemy as sa

from reportedly.errors import (
    LedgerBusy,
    LedgerError,
    NotFound,
    ReportedlyError,
    StoriesOutdated,
    UsageError,
)
from reportedly.ledger import queries, versions
from reportedly.ledger import schema as t
from reportedly.ledger.alone import alone
from reportedly.ledger.asked import Asked
from reportedly.ledger.derived import Derived
from reportedly.ledger.engine import open_database, why
from reportedly.ledger.following import Following
from reportedly.ledger.migrate import migrate, shape
from reportedly.ledger.migrations import HEAD
from reportedly.ledger.queries import ClaimFilter
from reportedly.ledger.rows import (
    Counts,
    Quarantined,
    ReportHead,
    StoredClaim,
    StoredReport,
    StoredVersion,
)
from reportedly.ledger.write import Reading, is_kept, refuse, write
from reportedly.model import Claim, Judgement, Report, revision


class Ledger:
    """A ledger in one SQLite file.

    >>> import tempfile; from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l.db", writing=True) as ledger:
    ...     ledger.counts().reports
    0
    """

    def __init__(self, path: Path, *, writing: bool = False, making: bool = True) -> None:
        """Open the ledger at `path`; with `writing` it is made (if `making`) or brought to today's shape where needed.

        Raises LedgerError that says why it cannot be opened.
        """
        self.path = path
        if path.is_dir():
            raise LedgerError(f"{path} is a directory; give the path of a file as --ledger")
        if not (writing and making) and not path.exists():
            raise LedgerError(f"there is no ledger at {path}; make one with: reportedly add PATH")
        with self._explained():
            if writing:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._engine = open_database(path, writing=writing)
            if writing:
                migrate(self._engine)
            else:
                self._refuse_old_shape()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection; the last one folds the write-ahead log into the file."""
        self._engine.dispose()

    def has(self, report: Report, engine: str | None) -> bool:
        """Whether this version of `report`, as read by `engine`, is kept already; with None, read or not."""
        with self._explained(), self._engine.connect() as connection:
            return is_kept(connection, report.version_id, engine)

    def before(self, report: Report, engine: str) -> tuple[Report, tuple[Claim, ...]] | None:
        """The version of `report` before this one, with what `engine` read in it; None if it read none.

        Where this one is not kept yet, that is the latest so far.
        """
        with self._explained(), self._engine.connect() as connection:
            seq = versions.version_before(connection, report)
            claims = None if seq is None else queries.claims_of(connection, seq, engine)
            return None if seq is None or claims is None else (versions.report_at(connection, seq), claims)

    def put(
        self, report: Report, engine: str | None, claims: Sequence[Claim], came_from: str, note: str | None = None
    ) -> bool:
        """Keep `report` with `claims` in one transaction; False if it was kept already.

        With None for `engine`, nobody has read it for claims yet. `note` says why there are no claims, where the engine
        could not tell.
        Raises LedgerError; then nothing of it was kept.
        """
        with self._explained(), self._engine.begin() as connection:
            if is_kept(connection, report.version_id, engine):
                return False
            write(connection, report, claims, Reading(engine, came_from, note))
            return True

    def claims(
        self,
        wanted: ClaimFilter | None = None,
        *,
        limit: int | None = None,
        offset: int = 0,
    ) -> Iterator[StoredClaim]:
        """The current claims that `wanted` lets through, in the order in which they came."""
        with self._explained(), self._engine.connect() as connection:
            seqs = queries.claim_seqs(connection, wanted or ClaimFilter())
            yield from queries.claims_at(connection, seqs[offset:][:limit])

    def count(self, wanted: ClaimFilter | None = None) -> tuple[int, int]:
        """How many claims `wanted` lets through, and how many more it would if their day were known."""
        wanted = wanted or ClaimFilter()
        with self._explained(), self._engine.connect() as connection:
            return len(queries.claim_seqs(connection, wanted)), queries.undated(connection, wanted)

    def reports(
        self, search: str | None = None, *, changed: bool = False, limit: int | None = None, offset: int = 0
    ) -> Iterator[ReportHead]:
        """Reports in their latest version, in the order in which they came: all, or those that hold all of `search`.

        With `changed` only those in several versions.
        """
        with self._explained(), self._engine.connect() as connection:
            yield from versions.latest_heads(connection, search, changed=changed, limit=limit, offset=offset)

    def count_reports(self, search: str | None = None) -> int:
        """How many reports there are, or hold all of `search`."""
        with self._explained(), self._engine.connect() as connection:
            return versions.count_latest(connection, search)

    def unread(self, engine: str) -> Iterator[tuple[Report, str]]:
        """Every version of every report that `engine` has not read for claims, with where it came from."""
        with self._explained(), self._engine.connect() as connection:
            seqs = list(connection.execute(queries.unread(engine)).scalars())
        for seq in seqs:
            with self._explained(), self._engine.connect() as connection:
                found = versions.report_at(connection, seq), versions.came_from(connection, seq)
            yield found

    def count_unread(self, engine: str) -> int:
        """How many versions of reports `engine` has not read."""
        with self._explained(), self._engine.connect() as connection:
            counted = sa.select(sa.func.count()).select_from(queries.unread(engine).subquery())
            return int(connection.execute(counted).scalar_one())

    def claim(self, claim_id: str) -> StoredClaim:
        """The claim with that id, or the only one whose id begins so.

        Raises NotFound, or UsageError where several ids begin so.
        """
        with self._explained(), self._engine.connect() as connection:
            seq = _only(queries.found_ids(connection, t.claims, claim_id), claim_id)
            return next(iter(queries.claims_at(connection, [seq])))

    def report(self, report_id: str) -> StoredReport:
        """The report with that id (or the only one whose id begins so, or the one that came with it as its own id).

        An id of a version gives that version. Raises NotFound, or UsageError where several ids begin so.
        """
        with self._explained(), self._engine.connect() as connection:
            seq = self._version_seq(connection, report_id)
            _, head = next(iter(versions.head_rows(connection, {seq})))
            claims = queries.claims_of(connection, seq) or ()
            return StoredReport(head, versions.report_at(connection, seq), claims)

    def history(self, report_id: str) -> list[StoredVersion]:
        """The versions of the report that `report_id` names, as for `report`, oldest first, each with what it changed.

        Raises NotFound, or UsageError where several ids begin so.
        """
        with self._explained(), self._engine.connect() as connection:
            _, head = next(iter(versions.head_rows(connection, {self._version_seq(connection, report_id)})))
            seqs = versions.version_seqs(connection, head.id)
            heads = dict(versions.head_rows(connection, set(seqs)))
            texts = [versions.report_at(connection, seq) for seq in seqs]
        revisions = [None, *(revision(old, new) for old, new in pairwise(texts))]
        return [StoredVersion(heads[seq], changed) for seq, changed in zip(seqs, revisions, strict=True)]

    def _version_seq(self, connection: sa.Connection, report_id: str) -> int:
        if report_id.startswith("v1-"):
            return _only(queries.found_ids(connection, t.versions, report_id), report_id)
        named = sa.or_(t.reports.c.given_id == report_id, t.reports.c.address == report_id)
        report_seqs = list(connection.execute(sa.select(t.reports.c.seq).where(named).limit(2)).scalars())
        found = [(report_id, seq) for seq in report_seqs] or queries.found_ids(connection, t.reports, report_id)
        latest = versions.latest().where(t.versions.c.report_seq == _only(found, report_id))
        return int(connection.execute(latest).scalar_one())

    @contextmanager
    def deriving(self) -> Iterator[Derived]:
        """The derived tables, to be written in one transaction: all of it is kept, or nothing."""
        with self._explained(), self._engine.begin() as connection:
            yield Derived(connection)

    @contextmanager
    def derived(self) -> Iterator[Asked]:
        """The derived tables, to be read.

        Raises StoriesOutdated where they were made by other rules than today's.
        """
        with self._explained(), self._engine.connect() as connection:
            found = Asked(connection)
            if found.is_outdated:
                raise StoriesOutdated("its stories were made by other rules; make them again with: reportedly rebuild")
            yield found

    def stories_are_outdated(self) -> bool:
        """Whether the stories were made by other rules than today's, and cannot be read."""
        with self._explained(), self._engine.connect() as connection:
            return Asked(connection).is_outdated

    def left_to_join(self) -> int:
        """How many versions are not in the stories yet."""
        with self._explained(), self._engine.connect() as connection:
            return Asked(connection).left()

    def faults(self) -> list[tuple[str, str]]:
        """The reports that stand in their stories without their claims, by id, and by which fault of the program."""
        with self._explained(), self._engine.connect() as connection:
            return Asked(connection).faults()

    def judgements(self) -> list[Judgement]:
        """What people judged of names, the oldest first."""
        with self._explained(), self._engine.connect() as connection:
            return Asked(connection).judgements()

    def refuse(self, place: str, error: ReportedlyError) -> None:
        """Put what lies at `place` into the quarantine, with the reason."""
        with self._explained(), self._engine.begin() as connection:
            refuse(connection, place, error)

    def release(self, place: str) -> None:
        """Take `place` out of the quarantine, since it has been read or is not wanted."""
        self._strike_off(t.quarantine, place)

    def holds_refused(self) -> bool:
        """Whether anything is in the quarantine."""
        with self._explained(), self._engine.connect() as connection:
            return connection.execute(sa.select(t.quarantine.c.seq).limit(1)).first() is not None

    def quarantined(self) -> list[Quarantined]:
        """What is in the quarantine, oldest first."""
        with self._explained(), self._engine.connect() as connection:
            rows = connection.execute(sa.select(t.quarantine).order_by(t.quarantine.c.seq)).mappings()
            return [_quarantined(row) for row in rows]

    def reached(self, place: str, state: str) -> int:
        """How far the archive at `place` was read, if it is still in that `state`; 0 where it was not begun."""
        a = t.archives
        known = sa.select(a.c.reached).where(a.c.place == place, a.c.state == state)
        with self._explained(), self._engine.connect() as connection:
            return connection.execute(known).scalar_one_or_none() or 0

    def reach(self, place: str, state: str, at: int) -> None:
        """Note that everything in the archive at `place` before byte `at` has its outcome."""
        a = t.archives
        with self._explained(), self._engine.begin() as connection:
            connection.execute(sa.delete(a).where(a.c.place == place))
            connection.execute(sa.insert(a).values(place=place, state=state, reached=at))

    def read_through(self, place: str) -> None:
        """Forget how far the archive at `place` was read: it was read to its end."""
        self._strike_off(t.archives, place)

    def _strike_off(self, work_list: sa.Table, place: str) -> None:
        """Delete the row of `place`; where there is none, as is usual, the ledger is not locked for writing."""
        own = work_list.c.place == place
        with self._explained():
            with self._engine.connect() as connection:
                if connection.execute(sa.select(work_list.c.seq).where(own)).first() is None:
                    return
            with self._engine.begin() as connection:
                connection.execute(sa.delete(work_list).where(own))

    @property
    def following(self) -> Following:
        """The feeds that are followed, and what they named."""
        return Following(self._engine, self._explained)

    def fetching(self) -> AbstractContextManager[None]:
        """Nobody else fetches for this ledger meanwhile. Raises LedgerBusy where another program does."""
        return alone(self.path, "fetching")

    def counts(self) -> Counts:
        """How much the ledger holds, all versions and readings included."""
        tables = (t.reports, t.versions, t.claims, t.voices, t.quarantine)
        with self._explained(), self._engine.connect() as connection:
            numbers = [connection.execute(sa.select(sa.func.count()).select_from(x)).scalar_one() for x in tables]
        return Counts(*numbers)

    def check(self) -> list[str]:
        """What is wrong with the file; an empty list for a healthy one."""
        with self._explained(), self._engine.connect() as connection:
            faults = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
            orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return faults + [f"a row of {row[0]} points at a row of {row[2]} that is not there" for row in orphans]

    def _refuse_old_shape(self) -> None:
        with self._engine.connect() as connection:
            if (found := shape(connection)) != HEAD:
                raise LedgerError(
                    f"{self.path} has the older shape {found!r}; bring it up to date with: reportedly add"
                    if found
                    else f"{self.path} is empty; make a ledger with: reportedly add PATH"
                )

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Errors of the database become ours, in one line."""
        try:
            yield
        except (sa.exc.DBAPIError, sqlite3.Error) as error:
            raise self._explanation(why(error)) from error
        except OSError as error:
            raise LedgerError(f"{self.path} cannot be made: {error.strerror}; give another --ledger") from error

    def _explanation(self, reason: str) -> LedgerError:
        for part, kind, what in _EXPLANATIONS:
            if part in reason:
                return kind(f"{self.path} {what}")
        return LedgerError(f"{self.path} cannot be used: {reason}")


_EXPLANATIONS: tuple[tuple[str, type[LedgerError], str], ...] = (
    ("locked", LedgerBusy, "is in use by another program; try again when that is done"),
    ("busy", LedgerBusy, "is in use by another program; try again when that is done"),
    (
        "readonly",
        LedgerError,
        "is read-only; change its permissions or give another --ledger",
    ),
    (
        "full",
        LedgerError,
        "cannot grow, the disk is full; free some space and run the same command again",
    ),
    (
        "disk I/O",
        LedgerError,
        "cannot be written, perhaps the disk is full; free some space and run the command again",
    ),
    ("not a database", LedgerError, "is no ledger; give another --ledger"),
    ("malformed", LedgerError, "is damaged; see: reportedly doctor"),
    (
        "unable to open",
        LedgerError,
        "cannot be opened; see that its folder is there and may be written",
    ),
)


def _only(found: Sequence[tuple[str, int]], wanted: str) -> int:
    if not found:
        if wanted.startswith("s2-"):
            raise NotFound(f"that is the id of a story; show it with: reportedly story {wanted}")
        raise NotFound(f"nothing in the ledger has the id {wanted!r}; list ids with: reportedly claims --json")
    if len(found) > 1:
        raise UsageError(f"several ids begin with {wanted!r}; give more of it")
    return found[0][1]


def _quarantined(row: Any) -> Quarantined:
    return Quarantined(
        place=row["place"],
        error=row["error"],
        fate=row["fate"],
        reason=row["reason"],
        first_at=datetime.fromisoformat(row["first_at"]),
        last_at=datetime.fromisoformat(row["last_at"]),
        tries=row["tries"],
    )

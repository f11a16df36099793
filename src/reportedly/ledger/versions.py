"""Rows become reports and their heads again.

In: a connection, seqs of versions. Out: heads for listings, whole reports, in the order in which they came.
What a newcomer would get wrong: a listing shows the latest version of each report; an older one is found by its own
id. The latest is the one with the highest number, not the one that came last.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from reportedly.ledger import schema as t
from reportedly.ledger import text_search
from reportedly.ledger.rows import ReportHead
from reportedly.model import (
    BasedHow,
    BasedOn,
    Bounds,
    Caption,
    DateHow,
    Part,
    Passage,
    Published,
    Report,
    Source,
    Span,
)

_PIECE = 400


def head_rows(connection: sa.Connection, version_seqs: set[int]) -> Iterator[tuple[int, ReportHead]]:
    """Those version seqs, in their order, with the heads of their reports."""
    return _with_authors(connection, _heads().where(t.versions.c.seq.in_(version_seqs)))


def latest_heads(
    connection: sa.Connection, search: str | None = None, *, changed: bool, limit: int | None, offset: int
) -> Iterator[ReportHead]:
    """The head of every report in its latest version, in the order in which these came.

    `search` are words that title and text together must hold; with `changed` only reports in several versions.
    """
    statement = _heads().where(t.versions.c.seq.in_(_latest(search)))
    if changed:
        statement = statement.where(t.versions.c.number > 1)
    for _, head in _with_authors(connection, statement.limit(limit).offset(offset)):
        yield head


def _with_authors(connection: sa.Connection, heads: sa.Select[Any]) -> Iterator[tuple[int, ReportHead]]:
    for piece in connection.execute(heads.order_by(t.versions.c.seq)).mappings().partitions(_PIECE):
        authors = _authors(connection, [row["seq"] for row in piece])
        for row in piece:
            yield row["seq"], _head(row, authors.get(row["seq"], ()))


def _latest(search: str | None) -> sa.Select[Any]:
    """The seqs of the latest version of each report, where it holds all of `search`."""
    if not search:
        return latest()
    seq = latest().subquery().c.seq
    return sa.select(seq).where(text_search.matches("version_fts", seq, search))


def latest() -> sa.Select[Any]:
    """The seqs of the latest version of each report."""
    v, newer = t.versions, t.versions.alias()
    is_newer = sa.and_(newer.c.report_seq == v.c.report_seq, newer.c.number > v.c.number)
    return sa.select(v.c.seq).where(~sa.select(newer.c.seq).where(is_newer).exists())


def count_latest(connection: sa.Connection, search: str | None = None) -> int:
    """How many reports there are whose latest version holds all of `search`."""
    return int(connection.execute(sa.select(sa.func.count()).select_from(_latest(search).subquery())).scalar_one())


def _heads() -> sa.Select[Any]:
    v, r = t.versions, t.readings
    own = sa.select(sa.func.max(r.c.seq)).where(r.c.version_seq == v.c.seq).correlate(v).scalar_subquery()
    counted = sa.select(sa.func.count()).where(t.claims.c.reading_seq == r.c.seq).correlate(r).scalar_subquery()
    columns = [c for c in v.c if c.name not in ("text", "source")]
    about = (t.reports.c.id.label("report_id"), t.reports.c.address, t.reports.c.given_id)
    return sa.select(*columns, *about, r.c.engine, r.c.note, counted.label("claims")).select_from(
        v.join(t.reports).outerjoin(r, r.c.seq == own)
    )


def came_from(connection: sa.Connection, version_seq: int) -> str:
    """Where the version with that seq came from."""
    found = sa.select(t.versions.c.came_from).where(t.versions.c.seq == version_seq)
    return str(connection.execute(found).scalar_one())


def _head(row: Any, authors: tuple[str, ...]) -> ReportHead:
    added_at = datetime.fromisoformat(row["added_at"])
    return ReportHead(
        id=row["report_id"],
        version_id=row["id"],
        number=row["number"],
        name=row["given_id"] or row["address"],
        url=row["url"],
        title=row["title"],
        outlet=row["outlet"],
        language=row["language"],
        authors=authors,
        section=row["section"],
        based_on=_based_on(row),
        published=_published(row).by(added_at.date(), f"it was added on {added_at.date()}"),
        came_from=row["came_from"],
        added_at=added_at,
        engine=row["engine"],
        claims=row["claims"] if row["engine"] else None,
        note=row["note"],
    )


def _published(row: Any) -> Published:
    return Published(
        row["published_on"],
        datetime.fromisoformat(row["published_at"]) if row["published_at"] else None,
        DateHow(row["published_how"]) if row["published_how"] else None,
        row["published_reason"],
        Bounds.from_json(json.loads(row["published_bounds"])) if row["published_bounds"] else None,
    )


def version_seqs(connection: sa.Connection, report_id: str) -> list[int]:
    """The versions of the report with that id, oldest first."""
    statement = sa.select(t.versions.c.seq).join(t.reports).where(t.reports.c.id == report_id)
    return list(connection.execute(statement.order_by(t.versions.c.number)).scalars())


def version_before(connection: sa.Connection, report: Report) -> int | None:
    """The version of `report` that came before it; the latest, where it is not kept."""
    v = t.versions
    own = sa.select(v.c.number).where(v.c.id == report.version_id).scalar_subquery()
    all_of_it = sa.select(v.c.seq).join(t.reports).where(t.reports.c.id == report.id)
    before = all_of_it.where(sa.or_(own.is_(None), v.c.number < own)).order_by(v.c.number.desc()).limit(1)
    return connection.execute(before).scalar()


def report_at(connection: sa.Connection, version_seq: int) -> Report:
    """The version with that seq, whole."""
    return reports_at(connection, [version_seq])[version_seq]


def reports_at(connection: sa.Connection, version_seqs: Sequence[int]) -> dict[int, Report]:
    """The versions with those seqs, whole, by seq."""
    found: dict[int, Report] = {}
    for piece in in_pieces(version_seqs):
        statement = sa.select(t.versions, t.reports.c.address, t.reports.c.given_id).join(t.reports)
        passages, captions = _parts(connection, t.passages, piece), _parts(connection, t.captions, piece)
        authors = _authors(connection, piece)
        for row in connection.execute(statement.where(t.versions.c.seq.in_(piece))).mappings():
            seq = row["seq"]
            found[seq] = _report(row, passages.get(seq, []), captions.get(seq, []), authors.get(seq, ()))
    return found


def _parts(connection: sa.Connection, table: sa.Table, version_seqs: Sequence[int]) -> dict[int, list[Any]]:
    """The rows of `table` that belong to each of those versions, in order."""
    statement = sa.select(table).where(table.c.version_seq.in_(version_seqs))
    found: dict[int, list[Any]] = {}
    for row in connection.execute(statement.order_by(table.c.version_seq, table.c.n)).mappings():
        found.setdefault(row["version_seq"], []).append(row)
    return found


def _report(row: Any, passages: Sequence[Any], captions: Sequence[Any], authors: tuple[str, ...]) -> Report:
    source = zlib.decompress(row["source"]).decode("utf-8", "surrogatepass") if row["source"] is not None else None
    return Report(
        address=row["address"],
        text=row["text"],
        passages=tuple(_passage(p) for p in passages),
        published=_published(row),
        source=Source(row["media_type"], source),
        given_id=row["given_id"],
        url=row["url"],
        title=row["title"],
        outlet=row["outlet"],
        language=row["language"],
        authors=authors,
        section=row["section"],
        based_on=_based_on(row),
        captions=tuple(Caption(c["text"], _source_span(c)) for c in captions),
        modified=datetime.fromisoformat(row["modified_at"]) if row["modified_at"] else None,
    )


def _authors(connection: sa.Connection, version_seqs: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The authors of each version that has some."""
    rows = _parts(connection, t.authors, version_seqs)
    return {seq: tuple(row["name"] for row in own) for seq, own in rows.items()}


def _based_on(row: Any) -> BasedOn | None:
    if row["based_on_how"] is None:
        return None
    return BasedOn(BasedHow(row["based_on_how"]), row["based_on_outlet"], row["based_on_url"])


def _source_span(row: Any) -> Span | None:
    return Span(row["source_start"], row["source_end"]) if row["source_start"] is not None else None


def _passage(row: Any) -> Passage:
    return Passage(Part(row["part"]), Span(row["start"], row["end"]), _source_span(row))


def in_pieces(seqs: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """`seqs` in pieces that a statement can hold."""
    for start in range(0, len(seqs), _PIECE):
        yield tuple(seqs[start : start + _PIECE])

"""Rows become values again: what the ledger can be asked.

In: a connection and a filter. Out: heads, claims, whole reports, in the order in which they came.
What a newcomer would get wrong: "current" is the newest reading of the latest version; only by its own id is an
older claim found.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from reportedly.ledger import schema as t
from reportedly.ledger import text_search
from reportedly.ledger.rows import ReportHead, StoredClaim
from reportedly.model import (
    BasedHow,
    BasedOn,
    Bounds,
    Caption,
    Certainty,
    Claim,
    DateHow,
    Filler,
    Kind,
    Part,
    Passage,
    Phase,
    Published,
    Quote,
    Report,
    Role,
    Scores,
    Source,
    Span,
    Stance,
    Voice,
    VoiceType,
)

_ROLES = tuple(role.value for role in Role)
_PIECE = 400


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims: all conditions that are given must hold.

    `about` is looked for in the roles, `voice` in the chain, both anywhere in a name, in any case; `search` are words
    of the evidence; `since` is a day of publication, and leaves out reports whose day is unknown; `min_score` leaves
    out claims that their engine is less sure of.
    """

    about: str | None = None
    kind: Kind | None = None
    phase: Phase | None = None
    stance: Stance | None = None
    voice: str | None = None
    since: date | None = None
    search: str | None = None
    min_score: float | None = None


def current_readings() -> sa.Select[Any]:
    """The seqs of the newest reading of the latest version of each report."""
    latest = sa.select(sa.func.max(t.versions.c.seq)).group_by(t.versions.c.report_seq)
    return (
        sa.select(sa.func.max(t.readings.c.seq))
        .where(t.readings.c.version_seq.in_(latest))
        .group_by(t.readings.c.version_seq)
    )


def claim_seqs(connection: sa.Connection, wanted: ClaimFilter) -> list[int]:
    """The seqs of the current claims that `wanted` lets through."""
    joined = t.claims.join(t.readings).join(t.versions).join(t.reports)
    statement = sa.select(t.claims.c.seq).select_from(joined).where(t.claims.c.reading_seq.in_(current_readings()))
    statement = statement.where(*_conditions(wanted)).order_by(t.claims.c.seq)
    return list(connection.execute(statement).scalars())


def undated(connection: sa.Connection, wanted: ClaimFilter) -> int:
    """How many current claims `since` leaves out only because their report's day is unknown."""
    if wanted.since is None:
        return 0
    joined = t.claims.join(t.readings).join(t.versions).join(t.reports)
    statement = sa.select(sa.func.count()).select_from(joined)
    statement = statement.where(
        t.claims.c.reading_seq.in_(current_readings()),
        *_conditions(wanted, dated=False),
    )
    return int(connection.execute(statement.where(t.versions.c.published_on.is_(None))).scalar_one())


def _conditions(wanted: ClaimFilter, *, dated: bool = True) -> Iterator[sa.ColumnElement[bool]]:
    for column, value in (
        (t.claims.c.kind, wanted.kind),
        (t.claims.c.phase, wanted.phase),
        (t.claims.c.stance, wanted.stance),
    ):
        if value is not None:
            yield column == value.value
    if wanted.about:
        yield _named(t.quotes, wanted.about, t.quotes.c.use.in_(_ROLES))
    if wanted.voice:
        yield _named(t.voices, wanted.voice)
    if wanted.since and dated:
        yield t.versions.c.published_on >= wanted.since
    if wanted.min_score is not None:
        yield t.claims.c.claim_score >= wanted.min_score
    if wanted.search:
        yield text_search.matches("evidence_fts", t.claims.c.seq, wanted.search)


def _named(table: sa.Table, name: str, *more: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    inside = table.c.folded.contains(name.casefold(), autoescape=True)
    return t.claims.c.seq.in_(sa.select(table.c.claim_seq).where(inside, *more))


def claims_at(connection: sa.Connection, seqs: Sequence[int]) -> Iterator[StoredClaim]:
    """The claims with those seqs, in that order, with the heads of their reports."""
    for piece in _pieces(seqs):
        yield from _claims_piece(connection, piece)


def _pieces(seqs: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for start in range(0, len(seqs), _PIECE):
        yield tuple(seqs[start : start + _PIECE])


def _claims_piece(connection: sa.Connection, seqs: Sequence[int]) -> Iterator[StoredClaim]:
    joined = t.claims.join(t.readings).join(t.versions)
    statement = sa.select(t.claims, t.versions.c.id.label("version_id"), t.versions.c.seq.label("version_seq"))
    found = connection.execute(statement.select_from(joined).where(t.claims.c.seq.in_(seqs))).mappings()
    rows = {row["seq"]: row for row in found}
    quotes, voices = _children(connection, t.quotes, seqs), _children(connection, t.voices, seqs)
    heads = dict(head_rows(connection, {row["version_seq"] for row in rows.values()}))
    for seq in seqs:
        claim = _claim(rows[seq], quotes.get(seq, []), voices.get(seq, []))
        yield StoredClaim(claim, heads[rows[seq]["version_seq"]])


def _children(connection: sa.Connection, table: sa.Table, seqs: Sequence[int]) -> dict[int, list[Any]]:
    statement = sa.select(table).where(table.c.claim_seq.in_(seqs)).order_by(table.c.claim_seq, table.c.n)
    found: dict[int, list[Any]] = {}
    for row in connection.execute(statement).mappings():
        found.setdefault(row["claim_seq"], []).append(row)
    return found


def _claim(row: Any, quotes: Sequence[Any], voices: Sequence[Any]) -> Claim:
    def used(use: str) -> tuple[Quote, ...]:
        return tuple(_quote(q["text"], q["start"], q["end"]) for q in quotes if q["use"] == use)

    return Claim(
        version_id=row["version_id"],
        kind=Kind(row["kind"]),
        roles=tuple(
            Filler(Role(q["use"]), _quote(q["text"], q["start"], q["end"]), q["score"])
            for q in quotes
            if q["use"] in _ROLES
        ),
        phase=Phase(row["phase"]),
        certainty=Certainty(row["certainty"]),
        stance=Stance(row["stance"]),
        voices=tuple(_voice(v) for v in voices),
        evidence=used("evidence"),
        part=Part(row["part"]),
        trigger=next(iter(used("trigger")), None),
        said=next(iter(used("said")), None),
        scores=_scores(row),
    )


def _scores(row: Any) -> Scores | None:
    if row["claim_score"] is None:
        return None
    return Scores(**{name: row[f"{name}_score"] for name in Scores.__slots__})


def _voice(row: Any) -> Voice:
    of = _quote(row["of"], row["of_start"], row["of_end"]) if row["of"] is not None else None
    return Voice(
        _quote(row["name"], row["start"], row["end"]),
        VoiceType(row["type"]),
        row["named"],
        of,
        row["score"],
    )


def _quote(text: str, start: int, end: int) -> Quote:
    return Quote(text, Span(start, end))


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
    v = t.versions
    latest = sa.select(sa.func.max(v.c.seq).label("seq")).group_by(v.c.report_seq)
    if not search:
        return latest
    seq = latest.subquery().c.seq
    return sa.select(seq).where(text_search.matches("version_fts", seq, search))


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


def unread(engine: str) -> sa.Select[Any]:
    """The seqs of the versions that `engine` has not read, in the order in which they came."""
    own = t.readings.c.version_seq == t.versions.c.seq
    read = sa.select(t.readings.c.seq).where(own, t.readings.c.engine == engine)
    return sa.select(t.versions.c.seq).where(~read.exists()).order_by(t.versions.c.seq)


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
    own = sa.select(v.c.seq).where(v.c.id == report.version_id).scalar_subquery()
    latest = sa.select(sa.func.max(v.c.seq)).join(t.reports).where(t.reports.c.id == report.id)
    return connection.execute(latest.where(sa.or_(own.is_(None), v.c.seq < own))).scalar()


def claims_of(connection: sa.Connection, version_seq: int, engine: str | None = None) -> tuple[Claim, ...] | None:
    """What was last read in that version, in order; with `engine` by it, None where it did not or could not tell."""
    r = t.readings
    reading = sa.select(sa.func.max(r.c.seq)).where(r.c.version_seq == version_seq)
    if engine:
        reading = reading.where(r.c.engine == engine, r.c.note.is_(None))
    seq = connection.execute(reading).scalar()
    if seq is None:
        return None
    own = sa.select(t.claims.c.seq).where(t.claims.c.reading_seq == seq).order_by(t.claims.c.n)
    return tuple(found.claim for found in claims_at(connection, list(connection.execute(own).scalars())))


def report_at(connection: sa.Connection, version_seq: int) -> Report:
    """The version with that seq, whole."""
    return reports_at(connection, [version_seq])[version_seq]


def reports_at(connection: sa.Connection, version_seqs: Sequence[int]) -> dict[int, Report]:
    """The versions with those seqs, whole, by seq."""
    found: dict[int, Report] = {}
    for piece in _pieces(version_seqs):
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


def found_ids(connection: sa.Connection, table: sa.Table, start: str) -> list[tuple[str, int]]:
    """The ids in `table` that begin with `start`, each with its newest seq; two at most, which is enough to tell."""
    statement = sa.select(table.c.id, sa.func.max(table.c.seq)).where(table.c.id.startswith(start, autoescape=True))
    rows = connection.execute(statement.group_by(table.c.id).order_by(table.c.id).limit(2))
    return [(row[0], row[1]) for row in rows]

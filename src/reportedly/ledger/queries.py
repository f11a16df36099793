"""Rows become claims again: what the ledger can be asked of them.

In: a connection and a filter. Out: claims with the heads of their reports, in the order in which they came.
What a newcomer would get wrong: "current" is the newest reading of the latest version; only by its own id is an
older claim found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from reportedly.ledger import schema as t
from reportedly.ledger import text_search
from reportedly.ledger.rows import StoredClaim
from reportedly.ledger.versions import head_rows, in_pieces, latest
from reportedly.model import (
    Certainty,
    Claim,
    Filler,
    Kind,
    Part,
    Phase,
    Quote,
    Role,
    Scores,
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

    `about` is looked for in the roles, `voice` in the chain, `outlet` in the name of the report's own outlet, each
    anywhere in a name, in any case; `search` are words of the evidence; `since` and `until` are days of publication,
    the last one included, and leave out reports whose day is unknown; `min_score` leaves out claims that their engine
    is less sure of.
    """

    about: str | None = None
    kind: Kind | None = None
    phase: Phase | None = None
    stance: Stance | None = None
    voice: str | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    search: str | None = None
    min_score: float | None = None


def current_readings() -> sa.Select[Any]:
    """The seqs of the newest reading of the latest version of each report."""
    return (
        sa.select(sa.func.max(t.readings.c.seq))
        .where(t.readings.c.version_seq.in_(latest()))
        .group_by(t.readings.c.version_seq)
    )


def claim_seqs(connection: sa.Connection, wanted: ClaimFilter) -> list[int]:
    """The seqs of the current claims that `wanted` lets through."""
    joined = t.claims.join(t.readings).join(t.versions).join(t.reports)
    statement = sa.select(t.claims.c.seq).select_from(joined).where(t.claims.c.reading_seq.in_(current_readings()))
    statement = statement.where(*_conditions(connection, wanted)).order_by(t.claims.c.seq)
    return list(connection.execute(statement).scalars())


def undated(connection: sa.Connection, wanted: ClaimFilter) -> int:
    """How many current claims `since` and `until` leave out only because their report's day is unknown."""
    if wanted.since is None and wanted.until is None:
        return 0
    joined = t.claims.join(t.readings).join(t.versions).join(t.reports)
    statement = sa.select(sa.func.count()).select_from(joined)
    statement = statement.where(
        t.claims.c.reading_seq.in_(current_readings()),
        *_conditions(connection, wanted, dated=False),
    )
    return int(connection.execute(statement.where(t.versions.c.published_on.is_(None))).scalar_one())


def _conditions(
    connection: sa.Connection, wanted: ClaimFilter, *, dated: bool = True
) -> Iterator[sa.ColumnElement[bool]]:
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
    if wanted.outlet:
        yield t.versions.c.outlet.in_(_outlets(connection, wanted.outlet))
    if wanted.since and dated:
        yield t.versions.c.published_on >= wanted.since
    if wanted.until and dated:
        yield t.versions.c.published_on <= wanted.until
    if wanted.min_score is not None:
        yield t.claims.c.claim_score >= wanted.min_score
    if wanted.search:
        yield text_search.matches("evidence_fts", t.claims.c.seq, wanted.search)


def _outlets(connection: sa.Connection, part: str) -> list[str]:
    """The outlets whose names hold `part`, in any case (SQLite knows the capitals of English only)."""
    names = connection.execute(sa.select(t.versions.c.outlet).distinct()).scalars()
    return [name for name in names if name and part.casefold() in name.casefold()]


def _named(table: sa.Table, name: str, *more: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    inside = table.c.folded.contains(name.casefold(), autoescape=True)
    return t.claims.c.seq.in_(sa.select(table.c.claim_seq).where(inside, *more))


def claims_at(connection: sa.Connection, seqs: Sequence[int]) -> Iterator[StoredClaim]:
    """The claims with those seqs, in that order, with the heads of their reports."""
    for piece in in_pieces(seqs):
        yield from _claims_piece(connection, piece)


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


def unread(engine: str) -> sa.Select[Any]:
    """The seqs of the versions that `engine` has not read, in the order in which they came."""
    own = t.readings.c.version_seq == t.versions.c.seq
    read = sa.select(t.readings.c.seq).where(own, t.readings.c.engine == engine)
    return sa.select(t.versions.c.seq).where(~read.exists()).order_by(t.versions.c.seq)


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


def found_ids(connection: sa.Connection, table: sa.Table, start: str) -> list[tuple[str, int]]:
    """The ids in `table` that begin with `start`, each with its newest seq; two at most, which is enough to tell."""
    statement = sa.select(table.c.id, sa.func.max(table.c.seq)).where(table.c.id.startswith(start, autoescape=True))
    rows = connection.execute(statement.group_by(table.c.id).order_by(table.c.id).limit(2))
    return [(row[0], row[1]) for row in rows]

"""A report and its claims become rows, within a transaction that the store holds.

In: a connection and model values. Out: rows. What a newcomer would get wrong: every function first looks for what is
there, since the same report, version or reading may have come before; the transaction makes that safe.
"""

import zlib
from collections.abc import Sequence
from datetime import UTC, datetime

import sqlalchemy as sa

from reportedly.ledger import schema as t
from reportedly.ledger import text_search
from reportedly.model import Claim, Quote, Report


def now() -> str:
    """This instant, as the ledger writes instants."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def reading_seq(connection: sa.Connection, version_id: str, engine: str) -> int | None:
    """The row that says that `engine` has read that version, if it has."""
    statement = (
        sa.select(t.readings.c.seq)
        .join(t.versions, t.versions.c.seq == t.readings.c.version_seq)
        .where(t.versions.c.id == version_id, t.readings.c.engine == engine)
    )
    return connection.execute(statement).scalar_one_or_none()


def write(
    connection: sa.Connection,
    report: Report,
    engine: str,
    claims: Sequence[Claim],
    came_from: str,
) -> None:
    """All rows of one report, as `engine` has read it."""
    version_seq = _version_seq(connection, report, came_from)
    reading = sa.insert(t.readings).values(version_seq=version_seq, engine=engine, read_at=now())
    _write_claims(connection, _inserted(connection, reading), claims)


def _inserted(connection: sa.Connection, statement: sa.Insert) -> int:
    key = connection.execute(statement).inserted_primary_key
    assert key is not None  # noqa: S101 - every table here has a single integer key
    return int(key[0])


def _version_seq(connection: sa.Connection, report: Report, came_from: str) -> int:
    known = connection.execute(sa.select(t.versions.c.seq).where(t.versions.c.id == report.version_id))
    if (seq := known.scalar_one_or_none()) is not None:
        return int(seq)
    report_seq = _report_seq(connection, report)
    last = sa.select(sa.func.max(t.versions.c.number)).where(t.versions.c.report_seq == report_seq)
    published = report.published
    statement = sa.insert(t.versions).values(
        id=report.version_id,
        report_seq=report_seq,
        number=(connection.execute(last).scalar() or 0) + 1,
        url=report.url,
        title=report.title,
        outlet=report.outlet,
        language=report.language,
        published_on=published.on,
        published_at=published.at.isoformat() if published.at else None,
        published_how=published.how.value if published.how else None,
        published_reason=published.reason,
        text=report.text,
        media_type=report.source.media_type,
        source=zlib.compress(report.source.text.encode("utf-8", "surrogatepass")) if report.source.text else None,
        came_from=came_from,
        added_at=now(),
    )
    seq = _inserted(connection, statement)
    _write_passages(connection, seq, report)
    text_search.index_version(connection, seq, report.title or "", report.text)
    return seq


def _report_seq(connection: sa.Connection, report: Report) -> int:
    known = connection.execute(sa.select(t.reports.c.seq).where(t.reports.c.id == report.id)).scalar_one_or_none()
    if known is not None:
        return int(known)
    return _inserted(
        connection,
        sa.insert(t.reports).values(id=report.id, address=report.address, given_id=report.given_id),
    )


def _write_passages(connection: sa.Connection, version_seq: int, report: Report) -> None:
    rows = [
        {
            "version_seq": version_seq,
            "n": n,
            "part": p.part.value,
            "start": p.span.start,
            "end": p.span.end,
            "source_start": p.source.start if p.source else None,
            "source_end": p.source.end if p.source else None,
        }
        for n, p in enumerate(report.passages)
    ]
    if rows:
        connection.execute(sa.insert(t.passages), rows)


def _write_claims(connection: sa.Connection, reading: int, claims: Sequence[Claim]) -> None:
    quotes, voices = [], []
    for n, claim in enumerate(claims):
        row = sa.insert(t.claims).values(
            reading_seq=reading,
            n=n,
            id=claim.id,
            kind=claim.kind.value,
            phase=claim.phase.value,
            certainty=claim.certainty.value,
            stance=claim.stance.value,
            part=claim.part.value,
        )
        seq = _inserted(connection, row)
        quotes += [_quote_row(seq, i, use, q) for i, (use, q) in enumerate(quotes_of(claim))]
        voices += _voice_rows(seq, claim)
        text_search.index_claim(connection, seq, "\n".join(q.text for q in claim.evidence))
    if quotes:
        connection.execute(sa.insert(t.quotes), quotes)
    if voices:
        connection.execute(sa.insert(t.voices), voices)


def quotes_of(claim: Claim) -> list[tuple[str, Quote]]:
    """Every quote of a claim but its voices', under what it is there for."""
    found = [(f.role.value, f.name) for f in claim.roles]
    found += [("evidence", q) for q in claim.evidence]
    found += [(use, q) for use, q in (("trigger", claim.trigger), ("said", claim.said)) if q]
    return found


def _quote_row(claim_seq: int, n: int, use: str, quote: Quote) -> dict[str, object]:
    return {
        "claim_seq": claim_seq,
        "n": n,
        "use": use,
        "text": quote.text,
        "folded": quote.text.casefold(),
        "start": quote.span.start,
        "end": quote.span.end,
    }


def _voice_rows(claim_seq: int, claim: Claim) -> list[dict[str, object]]:
    return [
        {
            "claim_seq": claim_seq,
            "n": n,
            "name": v.name.text,
            "folded": v.name.text.casefold(),
            "start": v.name.span.start,
            "end": v.name.span.end,
            "type": v.type.value,
            "named": v.named,
            "of": v.of.text if v.of else None,
            "of_start": v.of.span.start if v.of else None,
            "of_end": v.of.span.end if v.of else None,
        }
        for n, v in enumerate(claim.voices)
    ]

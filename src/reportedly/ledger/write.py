"""A report and its claims become rows, within a transaction that the store holds.

In: a connection and model values. Out: rows. What a newcomer would get wrong: every function first looks for what is
there, since the same report, version or reading may have come before; the transaction makes that safe.
"""

import json
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import sqlalchemy as sa

from reportedly.errors import ReportedlyError
from reportedly.ledger import schema as t
from reportedly.ledger import text_search, versions
from reportedly.model import Caption, Claim, Passage, Quote, Report, Scores, is_older

# Statements are made once: building them costs SQLAlchemy more than SQLite needs to run them.
_READING = (
    sa.select(t.readings.c.seq)
    .join(t.versions, t.versions.c.seq == t.readings.c.version_seq)
    .where(t.versions.c.id == sa.bindparam("version"), t.readings.c.engine == sa.bindparam("engine"))
)
_REPORT = sa.select(t.reports.c.seq).where(t.reports.c.id == sa.bindparam("id"))
_VERSION = sa.select(t.versions.c.seq).where(t.versions.c.id == sa.bindparam("id"))
_LATER_FIRST = (
    sa.select(t.versions.c.seq)
    .where(t.versions.c.report_seq == sa.bindparam("report"))
    .order_by(t.versions.c.number.desc())
)
_ONE_LATER = sa.update(t.versions).where(t.versions.c.seq == sa.bindparam("own")).values(number=t.versions.c.number + 1)
_NEW_REPORT, _NEW_VERSION, _NEW_READING = sa.insert(t.reports), sa.insert(t.versions), sa.insert(t.readings)
_NEW_PASSAGES, _NEW_QUOTES, _NEW_VOICES = sa.insert(t.passages), sa.insert(t.quotes), sa.insert(t.voices)
_DONE = (
    sa.update(t.items)
    .where(t.items.c.address == sa.bindparam("place"), t.items.c.state != "done")
    .values(state="done", text=None, next_at=None, settled_at=sa.bindparam("now"))
)
_RELEASED = sa.delete(t.quarantine).where(t.quarantine.c.place == sa.bindparam("place"))
_LEVEL = 3  # of compression: a page takes an eighth more room than at 6, and less than half the time
_NEW_AUTHORS, _NEW_CAPTIONS = sa.insert(t.authors), sa.insert(t.captions)
_NEW_CLAIMS = sa.insert(t.claims).returning(t.claims.c.seq, sort_by_parameter_order=True)


def now() -> str:
    """This instant, as the ledger writes instants."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def is_kept(connection: sa.Connection, version_id: str, engine: str | None) -> bool:
    """Whether that version is kept, and `engine`, if one is given, has read it."""
    row = {"version": version_id, "engine": engine} if engine else {"id": version_id}
    return connection.execute(_READING if engine else _VERSION, row).first() is not None


class Reading(NamedTuple):
    """Which engine has read a report, if any, where that came from, why there are no claims, if it could not tell."""

    engine: str | None
    came_from: str
    note: str | None


def write(connection: sa.Connection, report: Report, claims: Sequence[Claim], by: Reading) -> None:
    """All rows of one report; what lies where a new version came from is settled with it.

    A version that was there is not: catching up on it says nothing of what lies at its place today.
    """
    known = connection.execute(_VERSION, {"id": report.version_id}).scalar_one_or_none()
    version_seq = int(known) if known is not None else _new_version(connection, report, by.came_from)
    if by.engine is not None:
        reading = {"version_seq": version_seq, "engine": by.engine, "read_at": now(), "note": by.note}
        _write_claims(connection, _inserted(connection, _NEW_READING, reading), claims)
    if known is None:
        settle(connection, by.came_from)


def settle(connection: sa.Connection, place: str) -> None:
    """What lies at `place` has been read: nothing is left to be done about it, in whatever list of work it stood."""
    connection.execute(_DONE, {"place": place, "now": now()})
    connection.execute(_RELEASED, {"place": place})


def refuse(connection: sa.Connection, place: str, error: ReportedlyError) -> None:
    """What lies at `place` could not be read: it goes into the quarantine, with the reason."""
    q, at = t.quarantine, now()
    values = {"error": type(error).__name__, "fate": error.fate.value, "reason": str(error), "last_at": at}
    again = sa.update(q).where(q.c.place == place).values(**values, tries=q.c.tries + 1)
    if not connection.execute(again).rowcount:
        connection.execute(sa.insert(q).values(place=place, first_at=at, tries=1, **values))


def _inserted(connection: sa.Connection, statement: sa.Insert, row: dict[str, object]) -> int:
    key = connection.execute(statement, row).inserted_primary_key
    assert key is not None  # noqa: S101 - every table here has a single integer key
    return int(key[0])


def _new_version(connection: sa.Connection, report: Report, came_from: str) -> int:
    report_seq = _report_seq(connection, report)
    number = _make_room(connection, report, report_seq)
    seq = _inserted(connection, _NEW_VERSION, _version_row(report, report_seq, number) | {"came_from": came_from})
    if passages := [_passage_row(seq, n, p) for n, p in enumerate(report.passages)]:
        connection.execute(_NEW_PASSAGES, passages)
    if authors := [_author_row(seq, n, name) for n, name in enumerate(report.authors)]:
        connection.execute(_NEW_AUTHORS, authors)
    if captions := [_caption_row(seq, n, caption) for n, caption in enumerate(report.captions)]:
        connection.execute(_NEW_CAPTIONS, captions)
    text_search.index_version(connection, seq, report.title or "", report.text)
    return seq


def _make_room(connection: sa.Connection, report: Report, report_seq: int) -> int:
    """The number of a new version: behind all that came before it, but those that it is older than."""
    seqs = list(connection.execute(_LATER_FIRST, {"report": report_seq}).scalars())
    for moved, seq in enumerate(seqs):
        if not is_older(report, versions.report_at(connection, seq)):
            return len(seqs) - moved + 1
        connection.execute(_ONE_LATER, {"own": seq})
    return 1


def _version_row(report: Report, report_seq: int, number: int) -> dict[str, object]:
    published, source, based_on = report.published, report.source.text, report.based_on
    return {
        "id": report.version_id,
        "report_seq": report_seq,
        "number": number,
        "url": report.url,
        "title": report.title,
        "outlet": report.outlet,
        "language": report.language,
        "section": report.section,
        "based_on_how": based_on.how.value if based_on else None,
        "based_on_outlet": based_on.outlet if based_on else None,
        "based_on_url": based_on.url if based_on else None,
        "published_on": published.on,
        "published_at": published.at.isoformat() if published.at else None,
        "published_how": published.how.value if published.how else None,
        "published_reason": published.reason,
        "published_bounds": json.dumps(published.bounds.as_json()) if published.bounds else None,
        "modified_at": report.modified.isoformat() if report.modified else None,
        "text": report.text,
        "media_type": report.source.media_type,
        "source": zlib.compress(source.encode("utf-8", "surrogatepass"), _LEVEL) if source else None,
        "added_at": now(),
    }


def _report_seq(connection: sa.Connection, report: Report) -> int:
    known = connection.execute(_REPORT, {"id": report.id}).scalar_one_or_none()
    if known is not None:
        return int(known)
    row: dict[str, object] = {"id": report.id, "address": report.address, "given_id": report.given_id}
    return _inserted(connection, _NEW_REPORT, row)


def _passage_row(version_seq: int, n: int, passage: Passage) -> dict[str, object]:
    return {
        "version_seq": version_seq,
        "n": n,
        "part": passage.part.value,
        "start": passage.span.start,
        "end": passage.span.end,
        "source_start": passage.source.start if passage.source else None,
        "source_end": passage.source.end if passage.source else None,
    }


def _author_row(version_seq: int, n: int, name: str) -> dict[str, object]:
    return {"version_seq": version_seq, "n": n, "name": name, "folded": name.casefold()}


def _caption_row(version_seq: int, n: int, caption: Caption) -> dict[str, object]:
    return {
        "version_seq": version_seq,
        "n": n,
        "text": caption.text,
        "source_start": caption.source.start if caption.source else None,
        "source_end": caption.source.end if caption.source else None,
    }


def _write_claims(connection: sa.Connection, reading: int, claims: Sequence[Claim]) -> None:
    if not claims:
        return
    rows = [_claim_row(reading, n, claim) for n, claim in enumerate(claims)]
    seqs = list(connection.execute(_NEW_CLAIMS, rows).scalars())
    pairs = list(zip(seqs, claims, strict=True))
    quotes = [_quote_row(seq, n, *found) for seq, claim in pairs for n, found in enumerate(quotes_of(claim))]
    connection.execute(_NEW_QUOTES, quotes)
    if voices := [row for seq, claim in pairs for row in _voice_rows(seq, claim)]:
        connection.execute(_NEW_VOICES, voices)
    text_search.index_claims(connection, {seq: [q.text for q in claim.evidence] for seq, claim in pairs})


def _claim_row(reading: int, n: int, claim: Claim) -> dict[str, object]:
    return {
        "reading_seq": reading,
        "n": n,
        "id": claim.id,
        "kind": claim.kind.value,
        "phase": claim.phase.value,
        "certainty": claim.certainty.value,
        "stance": claim.stance.value,
        "part": claim.part.value,
        **{f"{name}_score": getattr(claim.scores, name, None) for name in Scores.__slots__},
    }


def quotes_of(claim: Claim) -> list[tuple[str, Quote, float | None]]:
    """Every quote of a claim but its voices', under what it is there for, with the score of a role's filler."""
    found = [(f.role.value, f.name, f.score) for f in claim.roles]
    found += [("evidence", q, None) for q in claim.evidence]
    found += [(use, q, None) for use, q in (("trigger", claim.trigger), ("said", claim.said)) if q]
    return found


def _quote_row(claim_seq: int, n: int, use: str, quote: Quote, score: float | None) -> dict[str, object]:
    return {
        "claim_seq": claim_seq,
        "n": n,
        "use": use,
        "text": quote.text,
        "folded": quote.text.casefold(),
        "start": quote.span.start,
        "end": quote.span.end,
        "score": score,
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
            "score": v.score,
        }
        for n, v in enumerate(claim.voices)
    ]

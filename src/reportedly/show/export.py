"""Claims and reports as plain rows, for JSON Lines and CSV.

In: values from the ledger. Out: dictionaries, and files of them.
What a newcomer would get wrong: a row holds the claim exactly as docs/claims.md writes it; `offsets`, `scores` and the
days `when` it happens and it was `said_on` are beside it.
"""

from __future__ import annotations  # the database is imported by those who open a ledger

import csv
import json
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TextIO

from reportedly.model import BasedOn, Note, Published, Role, notes
from reportedly.model.times import said_on, when

if TYPE_CHECKING:
    from reportedly.ledger import FollowedFeed, Quarantined, ReportHead, StoredClaim, StoredReport
    from reportedly.run.asking import StoryView

CLAIM_COLUMNS = (
    *(
        "id",
        "kind",
        *(role.value for role in Role),
        "phase",
        "certainty",
        "stance",
        "voices",
        "when",
        "said",
        "said_on",
        "score",
    ),
    *(
        "evidence",
        "trigger",
        "part",
        "report",
        "name",
        "url",
        "title",
        "outlet",
        "published",
    ),
)
REPORT_COLUMNS = (
    *(
        "id",
        "version",
        "number",
        "name",
        "url",
        "title",
        "outlet",
        "authors",
        "section",
        "based_on",
        "lang",
        "published",
        "published_how",
    ),
    *("published_reason", "came_from", "added_at", "engine", "claims", "note", "text"),
)
_NUMBER = re.compile(r"[+-]?[\d.,]+ ?%?")
_DAYS = ("when", "said_on")
_FORMULA = ("=", "@", "+", "-", "\t", "\r")


def claim_row(stored: StoredClaim) -> dict[str, Any]:
    """The claim, where its texts stand, and the report it stands in."""
    head = stored.head
    days, said = when(stored.claim, head.published), said_on(stored.claim, head.published)
    return {
        "id": stored.claim.id,
        **stored.claim.as_json(),
        "offsets": stored.claim.offsets(),
        "scores": stored.claim.scores_json(),
        "when": days.as_json() if days else None,
        "said_on": said.as_json() if said else None,
        "report": head.id,
        "version": stored.claim.version_id,
        "name": head.name,
        "url": head.url,
        "title": head.title,
        "outlet": head.outlet,
        **_published(head.published),
    }


def head_row(head: ReportHead) -> dict[str, Any]:
    """A report without its text; `claims` is null where no engine has read it."""
    return {
        "id": head.id,
        "version": head.version_id,
        "number": head.number,
        "name": head.name,
        "url": head.url,
        "title": head.title,
        "outlet": head.outlet,
        "authors": list(head.authors),
        "section": head.section,
        "based_on": _based_on(head.based_on),
        "lang": head.language,
        **_published(head.published),
        "published_bounds": head.published.bounds.as_json() if head.published.bounds else None,
        "came_from": head.came_from,
        "added_at": head.added_at.isoformat(),
        "engine": head.engine,
        "claims": head.claims,
        "note": head.note,
    }


def report_row(stored: StoredReport) -> dict[str, Any]:
    """A report with its text and passages; `source` is where a passage stands in the page it was cut from."""
    passages = [
        {
            "part": p.part.value,
            "span": [p.span.start, p.span.end],
            "source": [p.source.start, p.source.end] if p.source else None,
        }
        for p in stored.report.passages
    ]
    captions = [
        {"text": c.text, "source": [c.source.start, c.source.end] if c.source else None} for c in stored.report.captions
    ]
    own = [note_row(note) for note in notes(stored.report)]
    whole = {"text": stored.report.text, "passages": passages, "captions": captions, "notes": own}
    return head_row(stored.head) | whole


def note_row(note: Note) -> dict[str, Any]:
    """A note of a report on itself, and where it stands."""
    return {"kind": note.kind.value, "text": note.quote.text, "offsets": [note.quote.span.start, note.quote.span.end]}


def copy_row(head: ReportHead, source: ReportHead | None, how: str | None, share: float | None) -> dict[str, Any]:
    """A report of a family of copies: what it was taken from, how, and what share of the shorter text both hold."""
    return {**head_row(head), "copy_of": source.name if source else None, "how": how, "share": share}


def story_row(view: StoryView) -> dict[str, Any]:
    """A story with its history, origins, sides, claims and reports; a report's id is the one it came with."""
    story = view.story
    names = {version_id: head.name for version_id, head in view.heads.items()}
    return {
        "id": story.id,
        "part_of": story.part_of,
        "kind": story.kind.value if story.kind else None,
        "participants": list(view.participants),
        "places": list(view.places),
        "status": view.history.status.value if view.history.status else None,
        "disputed": view.history.disputed,
        "history": [
            {
                "status": step.status.value,
                "on": step.on.isoformat() if step.on else None,
                "claim": step.claim_id,
                "standing": step.standing.value if step.standing else None,
                "reason": step.reason,
            }
            for step in view.history.steps
        ],
        "origins": list(view.origins),
        "unknown_origins": view.unknown_origins,
        "sides": {stance.value: list(who) for stance, who in view.sides.items()},
        "claims": [saying.claim_id for saying in story.sayings],
        "reports": [
            {
                "id": names[page.version_id],
                "main": page.main,
                "copy_of": names.get(page.copy_of) if page.copy_of else None,
                "origins": list(page.origins),
            }
            for page in story.pages
        ],
    }


def quarantine_row(entry: Quarantined) -> dict[str, Any]:
    """An input that was refused."""
    return {
        "place": entry.place,
        "error": entry.error,
        "fate": entry.fate,
        "reason": entry.reason,
        "first_at": entry.first_at.isoformat(),
        "last_at": entry.last_at.isoformat(),
        "tries": entry.tries,
    }


def feed_row(found: FollowedFeed) -> dict[str, Any]:
    """A feed that is followed."""
    feed = found.feed
    return {
        "address": feed.address,
        "kind": feed.kind,
        "title": feed.title,
        "via": feed.via,
        "state": feed.state.value,
        "asked_at": feed.asked_at.isoformat() if feed.asked_at else None,
        "next_at": feed.next_at.isoformat() if feed.next_at else None,
        "failures": feed.failures,
        "reason": feed.reason,
        "moved_to": feed.moved_to,
        "read": found.read,
        "pending": found.pending,
        "refused": found.refused,
    }


def _published(published: Published) -> dict[str, Any]:
    return {
        "published": published.on.isoformat() if published.on else None,
        "published_at": published.at.isoformat() if published.at else None,
        "published_precision": published.precision.value if published.precision else None,
        "published_how": published.how.value if published.how else None,
        "published_reason": published.reason,
    }


def _based_on(based_on: BasedOn | None) -> dict[str, Any] | None:
    if based_on is None:
        return None
    return {"outlet": based_on.outlet, "url": based_on.url, "how": based_on.how.value}


def json_line(row: Mapping[str, Any]) -> str:
    """One row as one line of JSON, in UTF-8 rather than escapes."""
    return json.dumps(row, ensure_ascii=False)


def write_array(rows: Iterable[Mapping[str, Any]], out: TextIO) -> None:
    """Rows as one JSON array, a row a line, written as they come."""
    start = "["
    for row in rows:
        out.write(f"{start}\n{json_line(row)}")
        start = ","
    out.write("[]\n" if start == "[" else "\n]\n")


def write_csv(rows: Iterable[Mapping[str, Any]], columns: tuple[str, ...], out: TextIO) -> None:
    """Rows as CSV (RFC 4180); lists are joined, and no cell can be taken for a formula by a spreadsheet."""
    table = csv.writer(out)
    table.writerow(columns)
    for row in rows:
        flat = {**row, **row.get("roles", {}), "score": (row.get("scores") or {}).get("claim")}
        table.writerow([_cell(column, flat.get(column)) for column in columns])


def _cell(column: str, value: Any) -> str:
    if column == "voices":
        text = " > ".join(voice["name"] for voice in value)
    elif column in _DAYS:
        text = "/".join(day or ".." for day in value or ())  # ISO 8601-2, but half-open as everywhere
    elif column == "based_on" and value:
        text = value["outlet"] or value["url"]
    elif isinstance(value, list):
        text = " | ".join(value)
    else:
        text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text

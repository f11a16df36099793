"""Claims and reports as plain rows, for JSON Lines and CSV.

In: values from the ledger. Out: dictionaries, and files of them.
What a newcomer would get wrong: a row holds the claim exactly as docs/claims.md writes it; `offsets` and `scores` are
beside it.
"""

import csv
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from reportedly.ledger import Quarantined, ReportHead, StoredClaim, StoredReport
from reportedly.model import Published, Role

CLAIM_COLUMNS = (
    *(
        "id",
        "kind",
        *(role.value for role in Role),
        "phase",
        "certainty",
        "stance",
        "voices",
        "said",
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
        "lang",
        "published",
        "published_how",
    ),
    *("published_reason", "came_from", "added_at", "engine", "claims", "note", "text"),
)
_NUMBER = re.compile(r"[+-]?[\d.,]+ ?%?")
_FORMULA = ("=", "@", "+", "-", "\t", "\r")


def claim_row(stored: StoredClaim) -> dict[str, Any]:
    """The claim, where its texts stand, and the report it stands in."""
    head = stored.head
    return {
        "id": stored.claim.id,
        **stored.claim.as_json(),
        "offsets": stored.claim.offsets(),
        "scores": stored.claim.scores_json(),
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
        "lang": head.language,
        **_published(head.published),
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
    return {**head_row(stored.head), "text": stored.report.text, "passages": passages}


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


def _published(published: Published) -> dict[str, Any]:
    return {
        "published": published.on.isoformat() if published.on else None,
        "published_how": published.how.value if published.how else None,
        "published_reason": published.reason,
    }


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
    elif isinstance(value, list):
        text = " | ".join(value)
    else:
        text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text

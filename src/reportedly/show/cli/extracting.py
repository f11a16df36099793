"""The command that reads for claims without a ledger: extract.

In: reports as JSON Lines. Out: claims on standard output.
What a newcomer would get wrong: it prints nothing but its lines, and so can stand in a pipe; it does not even import
the database, since a process of its kind is started often.
"""

import json
import sys
from contextlib import closing
from functools import partial
from typing import Annotated, Any

import typer

from reportedly.errors import BadRow, Fate, NotReadable, ReportedlyError
from reportedly.model import Engine
from reportedly.read import Raw, Refused, raws, read_row
from reportedly.run import Settings
from reportedly.run.batch import side_by_side
from reportedly.run.pipeline import extract as extract_from
from reportedly.show.cleaning import clean
from reportedly.show.cli.codes import REFUSED
from reportedly.show.cli.interrupting import look_for_interrupts
from reportedly.show.cli.loading import engine
from reportedly.show.cli.options import MaxMb, WorkerCount
from reportedly.show.export import json_line


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(extract)


def extract(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE.jsonl|-",
            help='One {"id", "text"} a line; - is standard input.',
        ),
    ],
    max_mb: MaxMb = None,
    workers: WorkerCount = None,
) -> int:
    """Print the claims of each line's text, as JSON Lines; no ledger is touched.

    Reads one {"id", "text", ...} a line and writes one {"id", "claims": [...], "scores": [...]} a line. A line that is
    no report is told on standard error, and the rest goes on; so is a text in a language that is not read, which has
    no claims.

    Examples:
      reportedly extract reports.jsonl > claims.jsonl

      echo '{"id": 1, "text": "Acme may buy Zeta Motors, Reuters said."}' | reportedly extract -
    """
    settings, code = Settings.of(max_mb=max_mb, workers=workers), 0
    found = raws(file, settings.limits)
    with closing(side_by_side(found, partial(_claims_row, engine()), settings.workers)) as pairs:
        for raw, (row, error) in pairs:
            if row:
                print(json_line(row))
            if error:
                print(f"{clean(raw.place)}: {clean(str(error))}", file=sys.stderr)
                code = code if error.fate is Fate.KEEP else REFUSED
            look_for_interrupts()
    return code


def _claims_row(reader: Engine, found: Raw | Refused) -> tuple[dict[str, Any] | None, ReportedlyError | None]:
    """The line that is printed for one that was read, and what there is to say about it."""
    row: dict[str, Any] | None = None
    try:
        if isinstance(found, Refused):
            return None, found.error
        if found.media_type != "application/json":
            raise NotReadable('it is no JSON Lines; give one {"id", "text"} a line')
        report = read_row(found)
        row = {"id": _given_id(found.content), "claims": [], "scores": []}
        claims = extract_from(reader, report)
        row |= {"claims": [claim.as_json() for claim in claims], "scores": [claim.scores_json() for claim in claims]}
    except ReportedlyError as error:
        return (row if error.fate is Fate.KEEP else None), error
    return row, None


def _given_id(line: bytes) -> str | int | None:
    """The id as it stands in the line: a number stays a number."""
    found = json.loads(line.decode("utf-8-sig")).get("id")
    if found is None:
        raise BadRow('the line has no "id"')
    return found  # type: ignore[no-any-return]

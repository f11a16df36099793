"""Commands that read: add, catch-up, extract, quarantine.

In: names of inputs. Out: a ledger that holds them; or claims on standard output.
What a newcomer would get wrong: `extract` touches no ledger and prints nothing but its lines.
"""

import json
import sys
from collections.abc import Generator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from reportedly.errors import BadRow, Fate, NotReadable, ReportedlyError
from reportedly.ledger import Ledger
from reportedly.model import Engine
from reportedly.read import Raw, Refused, Workers, inputs_of, raws, read_row
from reportedly.run import Outcome, Settings, Summary, add_with
from reportedly.run import catch_up as catch_up_all
from reportedly.run.batch import side_by_side
from reportedly.run.pipeline import extract as extract_from
from reportedly.show.cli.following import read_again
from reportedly.show.cli.interrupting import look_for_interrupts
from reportedly.show.cli.loading import engine
from reportedly.show.cli.options import (
    AllowHost,
    AsJson,
    LedgerPath,
    MaxMb,
    MaxRedirects,
    MaxSeconds,
    Timeout,
    UserAgent,
    WorkerCount,
)
from reportedly.show.cli.telling import (
    ADDED,
    READ,
    REFUSED,
    Words,
    close,
    join,
    outcome_row,
    with_progress,
)
from reportedly.show.export import json_line, quarantine_row, write_array
from reportedly.show.tables import clean, console, quarantine_table


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(add)
    app.command("catch-up")(catch_up)
    app.command()(extract)
    app.command()(quarantine)


def add(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL|-",
            help="Pages, texts, .jsonl files, archives, mails, addresses; - is standard input.",
        ),
    ],
    no_claims: Annotated[
        bool, typer.Option("--no-claims", help="Only keep the reports; reportedly catch-up reads their claims.")
    ] = False,
    ledger: LedgerPath = None,
    max_mb: MaxMb = None,
    max_seconds: MaxSeconds = None,
    timeout: Timeout = None,
    max_redirects: MaxRedirects = None,
    allow_host: AllowHost = None,
    user_agent: UserAgent = None,
    workers: WorkerCount = None,
    as_json: AsJson = False,
) -> int:
    """Read reports into the ledger, with their claims.

    Files are .html, .txt, .pdf, .eml, .mhtml or .jsonl (one {"id", "url", "title", "outlet", "authors", "section",
    "based_on", "published", "text"} a line; only "text" is needed), any of them gzipped or in a .zip, and .warc. An
    archive that was not read to its end goes on where it was. What was added before is not added again. What cannot be
    read is refused with its reason, listed at the end and kept in the quarantine; the rest goes on.

    Examples:
      reportedly add page.html

      reportedly add saved/*.html https://example.org/story

      reportedly add crawl.warc.gz newsletters.zip

      reportedly add --no-claims crawl.warc.gz && reportedly catch-up

      zcat news.jsonl.gz | reportedly add -
    """
    settings = Settings.of(
        ledger=ledger,
        max_mb=max_mb,
        max_s=max_seconds,
        timeout_s=timeout,
        max_redirects=max_redirects,
        allow_host=allow_host,
        user_agent=user_agent,
        workers=workers,
    )
    with Workers(settings.workers, settings.limits) as pool, Ledger(settings.ledger, writing=True) as opened:
        outcomes = add_with(pool, inputs, opened, None if no_claims else engine())
        return _run(outcomes, opened, _size(inputs), ADDED, as_json=as_json)


def catch_up(ledger: LedgerPath = None, workers: WorkerCount = None, as_json: AsJson = False) -> int:
    """Read for claims what the engine has not read: reports added with --no-claims, or before this engine was there.

    What was read is joined to stories. What older engines read stays in the ledger; the newest reading is shown. After
    a stop it goes on where it was.

    Example:
      reportedly catch-up
    """
    settings = Settings.of(ledger=ledger, workers=workers)
    with Ledger(settings.ledger, writing=True, making=False) as opened:
        reader = engine()
        left = opened.count_unread(reader.name)
        return _run(catch_up_all(opened, reader, settings.workers), opened, left, READ, as_json=as_json)


def _run(outcomes: Generator[Outcome], ledger: Ledger, total: int | None, words: Words, *, as_json: bool) -> int:
    """Count what comes, with a bar, join it to stories, and close with `words`, also where a person stops it."""
    summary = Summary()
    try:
        with closing(outcomes):
            for outcome in with_progress(outcomes, total, "reports", lambda outcome: outcome.size):
                summary.count(outcome)
                if as_json:
                    print(json_line(outcome_row(outcome)))
        join(ledger)
    finally:
        close(summary, words)
    return REFUSED if summary.fates else 0


def _size(inputs: list[str]) -> int | None:
    """Bytes to read, None where an input does not tell (standard input, an address)."""
    paths = [Path(name) for name in inputs]
    try:
        return sum(p.stat().st_size for p in paths if p.is_file()) if all(p.exists() for p in paths) else None
    except (OSError, ValueError):
        return None


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

      echo '{"id": 1, "text": "Acme may buy Zeta, Reuters reported."}' | reportedly extract -
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


def quarantine(
    retry: Annotated[
        bool, typer.Option("--retry", help="Add them again: whole files and archives, pages anew.")
    ] = False,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> int:
    """List the inputs that could not be read, and why; or try them again.

    An input leaves the list when it has been added after all. Items of feeds are read as `reportedly fetch` reads them.

    Examples:
      reportedly quarantine

      reportedly quarantine --retry
    """
    with Ledger(Settings.of(ledger=ledger).ledger) as opened:
        entries = opened.quarantined()
    if retry and entries:
        items, others = read_again([entry.place for entry in entries], ledger, as_json=as_json)
        return max(items, add(inputs_of(others), ledger=ledger, as_json=as_json) if others else 0)
    if as_json:
        write_array((quarantine_row(e) for e in entries), sys.stdout)
    elif entries:
        console().print(quarantine_table(entries))
    else:
        console(stderr=True).print("the quarantine is empty")
    return 0

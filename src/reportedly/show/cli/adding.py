"""Commands that read: add, catch-up, extract, quarantine.

In: names of inputs. Out: a ledger that holds them; or claims on standard output.
What a newcomer would get wrong: `extract` touches no ledger and prints nothing but its lines.
"""

import json
import signal
import sys
from collections.abc import Callable, Generator
from contextlib import closing
from functools import partial
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
from reportedly.show.cli.options import (
    AllowHost,
    AsJson,
    LedgerPath,
    MaxMb,
    MaxRedirects,
    MaxSeconds,
    Timeout,
    WorkerCount,
)
from reportedly.show.cli.progress import size_of, with_progress
from reportedly.show.export import json_line, quarantine_row, write_array
from reportedly.show.tables import clean, console, quarantine_table

REFUSED = 1
# How the closing line begins, and what it says of those that were refused.
_ADDED = "added", "refused (see: reportedly quarantine)"
_READ = "read", "that the engine failed on"


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
    workers: WorkerCount = None,
    as_json: AsJson = False,
) -> int:
    """Read reports into the ledger, with their claims.

    Files are .html, .txt, .pdf, .eml, .mhtml or .jsonl (one {"id", "url", "title", "outlet", "published", "text"} a
    line; only "text" is needed), any of them gzipped or in a .zip, and .warc. An archive that was not read to its end
    goes on where it was. What was added before is not added again. What cannot be read is refused with its reason,
    listed at the end and kept in the quarantine; the rest goes on.

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
        workers=workers,
    )
    with Workers(settings.workers, settings.limits) as pool, Ledger(settings.ledger, writing=True) as opened:
        return _run(
            lambda: add_with(pool, inputs, opened, None if no_claims else _engine()),
            size_of(inputs),
            _ADDED,
            as_json=as_json,
        )


def catch_up(ledger: LedgerPath = None, workers: WorkerCount = None, as_json: AsJson = False) -> int:
    """Read for claims what the engine has not read: reports added with --no-claims, or before this engine was there.

    What older engines read stays in the ledger; the newest reading is shown. After a stop it goes on where it was.

    Example:
      reportedly catch-up
    """
    settings, engine = Settings.of(ledger=ledger, workers=workers), _engine()
    with Ledger(settings.ledger, writing=True, making=False) as opened:
        return _run(
            lambda: catch_up_all(opened, engine, settings.workers),
            opened.count_unread(engine.name),
            _READ,
            as_json=as_json,
        )


def _engine() -> Engine:
    """The engine; only here is its runtime imported, which takes a quarter of a second that other commands save.

    Ctrl-C waits for it: libraries that are interrupted while they are imported raise whatever they like.
    """
    interrupts: list[object] = []
    before = signal.signal(signal.SIGINT, lambda *_: interrupts.append(_))
    try:
        from reportedly.extract import shipped

        engine = shipped()
    finally:
        signal.signal(signal.SIGINT, before)
    if interrupts:
        raise KeyboardInterrupt
    return engine


def _run(begin: Callable[[], Generator[Outcome]], total: int | None, words: tuple[str, str], *, as_json: bool) -> int:
    """Count what comes, with a bar, and close with `words`; where a person stops it, say how to go on."""
    summary = Summary()
    try:
        with closing(begin()) as outcomes:
            for outcome in with_progress(outcomes, total):
                summary.count(outcome)
                if as_json:
                    print(json_line(_outcome_row(outcome)))
    except KeyboardInterrupt:
        _close(summary, words)
        console(stderr=True).print("run the same command again to go on")
        raise
    _close(summary, words)
    return REFUSED if summary.fates else 0


def _close(summary: Summary, words: tuple[str, str]) -> None:
    """The closing lines: what was refused and why, and how much was added or read."""
    err, (done, refused) = console(stderr=True), words
    for place, what in summary.told:
        err.print(f"{clean(place)}: {clean(what)}", markup=False, soft_wrap=True, style="yellow")
    if summary.untold:
        err.print(f"... and {summary.untold:,} more", markup=False, soft_wrap=True, style="yellow")
    read = (
        f"with {_number(summary.claims, 'claim')}"
        if not summary.unread
        else "without claims (reportedly catch-up reads them)"
    )
    parts = [f"{done} {_number(summary.added, 'report')} {read}"]
    if summary.known:
        parts.append(f"{summary.known:,} known already")
    if summary.noted:
        parts.append(f"{summary.noted:,} of them in another language")
    fates = summary.fates
    if fates[Fate.SKIP]:
        parts.append(f"{fates[Fate.SKIP]:,} skipped")
    if held := fates[Fate.QUARANTINE] + fates[Fate.RETRY]:
        parts.append(f"{held:,} {refused}")
    err.print("; ".join(parts), markup=False, soft_wrap=True)


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _outcome_row(outcome: Outcome) -> dict[str, Any]:
    state = "refused" if outcome.error else "known" if outcome.known else "added"
    row: dict[str, Any] = {"place": outcome.place, "state": state}
    if outcome.report:
        row |= {
            "report": outcome.report.id,
            "version": outcome.report.version_id,
            "claims": None if outcome.claims is None else len(outcome.claims),
        }
    if outcome.note:
        row["note"] = outcome.note
    if outcome.error:
        row |= {
            "error": type(outcome.error).__name__,
            "fate": outcome.error.fate.value,
            "reason": str(outcome.error),
        }
    return row


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
    with closing(side_by_side(found, partial(_claims_row, _engine()), settings.workers)) as pairs:
        for raw, (row, error) in pairs:
            if row:
                print(json_line(row))
            if error:
                print(f"{clean(raw.place)}: {clean(str(error))}", file=sys.stderr)
                code = code if error.fate is Fate.KEEP else REFUSED
    return code


def _claims_row(engine: Engine, found: Raw | Refused) -> tuple[dict[str, Any] | None, ReportedlyError | None]:
    """The line that is printed for one that was read, and what there is to say about it."""
    row: dict[str, Any] | None = None
    try:
        if isinstance(found, Refused):
            return None, found.error
        if found.media_type != "application/json":
            raise NotReadable('it is no JSON Lines; give one {"id", "text"} a line')
        report = read_row(found)
        row = {"id": _given_id(found.content), "claims": [], "scores": []}
        claims = extract_from(engine, report)
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

    An input leaves the list when it has been added after all.

    Examples:
      reportedly quarantine

      reportedly quarantine --retry
    """
    with Ledger(Settings.of(ledger=ledger).ledger) as opened:
        entries = opened.quarantined()
    if retry and entries:
        return add(inputs_of(entry.place for entry in entries), ledger=ledger, as_json=as_json)
    if as_json:
        write_array((quarantine_row(e) for e in entries), sys.stdout)
    elif entries:
        console().print(quarantine_table(entries))
    else:
        console(stderr=True).print("the quarantine is empty")
    return 0

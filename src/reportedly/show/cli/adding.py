"""Commands that read: add, extract, quarantine.

In: names of inputs. Out: a ledger that holds them; or claims on standard output.
What a newcomer would get wrong: `extract` touches no ledger and prints nothing but its lines.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from reportedly.errors import BadRow, Fate, NotReadable, ReportedlyError
from reportedly.extract import shipped
from reportedly.ledger import Ledger
from reportedly.model import Engine
from reportedly.read import Raw, Refused, inputs_of, raws, read_row
from reportedly.run import Outcome, Settings, Summary
from reportedly.run import add as add_all
from reportedly.run.batch import side_by_side
from reportedly.run.pipeline import extract as extract_from
from reportedly.show.cli.options import AllowHost, AsJson, LedgerPath, MaxMb, MaxRedirects, Timeout, Workers
from reportedly.show.export import json_line, quarantine_row, write_array
from reportedly.show.tables import clean, console, quarantine_table

REFUSED = 1


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(add)
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
    ledger: LedgerPath = None,
    max_mb: MaxMb = None,
    timeout: Timeout = None,
    max_redirects: MaxRedirects = None,
    allow_host: AllowHost = None,
    workers: Workers = None,
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

      zcat news.jsonl.gz | reportedly add -
    """
    settings = Settings.of(
        ledger=ledger,
        max_mb=max_mb,
        timeout_s=timeout,
        max_redirects=max_redirects,
        allow_host=allow_host,
        workers=workers,
    )
    summary = Summary()
    with Ledger(settings.ledger, writing=True) as opened:
        try:
            with closing(add_all(inputs, opened, shipped(), settings.limits, settings.workers)) as outcomes:
                for outcome in _with_progress(outcomes, inputs):
                    summary.count(outcome)
                    if as_json:
                        print(json_line(_outcome_row(outcome)))
        except KeyboardInterrupt:
            _close(summary, "interrupted; run the same command again to go on")
            raise
    _close(summary, None)
    return REFUSED if summary.fates else 0


def _close(summary: Summary, note: str | None) -> None:
    """The closing lines: what was refused and why, and how much was added."""
    err = console(stderr=True)
    for place, what in summary.told:
        err.print(f"{clean(place)}: {clean(what)}", markup=False, soft_wrap=True, style="yellow")
    if summary.untold:
        err.print(f"... and {summary.untold:,} more", markup=False, soft_wrap=True, style="yellow")
    parts = [f"added {_number(summary.added, 'report')} with {_number(summary.claims, 'claim')}"]
    if summary.known:
        parts.append(f"{summary.known:,} known already")
    if summary.noted:
        parts.append(f"{summary.noted:,} of them in another language")
    fates = summary.fates
    if fates[Fate.SKIP]:
        parts.append(f"{fates[Fate.SKIP]:,} skipped")
    if held := fates[Fate.QUARANTINE] + fates[Fate.RETRY]:
        parts.append(f"{held:,} refused (see: reportedly quarantine)")
    err.print("; ".join(parts), markup=False, soft_wrap=True)
    if note:
        err.print(note, markup=False, soft_wrap=True)


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _outcome_row(outcome: Outcome) -> dict[str, Any]:
    state = "refused" if outcome.error else "known" if outcome.known else "added"
    row: dict[str, Any] = {"place": outcome.place, "state": state}
    if outcome.report:
        row |= {
            "report": outcome.report.id,
            "version": outcome.report.version_id,
            "claims": len(outcome.claims),
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


def _with_progress(outcomes: Iterable[Outcome], inputs: list[str]) -> Iterator[Outcome]:
    """The outcomes, with a bar on the terminal: bytes done, reports a second, time left."""
    err = console(stderr=True)
    bar = Progress(
        SpinnerColumn(),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("{task.fields[count]} reports, {task.fields[rate]:.0f}/s"),
        TimeRemainingColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
    with bar:
        task = bar.add_task("", total=_size(inputs), count=0, rate=0.0)
        for count, outcome in enumerate(outcomes, 1):
            bar.update(
                task,
                advance=outcome.size,
                count=count,
                rate=count / max(_elapsed(bar, task), 1e-6),
            )
            yield outcome


def _elapsed(bar: Progress, task: TaskID) -> float:
    return bar.tasks[task].elapsed or 0.0


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
    workers: Workers = None,
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
    with closing(side_by_side(found, partial(_claims_row, shipped()), settings.workers)) as pairs:
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

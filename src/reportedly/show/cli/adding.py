"""Commands that read into a ledger: add, catch-up, quarantine.

In: names of inputs. Out: a ledger that holds them.
What a newcomer would get wrong: what is refused stays in the ledger too, and can be tried again.
"""

import sys
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from reportedly.errors import NotFound
from reportedly.ledger import Ledger
from reportedly.read import Workers, inputs_of
from reportedly.run import Outcome, Settings, Summary, add_with
from reportedly.run import catch_up as catch_up_all
from reportedly.show.cleaning import clean
from reportedly.show.cli.codes import REFUSED
from reportedly.show.cli.following import read_again
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
    Words,
    close,
    join,
    number,
    outcome_row,
    say,
    with_progress,
)
from reportedly.show.export import json_line, quarantine_row, write_array
from reportedly.show.tables import console, quarantine_table


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(add)
    app.command("catch-up")(catch_up)
    app.command()(quarantine)


def add(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL|-...",
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


def quarantine(
    retry: Annotated[
        bool, typer.Option("--retry", help="Add them again: whole files and archives, pages anew.")
    ] = False,
    drop: Annotated[
        list[str] | None, typer.Option("--drop", metavar="PLACE", help="Take that input off the list, unread.")
    ] = None,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> int:
    """List the inputs that could not be read, and why; or try them again.

    An input leaves the list when it has been added after all, or when you drop it. Items of feeds are read as
    `reportedly fetch` reads them.

    Examples:
      reportedly quarantine

      reportedly quarantine --retry

      reportedly quarantine --drop saved/broken.pdf
    """
    if drop:
        return _drop(drop, ledger)
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


def _drop(places: list[str], ledger: Path | None) -> int:
    """Take inputs off the list, each as the list names it; raises NotFound, and drops none, where one is not there."""
    with Ledger(Settings.of(ledger=ledger).ledger, writing=True, making=False) as opened:
        held = {entry.place for entry in opened.quarantined()}
        for place in places:
            if place not in held:
                raise NotFound(f"{clean(place)} is not in the quarantine; list it with: reportedly quarantine")
        for place in places:
            opened.following.give_up(place)
            opened.release(place)
    say(f"dropped {number(len(places), 'input')}")
    return 0

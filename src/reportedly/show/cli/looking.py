"""Commands that show what the ledger holds: claims, reports, show, export.

In: conditions and ids. Out: tables, JSON, CSV.
What a newcomer would get wrong: a listing shows each report's latest version only.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console

from reportedly.errors import UsageError
from reportedly.ledger import ClaimFilter, Ledger, StoredVersion
from reportedly.model import Kind, Phase, Stance
from reportedly.resolve import shipped as known_entities
from reportedly.run import Settings, asking
from reportedly.show.cli.options import AsJson, LedgerPath
from reportedly.show.export import (
    CLAIM_COLUMNS,
    REPORT_COLUMNS,
    claim_row,
    copy_row,
    head_row,
    json_line,
    report_row,
    story_row,
    write_array,
    write_csv,
)
from reportedly.show.revisions import changes_view, silent, version_row
from reportedly.show.tables import (
    claim_view,
    claims_table,
    console,
    copies_table,
    report_view,
    reports_table,
)


class What(StrEnum):
    """What can be exported."""

    CLAIMS = "claims"
    REPORTS = "reports"
    STORIES = "stories"


class Format(StrEnum):
    """How it is written."""

    JSONL = "jsonl"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(claims)
    app.command()(reports)
    app.command()(show)
    app.command()(export)


def claims(
    about: Annotated[
        str | None,
        typer.Option(help="Part of a name in any role: a company, a plant, a place."),
    ] = None,
    kind: Annotated[Kind | None, typer.Option(help="What sort of event.")] = None,
    phase: Annotated[Phase | None, typer.Option(help="How far along.")] = None,
    stance: Annotated[
        Stance | None, typer.Option(help="Whether the voice affirms or denies it, or tells neither.")
    ] = None,
    voice: Annotated[str | None, typer.Option(help="Part of a name in the chain of voices.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Part of the name of the outlet whose report it is.")] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Reports of that day or later."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Reports of that day or earlier."),
    ] = None,
    search: Annotated[
        str | None,
        typer.Option(help="Words of the evidence; plan* finds plant and plans."),
    ] = None,
    min_score: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Only claims that the engine holds at least so probable, from 0 to 1."),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """List claims: who claims what, on whose word, how far along, how sure, with the evidence.

    Examples:
      reportedly claims --about "Acme" --since 2024-01-01

      reportedly claims --kind acquisition --phase considered

      reportedly claims --about "Acme" --stance denies

      reportedly claims --min-score 0.7

      reportedly claims --voice reuters --json | jq '.[].evidence[0]'
    """
    wanted = ClaimFilter(
        about=about,
        kind=kind,
        phase=phase,
        stance=stance,
        voice=voice,
        outlet=outlet,
        since=since.date() if since else None,
        until=until.date() if until else None,
        search=search,
        min_score=min_score,
    )
    with Ledger(Settings.of(ledger=ledger).ledger) as opened:
        found = opened.claims(wanted, limit=limit)
        if as_json:
            write_array((claim_row(stored) for stored in found), sys.stdout)
            return
        total, undated = opened.count(wanted)
        if total:
            console().print(claims_table(found))
        shown = min(total, limit) if limit else total
        note = f"{shown} of {total} claims" if shown < total else f"{total} claims" if total != 1 else "1 claim"
        if undated:
            note += f"; {undated} more are left out because the day of their report is unknown"
        console(stderr=True).print(note, soft_wrap=True)


def reports(
    search: Annotated[str | None, typer.Option(help="Words of title and text; plan* finds plant and plans.")] = None,
    copies: Annotated[
        str | None, typer.Option("--copies-of", metavar="ID", help="The family of copies that this report belongs to.")
    ] = None,
    changed: Annotated[
        bool, typer.Option("--changed", help="Only reports in several versions; silent edits are marked.")
    ] = False,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """List reports: when and where they were published, and how many claims they hold.

    Examples:
      reportedly reports --search "battery licen*"

      reportedly reports --copies-of r1-k3vq

      reportedly reports --changed
    """
    if copies:
        _copies(copies, ledger, as_json=as_json)
        return
    with Ledger(Settings.of(ledger=ledger).ledger) as opened:
        found = opened.reports(search, changed=changed)
        if as_json and not changed:
            write_array((head_row(head) for head in found), sys.stdout)
            return
        heads = list(found)
        edits = {head.id: silent(opened.history(head.id)) for head in heads if changed}
    if as_json:
        write_array((head_row(head) | {"silent": edits[head.id]} for head in heads), sys.stdout)
        return
    if heads:
        console().print(reports_table(heads, edits))
    console(stderr=True).print(f"{len(heads)} report{'' if len(heads) == 1 else 's'}")


def _copies(report_id: str, ledger: Path | None, *, as_json: bool) -> None:
    """List a family of copies, its root first."""
    with Ledger(Settings.of(ledger=ledger).ledger) as opened:
        found = asking.copies_of(opened, report_id)
    if as_json:
        write_array((copy_row(*copy) for copy in found), sys.stdout)
        return
    console().print(copies_table(found))
    console(stderr=True).print(f"{len(found) - 1} cop{'y' if len(found) == 2 else 'ies'}")


def show(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A claim (c1-...), a report (r1-..., its address or own id), a version (v1-...).",
        ),
    ],
    changes: Annotated[bool, typer.Option("--changes", help="What each version of a report changed.")] = False,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Show a claim in its context, or a report with all its claims; the evidence is marked.

    The beginning of an id is enough where only one begins so. With --changes: what was removed [-so-] and added {+so+}
    from version to version, and whether a note in the report owns up to it.

    Examples:
      reportedly show c1-k3vq

      reportedly show https://example.org/story --changes
    """
    out = console()
    with Ledger(Settings.of(ledger=ledger).ledger) as opened:
        if changes:
            _show_changes(opened.history(id), out, as_json=as_json)
            return
        if id.startswith("c1-"):
            found = opened.claim(id)
            if as_json:
                print(json_line(claim_row(found)))
                return
            stored = asking.bounded(opened, opened.report(found.claim.version_id))
            out.print(claim_view(found, stored, colour=out.color_system is not None))
            return
        stored = asking.bounded(opened, opened.report(id))
    if as_json:
        print(
            json_line(
                {
                    **report_row(stored),
                    "claims": [c.as_json() | {"id": c.id} for c in stored.claims],
                }
            )
        )
    else:
        out.print(report_view(stored, colour=out.color_system is not None))


def _show_changes(versions: list[StoredVersion], out: Console, *, as_json: bool) -> None:
    if as_json:
        print(json_line({"id": versions[0].head.id, "versions": [version_row(v) for v in versions]}))
    else:
        out.print(changes_view(versions, colour=out.color_system is not None))


def export(
    what: Annotated[What, typer.Argument(metavar="claims|reports|stories", help="What to export.")],
    format: Annotated[
        Format, typer.Option("--format", help="JSON Lines; or CSV for a spreadsheet, of claims or reports.")
    ] = Format.JSONL,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A file; standard output if not given."),
    ] = None,
    ledger: LedgerPath = None,
) -> None:
    """Write everything that the ledger currently claims, its reports with their texts, or its stories.

    Examples:
      reportedly export claims --format csv -o claims.csv

      reportedly export reports | jq -r .title

      reportedly export stories -o stories.jsonl
    """
    with Ledger(Settings.of(ledger=ledger).ledger) as opened, _out(output) as out:
        rows: Iterator[dict[str, object]]
        if what is What.CLAIMS:
            rows, columns = (
                (claim_row(stored) for stored in opened.claims()),
                CLAIM_COLUMNS,
            )
        elif what is What.STORIES:
            if format is Format.CSV:
                raise UsageError("stories have a history and lists; export them with --format jsonl")
            wanted = asking.StoryFilter(events=True)
            found, _ = asking.stories(opened, known_entities(), wanted)
            rows, columns = map(story_row, found), ()
        else:
            rows, columns = (
                (report_row(opened.report(h.version_id)) for h in opened.reports()),
                REPORT_COLUMNS,
            )
        if format is Format.CSV:
            write_csv(rows, columns, out)
        else:
            out.writelines(json_line(row) + "\n" for row in rows)


@contextmanager
def _out(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears only when it is whole."""
    if path is None or str(path) == "-":
        yield sys.stdout
        return
    path = path.resolve()
    if path.is_dir():
        raise UsageError(f"{path} is a directory; give the name of a file")
    if path.exists() and not path.is_file():  # a device or pipe: written to, never replaced
        with path.open("w", encoding="utf-8", newline="") as file:
            yield file
        return
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from None
    finally:
        part.unlink(missing_ok=True)

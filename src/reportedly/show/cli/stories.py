"""Commands about stories: stories, story, rebuild.

In: conditions and ids. Out: tables, JSON.
What a newcomer would get wrong: a matter is listed once, with its events in its own view; `--events` lists them too.
"""

import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated

import typer

from reportedly.ledger import Ledger
from reportedly.model import Kind, Status
from reportedly.resolve import shipped as known_entities
from reportedly.run import Settings, asking
from reportedly.run.resolving import drop
from reportedly.show.cli.options import AsJson, LedgerPath
from reportedly.show.cli.telling import join, number, part_of, say
from reportedly.show.export import json_line, story_row, write_array
from reportedly.show.story_tables import stories_table, story_view
from reportedly.show.tables import console

Day = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="As of that day.")
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command()(stories)
    app.command()(story)
    app.command()(rebuild)


def stories(
    about: Annotated[str | None, typer.Option(help="Part of a participant's or place's name.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="What sort of event.")] = None,
    status: Annotated[
        Status | None, typer.Option(help="How it stands; lapsed is known as of a day only: --on.")
    ] = None,
    changed_since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Whose status changed on that day or later."),
    ] = None,
    disputed: Annotated[
        bool, typer.Option("--disputed", help="Only what one party denies while another affirms it.")
    ] = False,
    on: Day = None,
    events: Annotated[bool, typer.Option("--events", help="List the single events within a matter, too.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """List stories: who and what, how each stands, since when, on how many independent origins.

    Examples:
      reportedly stories --about "Acme" --status rumoured

      reportedly stories --disputed

      reportedly stories --changed-since 2024-01-01 --json

      reportedly stories --on 2023-06-30
    """
    wanted = asking.StoryFilter(about, kind, status, _day(changed_since), _day(on), events, disputed)
    with Ledger(Settings.of(ledger=ledger).ledger) as opened:
        shown, total = asking.stories(opened, known_entities(), wanted, limit)
        within = 0 if total else asking.events_within(opened, known_entities(), wanted)
        _tell_waiting(opened)
    if as_json:
        write_array((story_row(view) for view in shown), sys.stdout)
        return
    if shown:
        console().print(stories_table(shown))
    say("; ".join([part_of(len(shown), total, "story", "stories"), *([] if total else _hints(wanted, within))]))


def _hints(wanted: asking.StoryFilter, within: int) -> Iterator[str]:
    """What to ask instead, where no story fits but `within` events of matters do."""
    if wanted.status is Status.LAPSED and wanted.on is None:
        yield "what has lapsed is known as of a day: --on YYYY-MM-DD"
    if within:
        yield f"{number(within, 'event')} within a matter {'fits' if within == 1 else 'fit'}: --events"


def story(
    id: Annotated[
        str, typer.Argument(metavar="ID", help="A story (s2-...), or a claim of it (c1-...); the beginning is enough.")
    ],
    on: Day = None,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Show a story: how it stands and how it came to that, who says what, its timeline with copies folded.

    With --on it shows how the story stood on that day, by what had been published then.

    Example:
      reportedly story s2-4kzc --on 2024-03-01
    """
    with Ledger(Settings.of(ledger=ledger).ledger) as opened:
        found = asking.story(opened, known_entities(), id, _day(on))
        claims = {s.claim_id: opened.claim(s.claim_id) for s in found.story.sayings} if not as_json else {}
        _tell_waiting(opened)
    if as_json:
        print(json_line(story_row(found)))
        return
    console().print(story_view(found, claims, _day(on)))
    if on and not found.story.pages:
        say("nothing of it had surely been published by then")


def rebuild(ledger: LedgerPath = None) -> None:
    """Drop all stories and make them again from the reports; the result is the same as before.

    Useful after an update, which may judge better.
    """
    with Ledger(Settings.of(ledger=ledger).ledger, writing=True) as opened:
        drop(opened)
        count = opened.left_to_join()
        join(opened)
    say(f"made the stories of {number(count, 'report')} again")


def _tell_waiting(opened: Ledger) -> None:
    """A note where stories do not tell all that was read, as after an interrupted run."""
    if count := opened.left_to_join():
        verb = "waits" if count == 1 else "wait"
        say(f"{number(count, 'report')} {verb} to be joined to stories; join with: reportedly rebuild", style="yellow")


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None

"""Commands about who is who: entities, entity, merge, split, confirm, judgements.

In: names and keys. Out: tables, JSON; judgements in the ledger.
What a newcomer would get wrong: nothing is ever merged in the tables; a judgement is put on record beside them, and the
stories that it touches are made again at once.
"""

import sys
from typing import Annotated

import typer

from reportedly.ledger import Ledger
from reportedly.model import EntityType, Verdict
from reportedly.resolve import shipped as known_entities
from reportedly.resolve.judged import in_force
from reportedly.run import Settings
from reportedly.run import entities as naming
from reportedly.show.cli.options import AsJson, LedgerPath
from reportedly.show.cli.telling import number, part_of, say
from reportedly.show.entities import (
    entities_table,
    entity_row,
    entity_story_row,
    entity_view,
    judgement_line,
    judgement_row,
    judgements_table,
)
from reportedly.show.export import json_line, write_array
from reportedly.show.tables import console

One = Annotated[str, typer.Argument(metavar="A", help="A key, as `reportedly entities` lists it, or an exact name.")]
Other = Annotated[str, typer.Argument(metavar="B", help="The other's key or exact name.")]
Reason = Annotated[str | None, typer.Option(help="Why; it stays on record.")]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    for command in (entities, entity, merge, split, confirm, judgements):
        app.command()(command)


def entities(
    about: Annotated[str | None, typer.Option(metavar="NAME", help="Part of one of its names.")] = None,
    type: Annotated[EntityType | None, typer.Option(help="What it is; `unknown` for new ones.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """List whom the reports name: companies, brands, plants, people, authorities, outlets, places, and new names.

    Examples:
      reportedly entities --about "BAIC" --type company

      reportedly entities --type unknown --limit 50
    """
    with Ledger(Settings.of(ledger=ledger).ledger) as opened:
        wanted = naming.EntityFilter(about, type)
        found, count = naming.entities(opened, known_entities(), wanted, limit)
    if as_json:
        write_array((entity_row(view) for view in found), sys.stdout)
        return
    if found:
        console().print(entities_table(found))
    say(part_of(len(found), count, "entity", "entities"))


def entity(
    key: Annotated[str, typer.Argument(metavar="KEY", help="A key, or an exact name.")],
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Show an entity: its names, whose it is and what is its, the claims that say so, its stories.

    Example:
      reportedly entity "BAIC Group"
    """
    with Ledger(Settings.of(ledger=ledger).ledger) as opened:
        found = naming.entity(opened, known_entities(), key)
    if as_json:
        print(json_line(entity_story_row(found)))
        return
    console().print(entity_view(found))


def merge(one: One, other: Other, reason: Reason = None, ledger: LedgerPath = None) -> None:
    """Say that two entities are one: B's names mean A from now on.

    It takes effect at once on the stories that it touches, and on all reports to come; `split` undoes it. What is said
    last about the two holds; an earlier judgement that it contradicts stays on record.

    Example:
      reportedly merge baic "North Motor" --reason "its old English name"
    """
    _judge(Verdict.MERGE, one, other, reason, ledger)


def split(one: One, other: Other, reason: Reason = None, ledger: LedgerPath = None) -> None:
    """Say that two entities are two after all: undo a merge, or keep apart what is taken for one.

    B may also be a name of A: then it is taken off A, and stands for itself.

    Examples:
      reportedly split saab-ab saab-automobile

      reportedly split baic "Beijing Automotive"
    """
    _judge(Verdict.SPLIT, one, other, reason, ledger)


def confirm(one: One, other: Other, reason: Reason = None, ledger: LedgerPath = None) -> None:
    """Say that two names are rightly taken for one, so that they stay one whatever is learned later.

    Two that were never taken for one are refused: join them with `merge`.

    Example:
      reportedly confirm "Acme Neue Energie" ANE
    """
    _judge(Verdict.CONFIRM, one, other, reason, ledger)


def judgements(ledger: LedgerPath = None, as_json: AsJson = False) -> None:
    """List what people judged of names, the oldest first, and whether it still holds.

    Example:
      reportedly judgements --json | jq '.[] | select(.holds)'
    """
    with Ledger(Settings.of(ledger=ledger).ledger) as opened:
        found = opened.judgements()
    held = in_force(found)
    if as_json:
        write_array((judgement_row(one, holds=any(one is j for j in held)) for one in found), sys.stdout)
    elif found:
        console().print(judgements_table(found, held))
    else:
        say("nothing was judged yet; judge with: reportedly merge, split or confirm")


def _judge(verdict: Verdict, one: str, other: str, reason: str | None, ledger: LedgerPath) -> None:
    with Ledger(Settings.of(ledger=ledger).ledger, writing=True) as opened:
        done = naming.put_judgement(opened, known_entities(), verdict, (one, other), reason)
    if done.said_before is not None:
        say(f"on record already, nothing has changed: {judgement_line(done.said_before)}")
        return
    for earlier in done.set_aside:
        say(f"this sets aside: {judgement_line(earlier)}", style="yellow")
    say(f"{verdict.value}: on record; {number(done.reports, 'report')} read anew for it")

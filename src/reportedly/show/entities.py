"""Entities and judgements on a terminal and as rows.

In: values of run.entities. Out: Rich renderables, dictionaries.
What a newcomer would get wrong: names come from pages, so they go through `clean`.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from reportedly.model import EntityType, Judgement
from reportedly.run.entities import EntityStory, EntityView
from reportedly.show.cleaning import clean
from reportedly.show.tables import SHORT_ID, Fixed, plain_table

_MOST_NAMES = 6
_DAY = 10
_TYPE = max(len(one) for one in EntityType)


def entity_row(view: EntityView) -> dict[str, Any]:
    """An entity with the names that pages have for it; `known` where a table has it."""
    entity = view.entity
    return {
        "key": entity.key,
        "name": entity.name,
        "type": entity.type.value,
        "known": view.known,
        "owners": list(entity.owners),
        "owners_told_by": ("tables" if view.known else "reports") if entity.owners else None,
        "tie": entity.tie,
        "country": entity.country,
        "wikidata": entity.wikidata,
        "merged": list(view.merged),
        "met": [{"name": one.name, "pages": one.pages, "mentions": one.mentions} for one in view.met],
        "pages": view.pages,
        "mentions": view.mentions,
    }


def entity_story_row(found: EntityStory) -> dict[str, Any]:
    """An entity with all its names, its parts, the claims that tell of its ties, and its stories."""
    return {
        **entity_row(found.view),
        "names": list(found.view.entity.names),
        "parts": [{"key": part.key, "name": part.name, "tie": part.tie} for part in found.parts],
        "ties": [stored.claim.id for stored in found.ties],
        "stories": [view.story.id for view in found.stories],
    }


def judgement_row(judgement: Judgement, *, holds: bool) -> dict[str, Any]:
    """A judgement, and whether it still holds."""
    return {
        "verdict": judgement.verdict.value,
        "one": judgement.one,
        "other": judgement.other,
        "reason": judgement.reason,
        "at": judgement.at.isoformat(timespec="seconds"),
        "holds": holds,
    }


def judgement_line(judgement: Judgement) -> str:
    """A judgement in a few words."""
    return clean(f"{judgement.verdict.value} {judgement.one} {judgement.other} ({judgement.at:%Y-%m-%d %H:%M})")


def entities_table(views: Sequence[EntityView]) -> Table:
    """Entities, one a row."""
    counted = Fixed("pages", 6, right=True), Fixed("mentions", 8, right=True)
    table = plain_table((("entity", 6), Fixed("what", _TYPE), ("whose", 4), ("named", 6), *counted))
    for view in views:
        name = Text(clean(view.entity.name), style="bold")
        name.append(f"\n{clean(view.entity.key)}", style="not bold dim")
        counts = (f"{view.pages:,}", f"{view.mentions:,}")
        table.add_row(name, _what(view), Text(_whose(view, view.entity.owners)), Text(_met(view)), *counts)
    return table


def entity_view(found: EntityStory) -> RenderableType:
    """One entity."""
    view, facts = found.view, Table.grid(padding=(0, 2))
    facts.add_column(style="dim")
    facts.add_column(overflow="fold")
    met = ", ".join(f"{one.name} ({one.pages:,})" for one in view.met)
    rows = {
        "entity": view.entity.key,
        "name": view.entity.name,
        "what": str(_what(view)).replace("\n", ", "),
        "whose": _whose(view, [owner.name for owner in found.owners]),
        "wikidata": view.entity.wikidata,
        "met as (pages)": met,
        "known as": ", ".join(name for name in view.entity.names if view.known),
        "also means it": ", ".join(view.merged),
        "its parts": ", ".join(f"{part.name} ({part.tie or 'reports say'})" for part in found.parts),
    }
    for label, value in rows.items():
        if value:
            facts.add_row(label, Text(clean(value)))
    parts: list[RenderableType] = [facts]
    if found.ties:
        parts += [Text("\nties that reports tell of", style="bold"), _ties(found)]
    if found.stories:
        parts += [Text("\nstories", style="bold"), _stories(found)]
    return Group(*parts)


def judgements_table(judgements: Iterable[Judgement], held: Sequence[Judgement]) -> Table:
    """Judgements, one a row."""
    when, verdict, holding = Fixed("when", _DAY), Fixed("verdict", 7), Fixed("", len("overruled"))
    table = plain_table((when, verdict, ("one", 4), ("other", 4), ("reason", 4), holding))
    for one in judgements:
        holds = Text("holds", style="green") if any(one is j for j in held) else Text("overruled", style="dim")
        cells = (f"{one.at:%Y-%m-%d %H:%M}", one.verdict.value, one.one, one.other, one.reason or "")
        table.add_row(*(Text(clean(cell)) for cell in cells), holds)
    return table


def _what(view: EntityView) -> Text:
    text = Text(view.entity.type.value if view.known else "new")
    if view.entity.country:
        text.append(f"\n{view.entity.country}", style="dim")
    return text


def _whose(view: EntityView, owners: Sequence[str]) -> str:
    said = "" if view.known else " (reports say)"
    return clean(f"{view.entity.tie or 'part'} of {', '.join(owners)}{said}") if owners else ""


def _met(view: EntityView) -> str:
    more = f" and {len(view.met) - _MOST_NAMES} more" if len(view.met) > _MOST_NAMES else ""
    return clean(", ".join(one.name for one in view.met[:_MOST_NAMES]) + more)


def _ties(found: EntityStory) -> Table:
    table = plain_table((Fixed("claim", SHORT_ID), ("says", 9), ("report", 4)))
    for stored in found.ties:
        said = clean(stored.claim.evidence[0].text)
        table.add_row(stored.claim.id[:SHORT_ID], Text(said), Text(clean(stored.head.outlet or stored.head.label)))
    return table


def _stories(found: EntityStory) -> Table:
    table = plain_table((Fixed("story", SHORT_ID), ("about", 9), Fixed("pages", 6, right=True)))
    for view in found.stories:
        about = Text(clean(", ".join(view.participants)))
        table.add_row(view.story.id[:SHORT_ID], about, f"{len(view.story.pages):,}")
    return table

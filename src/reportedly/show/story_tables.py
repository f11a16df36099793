"""Stories on a terminal: a table of many, the view of one.

In: StoryView. Out: Rich renderables.
What a newcomer would get wrong: names come from pages, so they go through `clean`.
"""

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from reportedly.ledger import StoredClaim
from reportedly.model import Saying, Status
from reportedly.run.asking import StoryView
from reportedly.show.tables import SHORT_ID, clean, plain_table

_STYLE = {
    Status.COMPLETED: "green",
    Status.CLEARED: "green",
    Status.AGREED: "green",
    Status.STALLED: "yellow",
    Status.LAPSED: "dim",
    Status.DENIED: "red",
    Status.OFF: "red",
}
_MOST_NAMES = 6


def stories_table(views: Sequence[StoryView]) -> Table:
    """Stories, one a row."""
    table = plain_table((("story", 3), ("about", 6), ("how it stands", 4), ("origins", 5)))
    table.add_column("pages", justify="right", width=6)
    for view in views:
        table.add_row(
            Text(f"{view.story.id[:SHORT_ID]}\n")
            + Text(view.story.kind.value if view.story.kind else "", style="bold"),
            Text(_about(view)),
            _stands(view),
            Text(_origins(view)),
            str(len(view.story.pages)),
        )
    return table


def story_view(view: StoryView, claims: Mapping[str, StoredClaim]) -> RenderableType:
    """One story: facts, history, sides, events, timeline."""
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim")
    facts.add_column(overflow="fold")
    rows = [("story", Text(view.story.id)), ("about", Text(_about(view), style="bold"))]
    if view.story.kind:
        rows.append(("kind", Text(view.story.kind.value)))
    rows += [("how it stands", _stands(view)), ("independent origins", Text(_origins(view)))]
    rows += [(stance.value, Text(_list(names))) for stance, names in view.sides.items()]
    for label, value in rows:
        facts.add_row(label, value)
    parts: list[RenderableType] = [facts, Text("")]
    if view.history.steps:
        parts += [_history(view), Text("")]
    if view.events:
        parts += [Text("events", style="bold"), stories_table(view.events), Text("")]
    parts += [Text("timeline", style="bold"), _timeline(view, claims)]
    return Group(*parts)


def _about(view: StoryView) -> str:
    places = f" ({_list(view.places)})" if view.places else ""
    return clean(_list(view.participants) + places) or "nobody is named"


def _list(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return clean(", ".join(names[:_MOST_NAMES]) + more)


def _stands(view: StoryView) -> Text:
    status = view.history.status
    if status is None:
        return Text("not known", style="dim")
    text = Text(status.value, style=_STYLE.get(status, "cyan"))
    if view.history.disputed:
        text.append(", disputed", style="bold red")
    if day := view.history.steps[-1].on:
        text.append(f"\nsince {day.isoformat()}", style="dim")
    return text


def _origins(view: StoryView) -> str:
    unknown = f"{view.unknown_origins} unknown" if view.unknown_origins else ""
    known = f"{len(view.origins)}: {_list(view.origins)}" if view.origins else ""
    return "; ".join(filter(None, (known, unknown))) or "none"


def _history(view: StoryView) -> Table:
    table = plain_table((("when", 3), ("status", 3), ("because", 7), ("claim", 3)))
    for step in view.history.steps:
        when = step.on.isoformat() if step.on else "day unknown"
        status = Text(step.status.value, style=_STYLE.get(step.status, "cyan"))
        table.add_row(when, status, step.reason, (step.claim_id or "")[:SHORT_ID])
    return table


def _timeline(view: StoryView, claims: Mapping[str, StoredClaim]) -> Table:
    """A line for each claim; what copies say is folded under the page they were taken from."""
    table = plain_table((("day", 3), ("who", 5), ("says", 9), ("claim", 3)))
    copies = {page.version_id for page in view.story.pages if page.copy_of}
    for saying in view.story.sayings:
        if saying.version_id not in copies:
            table.add_row(_day(saying), _who(saying), _says(saying, claims), saying.claim_id[:SHORT_ID])
    for page in view.story.pages:
        head = view.heads.get(page.version_id)
        if page.copy_of and head:
            source = view.heads.get(page.copy_of)
            whose = (source.outlet or source.name) if source else page.copy_of
            note = Text(f"copy of {clean(whose)}", style="dim")
            table.add_row(Text("", style="dim"), Text(clean(head.outlet or head.name), style="dim"), note, "")
    return table


def _day(saying: Saying) -> str:
    return saying.on.isoformat() if saying.on else "day unknown"


def _who(saying: Saying) -> Text:
    text = Text(clean(saying.speaker or saying.origin or "the report itself"))
    if saying.origin and saying.speaker and saying.origin != saying.speaker:
        text.append(f"\nby way of {clean(saying.origin)}", style="dim")
    return text


def _says(saying: Saying, claims: Mapping[str, StoredClaim]) -> Text:
    text = Text(f"{saying.kind.value}, {saying.phase.value}, {saying.certainty.value}", style="cyan")
    if saying.stance.value != "affirms":
        text.append(f", {saying.stance.value}", style="bold red")
    if stored := claims.get(saying.claim_id):
        text.append(f"\n“{clean(stored.claim.evidence[0].text)}”", style="default")
    return text

"""Stories on a terminal: a table of many, the view of one.

In: StoryView. Out: Rich renderables.
What a newcomer would get wrong: names come from pages, so they go through `clean`. A page that claims nothing of a
story stands in its timeline, too: nothing that was read is left out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.ledger import ReportHead, StoredClaim
from reportedly.model import Kind, Page, Saying, Stance, Status, StatusStep
from reportedly.run.asking import StoryView
from reportedly.show.cleaning import clean
from reportedly.show.tables import SHORT_ID, Fixed, plain_table

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
_MOST_IN_A_ROW = 3
_DAY = 11  # characters
_STATUS = 9
_KIND = max(len(kind) for kind in Kind)


def stories_table(views: Sequence[StoryView]) -> Table:
    """Stories, one a row."""
    story, pages = Fixed("story", _KIND), Fixed("pages", 5, right=True)
    table = plain_table((story, ("about", 6), ("how it stands", 5), ("independent origins", 5), pages))
    for view in views:
        table.add_row(
            Text(f"{view.story.id[:SHORT_ID]}\n")
            + Text(view.story.kind.value if view.story.kind else "", style="bold"),
            Text(_about(view)),
            _stands(view),
            Text(_origins(view, _MOST_IN_A_ROW)),
            str(len(view.story.pages)),
        )
    return table


def story_view(view: StoryView, claims: Mapping[str, StoredClaim], on: date | None = None) -> RenderableType:
    """One story, as of a day or with all that is known: facts, history, events, timeline, what bounds unknown days."""
    parts: list[RenderableType] = [_facts(view, on)]
    if view.history.steps:
        parts += _titled("how it came to that", _history(view, claims))
    others = [event for event in view.events if event.story.sayings != view.story.sayings]
    if others:
        parts += _titled("other events of it", stories_table(sorted(others, key=lambda e: -len(e.story.pages))))
    if view.story.pages:
        parts += _titled("timeline", _timeline(view, claims))
    if bounded := [p for p in view.story.pages if p.version_id in view.heads and p.bounds]:
        parts += _titled("days that are not told", _bounds(view, bounded))
    return Group(*parts)


def _titled(title: str, body: RenderableType) -> list[RenderableType]:
    return [Text(""), Text(title, style="bold"), body]


def _facts(view: StoryView, on: date | None) -> Table:
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim")
    facts.add_column(overflow="fold")
    facts.add_row("story", view.story.id)
    facts.add_row("about", Text(_about(view), style="bold"))
    if view.story.kind:
        facts.add_row("kind", view.story.kind.value)
    if on:
        facts.add_row("as of", on.isoformat())
    facts.add_row("how it stands", Text(", ").join(_stands(view).split("\n")))
    facts.add_row("independent origins", Text(_origins(view, _MOST_NAMES)))
    for stance, names in view.sides.items():
        facts.add_row(stance.value, Text(_list(names)))
    if not view.story.sayings and (named := _credited(view)):
        facts.add_row("pages credit", Text(_list(named)))
    return facts


def _credited(view: StoryView) -> list[str]:
    """Whom the pages name as their sources, the most often named first: all that can be told without claims."""
    pages = (page for page in view.story.pages if not page.copy_of)
    return [name for name, _ in Counter(name for page in pages for name in dict.fromkeys(page.origins)).most_common()]


def _about(view: StoryView) -> str:
    places = f" ({_list(view.places)})" if view.places else ""
    return _list(view.participants) + places or "nobody is named"


def _list(names: Sequence[str], most: int = _MOST_NAMES) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return clean(", ".join(names[:most]) + more)


def _stands(view: StoryView) -> Text:
    status = view.history.status
    if status is None:
        why = "no claims were read" if not view.story.sayings else "no claim that tells"
        return Text(f"not known\n{why}", style="dim")
    text = _status(status)
    if view.history.disputed:
        text.append(", disputed", style="bold red")
    if day := view.history.steps[-1].on:
        text.append(f"\nsince {day.isoformat()}", style="dim")
    return text


def _status(status: Status) -> Text:
    return Text(status.value, style=_STYLE.get(status, "cyan"))


def _origins(view: StoryView, most: int) -> str:
    unknown = f"{view.unknown_origins} unknown" if view.unknown_origins else ""
    known = f"{len(view.origins)}: {_list(view.origins, most)}" if view.origins else ""
    return "; ".join(filter(None, (known, unknown))) or "none"


def _lines(day: int, *widths: int | None) -> Table:
    """A table without rules: a day, columns of a width or as wide as there is room, the id of a claim."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for width in (day, *widths, SHORT_ID):
        table.add_column(width=width, ratio=None if width else 1, overflow="fold")
    return table


def _history(view: StoryView, claims: Mapping[str, StoredClaim]) -> Table:
    sayings = {saying.claim_id: saying for saying in view.story.sayings}
    table = _lines(_DAY, _STATUS, None)
    for step in view.history.steps:
        saying = sayings.get(step.claim_id or "")
        when = step.on.isoformat() if step.on else _when(saying)
        claim = Text((step.claim_id or "")[:SHORT_ID], style="dim")
        table.add_row(when, _status(step.status), _because(step, saying, claims), claim)
    return table


def _because(step: StatusStep, saying: Saying | None, claims: Mapping[str, StoredClaim]) -> Text:
    text = Text(step.reason)
    if saying:
        text.append(": ").append_text(_who(saying))
    if stored := claims.get(step.claim_id or ""):
        text.append(f"\n“{clean(stored.claim.evidence[0].text)}”")
    return text


def _timeline(view: StoryView, claims: Mapping[str, StoredClaim]) -> Table:
    """What each page says, by day; the pages that copy it are folded under it."""
    table = _lines(_DAY, None)
    told: dict[str, list[Saying]] = defaultdict(list)
    for saying in view.story.sayings:
        told[saying.version_id].append(saying)
    pages = sorted(view.story.pages, key=lambda page: _rank(page, view.heads))
    copies = _copies(view)
    roots = [page for page in pages if not (page.copy_of and page.copy_of in view.heads)]
    for when, group in groupby(roots, key=lambda page: _published(page, view.heads)):
        for n, page in enumerate(group):
            table.add_row("" if n else when, _headline(page, view.heads), "")
            for saying in told[page.version_id]:
                line = _who(saying, _outlet(view.heads.get(page.version_id))).append(": ")
                line.append_text(_says(saying, claims))
                table.add_row("", Padding(line, (0, 0, 0, 2)), Text(saying.claim_id[:SHORT_ID], style="dim"))
            if copied := copies.get(page.version_id):
                names = _list(copied)
                table.add_row("", Padding(Text(f"copied by {names}", style="dim"), (0, 0, 0, 2)), "")
    return table


def _rank(page: Page, heads: Mapping[str, ReportHead]) -> tuple[date, str, str]:
    """By day, then by when it can have been at the earliest."""
    head = heads.get(page.version_id)
    on = head.published.on if head else None
    return on or date.max, "" if on else _published(page, heads), page.version_id


def _published(page: Page, heads: Mapping[str, ReportHead]) -> str:
    head = heads.get(page.version_id)
    if head is None or head.published.days is None:
        return "day unknown"
    return (
        head.published.on.isoformat()
        if head.published.on
        else _span(head.published.days.start, head.published.days.last)
    )


def _when(saying: Saying | None) -> str:
    return _span(saying.earliest, saying.latest) if saying else "day unknown"


def _span(first: date | None, last: date | None) -> str:
    """Between which days, in a column as wide as one day."""
    if first and last:
        return f"{first}–\n{last}"
    return f"{first}\nor later" if first else f"{last}\nor earlier" if last else "day unknown"


def _copies(view: StoryView) -> dict[str, list[str]]:
    """Whose pages copy which page, directly or by way of another copy: outlets by the version of the root."""
    of = {page.version_id: page.copy_of for page in view.story.pages if page.copy_of in view.heads}
    found: dict[str, list[str]] = defaultdict(list)
    for version_id in of:
        found[_root(version_id, of)].append(_outlet(view.heads.get(version_id)))
    return found


def _root(version_id: str, of: Mapping[str, str | None]) -> str:
    while source := of.get(version_id):
        version_id = source
    return version_id


def _outlet(head: ReportHead | None) -> str:
    return clean(head.outlet or head.label) if head else "a report that is gone"


def _headline(page: Page, heads: Mapping[str, ReportHead]) -> Text:
    head = heads.get(page.version_id)
    text = Text(_outlet(head), style="bold")
    if head and head.title:
        text.append(f", {clean(head.title)}", style="not bold")
    if head:
        text.append(f"  {head.id[:SHORT_ID]}", style="not bold dim")
    return text


def _who(saying: Saying, outlet: str | None = None) -> Text:
    """Who says it; under the headline of its outlet, the outlet is not named again."""
    if saying.speaker is None and (saying.origin is None or clean(saying.origin) == outlet):
        return Text("the report itself")
    text = Text(clean(saying.speaker or saying.origin))
    if saying.origin and saying.speaker and clean(saying.origin) not in (clean(saying.speaker), outlet):
        text.append(f" (by way of {clean(saying.origin)})", style="dim")
    return text


def _says(saying: Saying, claims: Mapping[str, StoredClaim]) -> Text:
    text = Text("", style="default")
    if saying.stance is not Stance.AFFIRMS:
        text.append(f"{saying.stance.value}, ", style="bold red")
    text.append(f"{saying.kind.value}, {saying.phase.value}, {saying.certainty.value}", style="cyan")
    if stored := claims.get(saying.claim_id):
        text.append(f" “{clean(stored.claim.evidence[0].text)}”")
    return text


def _bounds(view: StoryView, pages: Sequence[Page]) -> Table:
    """Between which days pages without a day lie, and why."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(overflow="fold", max_width=24)
    table.add_column(overflow="fold")
    for page in pages:
        table.add_row(_outlet(view.heads.get(page.version_id)), Text("; ".join(_grounds(page))))
    return table


def _grounds(page: Page) -> Iterator[str]:
    if page.bounds:
        yield str(page.bounds)
        yield from dict.fromkeys(clean(ground.reason) for ground in page.bounds.grounds)

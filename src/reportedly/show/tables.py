"""What a person sees on a terminal: tables of claims and reports, a claim in its context.

In: values from the ledger. Out: Rich renderables.
What a newcomer would get wrong: everything that came from outside goes through `clean`, so that no page can write
escape sequences to a terminal.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console, Group, JustifyMethod, RenderableType
from rich.table import Table
from rich.text import Text

from reportedly.ledger import FollowedFeed, Quarantined, ReportHead, StoredClaim, StoredReport
from reportedly.model import (
    Certainty,
    Claim,
    Followed,
    Interval,
    Part,
    Published,
    Quote,
    Role,
    Scores,
    Span,
    Stance,
    Voice,
    notes,
)
from reportedly.model.times import said_on, when
from reportedly.show.cleaning import clean

_PHASE_STYLE = {
    "off": "red",
    "stalled": "yellow",
    "done": "green",
    "agreed": "green",
    "cleared": "green",
}
_PLAIN_WIDTH = 120
# Widths of what is never broken, in characters.
_SILENT = "silent edit: "
SHORT_ID = 10
_DAY = 10
_STATE = 10
_HOW = 11
_FATE = 10
_KIND_OF_FEED = 7
_MARK = "bold reverse"


def console(*, stderr: bool = False) -> Console:
    """A console that writes colours only to terminals, and lines of 120 characters where there is none."""
    made = Console(stderr=stderr, highlight=False)
    if not made.is_terminal and "COLUMNS" not in os.environ:
        made.width = _PLAIN_WIDTH
    return made


def day(published: Published) -> str:
    """The day of publication, or that it is unknown."""
    return published.on.isoformat() if published.on else "date unknown"


def instant(published: Published) -> str:
    """When it was published, as exactly as is known: the instant in its own time zone, the day, or what bounds it.

    >>> instant(Published.unknown("the page states none"))
    'date unknown: the page states none'
    """
    if published.at:
        return f"{published.at:%Y-%m-%d %H:%M}" + (f" UTC{published.at:%z}" if published.at.tzinfo else "")
    if published.on:
        return published.on.isoformat()
    why, bounds = clean(published.reason), published.bounds
    grounds = dict.fromkeys(clean(ground.reason) for ground in bounds.grounds) if bounds else ()
    known = [f"date unknown: {why}", *([str(bounds)] if bounds else []), *(one for one in grounds if one != why)]
    return "; ".join(known)


def claims_table(found: Iterable[StoredClaim]) -> Table:
    """Who claims what, on whose word, how far along, how sure, with the evidence."""
    table = plain_table((("claim", 5), ("on whose word", 4), Fixed("how far, how sure", _STATE), ("evidence", 9)))
    for stored in found:
        claim = stored.claim
        source = Text(f"\n{claim.id[:SHORT_ID]} · {_where(stored.head)}", style="dim")
        evidence = Text(f"“{clean(claim.evidence[0].text)}”")
        if len(claim.evidence) > 1:
            evidence.append(f" and {len(claim.evidence) - 1} more", style="dim")
        if claim.part is not Part.BODY:
            evidence.append(f" ({claim.part.value})", style="dim")
        table.add_row(_event(claim), _word(claim.voices), _state(claim) + _score(claim), evidence + source)
    return table


@dataclass(frozen=True, slots=True)
class Fixed:
    """A column that has its width on every terminal, for what must not be broken: ids, days, numbers (to the right)."""

    heading: str
    width: int
    right: bool = False


def plain_table(columns: Sequence[tuple[str, int] | Fixed]) -> Table:
    """A table with those headings; what fixed columns leave of the width, the others share."""
    table = Table(box=box.SIMPLE_HEAD, expand=True, show_edge=False, header_style="bold", padding=(0, 1, 1, 0))
    for column in columns:
        if isinstance(column, Fixed):
            justify: JustifyMethod = "right" if column.right else "left"
            table.add_column(column.heading, width=column.width, justify=justify, overflow="fold")
        else:
            table.add_column(column[0], ratio=column[1], overflow="fold")
    return table


def _where(head: ReportHead) -> str:
    return f"{clean(head.outlet or head.title or head.label)}, {day(head.published)}"


def _event(claim: Claim) -> Text:
    text = Text(claim.kind.value, style="bold")
    text.append("\n" + _names(claim.fillers(Role.ACTOR)) or "—", style="not bold")
    for role, lead in ((Role.OBJECT, "→"), (Role.COUNTERPARTY, "with/of")):
        if names := claim.fillers(role):
            text.append(f"\n{lead} {_names(names)}", style="not bold")
    more = [_names(names) for role in (Role.PLACE, Role.AMOUNT, Role.TIME) if (names := claim.fillers(role))]
    if more:
        text.append("\n" + " · ".join(more), style="not bold dim")
    return text


def _names(quotes: Sequence[Quote]) -> str:
    return ", ".join(clean(q.text) for q in quotes)


def _word(voices: Sequence[Voice]) -> Text:
    if not voices:
        return Text("the report itself", style="dim")
    text = Text()
    for i, voice in enumerate(voices):
        text.append("\nthrough " if i else "")
        text.append(clean(voice.name.text), style="" if voice.named else "italic")
        text.append(f" ({voice.type.value})", style="dim")
    return text


def _state(claim: Claim) -> Text:
    text = Text(claim.phase.value, style=_PHASE_STYLE.get(claim.phase.value, "cyan"))
    text.append(
        f"\n{claim.certainty.value}",
        style="" if claim.certainty is Certainty.CERTAIN else "yellow",
    )
    if claim.stance is not Stance.AFFIRMS:
        text.append(f"\n{claim.stance.value}", style="bold red")
    return text


def _score(claim: Claim) -> Text:
    return Text(f"\nscore {claim.scores.claim:.2f}" if claim.scores else "", style="dim")


def reports_table(heads: Iterable[ReportHead], edits: Mapping[str, Sequence[int]]) -> RenderableType:
    """Reports, one a row, and below why a day or claims are not known; `edits` are the numbers of the versions of a
    report that were silent edits.
    """
    report = Fixed("report", len(_SILENT) + 1 if edits else SHORT_ID)
    table = plain_table((report, Fixed("published", _DAY), ("outlet", 3), ("title", 9), Fixed("claims", 8, right=True)))
    reasons: dict[str, int] = {}
    for head in heads:
        published = Text(day(head.published)).append_text(_mark(head.published.reason, reasons))
        version = f"\nversion {head.number}" if head.number > 1 else ""
        named = Text(head.id[:SHORT_ID] + version)
        if numbers := edits.get(head.id):
            named.append(f"\n{_SILENT}" + ", ".join(map(str, numbers)), style="yellow")
        table.add_row(
            named,
            published,
            clean(head.outlet),
            clean(head.title or head.label),
            _count(head).append_text(_mark(head.note, reasons)),
        )
    return Group(table, *(Text(f"({n}) {clean(reason)}", style="dim") for reason, n in reasons.items()))


def _mark(reason: str | None, reasons: dict[str, int]) -> Text:
    """A mark that leads to `reason` below the table, where those that are the same stand once."""
    return Text(f" ({reasons.setdefault(reason, len(reasons) + 1)})" if reason else "", style="dim")


def _count(head: ReportHead) -> Text:
    """How many claims were found; that nobody has looked is not the same as none."""
    return Text("not read", style="dim") if head.claims is None else Text(str(head.claims))


def copies_table(found: Iterable[tuple[ReportHead, ReportHead | None, str | None, float | None]]) -> Table:
    """A family of copies: each with what it was taken from, how, and how much of it."""
    ids, days = Fixed("report", SHORT_ID), Fixed("published", _DAY)
    table = plain_table((ids, days, ("title", 8), ("taken from", 5), Fixed("how", _HOW)))
    for head, source, how, share in found:
        taken = clean(source.outlet or source.label) if source else "the root"
        part = f"{how}, {share:.0%}" if how and share is not None else ""
        table.add_row(head.id[:SHORT_ID], day(head.published), clean(head.title or head.label), taken, part)
    return table


def quarantine_table(entries: Iterable[Quarantined]) -> Table:
    """What could not be read, and why."""
    table = plain_table((("input", 6), Fixed("fate", _FATE), ("why", 8), Fixed("tries", 5, right=True)))
    for entry in entries:
        table.add_row(clean(entry.place), entry.fate, clean(entry.reason), str(entry.tries))
    return table


def feeds_table(found: Iterable[FollowedFeed]) -> Table:
    """Feeds, how they stand, and what came of their items."""
    counted = [Fixed(heading, 7, right=True) for heading in ("read", "to read", "refused")]
    table = plain_table((("feed", 8), Fixed("kind", _KIND_OF_FEED), ("how it stands", 6), *counted))
    for one in found:
        named = Text(clean(one.feed.title or ""), style="bold")
        named.append(("\n" if one.feed.title else "") + clean(one.feed.address), style="not bold dim")
        counts = (f"{n:,}" for n in (one.read, one.pending, one.refused))
        table.add_row(named, clean(one.feed.kind), _standing(one.feed), *counts)
    return table


def _standing(feed: Followed) -> Text:
    """How a feed stands: its state where it is asked no more, else what went wrong and when it is asked next."""
    text = Text(feed.state.value if feed.next_at is None else "", style="red")
    if feed.reason:
        times = f"failed {feed.failures} times: " if feed.failures > 1 else ""
        text.append(f"{': ' if text else ''}{times}{clean(feed.reason)}", style="yellow")
    if feed.moved_to:
        text.append(f" to {clean(feed.moved_to)}")
    if feed.next_at:
        text.append(("\n" if text else "") + f"next {feed.next_at.astimezone():%Y-%m-%d %H:%M}", style="dim")
    return text


def claim_view(found: StoredClaim, stored: StoredReport, *, colour: bool) -> RenderableType:
    """One claim with all its fields, and the passages it stands in, the evidence marked."""
    claim = found.claim
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim")
    facts.add_column(overflow="fold")
    rows = [("claim", Text(claim.id)), ("kind", Text(claim.kind.value, style="bold"))]
    rows += [(role.value, Text(_names(names))) for role in Role if (names := claim.fillers(role))]
    rows += [
        ("on whose word", _one_line(_word(claim.voices))),
        ("how far, how sure", _one_line(_state(claim))),
    ]
    rows += [(label, Text(str(days))) for label, days in days_of(found)]
    if claim.said:
        rows.append(("said", Text(clean(claim.said.text))))
    if claim.scores:
        rows.append(("scores", Text(scores_line(claim, claim.scores))))
    rows += [
        (
            "report",
            Text(f"{clean(stored.head.title or stored.head.label)} ({_where(stored.head)})"),
        )
    ]
    rows += [
        ("published", Text(instant(stored.head.published))),
        ("report id", Text(f"{stored.head.id}, version {stored.head.number}")),
        ("url", Text(clean(stored.head.url))),
    ]
    for label, value in rows:
        facts.add_row(label, value)
    marks = [q.span for q in claim.evidence]
    holding = [
        _marked(stored.report.text, p.span, marks, colour=colour)
        for p in stored.report.passages
        if any(p.span.overlaps(m) for m in marks)
    ]
    return Group(facts, Text(""), *_spaced(holding))


def days_of(found: StoredClaim) -> list[tuple[str, Interval]]:
    """When the event happens and when it was said, as far as that is known, under what it is called."""
    claim, published = found.claim, found.head.published
    days = (("when", when(claim, published)), ("said on", said_on(claim, published)))
    return [(label, interval) for label, interval in days if interval]


def scores_line(claim: Claim, scores: Scores) -> str:
    """How sure the engine is of each part of a claim: "claim 0.93, phase 0.88, ..., actor 0.97, voices 0.81"."""
    found = [(name, getattr(scores, name)) for name in Scores.__slots__]
    found += [(filler.role.value, filler.score) for filler in claim.roles]
    found += [("voice", voice.score) for voice in claim.voices]
    return ", ".join(f"{name} {score:.2f}" for name, score in found if score is not None)


def _one_line(text: Text) -> Text:
    return Text(", ").join(text.split("\n"))


def report_view(stored: StoredReport, *, colour: bool) -> RenderableType:
    """A report's text, the evidence of all its claims marked, and its claims as a table."""
    head = stored.head
    title = Text(clean(head.title or head.label), style="bold")
    about = Text(f"{_where(head)} · {head.id}, version {head.number}", style="dim")
    about.append(f"\n{instant(head.published)}")
    for label, value in report_facts(head):
        about.append(f"\n{label}: {clean(value)}")
    if head.claims is None:
        about.append("\nnot read for claims yet; reportedly catch-up does")
    elif head.note:
        about.append(f"\nno claims: {clean(head.note)}")
    for note in notes(stored.report):
        about.append(f"\n{note.kind.value} note: “{clean(note.quote.text)}”")
    marks = [q.span for claim in stored.claims for q in claim.evidence]
    passages = [_marked(stored.report.text, p.span, marks, colour=colour) for p in stored.report.passages]
    table = claims_table(StoredClaim(claim, head) for claim in stored.claims)
    return Group(title, about, Text(""), *_spaced(passages), table)


def report_facts(head: ReportHead) -> list[tuple[str, str]]:
    """What a report tells about itself beside its title, outlet and date, each with what it is."""
    found = [("by", ", ".join(head.authors)), ("section", head.section or "")]
    if copy := head.based_on:
        there = f", {copy.url}" if copy.url and copy.outlet else ""
        found.append(("based on", f"{copy}{there}"))
    return [(label, value) for label, value in found if value]


def _spaced(passages: Sequence[Text]) -> list[Text]:
    return [line for passage in passages for line in (passage, Text(""))]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Overlapping spans made one, in order.

    >>> merged([Span(4, 8), Span(0, 5), Span(9, 10)])
    [Span(start=0, end=8), Span(start=9, end=10)]
    """
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def segments(text: str, passage: Span, marks: Iterable[Span]) -> list[tuple[str, bool]]:
    """`passage` in pieces, each with whether it is marked.

    >>> segments("abcdef", Span(1, 6), [Span(0, 3)])
    [('bc', True), ('def', False)]
    """
    pieces, at = [], passage.start
    for mark in merged(m for m in marks if m.overlaps(passage)):
        start, end = max(mark.start, passage.start), min(mark.end, passage.end)
        if start > at:
            pieces.append((text[at:start], False))
        pieces.append((text[start:end], True))
        at = end
    if at < passage.end:
        pieces.append((text[at : passage.end], False))
    return pieces


def _marked(text: str, passage: Span, marks: Iterable[Span], *, colour: bool) -> Text:
    shown = Text()
    for piece, mark in segments(text, passage, marks):
        if mark and not colour:
            shown.append(f"⟦{clean(piece)}⟧")
        else:
            shown.append(clean(piece), style=_MARK if mark else "")
    return shown

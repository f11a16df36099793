"""What a report's versions changed, on a terminal and as rows.

In: the versions of a report. Out: Rich renderables, rows.
What a newcomer would get wrong: a silent edit is one of title or body that no new note owns up to; where only headlines
of other stories or furniture changed, nothing was edited.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from reportedly.ledger import StoredVersion
from reportedly.model import Changed, Edit, Revision
from reportedly.show.cleaning import clean
from reportedly.show.export import note_row

_STYLES = {Edit.SAME: "", Edit.REMOVED: "red strike", Edit.ADDED: "green underline"}
_SIGNS = {Edit.SAME: "{}", Edit.REMOVED: "[-{}-]", Edit.ADDED: "{{+{}+}}"}


def sort_of_edit(revision: Revision) -> str:
    """What a version did, in a few words."""
    if not revision.changed:
        return "only white space or furniture changed"
    if revision.silent:
        return "silent edit"
    return "edit with a note" if revision.notes else "only headlines of other stories changed"


def silent(versions: Sequence[StoredVersion]) -> list[int]:
    """The numbers of the versions that were silent edits."""
    return [v.head.number for v in versions if v.revision and v.revision.silent]


def version_row(version: StoredVersion) -> dict[str, Any]:
    """A version and what it changed; the first one changed nothing."""
    head, revision = version.head, version.revision
    row: dict[str, Any] = {"version": head.version_id, "number": head.number, "added_at": head.added_at.isoformat()}
    if revision is None:
        return row
    changed = [{"part": c.part.value, "pieces": [[e.value, text] for e, text in c.pieces]} for c in revision.changed]
    return row | {
        "silent": revision.silent,
        "notes": [note_row(note) for note in revision.notes],
        "changes": changed,
    }


def changes_view(versions: Sequence[StoredVersion], *, colour: bool) -> RenderableType:
    """What each version changed, newest first."""
    lines: list[RenderableType] = []
    for version in reversed(versions):
        lines += _version_lines(version, colour=colour)
    return Group(*lines)


def _version_lines(version: StoredVersion, *, colour: bool) -> Iterator[RenderableType]:
    head, revision = version.head, version.revision
    added = f"added {head.added_at:%Y-%m-%d %H:%M} UTC"
    yield Text(f"version {head.number}, {added}: {sort_of_edit(revision) if revision else 'the first'}", style="bold")
    if revision:
        yield from (Text(f"{note.kind.value} note: “{clean(note.quote.text)}”") for note in revision.notes)
        yield from (_changed(changed, colour=colour) for changed in revision.changed)
    yield Text("")


def _changed(changed: Changed, *, colour: bool) -> Text:
    shown = Text(f"{changed.part.value}: ", style="dim")
    for edit, piece in changed.pieces:
        text = clean(piece)
        shown.append(text if colour else _SIGNS[edit].format(text), style=_STYLES[edit] or "not dim")
    return shown

"""What changed between two versions of a report, and whether the newer one says so.

In: two versions. Out: Revision: the passages that changed, in pieces; the notes that came with the change.
What a newcomer would get wrong: this is derived, whenever it is asked for, from two texts that the ledger keeps for
good; kept beside them it could only ever disagree with them. White space and furniture are no change.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from reportedly.model.claim import Claim
from reportedly.model.notes import Note, notes
from reportedly.model.report import Part, Report
from reportedly.model.span import Quote, Span


class Edit(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Changed:
    """A passage that was changed, removed or added, in pieces; all but the removed ones are its text now."""

    part: Part
    pieces: tuple[tuple[Edit, str], ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """What a version changed, and the notes in it that the one before did not have."""

    changed: tuple[Changed, ...]
    notes: tuple[Note, ...]

    @property
    def silent(self) -> bool:
        """Whether title or body say something else now without saying so; headlines of other stories come and go."""
        return not self.notes and any(c.part is not Part.LINK for c in self.changed)


# A word with the white space behind it, or one character of a script that has no spaces.
_TOKEN = re.compile(r"(?:[\u2e80-\u9fff\uf900-\ufaff]|[^\W\u2e80-\u9fff\uf900-\ufaff]+|[^\w\s])\s*")
_Passage = tuple[Part, str]
_LOOK_AHEAD = 5
_ALIKE = 0.5


def revision(old: Report, new: Report) -> Revision:
    """What `new` changed of `old`."""
    before = {_words(note.quote.text) for note in notes(old)}
    return Revision(changes(old, new), tuple(n for n in notes(new) if _words(n.quote.text) not in before))


def changes(old: Report, new: Report) -> tuple[Changed, ...]:
    """The passages that are not word for word what they were, in the order of the newer version.

    >>> from reportedly.model import Passage, Published, Source
    >>> def report(text):
    ...     return Report("a", text, (Passage(Part.BODY, Span(0, len(text))),), Published.unknown("-"), Source("-"))
    >>> (changed,) = changes(report("Acme may buy Zeta."), report("Acme will buy Zeta."))
    >>> [(edit.value, text) for edit, text in changed.pieces]
    [('same', 'Acme '), ('removed', 'may '), ('added', 'will '), ('same', 'buy Zeta.')]
    """
    before, after = _passages(old), _passages(new)
    steps = SequenceMatcher(None, [t for _, t in before], [t for _, t in after], autojunk=False).get_opcodes()
    return tuple(
        changed for step, i1, i2, j1, j2 in steps if step != "equal" for changed in _block(before[i1:i2], after[j1:j2])
    )


def _passages(report: Report) -> list[_Passage]:
    return [(part, " ".join(_words(quote.text))) for part, quote in report.quotes()]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _block(before: Sequence[_Passage], after: Sequence[_Passage]) -> Iterator[Changed]:
    """Passages that stand where others stood: each beside the one it was made from, if one of the next is like it."""
    at = 0
    for part, text in after:
        found = next((i for i in range(at, min(at + _LOOK_AHEAD, len(before))) if _alike(before[i][1], text)), None)
        if found is None:
            yield Changed(part, ((Edit.ADDED, text),))
            continue
        yield from (Changed(p, ((Edit.REMOVED, t),)) for p, t in before[at:found])
        yield Changed(part, tuple(_pieces(before[found][1], text)))
        at = found + 1
    yield from (Changed(p, ((Edit.REMOVED, t),)) for p, t in before[at:])


def _alike(one: str, other: str) -> bool:
    """Whether half of the words of both, taken together, are shared."""
    first, second = set(_TOKEN.findall(one)), set(_TOKEN.findall(other))
    return 2 * len(first & second) >= _ALIKE * (len(first) + len(second))


def _pieces(old: str, new: str) -> Iterator[tuple[Edit, str]]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    for step, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if step == "equal":
            yield Edit.SAME, "".join(after[j1:j2])
            continue
        if i1 < i2:
            yield Edit.REMOVED, "".join(before[i1:i2])
        if j1 < j2:
            yield Edit.ADDED, "".join(after[j1:j2])


def carried(claims: Sequence[Claim], old: Report, new: Report) -> tuple[Claim, ...] | None:
    """The claims of `old` as claims of `new`, where white space and furniture are all that changed; else None.

    So a page whose counter or menu changed is not read for claims again, and says what it said before.
    """
    if _passages(old) != _passages(new):
        return None
    places = dict(zip(_solid(old), _solid(new), strict=True))
    try:
        return tuple(_carried(claim, places, new) for claim in claims)
    except KeyError:  # a quote that stands in no passage
        return None


def _solid(report: Report) -> Iterator[int]:
    """Where the characters of the passages stand, without white space."""
    for passage in report.passages:
        yield from (i for i in range(passage.span.start, passage.span.end) if not report.text[i].isspace())


def _carried(claim: Claim, places: dict[int, int], new: Report) -> Claim:
    def there(quote: Quote) -> Quote:
        return Span(places[quote.span.start], places[quote.span.end - 1] + 1).of(new.text)

    def if_any(quote: Quote | None) -> Quote | None:
        return there(quote) if quote else None

    return replace(
        claim,
        version_id=new.version_id,
        roles=tuple(replace(f, name=there(f.name)) for f in claim.roles),
        voices=tuple(replace(v, name=there(v.name), of=if_any(v.of)) for v in claim.voices),
        evidence=tuple(there(q) for q in claim.evidence),
        trigger=if_any(claim.trigger),
        said=if_any(claim.said),
    )

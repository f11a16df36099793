"""Notes in which a report says of itself that it was corrected or updated.

In: Report. Out: its notes, as quotes.
What a newcomer would get wrong: "Updated: 3 March 2024, 10:15" tells a time and nothing else: it is no note, and an
edit under it is as silent as without it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reportedly.model.report import Part, Report
from reportedly.model.span import Quote, Span
from reportedly.model.times.reading import interval
from reportedly.model.times.rules import Toward
from reportedly.model.times.words import MONTH, YEAR


class NoteKind(StrEnum):
    """What a note says was done."""

    CORRECTION = "correction"
    UPDATE = "update"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class Note:
    """What a report says of its own text, in its own words."""

    kind: NoteKind
    quote: Quote


_TEXT = r"(?:story|article|report|post|piece|item|headline|text|dispatch|version|caption)"
_PATTERNS = {
    NoteKind.CORRECTION: rf"""
      (?:corrections?|clarification|corrected|erratum|errata|korrektur|berichtigung|rectificatif|rectification
        |correctif|fe\ de\ err(?:ores|atas)|correcci[oó]n|rectificaci[oó]n|更正|勘误|訂正|お詫びと訂正)
        \b[^.:：\n]{{0,60}}[:：—–-]
      | (?:an|one|a)\ (?:earlier|previous|prior)\ version\ of\ (?:this|the)\ {_TEXT}
      | this\ {_TEXT}\ (?:has\ been|was|is\ being)\ (?:corrected|amended|clarified|revised)
      | \(?(?:this\ {_TEXT}\ )?corrects\b (?:\ {_TEXT})?
      | (?:updated|amended)\b.{{0,60}}?\bto\ (?:correct|clarify|fix|remove)\b
      | in\ einer\ (?:früheren|vorherigen|ersten)\ (?:version|fassung)
      | eine\ frühere\ (?:version|fassung)
      | dieser\ (?:artikel|text|beitrag)\ wurde\ (?:nachträglich\ )?(?:korrigiert|berichtigt)
      | (?:dans\ )?une\ (?:version\ précédente|précédente\ version|version\ antérieure)\ de\ cet\ article
      | cet\ article\ a\ été\ (?:corrigé|modifié|rectifié)
      | (?:en\ )?una\ versión\ (?:anterior|previa)\ de\ (?:este|esta)\ | este\ artículo\ (?:ha\ sido|fue)\ corregido
      | 本文(?:早前|此前|先前)(?:的)?版本 | (?:本文|此文)已(?:更正|修正)""",
    NoteKind.UPDATE: rf"""
      updates?\ ?\d*\s*(?:\([^)]{{0,40}}\))?\s*[:：—–-]\s*(?=\S*[^\W\d])
      | this\ (?:is\ a\ (?:developing|breaking)\ {_TEXT}|{_TEXT}\ (?:has\ been|was)\ updated)
      | \((?:adds|updates|recasts|rewrites|removes)\b
      | (?:updated)\b.{{0,60}}?\bto\ (?:add|reflect|include|note)\b
      | (?:aktualisierung|aktualisiert|mise\ à\ jour|actualizaci[oó]n)\s*[:：—–-]\s*(?=\S*[^\W\d])
      | dieser\ (?:artikel|text|beitrag)\ wurde\ (?:nachträglich\ )?(?:aktualisiert|ergänzt)
      | cet\ article\ a\ été\ mis\ à\ jour | este\ artículo\ (?:ha\ sido|fue)\ actualizado
      | (?:本文|此文)已更新 | 更新\s*[:：]\s*(?=\S*[^\W\d])""",
    NoteKind.EDITOR: r"""
      editors?[’']?s?[’']?\ note\s*[:：—–-] | (?:anmerkung|anm\.)\ d(?:er|\.)\ red(?:aktion|\.)
      | note\ de\ la\ rédaction
      | nota\ (?:de\ la\ redacción|del\ editor|de\ redacción) | 编者[按注] | 編集部注""",
}
_BEGINS = r"(?:(?<![^\n])|(?<=[.!?)\]]\s)|(?<=[。！？]))[^\S\n]*[*\[(_–—-]{0,3}[^\S\n]*"
_ANY = "|".join(f"(?P<{kind.value}>{pattern})" for kind, pattern in _PATTERNS.items())
_NOTE = re.compile(rf"{_BEGINS}(?P<note>{_ANY})[^\n]*", re.I | re.X)
_DAY = rf"(?:{MONTH}\.? \d{{1,2}}(?:,? {YEAR})?(?!\d)|\d{{1,2}} {MONTH}(?: {YEAR})?|{YEAR}-\d\d-\d\d)"
# The day of a note stands before its colon, or behind "corrected on"; others are of what it tells.
_DATED = re.compile(
    rf"^[^:：\n]{{0,60}}?\b(?P<day>{_DAY})\b[^:：\n]{{0,30}}[:：]"
    rf"|^[^\n]{{0,60}}?\b(?:corrected|clarified|amended|revised|updated) on (?P<on>{_DAY})\b",
    re.I,
)


def notes(report: Report) -> tuple[Note, ...]:
    """The notes of `report`, in order: each from where it begins to the end of its paragraph.

    >>> from reportedly.model import Passage, Published, Source
    >>> text = "Acme bought Zeta. Correction: an earlier version of this story named Brio."
    >>> report = Report("a", text, (Passage(Part.BODY, Span(0, len(text))),), Published.unknown("-"), Source("-"))
    >>> [(note.kind.value, note.quote.text) for note in notes(report)]
    [('correction', 'Correction: an earlier version of this story named Brio.')]
    """
    links = [p.span for p in report.passages if p.part is Part.LINK]
    found = []
    for match in _NOTE.finditer(report.text):
        kind = next(kind for kind in NoteKind if match[kind.value])
        end = match.start("note") + len(report.text[match.start("note") : match.end()].rstrip())
        span = Span(match.start("note"), end)
        if not any(span.overlaps(link) for link in links):
            found.append(Note(kind, span.of(report.text)))
    return tuple(found)


def noted_on(report: Report) -> Iterator[date]:
    """The days of those notes of `report` that have one; where it names no year, the first after the publication."""
    for note in notes(report):
        if found := _DATED.search(note.quote.text):
            days = interval(found["day"] or found["on"], report.published.on, Toward.AHEAD)
            if days and days.start:
                yield days.start

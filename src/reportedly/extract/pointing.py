"""From scores of pieces to names: what a pointer points at.

In: for one trigger and one pointer, the probability of every piece as the start of the answer. Out: quotes.
What a newcomer would get wrong: a pointer spreads its probability over all places of a name, so places with the same
words are added up before the best is chosen; the quote given is the place nearest to the trigger.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reportedly.extract.encoder import Floats, Network, Read
from reportedly.extract.layout import Pieces
from reportedly.model import Report, Span

_LEAST = 0.02
_MOST_STARTS = 12
_TRIMMED = " \t\n,.;:\"“”'’()"
_POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class Answer:
    """A name that a pointer points at, its probability, and where it starts in pieces."""

    span: Span
    p: float
    start: int


@dataclass(frozen=True, slots=True)
class Window:
    """A window of a report, with what the network says of it."""

    report: Report
    version_id: str
    pieces: Pieces
    read: Read

    @property
    def text(self) -> str:
        """The whole report's text: the offsets of pieces are into it."""
        return self.report.text


def answers(window: Window, network: Network, scores: Floats, centres: Sequence[int]) -> list[list[list[Answer]]]:
    """For each trigger and pointer of `scores` (N by P by T) the names it points at, most probable first."""
    asked = _starts(scores)
    found: list[list[dict[str, list[Answer]]]] = [[{} for _ in range(scores.shape[1])] for _ in range(scores.shape[0])]
    places = sorted({(start, p) for _, p, start, _ in asked})  # many triggers point at one place
    if places:
        lengths = network.lengths(window.read, [start for start, _ in places], [p for _, p in places]).argmax(axis=-1)
        named = {place: _named(window, place[0], int(length)) for place, length in zip(places, lengths, strict=True)}
        for n, p, start, score in asked:
            if told := named[start, p]:
                found[n][p].setdefault(told[1], []).append(Answer(told[0], score, start))
    return [[_ranked(names, centres[n]) for names in row] for n, row in enumerate(found)]


def _named(window: Window, start: int, length: int) -> tuple[Span, str] | None:
    """The name of that many pieces that begins at `start`, and its words."""
    last = min(start + length, len(window.pieces.ids) - 2)
    begin = int(window.pieces.starts[start])
    span = trimmed(window.text, begin, _line_end(window.text, begin, int(window.pieces.ends[last])))
    return (span, window.text[span.start : span.end].casefold()) if span else None


def _starts(scores: Floats) -> list[tuple[int, int, int, float]]:
    """Where names may begin: trigger, pointer, piece, probability, most probable first, for each pointer only a few."""
    n, p, at = np.nonzero(scores[:, :, 1:-1] >= _LEAST)
    at += 1
    probable = scores[n, p, at]
    order = np.lexsort((at, -probable, p, n))
    n, p, at, probable = n[order], p[order], at[order], probable[order]
    pointer = n * scores.shape[1] + p
    rank = np.arange(len(pointer)) - np.searchsorted(pointer, pointer)  # among the starts of its own pointer
    few = rank < _MOST_STARTS
    return list(zip(*(column[few].tolist() for column in (n, p, at, probable)), strict=True))


def _ranked(names: dict[str, list[Answer]], centre: int) -> list[Answer]:
    joined = []
    for places in names.values():
        nearest = min(places, key=lambda a: (abs(a.start - centre), a.start))
        joined.append(Answer(nearest.span, sum(a.p for a in places), nearest.start))
    return sorted(joined, key=lambda a: (-a.p, a.start))


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space, marks and a possessive at its ends, and with the words it cuts made whole."""
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED and not _abbreviated(text, start, end):
        end -= 1
    if found := _POSSESSIVE.search(text[start:end]):
        end = start + found.start()
    return Span(start, end) if end > start else None


def _line_end(text: str, start: int, end: int) -> int:
    """`end`, or the end of the line if that comes first: a name goes over no paragraph ("Nikola, Posted at ... GM")."""
    at = text.find("\n", start, end)
    return end if at < 0 else at


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Whether a last mark belongs to the name: "No. 2 plant (EV)", "U.S."."""
    name = text[start:end]
    return (name.endswith(")") and "(" in name) or bool(re.search(r"\b[A-Z]\.[A-Z]\.$", name))

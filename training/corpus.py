"""Annotated reports, from files to examples in word pieces.

In: reports.jsonl and claims.jsonl as docs/claims.md defines claims. Out: Example: the text's word pieces with case and
part, and for every trigger what it is and where its roles, voices and evidence stand.
What a newcomer would get wrong: a filler is a string, and stands in many places; all of them are right answers, so a
target is a list of alternatives.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from reportedly.extract.layout import CERTAINTIES, KINDS, PHASES, POINTERS, STANCES, VOICES, Pieces, pieces_of, windows
from reportedly.read.plain import read_plain

Row = dict[str, Any]
_ROLES = ("actor", "object", "counterparty", "place", "amount", "time", "purpose")


@dataclass(slots=True)
class Trigger:
    """One trigger of a window: `start` and `end` are word pieces (half-open).

    `pointers` maps a pointer to its fillers, each a list of alternative (start, last) pieces; `voices` are (start
    piece, type, named) of what its chain points at.
    """

    start: int
    end: int
    kind: int
    phase: int
    certainty: int
    stance: int
    apart: bool
    pointers: dict[str, list[list[tuple[int, int]]]] = field(default_factory=dict)
    voices: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Example:
    """One window of a report. `kinds` is pieces by kinds; `counted` is 0 where a trigger may stand unlabelled.

    A text that is not `voiced` is of a sort in which hardly anybody speaks: that a claim has no voice there teaches
    nothing about reports.
    """

    pieces: Pieces
    kinds: np.ndarray
    counted: np.ndarray
    triggers: list[Trigger]
    voiced: bool = True


def rows(path: Path) -> Iterator[Row]:
    """The rows of a file of JSON Lines."""
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def load(pairs: Sequence[tuple[Path, Path]]) -> dict[str, tuple[Row, list[Row]]]:
    """Reports with their claims, by id."""
    found: dict[str, tuple[Row, list[Row]]] = {}
    for reports, claims in pairs:
        texts = {row["id"]: row for row in rows(reports)}
        for row in rows(claims):
            found[row["id"]] = (texts[row["id"]], row["claims"])
    return found


def examples(report: Row, claims: Sequence[Row], tokenizer: Tokenizer) -> Iterator[Example]:
    """The windows of one report."""
    text = report["text"]
    made = read_plain(text, address="id:training", title=report.get("title"), keep_title=False)
    whole = pieces_of(tokenizer, text, made.passages)
    for window in windows(whole):
        example = _example(text, claims, window)
        example.voiced = report.get("voiced", True)
        yield example


def _example(text: str, claims: Sequence[Row], window: Pieces) -> Example:
    kinds = np.zeros((len(window.ids), len(KINDS)), np.float32)
    counted = np.ones(len(window.ids), np.float32)
    triggers: dict[tuple[int, int, int], Trigger] = {}
    places = _Places(text, window)
    for claim in claims:
        found = _trigger_place(text, claim)
        span = places.pieces(*found) if found else None
        for quote in claim["evidence"]:
            at = text.find(quote)
            if found and not at <= found[0] < at + len(quote) and (other := places.pieces(at, at + len(quote))):
                counted[other[0] : other[1] + 1] = 0
        if span is None:
            continue
        kind = KINDS.index(claim["kind"])
        kinds[span[0] : span[1] + 1, kind] = 1
        made = _trigger(claim, span, kind, places)
        first = triggers.setdefault((span[0], span[1], kind), made)
        if first is not made:
            _join(first, made)
    counted[kinds.any(axis=1)] = 1
    return Example(window, kinds, counted, list(triggers.values()))


def _trigger_place(text: str, claim: Row) -> tuple[int, int] | None:
    trigger = claim.get("trigger")
    for quote in claim["evidence"]:
        if trigger and trigger in quote:
            start = text.find(quote) + quote.find(trigger)
            return start, start + len(trigger)
    return None


def _trigger(claim: Row, span: tuple[int, int], kind: int, places: "_Places") -> Trigger:
    made = Trigger(
        span[0],
        span[1] + 1,
        kind,
        PHASES.index(claim["phase"]),
        CERTAINTIES.index(claim["certainty"]),
        STANCES.index(claim["stance"]),
        apart=False,
    )
    for role in _ROLES:
        made.pointers[role] = [found for name in claim["roles"].get(role, []) if (found := places.all(name))]
    for n, voice in enumerate(claim["voices"][:3]):
        if found := places.all(voice["name"]):
            made.pointers[f"voice{n + 1}"] = [found]
            kind_of = VOICES.index(voice["type"])
            made.voices += [(start, kind_of, int(voice["named"])) for start, _ in found]
    if claim.get("said") and (found := places.all(claim["said"])):
        made.pointers["said"] = [found]
    quote = next(q for q in claim["evidence"] if claim["trigger"] in q)
    start = places.text.find(quote)
    if evidence := places.pieces(start, start + len(quote)):
        made.pointers["evidence_start"] = [[(evidence[0], evidence[0])]]
        made.pointers["evidence_end"] = [[(evidence[1], evidence[1])]]
    return made


def _join(first: Trigger, other: Trigger) -> None:
    """Claims under one trigger: their actors stand side by side, and each has an event of its own."""
    first.apart = True
    for name in _ROLES:
        known = first.pointers.get(name, [])
        first.pointers[name] = known + [found for found in other.pointers.get(name, []) if found not in known]


class _Places:
    """Where strings of a text stand in a window of its word pieces."""

    def __init__(self, text: str, window: Pieces) -> None:
        self.text = text
        self._starts = window.starts
        self._ends = window.ends

    def pieces(self, start: int, end: int) -> tuple[int, int] | None:
        """The first and last piece of characters `start` to `end`, None where they are not wholly in the window."""
        inside = np.nonzero((self._ends > start) & (self._starts < end) & (self._ends > self._starts))[0]
        if not len(inside) or self._starts[inside[0]] > start + 1 or self._ends[inside[-1]] < end - 1:
            return None
        return int(inside[0]), int(inside[-1])

    def all(self, name: str) -> list[tuple[int, int]]:
        """Every place of `name` as whole words; any place where it is no whole word."""
        found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", self.text)]
        found = found or [m.span() for m in re.finditer(re.escape(name), self.text)]
        return [place for start, end in found if (place := self.pieces(start, end))]


def swapped(report: Row, claims: Sequence[Row], names: Sequence[str], rng: random.Random) -> tuple[Row, list[Row]]:
    """The same report about others: its names replaced by `names`, in the text and in every string of its claims."""
    own = {n for c in claims for role in ("actor", "counterparty") for n in c["roles"].get(role, []) if _is_name(n)}
    chosen = [n for n in sorted(own, key=len, reverse=True) if rng.random() < 0.6]
    table = {name: rng.choice(names) for name in chosen if len(name) > 3}
    if not table:
        return report, list(claims)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, table)) + r")(?!\w)")

    def new(text: Any) -> Any:
        if isinstance(text, str):
            return pattern.sub(lambda m: table[m.group()], text)
        if isinstance(text, list):
            return [new(item) for item in text]
        if isinstance(text, dict):
            return {key: value if key in _LABELS else new(value) for key, value in text.items()}
        return text

    return {**report, "text": new(report["text"]), "title": new(report.get("title"))}, [new(c) for c in claims]


def shortened(report: Row, claims: Sequence[Row], rng: random.Random) -> tuple[Row, list[Row]]:
    """The same report without some of its sentences in a row, and the claims whose trigger is left."""
    units = _UNITS.findall(report["text"])
    count = round(len(units) * rng.uniform(0.15, 0.45))
    start = rng.randint(0, len(units) - count)
    text = "".join(units[:start] + units[start + count :]).strip()
    left = [{**c, "evidence": [q for q in c["evidence"] if q in text]} for c in claims]
    return {**report, "text": text}, [c for c in left if any(c["trigger"] in q for q in c["evidence"])]


def run_on(report: Row, claims: Sequence[Row]) -> Row:
    """The same report as one paragraph under its title, where all of its paragraphs end as sentences do."""
    first, *rest = re.split(r"\n+", report["text"])
    text = first + "\n\n" + " ".join(rest)
    if not all(_ENDED.search(part) for part in rest) or not all(q in text for c in claims for q in c["evidence"]):
        return report
    return {**report, "text": text}


def furnished(report: Row, claims: Sequence[Row], rng: random.Random) -> Row:
    """The same report with a few lines between its paragraphs that belong to the page and not to the text."""
    paragraphs = re.split(r"(\n+)", report["text"])
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(0, len(paragraphs), 2)
        paragraphs[at] += "\n\n" + rng.choice(_FURNITURE)
    text = "".join(paragraphs)
    return {**report, "text": text} if all(q in text for c in claims for q in c["evidence"]) else report


_UNITS = re.compile(r".+?(?:[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n+|$)", re.S)
_FURNITURE = (
    "Advertisement",
    "ADVERTISEMENT - CONTINUE READING BELOW",
    "Share this article",
    "Share on Facebook | Share on X | Email | Print",
    "Sign up for our daily newsletter",
    "Get the day's business news in your inbox every morning. Sign up here.",
    "Subscribe now for full access. Already a member? Log in",
    "This story is for subscribers only. You have 2 free articles left this month.",
    "Read more",
    "Related topics: Business, Companies, Markets",
    "Tags: industry, economy",
    "Follow us on LinkedIn, X and Telegram",
    "Follow our channel so as not to miss the news",
    "Home > News > Companies",
    "Comments (14)",
    "Be the first to comment",
    "Listen to this article (4 min)",
    "Reading time: 3 minutes",
    "Last updated: 14:05 GMT",
    "File photo",
    "Photo: handout",
    "Image: company archive",
    "Story continues below the picture",
    "Click here to enlarge",
    "Most read",
    "Editors' picks",
    "We use cookies to improve your experience. Accept all | Manage preferences",
    "All rights reserved. This material may not be published, broadcast or redistributed.",
    "The views expressed here are the author's own.",
    "Our standards: how we report",
    "(Writing by our staff; editing by the news desk)",
    "Contact the newsroom: tips and corrections are welcome",
    "Download our app",
    "Back to top",
)
_ENDED = re.compile(r"[.!?][\"'”’)]*$")
_LABELS = frozenset({"kind", "phase", "certainty", "stance", "part", "type", "named"})


def _is_name(text: str) -> bool:
    return text[:1].isupper() and len(text.split()) <= 4 and all(w[:1].isupper() for w in text.split())


def names_of(corpus: dict[str, tuple[Row, list[Row]]]) -> list[str]:
    """Names that can stand in for others, one for each firm met."""
    found = {n for _, claims in corpus.values() for c in claims for n in c["roles"].get("actor", []) if _is_name(n)}
    return sorted(found)


__all__ = [
    "POINTERS",
    "Example",
    "Trigger",
    "examples",
    "furnished",
    "load",
    "names_of",
    "rows",
    "run_on",
    "shortened",
    "swapped",
]

"""The trained engine: one pass of the network over a report, then claims that hang together.

In: Report. Out: Claims. What a newcomer would get wrong: the network names triggers and points from them; here it is
decided what becomes a claim: which names are sure enough, which chain a voice has, what is one event said twice.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from reportedly.extract.text import names
from reportedly.model import (
    Certainty,
    Claim,
    Filler,
    Kind,
    Part,
    Phase,
    Quote,
    Report,
    Role,
    Span,
    Stance,
    Voice,
    VoiceType,
)
from training.runtime.encoder import Floats, Network, Read, Said
from training.runtime.layout import (
    CERTAINTIES,
    KINDS,
    PARTS,
    PHASES,
    POINTERS,
    STANCES,
    VOICES,
    Pieces,
    pieces_of,
    windows,
)
from training.runtime.merging import merged
from training.runtime.pointing import Answer, answers, trimmed

_PART_OF = {number: part for part, number in PARTS.items() if part is not None}
_CORE = (Role.ACTOR, Role.OBJECT, Role.COUNTERPARTY)
_MARGIN = 60
_OF = re.compile(r"\s+(?:of|for|at|from|with|in)\s+(?:the\s+)?")


@dataclass(frozen=True, slots=True)
class _Trigger:
    """A trigger in a window: its pieces (half-open), kind and probability."""

    start: int
    end: int
    kind: int
    p: float


class Trained:
    """Reads English reports with trained weights; deterministic, no network access.

    `settings` of the weights: `trigger`, the least probability of a trigger; `none`, how much more probable a name has
    to be than no name; `second`, the least probability of a second name in one role.
    """

    def __init__(self, network: Network) -> None:
        self._network = network
        self._settings = {"trigger": 0.4, "none": 1.0, "second": 0.3, "apart": 0.5, **network.settings}

    @property
    def name(self) -> str:
        """The name of the weights."""
        return self._network.name

    def extract(self, report: Report) -> tuple[Claim, ...]:
        """The claims of `report`, in order of their place."""
        found = [claim for window, whole in self._windows(report) for claim in self._read(report, window, *whole)]
        return merged(sorted(found, key=lambda c: (c.trigger or c.evidence[0]).span))

    def _windows(self, report: Report) -> Iterator[tuple[Pieces, tuple[int, int]]]:
        """Windows, each with the pieces it answers for: overlaps are shared out, so nothing is read twice."""
        cut = list(windows(pieces_of(self._network.tokenizer, report.text, report.passages)))
        for i, window in enumerate(cut):
            first = 1 if i == 0 else 1 + _MARGIN
            last = len(window.ids) - 1 if i == len(cut) - 1 else len(window.ids) - 1 - _MARGIN
            if i and cut[i - 1] is not None:
                before_last = int(cut[i - 1].starts[len(cut[i - 1].ids) - 1 - _MARGIN])
                first = int(np.searchsorted(window.starts[1:-1], before_last)) + 1
            yield window, (first, last)

    def _read(self, report: Report, window: Pieces, first: int, last: int) -> Iterator[Claim]:
        (read,) = self._network.read([window])
        triggers = [t for t in self._triggers(report.text, window, read) if first <= t.start < last]
        if not triggers:
            return
        said = self._network.say(read, window, [(t.start, t.end, t.kind) for t in triggers])
        named = answers(report.text, window, self._network, read, said.pointers, [t.start for t in triggers])
        for n, trigger in enumerate(triggers):
            yield from self._claims(
                report, window, (read, said), (n, trigger), dict(zip(POINTERS, named[n], strict=True))
            )

    def _triggers(self, text: str, window: Pieces, read: Read) -> list[_Trigger]:
        """Neighbouring words of one kind that are probable enough."""
        found: list[_Trigger] = []
        for start, end in _words(text, window):
            p = read.kinds[start:end].max(axis=0)
            kind = int(p.argmax())
            if p[kind] < self._settings["trigger"]:
                continue
            before = found[-1] if found else None
            if (
                before
                and before.kind == kind
                and before.end == start
                and window.sentence[start] == window.sentence[before.start]
            ):
                found[-1] = replace(before, end=end, p=max(before.p, float(p[kind])))
            else:
                found.append(_Trigger(start, end, kind, float(p[kind])))
        return found

    def _claims(
        self,
        report: Report,
        window: Pieces,
        network: tuple[Read, Said],
        which: tuple[int, _Trigger],
        named: dict[str, list[Answer]],
    ) -> Iterator[Claim]:
        read, said = network
        n, trigger = which
        text = report.text
        none = said.pointers[n, :, 0]
        roles = [
            (role, answer.span)
            for role in Role
            for answer in self._sure(text, named[role.value], float(none[POINTERS.index(role.value)]), role in _CORE)
        ]
        span = trimmed(text, int(window.starts[trigger.start]), int(window.ends[trigger.end - 1]))
        if span is None:
            return
        roles = [(role, s) for role, s in roles if role is not Role.ACTOR or not s.overlaps(span)]
        quote = next(iter(self._sure(text, named["said"], float(none[POINTERS.index("said")]), False)), None)
        claim = Claim(
            version_id=report.version_id,
            kind=Kind(KINDS[trigger.kind]),
            roles=tuple(Filler(role, s.of(text)) for role, s in roles),
            phase=Phase(PHASES[int(said.phases[n].argmax())]),
            certainty=Certainty(CERTAINTIES[int(said.certainties[n].argmax())]),
            stance=Stance(STANCES[int(said.stances[n].argmax())]),
            voices=tuple(self._voices(text, read, named, none)),
            evidence=(_evidence(text, window, said, n, trigger).of(text),),
            part=_PART_OF.get(int(window.part[trigger.start]), Part.BODY),
            trigger=span.of(text),
            said=quote.span.of(text) if quote else None,
        )
        if claim.roles:
            yield from _apart(claim) if said.apart[n] > self._settings["apart"] else (claim,)

    def _sure(self, text: str, found: Sequence[Answer], none: float, several: bool) -> list[Answer]:
        """The best answer if it is more probable than none; for core roles others that stand beside it."""
        if not found or found[0].p < none * self._settings["none"]:
            return []
        kept = [found[0]]
        for other in found[1:]:
            beside = any(_beside(text, other.span, k.span) for k in kept)
            if several and other.p >= self._settings["second"] and beside:
                kept.append(other)
        return sorted(kept, key=lambda a: a.start)

    def _voices(self, text: str, read: Read, named: dict[str, list[Answer]], none: Floats) -> Iterator[Voice]:
        for name in ("voice1", "voice2", "voice3"):
            best = self._sure(text, named[name], float(none[POINTERS.index(name)]), False)
            if not best:
                return
            start = best[0].start
            kind = VoiceType(VOICES[int(read.voice_types[start].argmax())])
            is_named = bool(read.named[start] > 0.5) and kind is not VoiceType.UNNAMED
            yield Voice(best[0].span.of(text), kind, is_named, None if is_named else _belongs_to(text, best[0].span))


def _belongs_to(text: str, voice: Span) -> Quote | None:
    """Whom an unnamed voice belongs to: the name within it ("an Acme source") or behind it ("a spokesman for Acme")."""
    inside = names(text, voice)
    if inside and inside[0].end - inside[0].start < voice.end - voice.start:
        return inside[0].of(text)
    behind = _OF.match(text, voice.end)
    found = (
        names(text, Span(behind.end(), min(behind.end() + 60, len(text))))
        if behind and behind.end() < len(text)
        else []
    )
    return found[0].of(text) if found and behind and found[0].start == behind.end() else None


def _words(text: str, window: Pieces) -> Iterator[tuple[int, int]]:
    """Pieces that make a word together, as (first, behind the last), without the marks at the window's ends."""
    start = 1
    for i in range(2, len(window.ids)):
        at, before = int(window.starts[i]), int(window.ends[i - 1])
        if i == len(window.ids) - 1 or at != before or not (text[at].isalnum() and text[before - 1].isalnum()):
            yield start, i
            start = i


def _beside(text: str, one: Span, two: Span) -> bool:
    """Whether two names stand in one list: only "and", commas and a few words between them."""
    first, second = sorted((one, two))
    between = text[first.end : second.start]
    return (
        not one.overlaps(two)
        and len(between) <= 40
        and ("and" in between or "," in between or "/" in between)
        and "." not in between
    )


def _evidence(text: str, window: Pieces, said: Said, n: int, trigger: _Trigger) -> Span:
    """The clause that states the event: within the trigger's sentence, around the trigger."""
    own = np.nonzero(window.sentence == window.sentence[trigger.start])[0]
    low, high = max(int(own[0]), 1), min(int(own[-1]), len(window.ids) - 2)
    starts = said.pointers[n, POINTERS.index("evidence_start"), low : trigger.start + 1]
    ends = said.pointers[n, POINTERS.index("evidence_end"), trigger.end - 1 : high + 1]
    start = low + int(starts.argmax())
    end = trigger.end - 1 + int(ends.argmax())
    span = trimmed(text, int(window.starts[start]), int(window.ends[end]))
    return span or Span(int(window.starts[trigger.start]), int(window.ends[trigger.end - 1]))


def _apart(claim: Claim) -> Iterator[Claim]:
    """One claim for each actor, where each has an event of its own."""
    actors = [f for f in claim.roles if f.role is Role.ACTOR]
    if len(actors) < 2:
        yield claim
        return
    for actor in actors:
        yield replace(claim, roles=(actor, *(f for f in claim.roles if f.role is not Role.ACTOR)))

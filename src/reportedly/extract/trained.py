"""The trained engine: one pass of the network over a report, then claims that hang together.

In: Report. Out: Claims. What a newcomer would get wrong: the network names triggers and points from them; here it is
decided what becomes a claim: which names are sure enough, which chain a voice has, what is one event said twice.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from reportedly.errors import OtherLanguage
from reportedly.extract.encoder import Floats, Network, Said
from reportedly.extract.judging import probability
from reportedly.extract.language import other_language
from reportedly.extract.layout import (
    CERTAINTIES,
    KINDS,
    NAMING,
    PARTS,
    PHASES,
    POINTERS,
    STANCES,
    VOICES,
    Pieces,
    pieces_of,
    windows,
)
from reportedly.extract.merging import merged, one_a_clause
from reportedly.extract.pointing import Answer, Window, answers, trimmed
from reportedly.extract.text import names
from reportedly.model import (
    CORE_ROLES,
    Certainty,
    Claim,
    Filler,
    Kind,
    Part,
    Phase,
    Quote,
    Report,
    Role,
    Scores,
    Span,
    Stance,
    Voice,
    VoiceType,
)

SETTINGS = {"trigger": 0.12, "claim": 0.35, "role": 1.0, "voice": 1.0, "second": 0.3, "apart": 0.5}
_PART_OF = {number: part for part, number in PARTS.items() if part is not None}
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
    """Reads English reports with trained weights; deterministic, no network access; several threads may call it.

    `settings` of the weights: `trigger`, the least probability of a trigger that is looked at; `claim`, that of a claim
    once everything about it is known; `role` and `voice`, how much more probable a name has to be than no name;
    `second`, the least probability of a second name in one role; `apart`, that of a claim for each actor.
    """

    def __init__(self, network: Network) -> None:
        self._network = network
        self._settings = {**SETTINGS, **network.settings}

    @property
    def name(self) -> str:
        """The name of the weights."""
        return self._network.name

    def extract(self, report: Report) -> tuple[Claim, ...]:
        """The claims of `report`, in order of their place.

        Raises OtherLanguage where it is not in English.

        >>> from reportedly.extract.shipped import shipped
        >>> from reportedly.read import Raw, read
        >>> report = read(Raw(b"Acme Corp agreed to acquire Zeta Motors, Reuters reported.", "text/plain", "-"))
        >>> claim, *_ = shipped().extract(report)
        >>> claim.kind.value, claim.phase.value, [v.name.text for v in claim.voices]
        ('acquisition', 'agreed', ['Reuters'])
        """
        if language := other_language(report.text):
            raise OtherLanguage(f"it is in {language}; {self.name} reads English")
        version_id = report.version_id  # a digest of the whole text: made once, not for every claim
        found: list[Claim] = []
        for pieces, (first, last) in self._windows(report):
            window = Window(report, version_id, pieces, self._network.read(pieces))
            found += self._read(window, first, last)
        return tuple(self._judged(merged(sorted(found, key=lambda c: (c.trigger or c.evidence[0]).span))))

    def _judged(self, claims: Sequence[Claim]) -> Iterator[Claim]:
        judged = []
        for claim in claims:
            p = probability(claim, self._network.judge)
            if claim.scores and p >= self._settings["claim"]:
                judged.append(replace(claim, scores=replace(claim.scores, claim=p)))
        return one_a_clause(judged)

    def _windows(self, report: Report) -> Iterator[tuple[Pieces, tuple[int, int]]]:
        """Windows, each with the pieces it answers for: overlaps are shared out, so nothing is read twice."""
        cut = list(windows(pieces_of(self._network.tokenizer, report.text, report.passages)))
        for i, window in enumerate(cut):
            first, last = 1, len(window.ids) - 1
            if i:
                before = cut[i - 1]
                first = int(np.searchsorted(window.starts[1:-1], before.starts[len(before.ids) - 1 - _MARGIN])) + 1
            if i < len(cut) - 1:
                last -= _MARGIN
            yield window, (first, last)

    def _read(self, window: Window, first: int, last: int) -> Iterator[Claim]:
        triggers = [t for t in self._triggers(window) if first <= t.start < last]
        if not triggers:
            return
        said = self._network.say(window.read, window.pieces, [(t.start, t.end, t.kind) for t in triggers])
        centres = [t.start for t in triggers]
        named = answers(window, self._network, said.pointers[:, : len(NAMING)], centres)
        for n, trigger in enumerate(triggers):
            yield from self._claims(window, said, n, trigger, dict(zip(NAMING, named[n], strict=True)))

    def _triggers(self, window: Window) -> list[_Trigger]:
        """Neighbouring words of one kind that are probable enough."""
        found: list[_Trigger] = []
        words = list(_words(window.text, window.pieces))
        if not words:
            return found
        of_words = np.maximum.reduceat(window.read.kinds[: words[-1][1]], [start for start, _ in words])
        for n in np.nonzero(of_words.max(axis=1) >= self._settings["trigger"])[0]:
            kind = int(of_words[n].argmax())
            word = _Trigger(*words[n], kind, float(of_words[n, kind]))
            if found and _goes_on(window.pieces, found[-1], word):
                found[-1] = replace(found[-1], end=word.end, p=max(found[-1].p, word.p))
            else:
                found.append(word)
        return _apart_from_stronger(window.pieces, found)

    def _claims(
        self, window: Window, said: Said, n: int, trigger: _Trigger, named: dict[str, list[Answer]]
    ) -> Iterator[Claim]:
        text, none = window.text, said.pointers[n, :, 0]
        span = trimmed(text, int(window.pieces.starts[trigger.start]), int(window.pieces.ends[trigger.end - 1]))
        if span is None:
            return
        kind = Kind(KINDS[trigger.kind])
        roles = tuple(self._roles(text, named, none, kind, span))
        quote = _best(named["said"], float(none[POINTERS.index("said")]))
        phase, certainty, stance = (of[n] for of in (said.phases, said.certainties, said.stances))
        evidence, sure = _evidence(window, said, n, trigger)
        claim = Claim(
            version_id=window.version_id,
            kind=kind,
            roles=roles,
            phase=Phase(PHASES[int(phase.argmax())]),
            certainty=Certainty(CERTAINTIES[int(certainty.argmax())]),
            stance=Stance(STANCES[int(stance.argmax())]),
            voices=tuple(self._voices(window, named, none)),
            evidence=(evidence.of(text),),
            part=_PART_OF.get(int(window.pieces.part[trigger.start]), Part.BODY),
            trigger=span.of(text),
            said=quote.span.of(text) if quote else None,
            scores=Scores(
                claim=trigger.p,
                phase=float(phase.max()),
                certainty=float(certainty.max()),
                stance=float(stance.max()),
                evidence=sure,
                said=quote.p if quote else None,
            ),
        )
        if claim.roles:
            apart = kind is not Kind.MERGER and said.apart[n] > self._settings["apart"]  # nobody merges alone
            yield from _apart(claim) if apart else (claim,)

    def _roles(
        self, text: str, named: Mapping[str, Sequence[Answer]], none: Floats, kind: Kind, trigger: Span
    ) -> Iterator[Filler]:
        """What fills each role: a name fills one core role, the one it is likeliest in; the trigger is no actor."""
        taken: set[str] = set()
        found: dict[Role, list[Answer]] = {}
        for role in sorted(Role, key=lambda r: (r not in CORE_ROLES, -named[r.value][0].p if named[r.value] else 0.0)):
            free = [
                answer
                for answer in named[role.value]
                if role not in CORE_ROLES
                or (_name(text, answer) not in taken and not (role is Role.ACTOR and answer.span.overlaps(trigger)))
            ]
            parties = role is Role.ACTOR and kind is Kind.MERGER
            found[role] = self._fillers(text, role, free, float(none[POINTERS.index(role.value)]), anywhere=parties)
            if role in CORE_ROLES:
                taken |= {_name(text, answer) for answer in found[role]}
        for role in Role:
            for answer in found[role]:
                yield Filler(role, answer.span.of(text), answer.p)

    def _fillers(self, text: str, role: Role, found: Sequence[Answer], none: float, *, anywhere: bool) -> list[Answer]:
        """The best answer if it is more probable than none; for core roles others beside it, or `anywhere` else."""
        best = _best(found, none * self._settings["role"])
        kept = [best] if best else []
        for other in found[1:] if best and role in CORE_ROLES else ():
            beside = anywhere or any(_beside(text, other.span, k.span) for k in kept)
            if other.p >= self._settings["second"] and beside and not any(other.span.overlaps(k.span) for k in kept):
                kept.append(other)
        return sorted(kept, key=lambda a: a.start)

    def _voices(self, window: Window, named: dict[str, list[Answer]], none: Floats) -> Iterator[Voice]:
        text, read = window.text, window.read
        spoken: set[str] = set()
        for name in ("voice1", "voice2", "voice3"):
            best = _best(named[name], float(none[POINTERS.index(name)]) * self._settings["voice"])
            if not best or _name(text, best) in spoken:
                return
            spoken.add(_name(text, best))
            start = best.start
            kind = VoiceType(VOICES[int(read.voice_types[start].argmax())])
            is_named = bool(read.named[start] > 0.5) and kind is not VoiceType.UNNAMED
            of = None if is_named else _belongs_to(text, best.span)
            yield Voice(best.span.of(text), kind, is_named, of, best.p)


def _name(text: str, answer: Answer) -> str:
    return text[answer.span.start : answer.span.end].casefold()


def _best(found: Sequence[Answer], least: float) -> Answer | None:
    """The most probable answer, if it is as probable as `least`."""
    return found[0] if found and found[0].p >= least else None


def _apart_from_stronger(pieces: Pieces, found: Sequence[_Trigger]) -> list[_Trigger]:
    """Triggers without those that stand within a word of a stronger one: two words of one event."""
    kept: list[_Trigger] = []
    for trigger in found:
        before = kept[-1] if kept else None
        if before is None or not _touch(pieces, before, trigger):
            kept.append(trigger)
        elif trigger.p > before.p:
            kept[-1] = trigger
    return kept


def _touch(pieces: Pieces, before: _Trigger, trigger: _Trigger) -> bool:
    """Whether at most one word, in one sentence, stands between two triggers."""
    if pieces.sentence[before.start] != pieces.sentence[trigger.start]:
        return False
    starts, ends = pieces.starts[before.end : trigger.start], pieces.ends[before.end - 1 : trigger.start - 1]
    return int((starts > ends).sum()) <= 1


def _goes_on(pieces: Pieces, before: _Trigger, word: _Trigger) -> bool:
    """Whether `word` belongs to the trigger just before it."""
    same_sentence = bool(pieces.sentence[word.start] == pieces.sentence[before.start])
    return before.kind == word.kind and before.end == word.start and same_sentence


def _belongs_to(text: str, voice: Span) -> Quote | None:
    """Whom an unnamed voice belongs to: the name within it ("an Acme source") or behind it ("a spokesman for Acme")."""
    inside = names(text, voice)
    if inside and inside[0].end - inside[0].start < voice.end - voice.start:
        return inside[0].of(text)
    behind = _OF.match(text, voice.end)
    if not behind or behind.end() >= len(text):
        return None
    found = names(text, Span(behind.end(), min(behind.end() + 60, len(text))))
    return found[0].of(text) if found and found[0].start == behind.end() else None


def _words(text: str, pieces: Pieces) -> Iterator[tuple[int, int]]:
    """Pieces that make a word together, as (first, behind the last), without the marks at the window's ends."""
    start = 1
    for i in range(2, len(pieces.ids)):
        at, before = int(pieces.starts[i]), int(pieces.ends[i - 1])
        if i == len(pieces.ids) - 1 or at != before or not (text[at].isalnum() and text[before - 1].isalnum()):
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


def _evidence(window: Window, said: Said, n: int, trigger: _Trigger) -> tuple[Span, float]:
    """The clause that states the event, within the trigger's sentence and around the trigger; and how sure that is."""
    pieces = window.pieces
    own = np.nonzero(pieces.sentence == pieces.sentence[trigger.start])[0]
    low, high = max(int(own[0]), 1), min(int(own[-1]), len(pieces.ids) - 2)
    starts = said.pointers[n, POINTERS.index("evidence_start"), low : trigger.start + 1]
    ends = said.pointers[n, POINTERS.index("evidence_end"), trigger.end - 1 : high + 1]
    start = low + int(starts.argmax())
    end = trigger.end - 1 + int(ends.argmax())
    around = Span(int(pieces.starts[trigger.start]), int(pieces.ends[trigger.end - 1]))
    span = trimmed(window.text, int(pieces.starts[start]), int(pieces.ends[end])) or around
    return span, float(starts.max() * ends.max())


def _apart(claim: Claim) -> Iterator[Claim]:
    """One claim for each actor, where each has an event of its own."""
    actors = [f for f in claim.roles if f.role is Role.ACTOR]
    if len(actors) < 2:
        yield claim
        return
    for actor in actors:
        yield replace(claim, roles=(actor, *(f for f in claim.roles if f.role is not Role.ACTOR)))

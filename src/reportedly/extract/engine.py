"""The first engine, a baseline: word lists, positions, no model.

In: Report. Out: Claims in order of their place. What a newcomer would get wrong: one event by one voice in one phase
is one claim, with all its evidence, wherever it is said again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.extract.events import Event, events, stance_of
from reportedly.extract.lexicon import SAID
from reportedly.extract.text import names, sentences
from reportedly.extract.voices import Attribution, attribution
from reportedly.model import (
    Certainty,
    Claim,
    Kind,
    Part,
    Phase,
    Quote,
    Report,
    Role,
    Span,
    Stance,
    Voice,
)

_ENGLISH = re.compile(r"\b(?:the|of|and|to|a|is|for|on|that|said|has|with|will|may|its|was|by|from|at|as|not)\b", re.I)
_FOREIGN = re.compile(
    r"\b(?:der|die|das|und|von|mit|le|les|des|une?|et|est|selon|avec|el|los|las|del|que|por|il|che|per|och|att|det|een|het|van|ja|nie|w)\b"
    r"|[^\W\d_a-zA-Z\u00c0-\u024f]",
    re.I,
)
_FIRST_CHARACTERS = 5000
# At least so many of the words, beyond a headline's length, are function words of English.
_LEAST_ENGLISH, _TOO_FEW = 0.06, 30
_UNSETTLED = (Phase.CONSIDERED, Phase.TALKS, Phase.PLANNED, Phase.SOUGHT)
_DEALS = (
    Kind.ACQUISITION,
    Kind.STAKE,
    Kind.MERGER,
    Kind.PARTNERSHIP,
    Kind.SUPPLY,
    Kind.FUNDING,
)
_LOOK_BACK = 20


class Baseline:
    """Reads English reports by word lists; deterministic, no model, no network."""

    name = "baseline-1"

    def extract(self, report: Report) -> tuple[Claim, ...]:
        """The claims of `report`; none where its text is not English.

        >>> from reportedly.read import Raw, read
        >>> report = read(Raw(b"Acme Corp has acquired Zeta Motors, Reuters reported on Monday.", "text/plain", "-"))
        >>> claim, = Baseline().extract(report)
        >>> claim.kind.value, [q.text for q in claim.fillers(*Role)], [v.name.text for v in claim.voices]
        ('acquisition', ['Acme Corp', 'Zeta Motors'], ['Reuters'])
        """
        if not _is_english(report.text):
            return ()
        return _merged(_read_in_order(report))


def _is_english(text: str) -> bool:
    """Whether English function words outweigh those of its neighbours and letters of other scripts."""
    start = text[:_FIRST_CHARACTERS]
    english = len(_ENGLISH.findall(start))
    return len(_FOREIGN.findall(start)) <= english and english >= _LEAST_ENGLISH * (len(start.split()) - _TOO_FEW)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a report, with on whose word it stands and when that was said."""

    report: Report
    version_id: str
    part: Part
    span: Span
    found: Attribution

    @property
    def said(self) -> Quote | None:
        if not self.found.voices:
            return None
        said = SAID.search(self.report.text, self.span.start, self.span.end)
        return Span(said.start(), said.end()).of(self.report.text) if said else None


def _read_in_order(report: Report) -> Iterator[Claim]:
    version_id = report.version_id  # a digest of the whole text: made once, not for every claim
    chain: tuple[Voice, ...] = ()
    known: Span | None = None
    affirmed: list[Claim] = []
    for passage in report.passages:
        in_body = passage.part is Part.BODY
        for span in sentences(report.text, passage.span):
            sentence = _Sentence(report, version_id, passage.part, span, attribution(report.text, span, chain))
            claims = tuple(_sentence_claims(sentence, known, affirmed))
            yield from claims
            if in_body:
                affirmed += [claim for claim in claims if claim.stance is Stance.AFFIRMS]
                chain = sentence.found.voices or chain
                known = next(iter(names(report.text, sentence.found.content)), known)


def _sentence_claims(sentence: _Sentence, known: Span | None, affirmed: Sequence[Claim]) -> Iterator[Claim]:
    text, found = sentence.report.text, sentence.found
    stance, cue = stance_of(text, sentence.span)
    if cue and found.voices:
        if answered := _answered(found.voices[0], affirmed):
            yield _answer(sentence, answered, stance, cue)
        return
    for event in events(text, found.content, known):
        if event.roles:
            yield _claim(sentence, event)


def _claim(sentence: _Sentence, event: Event) -> Claim:
    text = sentence.report.text
    return Claim(
        version_id=sentence.version_id,
        kind=event.kind,
        roles=event.roles,
        phase=event.phase,
        certainty=event.certainty,
        stance=Stance.AFFIRMS,
        voices=sentence.found.voices,
        evidence=(event.clause.of(text),),
        part=sentence.part,
        trigger=event.trigger.of(text),
        said=sentence.said,
    )


def _answered(voice: Voice, affirmed: Sequence[Claim]) -> Claim | None:
    """The event that `voice` answers: the last open deal, if possible one that names the voice's side."""
    open_last = sorted(affirmed[-_LOOK_BACK:], key=lambda c: c.phase in _UNSETTLED and c.kind in _DEALS)
    own = (voice.of or voice.name).text.casefold()
    of_its_own = [c for c in open_last if c.kind in _DEALS and own in c.evidence[0].text.casefold()]
    return next(reversed(of_its_own or open_last), None)


def _answer(sentence: _Sentence, answered: Claim, stance: Stance, cue: Span) -> Claim:
    """A denial, an "unaware" or a "no comment": kind, roles and phase are those of the event that is answered."""
    text = sentence.report.text
    return replace(
        answered,
        certainty=Certainty.CERTAIN,
        stance=stance,
        voices=sentence.found.voices,
        evidence=(sentence.span.of(text),),
        part=sentence.part,
        trigger=cue.of(text),
        said=sentence.said,
    )


def _merged(claims: Iterator[Claim]) -> tuple[Claim, ...]:
    """One claim for what one voice says of one event in one phase; each wording is evidence once."""
    kept: dict[tuple[object, ...], tuple[Claim, dict[str, Quote]]] = {}
    for claim in claims:
        key = (
            claim.kind,
            claim.phase,
            claim.stance,
            claim.part is Part.LINK,
            tuple(v.name.text.casefold() for v in claim.voices),
            tuple(q.text.casefold() for q in claim.fillers(Role.ACTOR, Role.OBJECT, Role.COUNTERPARTY)),
        )
        _, evidence = kept.setdefault(key, (claim, {}))
        for quote in claim.evidence:
            evidence.setdefault(quote.text, quote)
    return tuple(replace(claim, evidence=tuple(evidence.values())) for claim, evidence in kept.values())

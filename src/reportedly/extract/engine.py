"""The first engine, a baseline: word lists, positions, no model.

In: Report. Out: Claims in order of their place. What a newcomer would get wrong: one event by one voice in one phase
is one claim, with all its evidence, wherever it is said again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

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

_LATIN = re.compile(r"[A-Za-z]")
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|a|is|for|on|that|said|has|with)\b", re.I)
_MIN_ENGLISH = 0.08
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
    start = text[:5000]
    words = len(start.split())
    return (
        bool(words and _LATIN.search(start))
        and len(_ENGLISH.findall(start)) >= _MIN_ENGLISH * words
    )


def _read_in_order(report: Report) -> Iterator[Claim]:
    chain: tuple[Voice, ...] = ()
    known: Span | None = None
    affirmed: list[Claim] = []
    for passage in report.passages:
        for sentence in sentences(report.text, passage.span):
            found = attribution(report.text, sentence, chain)
            if passage.part is Part.BODY and found.voices:
                chain = found.voices
            for claim in _sentence_claims(
                report, passage.part, sentence, found, known, affirmed
            ):
                if claim.stance is Stance.AFFIRMS and passage.part is Part.BODY:
                    affirmed.append(claim)
                yield claim
            if passage.part is Part.BODY and (named := names(report.text, sentence)):
                known = named[0]


def _sentence_claims(  # noqa: PLR0913 - what a sentence means hangs on all of these
    report: Report,
    part: Part,
    sentence: Span,
    found: Attribution,
    known: Span | None,
    affirmed: Sequence[Claim],
) -> Iterator[Claim]:
    text = report.text
    stance, cue = stance_of(text, sentence)
    said = SAID.search(text, sentence.start, sentence.end) if found.voices else None
    said_quote = Span(said.start(), said.end()).of(text) if said else None
    if cue and found.voices:
        if answered := _answered(found.voices[0], affirmed):
            yield _answer(
                report, part, sentence, cue, found, answered, stance, said_quote
            )
        return
    for event in events(text, found.content, known):
        if event.roles:
            yield _claim(report, part, event, found, said_quote)


def _claim(
    report: Report, part: Part, event: Event, found: Attribution, said: Quote | None
) -> Claim:
    return Claim(
        version_id=report.version_id,
        kind=event.kind,
        roles=event.roles,
        phase=event.phase,
        certainty=event.certainty,
        stance=Stance.AFFIRMS,
        voices=found.voices,
        evidence=(event.clause.of(report.text),),
        part=part,
        trigger=event.trigger.of(report.text),
        said=said,
    )


def _answered(voice: Voice, affirmed: Sequence[Claim]) -> Claim | None:
    """The event that `voice` answers: the last open deal, if possible one that names the voice's side."""
    settled_last = sorted(
        affirmed[-_LOOK_BACK:], key=lambda c: c.phase in _UNSETTLED and c.kind in _DEALS
    )
    own = (voice.of or voice.name).text.casefold()
    of_its_own = [
        c
        for c in settled_last
        if c.kind in _DEALS and own in c.evidence[0].text.casefold()
    ]
    return next(reversed(of_its_own or settled_last), None)


def _answer(  # noqa: PLR0913 - an answer takes its event from one place and its words from another
    report: Report,
    part: Part,
    sentence: Span,
    cue: Span,
    found: Attribution,
    answered: Claim,
    stance: Stance,
    said: Quote | None,
) -> Claim:
    """A denial, an "unaware" or a "no comment": kind, roles and phase are those of the event that is answered."""
    return Claim(
        version_id=report.version_id,
        kind=answered.kind,
        roles=answered.roles,
        phase=answered.phase,
        certainty=Certainty.CERTAIN,
        stance=stance,
        voices=found.voices,
        evidence=(sentence.of(report.text),),
        part=part,
        trigger=cue.of(report.text),
        said=said,
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
            tuple(
                q.text.casefold()
                for q in claim.fillers(Role.ACTOR, Role.OBJECT, Role.COUNTERPARTY)
            ),
        )
        _, evidence = kept.setdefault(key, (claim, {}))
        for quote in claim.evidence:
            evidence.setdefault(quote.text, quote)
    return tuple(
        replace(claim, evidence=tuple(evidence.values()))
        for claim, evidence in kept.values()
    )

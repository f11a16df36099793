"""What happens in a sentence: triggers with their kind, who fills which role by position, how far along and how sure.

In: what a sentence says, as a span. Out: Event values. What a newcomer would get wrong: roles are a matter of place
here (the name before the trigger acts, the one behind it is acted on), and only "by" turns that around.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.extract import lexicon as lex
from reportedly.extract.text import names
from reportedly.model import Certainty, Filler, Kind, Phase, Role, Span, Stance

_BOUNDARY = re.compile(
    r";|,\s+(?=(?:while|but|and|as|which|who|although|after|before|with|where)\b)|\s(?=(?:while|after|although|because)\b)"
)
_NOUN_PHRASE = re.compile(
    r"\s*(?:up\s+|out\s+|in\s+|of\s+|the\s+|a\s+|an\s+|its\s+|their\s+|new\s+)*(?P<object>[\w$%’'-]+(?:\s+(?:of\s+|in\s+)?[\w$%’'-]+){0,3})"
)
_COUNTERPARTY = re.compile(r"\b(?:with|from|to|for|by|against)\s+(?:the\s+)?$")
_STOP_WORDS = re.compile(
    r"\s+(?:and|or|but|that|which|who|by|to|with|from|for|on|at|as|is|are|was|were|has|have|had|will|would|after|before|because|said|if|of|in|the|a)\b.*$"
)
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Event:
    """One event in a sentence; `clause` is its evidence."""

    kind: Kind
    trigger: Span
    clause: Span
    roles: tuple[Filler, ...]
    phase: Phase
    certainty: Certainty


def stance_of(text: str, sentence: Span) -> tuple[Stance, Span | None]:
    """What a voice does with an event, and the words that tell it."""
    for stance, pattern in lex.STANCES:
        if found := pattern.search(text, sentence.start, sentence.end):
            return stance, Span(found.start(), found.end())
    return Stance.AFFIRMS, None


def events(text: str, content: Span, known: Span | None) -> Iterator[Event]:
    """The events in `content`, in order; `known` is the name that "it" or "the company" most likely means."""
    taken: list[Span] = []
    for clause in _clauses(text, content):
        for kind, pattern in lex.TRIGGERS:
            for match in pattern.finditer(text, clause.start, clause.end):
                trigger = Span(match.start(), match.end())
                if any(trigger.overlaps(other) or _close(trigger, other) for other in taken):
                    continue
                taken.append(trigger)
                yield _event(text, kind, trigger, clause, known)


def _close(one: Span, two: Span) -> bool:
    return abs(one.start - two.start) < 12


def _clauses(text: str, content: Span) -> Iterator[Span]:
    start = content.start
    for boundary in _BOUNDARY.finditer(text, content.start, content.end):
        if boundary.start() - start >= 25 and content.end - boundary.end() >= 20:
            yield Span(start, boundary.start())
            start = boundary.end()
    said = text[start : content.end].rstrip(" .,;")
    if said:
        yield Span(start, start + len(said))


def _event(text: str, kind: Kind, trigger: Span, clause: Span, known: Span | None) -> Event:
    phase, certainty = (
        _phase(text, trigger, clause, kind),
        _certainty(text, trigger, clause),
    )
    return Event(
        kind,
        trigger,
        clause,
        tuple(_roles(text, kind, trigger, clause, known)),
        phase,
        certainty,
    )


def _roles(text: str, kind: Kind, trigger: Span, clause: Span, known: Span | None) -> Iterator[Filler]:
    named = [n for n in names(text, clause) if not n.overlaps(trigger)]
    left = [n for n in named if n.end <= trigger.start]
    right = [n for n in named if n.start >= trigger.end]
    passive = re.match(r"\s+by\b", text[trigger.end : clause.end]) and right
    counterparty = next((n for n in right if _COUNTERPARTY.search(text[trigger.end : n.start])), None)
    actor = right[0] if passive else (left[0] if left else known)
    found: list[tuple[Role, Span]] = []
    if actor:
        found.append((Role.ACTOR, actor))
    thing = left[-1] if passive and left else next((n for n in right if n is not counterparty), None)
    thing = thing or _noun_phrase(text, trigger, clause)
    if thing and thing != actor and not any(thing.overlaps(s) for _, s in found):
        found.append((Role.OBJECT, thing))
    if counterparty and counterparty not in (actor, thing) and kind is not Kind.RESULTS:
        found.append((Role.COUNTERPARTY, counterparty))
    for role, pattern in ((Role.AMOUNT, lex.AMOUNT), (Role.TIME, lex.TIME)):
        found += [(role, Span(m.start(), m.end())) for m in pattern.finditer(text, clause.start, clause.end)][:2]
    for role, span in found:
        yield Filler(role, span.of(text))


def _noun_phrase(text: str, trigger: Span, clause: Span) -> Span | None:
    found = _NOUN_PHRASE.match(text, trigger.end, clause.end)
    if not found:
        return trigger
    kept = _STOP_WORDS.sub("", " " + found["object"]).strip()
    start = found.start("object")
    return Span(start, start + len(kept)) if kept and text.startswith(kept, start) else trigger


def _phase(text: str, trigger: Span, clause: Span, kind: Kind) -> Phase:
    if kind is Kind.STRUCTURE:
        return Phase.DONE
    near = text[max(clause.start, trigger.start - _NEAR) : min(clause.end, trigger.end + _NEAR // 3)]
    for phase, pattern in lex.PHASES:
        if pattern.search(near):
            return phase
    future = re.search(r"\bto\s+$", text[max(clause.start, trigger.start - 4) : trigger.start])
    return Phase.PLANNED if future else Phase.DONE


def _certainty(text: str, trigger: Span, clause: Span) -> Certainty:
    near = text[max(clause.start, trigger.start - _NEAR) : min(clause.end, trigger.end + _NEAR // 2)]
    return next((c for c, pattern in lex.CERTAINTIES if pattern.search(near)), Certainty.CERTAIN)

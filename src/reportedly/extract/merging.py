"""One event by one voice in one phase is one claim, wherever it is said again.

In: claims in the order of their place. Out: claims, each with all its evidence.
What a newcomer would get wrong: an unattributed headline over an attributed claim of the same phase is further evidence
of that claim; figures that differ make two claims.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.model import CORE_ROLES, Claim, Kind, Part, Quote, Role, Voice

_MOST = 0.7
_WORD = re.compile(r"[a-z0-9]+|[^\W\d_a-z]")
_SMALL = frozenset(
    """a an the of in on at to for from by with and or its their his her this that co ltd inc corp plc ag sa se nv group
    company corporation limited holdings holding""".split()
)


def merged(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """`claims` with those joined that say the same thing."""
    kept: list[Claim] = []
    alike_in_labels: dict[tuple[object, ...], list[int]] = {}
    for claim in claims:
        places = alike_in_labels.setdefault(_labels(claim), [])
        at = next((i for i in places if one_event(kept[i], claim)), None)
        if at is None:
            places.append(len(kept))
            kept.append(claim)
        else:
            kept[at] = _joined(kept[at], claim)
    return tuple({claim.id: claim for claim in kept}.values())


def one_event(first: Claim, other: Claim) -> bool:
    """Whether `other` says again what `first` said."""
    return _labels(first) == _labels(other) and _same_word(first, other) and _same_roles(first, other)


def one_a_clause(claims: Sequence[Claim]) -> Iterator[Claim]:
    """`claims`, of those that tell one event in one clause only the most probable: a denial is no second claim.

    Two such claims are of one kind, share most of a quote, and where both name an actor, object or counterparty, name
    the same.
    """
    kept: dict[Kind, list[Claim]] = {}
    for claim in sorted(claims, key=_score, reverse=True):
        of_its_kind = kept.setdefault(claim.kind, [])
        if not any(_one_clause(claim, other) for other in of_its_kind):
            of_its_kind.append(claim)
    chosen = {id(claim) for of_a_kind in kept.values() for claim in of_a_kind}
    return (claim for claim in claims if id(claim) in chosen)


def _score(claim: Claim) -> float:
    return claim.scores.claim if claim.scores else 0.0


def _one_clause(first: Claim, other: Claim) -> bool:
    if not any(_share(a, b) for a in first.evidence for b in other.evidence):
        return False
    named = [(first.fillers(role), other.fillers(role)) for role in CORE_ROLES]
    return all(any(alike(x, y) for x in a for y in b) for a, b in named if a and b)


def _share(a: Quote, b: Quote) -> bool:
    """Whether two quotes stand in one place, most of the shorter one in both."""
    shared = min(a.span.end, b.span.end) - max(a.span.start, b.span.start)
    return shared >= _MOST * min(a.span.end - a.span.start, b.span.end - b.span.start)


def _labels(claim: Claim) -> tuple[object, ...]:
    """What two claims must share to be one; what stands in a link is never evidence for the body."""
    return claim.kind, claim.phase, claim.stance, claim.part is Part.LINK


def _same_word(first: Claim, other: Claim) -> bool:
    """The same chain; or a headline without one over a claim that has one."""
    if first.part is Part.TITLE and not first.voices:
        return True
    return len(first.voices) == len(other.voices) and all(
        alike(a.name, b.name) and not _of_two(a, b) for a, b in zip(first.voices, other.voices, strict=True)
    )


def _of_two(a: Voice, b: Voice) -> bool:
    """Whether two sources belong to two houses: "a BAIC Group source" and "a BAIC BluePark source"."""
    if a.of is None or b.of is None:
        return False
    one, two = _every_word(a.of.text), _every_word(b.of.text)
    return bool(one - two and two - one)


def _same_roles(first: Claim, other: Claim) -> bool:
    shared = 0
    for role in CORE_ROLES:
        a, b = first.fillers(role), other.fillers(role)
        if a and b:
            if not any(alike(x, y) for x in a for y in b):
                return False
            shared += 1
    amounts = first.fillers(Role.AMOUNT), other.fillers(Role.AMOUNT)
    if all(amounts) and not any(x.text == y.text for x in amounts[0] for y in amounts[1]):
        return False
    return shared >= 2 or (shared == 1 and (first.part is Part.TITLE or not _tells_more(first, other)))


def _tells_more(first: Claim, other: Claim) -> bool:
    """Whether one tells a core role besides the actor: then, with only one role shared, they may be two events."""
    return any(c.fillers(Role.OBJECT, Role.COUNTERPARTY) for c in (first, other))


def alike(a: Quote, b: Quote) -> bool:
    """Whether two names mean one thing: most of the shorter one's words stand in the longer one."""
    one, two = _words(a.text), _words(b.text)
    return bool(one and two) and len(one & two) / min(len(one), len(two)) >= 0.6


def _words(name: str) -> set[str]:
    found = _every_word(name)
    return found - _SMALL or found


def _every_word(name: str) -> set[str]:
    return set(_WORD.findall(name.casefold()))


def _joined(first: Claim, other: Claim) -> Claim:
    """The fuller of the two, with the evidence of both; a claim of the body wins over its headline."""
    base, more = (
        (other, first) if first.part is Part.TITLE or len(other.roles) > len(first.roles) + 1 else (first, other)
    )
    roles = base.roles + tuple(f for f in more.roles if not base.fillers(f.role))
    evidence = first.evidence + tuple(q for q in other.evidence if q.text not in {e.text for e in first.evidence})
    return replace(base, roles=roles, evidence=evidence, said=base.said or more.said)

"""One event by one voice in one phase is one claim, wherever it is said again.

In: claims in the order of their place. Out: claims, each with all its evidence.
What a newcomer would get wrong: an unattributed headline over an attributed claim of the same phase is further evidence
of that claim; figures that differ make two claims.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from reportedly.model import Claim, Part, Quote, Role

_WORD = re.compile(r"[a-z0-9]+|[^\W\d_a-z]")
_SMALL = frozenset(
    """a an the of in on at to for from by with and or its their his her this that co ltd inc corp plc ag sa se nv group
    company corporation limited holdings holding""".split()
)


def merged(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """`claims` with those joined that say the same thing."""
    kept: list[Claim] = []
    for claim in claims:
        at = next((i for i, other in enumerate(kept) if one_event(other, claim)), None)
        if at is None:
            kept.append(claim)
        else:
            kept[at] = _joined(kept[at], claim)
    return tuple(dict.fromkeys(kept))


def one_event(first: Claim, other: Claim) -> bool:
    """Whether `other` says again what `first` said."""
    labels = ("kind", "phase", "stance")
    if any(getattr(first, label) != getattr(other, label) for label in labels) or not _same_page_part(first, other):
        return False
    return _same_word(first, other) and _same_roles(first, other)


def _same_page_part(first: Claim, other: Claim) -> bool:
    return (first.part is Part.LINK) == (other.part is Part.LINK)


def _same_word(first: Claim, other: Claim) -> bool:
    """The same chain; or a headline without one over a claim that has one."""
    if first.part is Part.TITLE and not first.voices:
        return True
    return len(first.voices) == len(other.voices) and all(
        alike(a.name, b.name) for a, b in zip(first.voices, other.voices, strict=True)
    )


def _same_roles(first: Claim, other: Claim) -> bool:
    shared = 0
    for role in (Role.ACTOR, Role.OBJECT, Role.COUNTERPARTY):
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
    found = _WORD.findall(name.casefold())
    return set([w for w in found if w not in _SMALL] or found)


def _joined(first: Claim, other: Claim) -> Claim:
    """The fuller of the two, with the evidence of both; a claim of the body wins over its headline."""
    base, more = (
        (other, first) if first.part is Part.TITLE or len(other.roles) > len(first.roles) + 1 else (first, other)
    )
    roles = base.roles + tuple(f for f in more.roles if not base.fillers(f.role))
    evidence = first.evidence + tuple(q for q in other.evidence if q.text not in {e.text for e in first.evidence})
    return replace(base, roles=roles, evidence=evidence, said=base.said or more.said)

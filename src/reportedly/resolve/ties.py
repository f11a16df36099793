"""Ties that reports tell of: whose arm, brand or subsidiary somebody is, by claims of kind `structure`.

In: claims, and the keys of the names in them. Out: Tie; and of all that was told, the owners that hold.
What a newcomer would get wrong: a supplier or a customer is a standing tie as well, but nobody's part. Who is whose is
told by the word ("arm", "parent"), or where it is a passive ("owned by") by the order of the names.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reportedly.model import Certainty, Claim, EntityType, Kind, Phase, Quote, Role, Stance
from reportedly.resolve.known import Known
from reportedly.resolve.mentions import NEW
from reportedly.resolve.sayings import is_name

_IS_PART = re.compile(
    r"\b(?:arms?|units?|divisions?|subsidiar(?:y|ies)|brands?|marques?|offshoots?|branch|(?:joint )?ventures?"
    r"|labels?|business(?:es)?|vehicles?)\b",
    re.IGNORECASE,
)
_IS_OWNER = re.compile(r"\b(?:(?:co-)?owners?|owns|parents?|holding company|controls|controlling)\b", re.IGNORECASE)
_IS_OWNED = re.compile(r"\b(?:(?:majority-|wholly )?owned|controlled|belongs?|part of)\b", re.IGNORECASE)
_NO_MORE = re.compile(r"\b(?:former(?:ly)?|ex|erstwhile|once|until|till|previous(?:ly)?|used to|not|no longer)\b", re.I)
_NEVER_TIED = frozenset({EntityType.PLACE, EntityType.OUTLET})


@dataclass(frozen=True, slots=True)
class Tie:
    """A claim tells that `part` belongs to `owners` (a joint venture to several), on the word of `origin`; keys."""

    claim_id: str
    part: str
    owners: tuple[str, ...]
    origin: str


def tie(claim: Claim, origin: str | None, key: Callable[[str], str], known: Known) -> Tie | None:
    """What `claim` tells of who is whose; None where it tells nothing of that, or of somebody the tables know.

    Only what is affirmed for certain counts. `key` gives the key of whom a name in the claim's report means.
    """
    if claim.kind is not Kind.STRUCTURE or not _holds(claim):
        return None
    part, owners = _sides(claim)
    if len(part) != 1 or not owners:
        return None
    own = key(part[0].text)
    above = sorted({key(quote.text) for quote in owners} - {own})
    if not own.startswith(NEW) or not above or any(_is_never_tied(k, known) for k in above):
        return None
    return Tie(claim.id, own, tuple(above), origin or "")


def _holds(claim: Claim) -> bool:
    told = claim.phase in (Phase.DONE, Phase.UNDERWAY) and claim.certainty is Certainty.CERTAIN
    return told and claim.stance is Stance.AFFIRMS and not any(_NO_MORE.search(q.text) for q in claim.evidence)


def _sides(claim: Claim) -> tuple[list[Quote], list[Quote]]:
    """The part and its owners among the names of a claim; none where no word tells which is which."""
    one, other = (list(filter(is_name, claim.fillers(role))) for role in (Role.ACTOR, Role.COUNTERPARTY))
    said = " ".join(quote.text for quote in (claim.trigger, *claim.fillers(Role.OBJECT)) if quote)
    if _IS_OWNED.search(said):
        behind = [quote for quote in (*one, *other) if _is_behind(quote, claim)]
        return [quote for quote in (*one, *other) if quote not in behind], behind
    if _IS_OWNER.search(said):
        return other, one
    return (one, other) if _IS_PART.search(said) else ([], [])


def _is_behind(quote: Quote, claim: Claim) -> bool:
    """Whether a name stands behind the trigger, where the claim is made."""
    at = claim.trigger.span.end if claim.trigger else 0
    return any(at <= quote.span.start and quote.span.end <= evidence.span.end for evidence in claim.evidence)


def _is_never_tied(key: str, known: Known) -> bool:
    entity = known.entities.get(key)
    return entity is not None and entity.type in _NEVER_TIED


def holding(told: Iterable[Tie]) -> dict[str, tuple[str, ...]]:
    """The owners of each part: those that most origins tell of; of as many, the first by key.

    >>> holding([Tie("c1", "~b", ("acme",), "Reuters"), Tie("c2", "~b", ("acme",), "Reuters"),
    ...          Tie("c3", "~b", ("zeta",), "AFP"), Tie("c4", "~b", ("zeta",), "~b")])
    {'~b': ('zeta',)}
    """
    found: dict[str, dict[tuple[str, ...], set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in told:
        found[one.part][one.owners].add(one.origin)
    return {part: min(answers, key=lambda own: (-len(answers[own]), own)) for part, answers in sorted(found.items())}

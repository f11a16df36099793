"""Ties that reports tell of: whose arm, brand or subsidiary somebody is, by claims of kind `structure`.

In: claims, and the keys of the names in them. Out: Tie; and of all that was told, the owners that hold.
What a newcomer would get wrong: a supplier or a venture's partner is a standing tie as well, but nobody's part. Who is
whose is told by the last word ("battery arm", "parent"), or in a passive ("owned by") by the order of the names.
Ties of somebody the tables know are kept too, to be shown; run.owners follows those of new names only.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reportedly.model import Certainty, Claim, EntityType, Kind, Phase, Quote, Role, Saying, Span, Stance
from reportedly.resolve.forms import fold
from reportedly.resolve.known import Known
from reportedly.resolve.mentions import NEW
from reportedly.resolve.sayings import is_name

_IS_PART = re.compile(
    r"\b(?:arms?|units?|divisions?|subsidiar(?:y|ies)|brands?|marques?|offshoots?|branch|(?:joint )?ventures?"
    r"|labels?|business(?:es)?|vehicles?)(?: of)?$",
    re.IGNORECASE,
)
_IS_OWNER = re.compile(r"\b(?:(?:co-)?owners?|owns|parents?|holding company|controls|controlling)\b", re.IGNORECASE)
_IS_OWNED = re.compile(r"(?:\w+[- ])?(?:(?:owned|controlled) by|belongs? to|part of)\b", re.IGNORECASE)
_NO_MORE = re.compile(r"\b(?:former(?:ly)?|ex|erstwhile|once|until|till|previous(?:ly)?|used to|not|no longer)\b", re.I)
_NO_NAME = frozenset("the it its this that these those he she they we our a an his her their".split())
_NEVER_TIED = frozenset({EntityType.PLACE, EntityType.OUTLET})


@dataclass(frozen=True, slots=True)
class Tie:
    """A claim tells that `part` belongs to `owners` (a joint venture to several), all keys: in the words `said`, on the
    word of `origin`, a key; empty where that is not known.
    """

    claim_id: str
    part: str
    owners: tuple[str, ...]
    origin: str
    said: str


def tie(claim: Claim, saying: Saying, key: Callable[[str], str], known: Known) -> Tie | None:
    """What `claim` tells of who is whose; None where it tells nothing of that.

    Only what is affirmed for certain counts. `key` gives the key of whom a name in the claim's report means.
    """
    if claim.kind is not Kind.STRUCTURE or not _holds(claim):
        return None
    part, owners = _sides(claim)
    if len(part) != 1 or not owners:
        return None
    own = key(part[0].text)
    above = sorted({key(quote.text) for quote in owners} - {own})
    if not above or NEW in (own, *above) or any(_is_never_tied(k, known) for k in (own, *above)):
        return None
    origin = saying.origin_key or (fold(saying.origin) if saying.origin else "")
    return Tie(claim.id, own, tuple(above), origin, fold(claim.evidence[0].text))


def _holds(claim: Claim) -> bool:
    told = claim.phase in (Phase.DONE, Phase.UNDERWAY) and claim.certainty is Certainty.CERTAIN
    return told and claim.stance is Stance.AFFIRMS and not any(_NO_MORE.search(q.text) for q in claim.evidence)


def _sides(claim: Claim) -> tuple[list[Quote], list[Quote]]:
    """The part and its owners among the names of a claim; none where no word tells which is which."""
    one, other = (list(filter(_is_proper, claim.fillers(role))) for role in (Role.ACTOR, Role.COUNTERPARTY))
    said = claim.trigger or next(iter(claim.fillers(Role.OBJECT)), None)
    if said is None:
        return [], []
    rest = _from(said, claim)
    if owned := _IS_OWNED.match(rest.text):
        at = rest.span.start + owned.end()
        behind = [quote for quote in (*one, *other) if at <= quote.span.start and quote.span.end <= rest.span.end]
        return [quote for quote in (*one, *other) if quote not in behind], behind
    if _IS_OWNER.search(said.text):
        return other, one
    return (one, other) if _IS_PART.search(said.text) else ([], [])


def _from(said: Quote, claim: Claim) -> Quote:
    """The words of a claim's evidence from `said` on."""
    for evidence in claim.evidence:
        if evidence.span.start <= said.span.start and said.span.end <= evidence.span.end:
            rest = evidence.text[said.span.start - evidence.span.start :]
            return Quote(rest, Span(said.span.start, evidence.span.end))
    return said


def _is_proper(quote: Quote) -> bool:
    """Whether a filler is a name from its first word to its last: not "The company", "It", "Chinese carmaker"."""
    words = quote.text.split()
    return is_name(quote) and words[0].casefold() not in _NO_NAME and not words[-1][0].islower()


def _is_never_tied(key: str, known: Known) -> bool:
    entity = known.entities.get(key)
    return entity is not None and entity.type in _NEVER_TIED


def holding(told: Iterable[Tie]) -> dict[str, tuple[str, ...]]:
    """The owners of each part: those that most origins tell of, each in words of its own, since a copy has its
    original's; of as many, the first by key. An origin that is not known adds nothing to another one.

    >>> holding([Tie("c1", "~b", ("acme",), "reuters", "b is acme's"), Tie("c2", "~b", ("acme",), "reuters", "of acme"),
    ...          Tie("c3", "~b", ("zeta",), "afp", "b is zeta's"), Tie("c4", "~b", ("zeta",), "~b", "we are zeta's")])
    {'~b': ('zeta',)}
    """
    answers: dict[str, dict[tuple[str, ...], list[Tie]]] = defaultdict(lambda: defaultdict(list))
    for one in told:
        answers[one.part][one.owners].append(one)
    return {part: min(_rank(*one) for one in found.items())[1] for part, found in sorted(answers.items())}


def _rank(owners: tuple[str, ...], told: Sequence[Tie]) -> tuple[int, tuple[str, ...]]:
    independent = min(len({tie.origin for tie in told if tie.origin}), len({tie.said for tie in told}))
    return -independent, owners

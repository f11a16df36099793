"""Who takes part in an event, and by whose word its claims are.

In: the claims of one event. Out: its parties; its claims, each with the parties whose word it is.
What a newcomer would get wrong: a party of the event is often none of the claim ("FCA withdrew, FCA said"). Who speaks
for an owner or an arm of a party speaks for that party, but a sister under the same owner does not.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportedly.model import Standing
from reportedly.resolve.known import Known
from reportedly.resolve.mentions import NEW
from reportedly.resolve.sayings import Told

MOST_PARTICIPANTS = 4
SHARE = 0.3  # of the weight of the first participant


def is_part(one: str, other: str) -> bool:
    """Whether a new name is made of words of another one."""
    new = one.startswith(NEW) and other.startswith(NEW)
    return new and set(one.removeprefix(NEW).split()) <= set(other.removeprefix(NEW).split())


def with_parties(event: Sequence[Told], known: Known) -> list[Told]:
    """The claims of an event, where a voice counts as a party that is one in other claims of it.

    "Renault said it knew of the offer" is of Renault, and has it as a party; "FCA withdrew, FCA said" often is not.
    """
    parties = main_parties(event)
    lines = known.lines(parties)
    return [_as_party(t, parties, known) if known.lines(t.speaks_for) & lines else t for t in event]


def _as_party(told: Told, parties: Iterable[str], known: Known) -> Told:
    if told.saying.standing is Standing.OUTLET:
        return told
    word_of = tuple(sorted({p for p in parties for key in told.speaks_for if _has_word(p, key, known)}))
    return replace(told, saying=replace(told.saying, standing=Standing.PARTY, word_of=word_of))


def _has_word(party: str, key: str, known: Known) -> bool:
    """Whether the word of `key` is that of a party: its own, its owner's or its arm's; not that of a sister."""
    return is_part(party, key) or is_part(key, party) or key in known.line(party) or party in known.line(key)


def main_parties(event: Sequence[Told]) -> list[str]:
    """Those who take part in an event in a fair share of its claims, by key."""
    counts = Counter(key for t in event for key in t.parties)
    least = SHARE * max(counts.values(), default=0)
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    return sorted(key for key in ranked[:MOST_PARTICIPANTS] if counts[key] >= least)

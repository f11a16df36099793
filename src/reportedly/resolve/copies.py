"""Which reports are copies of one text, and which of them it was taken from.

In: profiles, with what each report says of its own source. Out: families of copies, each a tree with one root.
What a newcomer would get wrong: two reports of one press release share its sentences and are no copies; only where most
of the shorter text stands in the longer one is it a copy. Texts that are the same but for their furniture are one text,
so ten thousand of them cost no comparisons.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reportedly.resolve.clusters import components
from reportedly.resolve.profile import Profile

LEAST = 0.3  # share of the shorter text's shingles; independent reports of one event share up to 0.2
_WHOLE = 0.9
_CUT = 0.75  # of its original's length
_FEWEST = 6  # shingles of a text that can be told to be copied
SAMPLE = 4  # one shingle of so many is a key by which candidates are found


class Taken(StrEnum):
    """How a copy was made."""

    VERBATIM = "verbatim"
    CUT = "cut"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Copy:
    """A version that was taken from another, how, and what share of the shorter one stands in the longer."""

    version_id: str
    copy_of: str
    how: Taken
    share: float


def keys(profile: Profile) -> tuple[int, ...]:
    """The shingles by which texts that share some of them find each other."""
    sampled = tuple(s for s in profile.shingles if s % SAMPLE == 0)
    return sampled or profile.shingles[:1]


def shared(one: Profile, other: Profile) -> float:
    """The share of the shorter text's shingles that stand in the longer one's."""
    less, more = sorted((one.shingles, other.shingles), key=len)
    if len(less) < _FEWEST:
        return 1.0 if one.same == other.same else 0.0
    return sum(_holds(more, shingle) for shingle in less) / len(less)


def _holds(ordered: Sequence[int], value: int) -> bool:
    at = bisect_left(ordered, value)
    return at < len(ordered) and ordered[at] == value


def families(profiles: Mapping[str, Profile]) -> list[list[str]]:
    """Versions that are copies of one another, directly or by way of others; a version without copies is alone."""
    first: dict[str, str] = {}
    edges: list[tuple[str, str]] = []
    for version_id in sorted(profiles):
        same = first.setdefault(_text(profiles[version_id]), version_id)
        if same != version_id:
            edges.append((same, version_id))
    edges += (pair for pair in _candidates(first.values(), profiles) if _alike(profiles, *pair))
    return components(profiles, edges)


def _text(profile: Profile) -> str:
    return f"{profile.language} {profile.same}"


def _alike(profiles: Mapping[str, Profile], one: str, other: str) -> bool:
    return shared(profiles[one], profiles[other]) >= LEAST


def _candidates(version_ids: Iterable[str], profiles: Mapping[str, Profile]) -> Iterator[tuple[str, str]]:
    """Pairs that share a key, each once."""
    holding: dict[int, list[str]] = defaultdict(list)
    for version_id in version_ids:
        near = {other for key in keys(profiles[version_id]) for other in holding[key]}
        yield from ((other, version_id) for other in sorted(near))
        for key in keys(profiles[version_id]):
            holding[key].append(version_id)


@dataclass(frozen=True, slots=True)
class Told:
    """What decides who was first: the day, whether the report names another as its source, its length in shingles."""

    on: date | None
    credits: bool
    length: int


def tree(family: Sequence[str], profiles: Mapping[str, Profile], told: Mapping[str, Told]) -> list[Copy]:
    """Every version but the root, each taken from the one before it that it shares most with.

    The root credits nobody, if there is such a one, and is the earliest; of those without a day, the longest.
    """
    ordered = sorted(family, key=lambda v: _rank(v, told[v]))
    found: list[Copy] = []
    for n, version_id in enumerate(ordered[1:], 1):
        earlier = ordered[: min(n, _LOOK_BACK)]
        source = max(earlier, key=lambda v: (shared(profiles[v], profiles[version_id]), -ordered.index(v)))
        found.append(_copy(profiles[version_id], profiles[source]))
    return found


_LOOK_BACK = 20  # of a long family only the first are compared with each later one


def _rank(version_id: str, told: Told) -> tuple[bool, date, int, str]:
    return told.credits, told.on or date.max, -told.length, version_id


def _copy(copy: Profile, source: Profile) -> Copy:
    share = shared(copy, source)
    how = Taken.REWORDED
    if share >= _WHOLE:
        how = Taken.CUT if len(copy.shingles) < _CUT * len(source.shingles) else Taken.VERBATIM
    return Copy(copy.version_id, source.version_id, how, round(share, 3))

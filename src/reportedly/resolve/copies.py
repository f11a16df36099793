"""Which reports are copies of one text, and which of them it was taken from.

In: profiles, with what each report says of its own source. Out: families of copies, each a tree with one root.
What a newcomer would get wrong: two reports of one press release share its sentences and are no copies; only where most
of the shorter text stands in the longer one is it a copy. Texts that are the same but for their furniture are one text,
so ten thousand of them cost no comparisons, and ten thousand that differ a little cost one each.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reportedly.resolve.clusters import Parts
from reportedly.resolve.profile import Profile

LEAST = 0.3  # share of the shorter text's shingles; independent reports of one event share up to 0.2
_WHOLE = 0.9
_CUT = 0.75  # of its original's length
_FEWEST = 6  # shingles of a text that can be told to be copied


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


def shared(one: Profile, other: Profile) -> float:
    """The share of the shorter text's shingles that stand in the longer one's."""
    least = min(len(one.shingles), len(other.shingles))
    if one.same == other.same or least < _FEWEST:
        return float(one.same == other.same)
    return len(set(one.shingles).intersection(other.shingles)) / least


def families(profiles: Mapping[str, Profile]) -> list[list[str]]:
    """Versions that are copies of one another, directly or by way of others; a version without copies is alone."""
    parts = Parts(profiles)
    first: dict[str, str] = {}
    for version_id in sorted(profiles):
        parts.join(first.setdefault(_text(profiles[version_id]), version_id), version_id)
    holding: dict[int, _Holders] = defaultdict(dict)
    for version_id in first.values():
        _join(version_id, profiles, parts, holding)
    return parts.all()


def _text(profile: Profile) -> str:
    return f"{profile.language} {profile.same}"


_Holders = dict[str, list[str]]  # who has a key, by part: named after whoever was its first when they came


def _join(version_id: str, profiles: Mapping[str, Profile], parts: Parts, holding: dict[int, _Holders]) -> None:
    """Join a version to those of `holding` that it shares a key and enough text with, and put it there.

    One of a family is enough: with the rest of it no comparison is needed.
    """
    own, seen = profiles[version_id], set[str]()
    for key in own.keys:
        for part, others in holding[key].items():
            if parts.top(part) != parts.top(version_id):
                found = next((o for o in others if o not in seen and shared(own, profiles[o]) >= LEAST), None)
                seen.update(others)
                if found:
                    parts.join(found, version_id)
    for key in own.keys:
        holding[key].setdefault(parts.top(version_id), []).append(version_id)


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

"""Which reports are copies of one text, and which of them it was taken from.

In: profiles, with what each report says of its own source. Out: families of copies, each a tree with one root.
What a newcomer would get wrong: two reports of one press release share its sentences and are no copies; only where most
of the shorter text stands in the longer one is it a copy, or where it tells the same figures on one outlet's word. Two
texts that are the same but for their furniture are one text, so ten thousand of them cost no comparisons, and ten
thousand that differ a little cost one each.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reportedly.resolve.clusters import Parts
from reportedly.resolve.matters import cosine
from reportedly.resolve.profile import Profile, is_long

_LEAST = 0.3  # share of the shorter text's shingles; independent reports of one event share up to 0.2
_WHOLE = 0.9
_CUT = 0.75  # of its original's length
_FEWEST = 6  # shingles of a text that can be told to be copied

# What a text that shares no sentences must share to be a copy in other words or in another language.
_FIGURES, _LONG_FIGURES = 3, 2
_FIGURES_SHARE = 0.6  # of those of the report that has fewer
_NAMES, _WORDS = 0.8, 0.4  # cosines
_DAYS = 14


class Taken(StrEnum):
    """How a copy was made."""

    VERBATIM = "verbatim"
    CUT = "cut"
    REWORDED = "reworded"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True)
class Copy:
    """A version that was taken from another, how, and what share of the shorter one (of its figures, where it was
    translated) stands in the longer.
    """

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


def is_copy(one: Profile, other: Profile) -> bool:
    """Whether one of two texts was taken from the other, or both from a third: by their sentences, or retold."""
    return shared(one, other) >= _LEAST or is_retold(one, other)


def is_retold(one: Profile, other: Profile) -> bool:
    """Whether one text tells the other in other words or in another language: same figures, names and source.

    Two reports of one press release share figures and names; but neither names an outlet as its source.
    """
    numbers = one.numbers & other.numbers
    return (
        len(numbers) >= _FIGURES
        and sum(map(is_long, numbers)) >= _LONG_FIGURES
        and _figures(one, other) >= _FIGURES_SHARE
        and _have_one_source(one, other)
        and not (one.on and other.on and abs((one.on - other.on).days) > _DAYS)
        and cosine(one.names, other.names) >= _NAMES
        and (one.language != other.language or cosine(one.words, other.words) >= _WORDS)
    )


def _figures(one: Profile, other: Profile) -> float:
    """The share of the figures of the report with fewer that stand in the other."""
    least = min(len(one.numbers), len(other.numbers))
    return len(one.numbers & other.numbers) / least if least else 0.0


def _have_one_source(one: Profile, other: Profile) -> bool:
    """Whether both name one outlet; a translation often has lost its source, so there one that names it is enough."""
    if one.language == other.language or (one.outlets and other.outlets):
        return bool(one.outlets & other.outlets)
    return bool(one.outlets | other.outlets)


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
                found = next((o for o in others if o not in seen and is_copy(own, profiles[o])), None)
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
        source = max(earlier, key=lambda v: (*_nearness(profiles[v], profiles[version_id]), -ordered.index(v)))
        found.append(_copy(profiles[version_id], profiles[source]))
    return found


def _nearness(one: Profile, other: Profile) -> tuple[float, bool]:
    share = shared(one, other)
    return share, share < _LEAST and is_retold(one, other)


_LOOK_BACK = 20  # of a long family only the first are compared with each later one


def _rank(version_id: str, told: Told) -> tuple[bool, date, int, str]:
    return told.credits, told.on or date.max, -told.length, version_id


def _copy(copy: Profile, source: Profile) -> Copy:
    share = shared(copy, source)
    if copy.language != source.language and share < _LEAST:
        return Copy(copy.version_id, source.version_id, Taken.TRANSLATED, round(_figures(copy, source), 3))
    how = Taken.REWORDED
    if share >= _WHOLE:
        how = Taken.CUT if len(copy.shingles) < _CUT * len(source.shingles) else Taken.VERBATIM
    return Copy(copy.version_id, source.version_id, how, round(share, 3))

"""What each report is mostly about: reports of one matter, in whatever language.

In: profiles of reports that are no copies. Out: matters, as clusters of version ids; and the keys by which reports that
may belong together find each other.
What a newcomer would get wrong: one company in common says little, since a large one is in the news for many things
at once. So the name that two reports share most counts less than all the others; words count within one language.
"""

import math
from collections.abc import Iterable, Mapping
from itertools import combinations

from reportedly.resolve.clusters import average_link
from reportedly.resolve.profile import Profile

LEAST = 0.3  # how alike the reports of one matter are on average
_FIRST = 0.4  # what the name that two reports share most counts for
_NAMES, _WORDS = 0.8, 0.8
_WORDS_ELSEWHERE = 1.0  # in languages without a table of common words, where no word weighs much
_KEY_NAMES, _KEY_WORDS = 8, 16
_ALL_PAIRS = 500  # reports of which every pair is compared
_LEADING = 2  # names that are joined with words to keys


def alike(one: Profile, other: Profile) -> float:
    """How alike two reports are, from 0 to about 1.6: by names and, within one language, by words."""
    named = cosine(one.names, other.names, _FIRST)
    if one.language != other.language:
        return named
    words = _WORDS if one.language == "en" else _WORDS_ELSEWHERE
    return _NAMES * named + words * cosine(one.words, other.words)


def cosine(one: Mapping[str, float], other: Mapping[str, float], first: float = 1.0) -> float:
    """The cosine of two sparse vectors, the largest product in it counted `first` times."""
    less, more = sorted((one, other), key=len)
    products = [weight * more[key] for key, weight in less.items() if key in more]
    if not products:
        return 0.0
    return (sum(products) - (1 - first) * max(products)) / (_length(one) * _length(other))


def _length(vector: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in vector.values()))


def keys(profile: Profile) -> frozenset[str]:
    """Pairs of names, and of names with words: two reports of one matter share some of them."""
    names, words = _top(profile.names, _KEY_NAMES), _top(profile.words, _KEY_WORDS)
    pairs = {f"{a} + {b}" for a, b in combinations(sorted(names), 2)}
    beside = {f"{name} : {word}" for name in names[:_LEADING] for word in words}
    return frozenset(pairs | beside or {f"{word} :" for word in words})


def _top(weights: Mapping[str, float], most: int) -> list[str]:
    return sorted(weights, key=lambda key: (-weights[key], key))[:most]


def matters(profiles: Mapping[str, Profile], known: Iterable[tuple[str, str]] = ()) -> list[list[str]]:
    """The matters among reports that are connected by being alike, of which `known` are the pairs that are.

    Every pair is compared; among very many reports only those in `known`, which then tells fewer of them together.
    """
    inside = {(min(pair), max(pair)) for pair in known if profiles.keys() >= set(pair)}
    pairs = combinations(sorted(profiles), 2) if len(profiles) <= _ALL_PAIRS else sorted(inside)
    likeness = {(a, b): alike(profiles[a], profiles[b]) for a, b in pairs}
    return average_link(profiles, {pair: score for pair, score in likeness.items() if score > 0}, LEAST)

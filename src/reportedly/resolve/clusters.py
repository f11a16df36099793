"""Things that are alike become clusters, the same ones whatever the order in which they came.

In: names of things and how alike two of them are, as a sparse graph. Out: clusters of names.
What a newcomer would get wrong: a pair without an edge counts as not alike at all, so a long chain of neighbours does
not become one cluster (average linkage: Sokal and Michener 1958, "UPGMA"). Ties go by name, which makes the result a
function of the graph.
"""

import heapq
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
Edges = Mapping[tuple[str, str], float]


class Parts:
    """Names, each of which is in one part; parts can be joined (Tarjan 1975, "union-find")."""

    def __init__(self, names: Iterable[str]) -> None:
        self._root = {name: name for name in names}

    def top(self, name: str) -> str:
        """The first name of the part that `name` is in."""
        root = self._root
        while root[name] != name:
            root[name] = name = root[root[name]]
        return name

    def join(self, one: str, other: str) -> None:
        """Make one part of those that `one` and `other` are in."""
        first, last = sorted((self.top(one), self.top(other)))
        self._root[last] = first

    def all(self) -> list[list[str]]:
        """The parts, each sorted, in order of their first name."""
        found: dict[str, list[str]] = {}
        for name in sorted(self._root):
            found.setdefault(self.top(name), []).append(name)
        return list(found.values())


def components(names: Iterable[str], edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The connected parts of a graph, each sorted, in order of their first name.

    >>> components("abcd", [("a", "c"), ("c", "d")])
    [['a', 'c', 'd'], ['b']]
    """
    parts = Parts(names)
    for one, other in edges:
        parts.join(one, other)
    return parts.all()


def average_link(
    names: Iterable[str], edges: Edges, least: float, sizes: Mapping[str, int] | None = None
) -> list[list[str]]:
    """Clusters whose members are on average at least `least` alike, found by joining the most alike first.

    `edges` gives each pair once, as (smaller name, larger name). A name can stand for several things that are the same:
    `sizes` says for how many.

    >>> average_link("abc", {("a", "b"): 0.9, ("b", "c"): 0.6}, 0.5)
    [['a', 'b'], ['c']]
    >>> average_link("abc", {("a", "b"): 0.9, ("b", "c"): 0.6}, 0.5, {"b": 5})
    [['a', 'b', 'c']]
    """
    members = {name: [name] for name in names}
    size = {name: (sizes or {}).get(name, 1) for name in members}
    near: dict[str, dict[str, float]] = {name: {} for name in members}  # sums of edges between two clusters
    for (one, other), score in edges.items():
        near[one][other] = near[other][one] = score * size[one] * size[other]
    waiting = [(-score, *pair, size[pair[0]], size[pair[1]]) for pair, score in edges.items() if score >= least]
    heapq.heapify(waiting)
    while waiting:
        _, one, other, was, other_was = heapq.heappop(waiting)
        if size.get(one) != was or size.get(other) != other_was:
            continue  # one of the two has grown since, or is part of another
        members[one] += members.pop(other)
        size[one] += size.pop(other)
        _join(near, one, other)
        for third, total in near[one].items():
            mean = total / (size[one] * size[third])
            if mean >= least:
                first, last = sorted((one, third))
                heapq.heappush(waiting, (-mean, first, last, size[first], size[last]))
    return sorted(sorted(found) for found in members.values())


def _join(near: dict[str, dict[str, float]], one: str, other: str) -> None:
    """`other` becomes part of `one`, which is the smaller name."""
    for third, total in near.pop(other).items():
        del near[third][other]
        if third != one:
            near[one][third] = near[third][one] = near[one].get(third, 0.0) + total

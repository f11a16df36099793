"""How well clusters of mentions agree with an annotation: MUC, B-cubed, CEAF over entities, their mean (CoNLL F1).

In: two clusterings of the same mentions. Out: F1 of each, as in Pradhan and others 2014.
What a newcomer would get wrong: MUC does not see mentions that stand alone, the other two do; so figures of sets with
and without them cannot be compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from reportedly.resolve.clusters import components

Cluster = frozenset[str]


def conll(key: Sequence[Cluster], response: Sequence[Cluster]) -> dict[str, float]:
    """F1 by each measure, and their mean."""
    found = {"MUC": muc(key, response), "B3": b_cubed(key, response), "CEAF_e": ceaf_e(key, response)}
    return found | {"CoNLL": sum(found.values()) / len(found)}


def muc(key: Sequence[Cluster], response: Sequence[Cluster]) -> float:
    """F1 of links: how many are missing to make each cluster whole (Vilain and others 1995)."""
    return _f1(_links(key, response), _links(response, key))


def b_cubed(key: Sequence[Cluster], response: Sequence[Cluster]) -> float:
    """F1 of the share of each mention's cluster that is right (Bagga and Baldwin 1998)."""
    return _f1(_shares(key, response), _shares(response, key))


def ceaf_e(key: Sequence[Cluster], response: Sequence[Cluster]) -> float:
    """F1 of clusters that are put beside each other, one to one, as well as can be (Luo 2005, phi 4)."""
    whole = sum(_best(part) for part in _overlapping(key, response))
    return _f1(whole / len(key), whole / len(response))


def _f1(recall: float, precision: float) -> float:
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _of(clusters: Iterable[Cluster]) -> dict[str, Cluster]:
    return {mention: cluster for cluster in clusters for mention in cluster}


def _links(whole: Sequence[Cluster], other: Sequence[Cluster]) -> float:
    of = _of(other)
    links = sum(len(cluster) - 1 for cluster in whole)
    return sum(len(cluster) - len({of[m] for m in cluster}) for cluster in whole) / links if links else 0.0


def _shares(whole: Sequence[Cluster], other: Sequence[Cluster]) -> float:
    of = _of(other)
    shares = [len(cluster & of[m]) / len(cluster) for cluster in whole for m in cluster]
    return sum(shares) / len(shares)


def _overlapping(key: Sequence[Cluster], response: Sequence[Cluster]) -> list[NDArray[np.float64]]:
    """How alike clusters are, a table for each set of clusters that overlap: no other pair can count for anything."""
    at, of = _of(key), defaultdict(set)
    for cluster in response:
        for mention in cluster:
            of[cluster].add(at[mention])
    names = {c: f"k{n}" for n, c in enumerate(key)}
    edges = [(f"r{n}", names[other]) for n, c in enumerate(response) for other in of[c]]
    parts = components([*names.values(), *(f"r{n}" for n in range(len(response)))], edges)
    tables = []
    for part in parts:
        rows = [key[int(name[1:])] for name in part if name[0] == "k"]
        columns = [response[int(name[1:])] for name in part if name[0] == "r"]
        tables.append(np.array([[2 * len(a & b) / (len(a) + len(b)) for b in columns] for a in rows]))
    return tables


def _best(table: NDArray[np.float64]) -> float:
    """The largest sum of a one-to-one assignment (Kuhn 1955, Munkres 1957; by shortest augmenting paths)."""
    cost = -(table if table.shape[0] <= table.shape[1] else table.T)
    rows, columns = cost.shape
    u, v = np.zeros(rows + 1), np.zeros(columns + 1)
    held = np.zeros(columns + 1, dtype=int)  # which row holds a column, from 1; 0 is none
    for row in range(1, rows + 1):
        held[0], at = row, 0
        least, before = np.full(columns + 1, np.inf), np.zeros(columns + 1, dtype=int)
        used = np.zeros(columns + 1, dtype=bool)
        while held[at]:
            used[at] = True
            rest = ~used[1:]
            reduced = cost[held[at] - 1] - u[held[at]] - v[1:]
            better = rest & (reduced < least[1:])
            least[1:][better], before[1:][better] = reduced[better], at
            nearest = int(np.argmin(np.where(rest, least[1:], np.inf))) + 1
            step = least[nearest]
            u[held[used]] += step
            v[used] -= step
            least[~used] -= step
            at = nearest
        while at:
            held[at], at = held[before[at]], before[at]
    return float(-sum(cost[held[n] - 1, n - 1] for n in range(1, columns + 1) if held[n]))

"""Clusters do not depend on the order in which their members came."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from reportedly.resolve.clusters import average_link, components

NAMES = "abcdefg"
graphs = st.dictionaries(st.sampled_from(list(combinations(NAMES, 2))), st.sampled_from([0.2, 0.4, 0.6, 0.8, 1.0]))


@given(graphs, st.permutations(NAMES), st.randoms())
def test_order_does_not_matter(edges, names, rng):
    shuffled = list(edges.items())
    rng.shuffle(shuffled)
    assert average_link(names, dict(shuffled), 0.5) == average_link(NAMES, edges, 0.5)
    assert components(names, dict(shuffled)) == components(NAMES, edges)


@given(graphs)
def test_each_name_is_in_one_cluster(edges):
    assert sorted(name for cluster in average_link(NAMES, edges, 0.5) for name in cluster) == list(NAMES)


@given(graphs)
def test_no_cluster_reaches_over_two_components(edges):
    strong = {pair: score for pair, score in edges.items() if score >= 0.5}
    parts = components(NAMES, strong)
    for cluster in average_link(NAMES, edges, 0.5):
        assert any(set(cluster) <= set(part) for part in parts)


def test_a_chain_of_neighbours_is_no_cluster():
    chain = dict.fromkeys(pairwise(NAMES), 0.6)
    assert components(NAMES, chain) == [list(NAMES)]
    assert max(map(len, average_link(NAMES, chain, 0.5))) == 2


def test_what_is_the_same_may_be_told_once():
    """Three names that are alike to the same degree to the rest are as one of size three."""
    edges = {("a", "x"): 0.9, ("b", "x"): 0.9, ("c", "x"): 0.9, ("a", "b"): 1.0, ("a", "c"): 1.0, ("b", "c"): 1.0}
    one = {**edges, ("x", "y"): 0.6, ("a", "y"): 0.5, ("b", "y"): 0.5, ("c", "y"): 0.5}
    short = {("a", "x"): 0.9, ("x", "y"): 0.6, ("a", "y"): 0.5}
    assert average_link("abcxy", one, 0.52) == [["a", "b", "c", "x", "y"]]
    assert average_link("axy", short, 0.52, {"a": 3}) == [["a", "x", "y"]]
    assert average_link("abcxy", one, 0.53) == [["a", "b", "c", "x"], ["y"]]
    assert average_link("axy", short, 0.53, {"a": 3}) == [["a", "x"], ["y"]]

"""The measures are those of the literature: its worked example, and what must hold for any clusters."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.coreference import _best, b_cubed, ceaf_e, conll, muc

KEY = [frozenset("12345"), frozenset("67"), frozenset("89ABC")]
SAID = [frozenset("12345"), frozenset("6789ABC")]


def f1(recall, precision):
    return 2 * recall * precision / (recall + precision)


def test_the_worked_example():
    assert muc(KEY, SAID) == pytest.approx(f1(1, 9 / 10))
    assert b_cubed(KEY, SAID) == pytest.approx(f1(1, (5 + 2 * 2 / 7 + 5 * 5 / 7) / 12))
    both = 1 + 2 * 5 / 12
    assert ceaf_e(KEY, SAID) == pytest.approx(f1(both / 3, both / 2))


def clusters(labels):
    found = {}
    for n, label in enumerate(labels):
        found.setdefault(label, set()).add(f"m{n}")
    return [frozenset(c) for c in found.values()]


labelled = st.lists(st.integers(0, 3), min_size=7, max_size=7).map(clusters)


@given(labelled, labelled)
def test_every_measure_is_a_share_and_has_no_direction(one, other):
    for measure in (muc, b_cubed, ceaf_e):
        assert 0 <= measure(one, other) <= 1 + 1e-9
        assert measure(one, other) == pytest.approx(measure(other, one))


@given(labelled)
def test_what_is_the_same_is_wholly_right(found):
    assert b_cubed(found, found) == pytest.approx(1)
    assert ceaf_e(found, found) == pytest.approx(1)
    assert conll(found, found)["CoNLL"] == pytest.approx(1 if any(len(c) > 1 for c in found) else 2 / 3)


tables = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda shape: st.lists(
        st.lists(st.floats(0, 1), min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
    )
)


@given(tables)
def test_the_assignment_is_the_best_of_all(rows):
    table = np.array(rows)
    tall = table if table.shape[0] >= table.shape[1] else table.T
    every = permutations(range(tall.shape[0]), tall.shape[1])
    assert _best(table) == pytest.approx(max(sum(tall[r, n] for n, r in enumerate(order)) for order in every))

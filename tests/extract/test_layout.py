"""Windows cover a text, and word pieces keep their place in it."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.extract.layout import OVERLAP, WINDOW, pieces_of, windows
from reportedly.extract.pointing import trimmed
from reportedly.extract.shipped import shipped
from reportedly.read.plain import read_plain
from tests.conftest import report_of


@pytest.fixture(scope="module")
def tokenizer():
    return shipped()._network.tokenizer


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
def test_every_piece_is_a_part_of_the_text(text):
    report = read_plain("x " + text, address="id:1")
    found = pieces_of(shipped()._network.tokenizer, report.text, report.passages)
    assert (
        len({len(column) for column in (found.ids, found.starts, found.ends, found.case, found.part, found.sentence)})
        == 1
    )
    assert all(0 <= s <= e <= len(report.text) for s, e in zip(found.starts, found.ends, strict=True))
    assert list(found.starts) == sorted(found.starts)


@pytest.mark.parametrize("words", [0, 1, WINDOW, WINDOW + 1, 2000])
def test_windows_cover_all_pieces_and_fit(tokenizer, words):
    report = report_of("plant " * words + "x")
    whole = pieces_of(tokenizer, report.text, report.passages)
    cut = list(windows(whole))
    assert all(len(w.ids) <= WINDOW + 2 for w in cut)
    assert {int(s) for w in cut for s in w.starts[1:-1]} == {int(s) for s in whole.starts}
    assert all(set(a.starts[-OVERLAP:-1]) <= set(b.starts) for a, b in pairwise(cut))
    assert max(len(w.ids) for w in cut) - min(len(w.ids) for w in cut) < len(cut)


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("of Zeta's plant", (3, 9), "Zeta"),
        (" Acme, ", (0, 7), "Acme"),
        ("Acme Corpo", (0, 7), "Acme Corpo"),
        ("the (EV) arm", (4, 8), "EV"),
        ("Acme (EV) arm", (0, 9), "Acme (EV)"),
        ("the U.S. said", (4, 8), "U.S."),
        (" .,", (0, 3), None),
    ],
)
def test_names_are_trimmed_to_whole_words(text, span, expected):
    found = trimmed(text, *span)
    assert (found and text[found.start : found.end]) == expected

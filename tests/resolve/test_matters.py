"""Reports of one matter find each other; a company in common is not enough."""

from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.resolve.matters import LEAST, alike, keys, matters
from reportedly.resolve.profile import Profile


def page(version_id, names=(), words=(), language="en"):
    return Profile(
        version_id, language, date(2024, 3, 1), dict.fromkeys(names, 1.0), dict.fromkeys(words, 5.0),
        frozenset(), frozenset(), (), (), version_id,
    )  # fmt: skip


DEAL = ("voltara", "brixon", "kelmo")
WORDS = ("takeov", "works", "batter", "talks")


def test_the_same_names_and_words_are_one_matter():
    assert matters({"a": page("a", DEAL, WORDS), "b": page("b", DEAL, WORDS)}) == [["a", "b"]]


def test_names_are_enough_across_languages():
    one, other = page("a", DEAL, WORDS), page("b", DEAL, ("übern", "werk"), "de")
    assert alike(one, other) >= LEAST


def test_a_company_in_common_is_not_enough():
    one, other = page("a", ("voltara", "brixon"), WORDS), page("b", ("voltara", "ardena"), ("recall", "airbag"))
    assert alike(one, other) < LEAST


def test_words_of_two_languages_are_not_compared():
    one, other = page("a", ("voltara",), WORDS), page("b", ("ardena",), WORDS, "de")
    assert alike(one, other) == 0.0


def test_likeness_has_no_direction():
    one, other = page("a", DEAL, WORDS[:2]), page("b", DEAL[:2], WORDS)
    assert alike(one, other) == alike(other, one)


def test_nothing_is_alike_to_a_report_without_names_and_words():
    assert alike(page("a"), page("b", DEAL, WORDS)) == 0.0
    assert keys(page("a")) == frozenset()


pages = st.builds(
    lambda names, words, language: (names, words, language),
    st.sets(st.sampled_from("uvwxyz"), max_size=4),
    st.sets(st.sampled_from("abcdef"), max_size=4),
    st.sampled_from(["en", "de"]),
)


@given(st.lists(pages, min_size=2, max_size=6), st.randoms())
def test_order_does_not_matter(found, rng):
    profiles = {f"v{n}": page(f"v{n}", *one) for n, one in enumerate(found)}
    shuffled = list(profiles.items())
    rng.shuffle(shuffled)
    assert matters(dict(shuffled)) == matters(profiles)


@given(pages, pages)
def test_reports_with_two_names_in_common_find_each_other(one, other):
    a, b = page("a", *one), page("b", *other)
    if len(a.names.keys() & b.names.keys()) > 1:
        assert keys(a) & keys(b)


@given(pages, pages)
def test_a_name_alone_or_words_alone_are_not_enough_to_find_each_other(one, other):
    """A large company would be compared with itself ten thousand times."""
    a, b = page("a", *one), page("b", *other)
    if a.names and b.names and len(a.names.keys() & b.names.keys()) + bool(a.words.keys() & b.words.keys()) < 2:
        assert not keys(a) & keys(b)


def test_any_order_of_a_chain_gives_the_same_matters():
    chain = [page("a", "uvw"), page("b", "vwx"), page("c", "wxy")]
    found = {tuple(map(tuple, matters({p.version_id: p for p in order}))) for order in permutations(chain)}
    assert len(found) == 1

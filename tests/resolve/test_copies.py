"""Copies are told from independent reports, and put under what they were taken from, in whatever order they came."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import DateHow, Entity, EntityType, Part, Passage, Published, Report, Source, Span
from reportedly.resolve import copies, shipped
from reportedly.resolve.copies import Taken, Told, families, shared, tree
from reportedly.resolve.here import here
from reportedly.resolve.known import Known
from reportedly.resolve.mentions import Names
from reportedly.resolve.profile import profile

SYLLABLES = "ba do fi gu ka le mo nu pa re si to vu za".split()
STATEMENT = "Voltara said it would build a second battery works at Kelmo and hire nine hundred people by the spring."


def sentences(seed, count=12):
    rng = random.Random(seed)
    return [" ".join("".join(rng.choices(SYLLABLES, k=3)) for _ in range(12)) + "." for _ in range(count)]


def page(name, lines, on=None):
    """A report of those lines, as a profile; its name is its version's id."""
    text, passages, at = "\n\n".join(lines), [], 0
    for line in lines:
        passages.append(Passage(Part.BODY, Span(at, at + len(line))))
        at += len(line) + 2
    published = Published(on, how=DateHow.STATED) if on else Published(None, reason="none is stated")
    report = Report(f"https://{name}.example/", text, tuple(passages), published, Source("text/plain"), language="en")
    return replace(profile(report, "en", [], shipped()), version_id=name)


@pytest.fixture
def original():
    return sentences("original")


def test_a_text_that_is_the_same_to_the_letter_is_a_copy(original):
    found = {"a": page("a", original), "b": page("b", original)}
    assert families(found) == [["a", "b"]]


def test_a_text_with_other_furniture_is_the_same_text(original):
    one, other = page("a", original), page("b", ["By our desk", *original, "Read more", "© 2024"])
    assert one.same == other.same
    assert shared(one, other) == 1.0


def test_a_cut_text_is_a_copy_although_most_of_its_original_is_not_in_it(original):
    one, cut = page("a", original), page("b", original[:4])
    assert families({"a": one, "b": cut}) == [["a", "b"]]
    (copy,) = tree(["a", "b"], {"a": one, "b": cut}, told({"a": one, "b": cut}))
    assert (copy.version_id, copy.how, copy.share) == ("b", Taken.CUT, 1.0)


def test_a_text_stitched_from_two_is_a_copy_of_both(original):
    other = sentences("other")
    found = {"a": page("a", original), "b": page("b", other), "c": page("c", [*original[:6], *other[:6]])}
    assert families(found) == [["a", "b", "c"]]


def test_a_text_in_which_every_third_sentence_is_new_is_a_copy(original):
    new = sentences("new")
    lines = [new[n] if n % 3 == 2 else line for n, line in enumerate(original)]
    assert families({"a": page("a", original), "b": page("b", lines)}) == [["a", "b"]]


def test_two_reports_that_quote_one_statement_are_independent(original):
    one, other = [STATEMENT, *original], [*sentences("other")[:6], STATEMENT, *sentences("third")[:5]]
    assert families({"a": page("a", one), "b": page("b", other)}) == [["a"], ["b"]]


def test_texts_of_a_line_are_copies_only_if_they_are_the_same():
    one, other = page("a", ["Voltara shares rise."]), page("b", ["Voltara shares rise again."])
    assert families({"a": one, "b": other}) == [["a"], ["b"]]
    assert families({"a": one, "b": page("b", ["Voltara shares rise."])}) == [["a", "b"]]


def told(profiles, credits=()):
    return {v: Told(p.on, v in credits, len(p.shingles)) for v, p in profiles.items()}


def test_the_earliest_is_the_root(original):
    found = {"a": page("a", original, date(2024, 3, 2)), "b": page("b", original, date(2024, 3, 1))}
    (copy,) = tree(["a", "b"], found, told(found))
    assert (copy.version_id, copy.copy_of, copy.how, copy.share) == ("a", "b", Taken.VERBATIM, 1.0)


def test_a_copy_that_is_dated_before_its_original_but_credits_it_is_not_the_root(original):
    found = {"a": page("a", original, date(2024, 3, 2)), "b": page("b", original, date(2024, 3, 1))}
    (copy,) = tree(["a", "b"], found, told(found, credits={"b"}))
    assert (copy.version_id, copy.copy_of) == ("b", "a")


def test_of_reports_without_a_day_the_longest_is_the_root(original):
    found = {"a": page("a", original[:5]), "b": page("b", original)}
    (copy,) = tree(["a", "b"], found, told(found))
    assert (copy.version_id, copy.copy_of) == ("a", "b")


def test_a_copy_of_a_cut_copy_hangs_under_the_one_that_it_shares_most_with(original):
    new = sentences("new")
    found = {
        "a": page("a", original, date(2024, 3, 1)),
        "b": page("b", [*original[:6], *new[:6]], date(2024, 3, 2)),
        "c": page("c", [*original[:6], *new[:5]], date(2024, 3, 3)),
    }
    assert [(c.version_id, c.copy_of) for c in tree(["a", "b", "c"], found, told(found))] == [("b", "a"), ("c", "b")]


TEXTS = [sentences(n) for n in range(3)]


@st.composite
def collections(draw):
    """Pages that are put together from parts of a few texts."""
    found = {}
    for n in range(draw(st.integers(2, 9))):
        lines = []
        for text in draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=2)):
            start = draw(st.integers(0, 8))
            lines += text[start : start + draw(st.integers(2, 12))]
        found[f"v{n}"] = page(f"v{n}", lines, draw(st.sampled_from([None, date(2024, 1, 1), date(2024, 1, 2)])))
    return found


@settings(max_examples=40, deadline=None)
@given(collections(), st.randoms())
def test_families_and_trees_do_not_depend_on_order(found, rng):
    shuffled = list(found)
    rng.shuffle(shuffled)
    expected, again = families(found), families({v: found[v] for v in shuffled})
    assert again == expected
    for family in expected:
        order = list(family)
        rng.shuffle(order)
        assert tree(order, found, told(found)) == tree(family, found, told(found))


@settings(max_examples=40, deadline=None)
@given(collections())
def test_every_version_of_a_family_leads_back_to_one_root(found):
    for family in families(found):
        taken = {c.version_id: c.copy_of for c in tree(family, found, told(found))}
        (root,) = set(family) - set(taken)
        reached = {root}
        while more := {v for v, source in taken.items() if source in reached} - reached:
            reached |= more
        assert reached == set(family)


@settings(max_examples=40, deadline=None)
@given(collections())
def test_a_family_that_is_looked_at_alone_is_the_same_family(found):
    """So that only the families that a new report touches have to be found again."""
    for family in families(found):
        assert families({v: found[v] for v in family}) == [family]


def compared(monkeypatch, found):
    """How many comparisons it takes to find the families."""
    count = 0
    real = copies.shared

    def counted(one, other):
        nonlocal count
        count += 1
        return real(one, other)

    monkeypatch.setattr(copies, "shared", counted)
    (family,) = families(found)
    assert len(family) == len(found)
    return count


def test_copies_to_the_letter_cost_no_comparison(monkeypatch, original):
    one = page("a", original)
    assert compared(monkeypatch, {f"v{n}": one for n in range(400)}) == 0


def test_copies_that_differ_a_little_cost_one_comparison_each(monkeypatch, original):
    found = {f"v{n}": page(f"v{n}", [*original, *sentences(f"last {n}", 1)]) for n in range(400)}
    assert compared(monkeypatch, found) == 399


KNOWN = Known(
    {
        "voltara": Entity("voltara", "Voltara", EntityType.COMPANY, ("Voltara",)),
        "kelmo": Entity("kelmo", "Kelmo", EntityType.PLACE, ("Kelmo",)),
        "herald": Entity("herald", "The Herald", EntityType.OUTLET, ("The Herald",)),
    }
)
TOLD = "Voltara will spend 1,250 million on works in Kelmo that make 48,000 packs and employ 930 people, The Herald reported."
AGAIN = "The Herald reported that Voltara's works in Kelmo will employ 930 people; 48,000 packs come of the 1,250 million it will spend."
GERMAN = (
    "Voltara steckt 1.250 Millionen in ein Werk in Kelmo, das 48.000 Blöcke baut und 930 Leute braucht, so The Herald."
)


def retelling(name, text, language="en", on=None):
    """A report in which the names of KNOWN are found, as a profile."""
    names = Names(KNOWN)
    published = Published(on, how=DateHow.STATED) if on else Published(None, reason="none is stated")
    passages = (Passage(Part.BODY, Span(0, len(text))),)
    report = Report(f"https://{name}.example/", text, passages, published, Source("text/plain"), language=language)
    return replace(profile(report, language, here(text, language, names, KNOWN).mentions, KNOWN), version_id=name)


def test_a_text_in_other_words_is_a_copy_where_figures_names_and_source_are_the_same():
    found = {"a": retelling("a", TOLD), "b": retelling("b", AGAIN)}
    assert shared(found["a"], found["b"]) < 0.3
    assert families(found) == [["a", "b"]]
    (copy,) = tree(["a", "b"], found, told(found))
    assert copy.how is Taken.REWORDED


def test_a_text_in_another_language_is_a_copy_where_figures_names_and_source_are_the_same():
    found = {"a": retelling("a", TOLD, on=date(2024, 3, 1)), "b": retelling("b", GERMAN, "de", date(2024, 3, 2))}
    assert families(found) == [["a", "b"]]
    (copy,) = tree(["a", "b"], found, told(found))
    assert (copy.version_id, copy.how, copy.share) == ("b", Taken.TRANSLATED, 1.0)


def test_a_translation_that_has_lost_its_source_is_a_copy():
    found = {"a": retelling("a", TOLD), "b": retelling("b", GERMAN.replace(", so The Herald", ""), "de")}
    assert families(found) == [["a", "b"]]


@pytest.mark.parametrize(
    ("text", "language", "on"),
    [
        (GERMAN.replace("930", "870").replace("48.000", "51.000"), "de", date(2024, 3, 1)),  # other figures
        (GERMAN.replace("Voltara", "Brixon").replace("Kelmo", "Ardena"), "de", date(2024, 3, 1)),  # other names
        (GERMAN, "de", date(2024, 6, 1)),  # another time
        (AGAIN.replace("The Herald", "The firm"), "en", date(2024, 3, 1)),  # no source in common
    ],
)
def test_what_differs_in_figures_names_time_or_source_is_independent(text, language, on):
    found = {"a": retelling("a", TOLD, on=date(2024, 3, 1)), "b": retelling("b", text, language, on)}
    assert families(found) == [["a"], ["b"]]


def test_two_reports_of_one_press_release_in_two_languages_are_independent():
    """They share all figures and names; but neither has them from an outlet."""
    english, german = TOLD.replace("The Herald reported", "the company said"), GERMAN.replace(", so The Herald", "")
    assert families({"a": retelling("a", english), "b": retelling("b", german, "de")}) == [["a"], ["b"]]

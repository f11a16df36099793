"""The floors of quality on the shared stories hold, and what is printed beside them names the errors that are there."""

import os

import pytest

from tests.gold.measure import broken, folder
from tests.gold.stories import Joined, across_languages, called, joined, mismatches, scorer


def here(name):
    if not (folder() / name).exists():
        if os.environ.get("CI"):
            pytest.fail(f"missing: ../shared/{name}")
        pytest.skip(f"../shared/{name} is not here; the quality of stories is measured where it is")
    return folder()


def test_no_floor_of_the_stories_breaks():
    assert broken("stories", joined(here("stories"))) == []


def page(name, story, group=None, credits=()):
    return {
        "id": name, "story": story, "lang": "en", "copy_group": group, "copy_relation": "verbatim" if group else None,
        "credits": list(credits),
    }  # fmt: skip


def fed(name, copy_of=None, origins=()):
    return {"id": name, "main": True, "copy_of": copy_of, "origins": list(origins)}


PAGES = [
    page("a", "x", "g"),
    page("b", "x", "g"),
    page("c", "x", credits=["Reuters"]),
    page("d", "y"),
    page("e", "neg-1"),
]


def lines(stories):
    score = scorer(here("tools") / "tools" / "stories_score.py")
    return list(mismatches(Joined("", {p["id"]: p for p in PAGES}, stories, {}, score)))


def test_nothing_is_named_where_nothing_is_wrong():
    right = [{"id": "s1", "reports": [fed("a"), fed("b", "a"), fed("c", origins=["Reuters"])]}]
    assert lines(right) == []


def test_each_error_is_named_with_its_story():
    wrong = [
        {"id": "s1", "reports": [fed("a"), fed("d", "a")]},
        {"id": "s2", "reports": [fed("b"), fed("c"), fed("e")]},
    ]
    assert lines(wrong) == [
        "story x: 2+1, with 2 pages of others",
        "story y: whole, with 1 page of others",
        "story neg-1: whole, with 2 pages of others",
        "copies x: a, b missed (verbatim)",
        "copies x: a, d called copies, are not",
        "origins x: 1 page without any source that is credited there",
    ]


def test_copies_of_one_original_are_copies_of_each_other():
    found = [{"id": "s1", "reports": [fed("a"), fed("b", "a"), fed("c", "b")]}]
    score = scorer(here("tools") / "tools" / "stories_score.py")
    whole = Joined("", {p["id"]: p for p in PAGES}, found, {}, score)
    assert called(whole, "a", "c")
    assert not called(whole, "a", "d")


def test_copies_in_translation_are_counted_apart():
    pages = {p["id"]: p for p in [*PAGES[:3], {**page("t", "x", "g"), "lang": "de"}, {**page("u", "x"), "lang": "de"}]}
    found = [{"id": "s1", "reports": [fed("a"), fed("t", "a"), fed("u", "a"), fed("b")]}]
    score = scorer(here("tools") / "tools" / "stories_score.py")
    line = across_languages(Joined("", pages, found, {}, score))
    assert line == "across languages: 1 of 2 copies found, 1 of 4 independent pairs called copies"

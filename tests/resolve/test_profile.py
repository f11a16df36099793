"""A profile is of one report alone, and keeps what tells it from others."""

from dataclasses import replace
from datetime import date

import pytest

from reportedly.model import DateHow, Entity, EntityType, Published, Report, Span
from reportedly.read import Raw, read
from reportedly.resolve.known import Known
from reportedly.resolve.mentions import Mention
from reportedly.resolve.profile import profile

KNOWN = Known(
    {
        "voltara": Entity("voltara", "Voltara", EntityType.COMPANY, ()),
        "voltara-cells": Entity(
            "voltara-cells", "Voltara Cells", EntityType.BRAND, (), owners=("voltara",), tie="brand"
        ),
        "herald": Entity("herald", "The Herald", EntityType.OUTLET, ()),
    }
)


def report(text: str) -> Report:
    return read(Raw(text.encode(), "text/plain", "a.txt"))


def looked_at(text, *named, language="en"):
    """The profile of a text in which each of `named` (key, name) is mentioned wherever its name stands."""
    mentions = [
        Mention(key, Span(at, at + len(name)))
        for key, name in named
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    return profile(report(text), language, mentions, KNOWN)


def test_an_outlet_weighs_less_than_a_company():
    found = looked_at("Voltara will hire, The Herald said.", ("voltara", "Voltara"), ("herald", "The Herald"))
    assert found.names["voltara"] > 4 * found.names["herald"]


def test_a_brand_stands_for_its_owner():
    found = looked_at("Voltara Cells will hire.", ("voltara-cells", "Voltara Cells"))
    assert set(found.names) == {"voltara"}


def test_a_name_at_the_beginning_weighs_more_than_one_far_down():
    early = looked_at("Voltara will hire. " + "So it goes. " * 60, ("voltara", "Voltara"))
    late = looked_at("So it goes. " * 60 + "Voltara will hire.", ("voltara", "Voltara"))
    assert early.names["voltara"] > 2 * late.names["voltara"]


def test_names_are_no_words():
    assert "voltar" not in looked_at("Voltara will hire.", ("voltara", "Voltara")).words


def test_a_rare_word_weighs_more_than_a_common_one():
    words = looked_at("The company plans a gigacasting line.").words
    assert words["gigaca"] > words["compan"]


def test_figures_are_kept_without_their_marks_and_years_are_not():
    assert looked_at("It paid $1,250.5 million for 49% in 2023.").numbers == {"12505", "49"}


def test_scripts_without_spaces_have_shingles_of_characters():
    one, other = (
        looked_at(f"{start}小米汽车将接管青岛工厂并开始生产电动汽车", language="zh") for start in ("据报道", "今天")
    )
    assert len(set(one.shingles) & set(other.shingles)) >= 12


def test_a_phrase_of_common_words_is_no_key():
    phrase = " is in talks to buy "
    texts = [f"{a}{phrase}{b} from its present owner" for a, b in (("Voltara", "Brixon"), ("Kelmo", "Ardena"))]
    one, other = map(looked_at, texts)
    assert set(one.shingles) & set(other.shingles)
    assert not set(one.keys) & set(other.keys)


@pytest.mark.parametrize("text", ["No.", "of the to in it is", "Voltara"])
def test_the_shortest_text_can_be_found(text):
    assert len(looked_at(text).keys) == 1


def test_furniture_and_case_make_no_difference_to_what_is_the_same():
    body = "Voltara said on Monday that it would hire nine hundred people in Kelmo."
    assert looked_at(body).same == looked_at(f"{body.upper()}\n\nRead more").same


def test_the_day_is_that_of_publication():
    assert looked_at("Voltara will hire.").on is None
    dated = replace(report("Voltara will hire."), published=Published(date(2024, 3, 1), how=DateHow.STATED))
    assert profile(dated, "en", [], KNOWN).on == date(2024, 3, 1)

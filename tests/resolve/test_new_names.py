"""Names that no table has: found by their capitals, and brought together within a report."""

from dataclasses import replace

import pytest

from reportedly.resolve.here import here
from reportedly.resolve.introduced import abbreviates
from reportedly.resolve.known import shipped
from reportedly.resolve.mentions import Names

KNOWN = shipped()
NAMES = Names(KNOWN)


def keys(text: str, language: str = "en", called: tuple[str, ...] = ()) -> list[str]:
    return [m.key for m in here(text, language, NAMES, KNOWN, called).mentions]


def test_a_capital_at_the_start_of_a_sentence_is_no_name():
    assert keys("Workers of Zeta Motors met. Talks failed.") == ["~zeta motors"]


def test_at_the_start_of_a_sentence_only_the_first_capital_says_nothing():
    assert keys("Halden Cells grows.") == keys("Workers of Halden Cells met.") == ["~halden cells"]
    assert keys("The Halden Cells plant grows.") == ["~halden cells"]


def test_in_a_headline_a_name_is_the_one_that_the_text_has():
    assert keys("Drive Courier: Office Is For Sale\n\nStaff of Drive Courier met.") == ["~drive courier"] * 2


def test_a_name_is_placed_without_the_words_that_do_not_belong_to_it():
    text = "The Zetka Plant For Sale Now"
    (mention,) = here(text, "en", NAMES, KNOWN).mentions
    assert (mention.key, mention.span.of(text).text) == ("~zetka", "Zetka")


def test_what_a_claim_calls_a_participant_is_one_name_wherever_it_stands():
    text = "Drive Courier said so. The owner of Berlin Chemie met Drive Courier in Berlin. Berlin Chemie's staff left."
    called = ("Drive Courier", "Berlin Chemie")
    assert keys(text, called=called) == [
        "~drive courier",
        "~berlin chemie",
        "~drive courier",
        "berlin",
        "~berlin chemie",
    ]


def test_what_a_claim_calls_a_participant_is_not_taken_off_somebody_known():
    assert keys("The plant of Xiaomi Ostheim grows.", called=("Xiaomi Ostheim",))[0] == "xiaomi"
    assert keys("The berlin chemie grows in Berlin.", called=("Berlin Chemie",))[-1] == "berlin"


def test_a_short_name_stands_for_a_longer_one_of_the_same_report():
    assert (
        keys("A plant of Zeta Motors Europe closes. The owner of Zeta said that Zeta Motors pays.")
        == ["~zeta motors europe"] * 3
    )


def test_a_title_between_two_names_makes_them_no_single_one():
    assert keys("It is for now what Zeta Motors Chief Executive Jo Doe and Brio CEO Al Roe said when they met.") == [
        "~zeta motors",
        "~jo doe",
        "~brio",
        "~al roe",
    ]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("The maker Acme Neue Energie AG (ANE) grows. Staff of ANE met.", "~acme neue energie"),
        ("The maker Acme Neue Energie (“ANE”) grows. Staff of ANE met.", "~acme neue energie"),
        ("The maker Nikola Corp (NKLA) grows. Staff of NKLA met.", "nikola"),
        ("A fund of Zeta Holdings, formerly known as Brio Cells, grows. Staff of Brio Cells met.", "~zeta"),
        ("A fund of Zeta Holdings (formerly Brio Cells) grows. Staff of Brio Cells met.", "~zeta"),
        ("小米汽车有限公司（以下简称“米车”）表示，米车将扩产。", "xiaomi-auto"),
    ],
)
def test_a_name_that_a_report_introduces_stands_for_the_longer_one_all_through_it(text, short):
    found = keys(text)
    assert found == [short] * len(found)
    assert len(found) >= 3


@pytest.mark.parametrize(
    "text",
    [
        "A plant of Zeta Motors (Berlin) closes.",
        "Jo Doe of Zeta Motors (Reuters) said so.",
        "A plant of Xiaomi (BAIC) closes.",
        "The owner of Zeta Motors, known for Brio Cells, left.",
    ],
)
def test_what_else_stands_in_brackets_or_beside_a_name_is_no_other_name_for_it(text):
    found = keys(text)
    assert len(set(found)) == len(found)


def test_what_people_keep_apart_is_not_joined_by_a_bracket():
    kept = replace(KNOWN, apart=frozenset({frozenset({"~acme neue technik", "~ant"})}))
    text = "On Monday the maker Acme Neue Technik (ANT) said that it grows."
    assert len(here(text, "en", NAMES, KNOWN).mentions) == 2
    assert [m.key for m in here(text, "en", NAMES, kept).mentions] == ["~acme neue technik"]


@pytest.mark.parametrize(
    ("short", "whole", "can"),
    [
        ("BAIC", "Beijing Automotive Industry Co", True),
        ("CATL", "Contemporary Amperex Technology", True),
        ("Zeta", "Zeta Motors", True),
        ("GmbH", "Acme", False),
        ("up", "United Power", False),
    ],
)
def test_an_abbreviation_has_its_letters_in_the_order_of_the_name(short, whole, can):
    assert abbreviates(short, whole) is can

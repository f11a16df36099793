"""Who says what, and how many say so by themselves."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reportedly.judge import as_of, origins, sides
from reportedly.model import Stance
from tests.judge.sayings import day, denied, said, story


def test_sides_are_those_of_each_stance_in_the_order_of_their_first_word():
    found = sides(
        story(
            said("outlet Herald", "talks"),
            denied("party Acme", "talks"),
            said("party Zeta", "talks", stance=Stance.UNAWARE),
            said("party Brio", "talks", stance=Stance.NO_COMMENT),
            said("outlet Post", "talks"),
        )
    )
    assert found == {
        Stance.AFFIRMS: ("Herald", "Post"),
        Stance.DENIES: ("Acme",),
        Stance.UNAWARE: ("Zeta",),
        Stance.NO_COMMENT: ("Brio",),
    }


def test_who_contradicts_himself_stands_on_both_sides():
    found = sides(story(said("party Acme", "talks"), denied("party Acme", "talks")))
    assert found == {Stance.AFFIRMS: ("Acme",), Stance.DENIES: ("Acme",)}


def test_one_body_under_two_names_is_named_once():
    told = said("party Acme", "talks"), said("party Acme Corp", "talks", origin_key="acme")
    assert sides(story(*told)) == {Stance.AFFIRMS: ("Acme",)}


def test_a_partys_own_chief_is_a_side_and_no_further_origin():
    chief = said("party Jo Doe", "talks", origin="Acme", origin_key="acme", speaker_key="~jo doe")
    told = story(said("party Acme", "talks"), chief)
    assert sides(told) == {Stance.AFFIRMS: ("Acme", "Jo Doe")}
    assert origins(told) == (("Acme",), 0)


def test_with_people_who_are_not_named_stands_who_had_it_from_them():
    told = said("unnamed two bankers", "talks", origin="Herald", origin_key="herald")
    assert sides(story(told)) == {Stance.AFFIRMS: ("two bankers (Herald)",)}


def test_outlets_of_one_owner_are_one_origin_and_an_unknown_one_stands_apart():
    herald = said("outlet Herald", "talks", origin_key="press group")
    sunday = said("outlet Sunday Herald", "talks", origin_key="press group")
    unknown = said("unknown local media", "talks")
    assert origins(story(herald, sunday, unknown, said("party Acme", "talks"))) == (("Herald", "Acme"), 1)


def test_who_only_does_not_comment_is_no_origin():
    told = said("party Acme", "talks", stance=Stance.NO_COMMENT), said("party Zeta", "talks", stance=Stance.UNAWARE)
    assert origins(story(*told)) == ((), 0)


def test_a_story_without_sayings_has_neither_sides_nor_origins():
    assert (sides(story()), origins(story())) == ({}, ((), 0))


NAMES = st.sampled_from(["party Acme", "outlet Herald", "unnamed sources", "unknown local media"])


@given(st.lists(st.tuples(NAMES, st.sampled_from(Stance)), min_size=1, max_size=8), st.data())
def test_a_copy_adds_neither_a_side_nor_an_origin(found, data):
    told = [said(who, "talks", stance=stance) for who, stance in found]
    copy = replace(data.draw(st.sampled_from(told)), copied=True, origin="Copycat", origin_key="copycat")
    assert sides(story(*told, copy)) == sides(story(*told))
    assert origins(story(*told, copy)) == origins(story(*told))


def test_as_of_a_day_a_story_has_what_was_surely_out_by_then():
    dated = said("outlet Herald", "talks", "2024-01-02")
    bounded = said("outlet Post", "talks", earliest=day("2023-01-01"), latest=day("2024-01-03"))
    told = story(dated, bounded, said("party Acme", "agreed"))
    assert [s.speaker for s in as_of(told, day("2024-01-01")).sayings] == []
    assert [s.speaker for s in as_of(told, day("2024-01-02")).sayings] == ["Herald"]
    assert [s.speaker for s in as_of(told, day("2024-01-03")).sayings] == ["Herald", "Post"]
    assert as_of(told, None) is told

"""What people judge of names holds; what contradicts itself has one defined result."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Entity, EntityType, Judgement, Verdict
from reportedly.resolve.judged import above, in_force, judged, set_aside, touched
from reportedly.resolve.known import Known


def said(verdict: str, one: str, other: str) -> Judgement:
    return Judgement(Verdict(verdict), one, other, None, datetime(2024, 1, 1, tzinfo=UTC))


def company(key: str, *owners: str) -> Entity:
    return Entity(key, key.title(), EntityType.COMPANY, (key.title(),), owners, "subsidiary" if owners else None)


KNOWN = Known({e.key: e for e in (company("a"), company("b"), company("c", "b"), company("d", "c"), company("e"))})


def test_the_names_of_a_merged_company_mean_the_other_one():
    now = judged(KNOWN, [said("merge", "a", "b")])
    assert now.now("b") == "a"
    assert "b" not in now.entities
    assert now.entities["a"].names == ("A", "B")
    assert now.line("c") == {"c", "a"}


def test_a_split_undoes_a_merge_and_is_undone_by_a_later_one():
    merged, parted = said("merge", "a", "b"), said("split", "b", "a")
    assert judged(KNOWN, [merged, parted]).same == {}
    assert judged(KNOWN, [merged, parted, merged]).now("b") == "a"


def test_a_merge_the_other_way_round_turns_it():
    assert judged(KNOWN, [said("merge", "a", "b"), said("merge", "b", "a")]).same == {"a": "b"}


def test_to_confirm_a_merge_does_not_turn_it_round():
    assert judged(KNOWN, [said("merge", "a", "b"), said("confirm", "b", "a")]).same == {"b": "a"}


def test_a_circle_of_merges_is_one_entity():
    now = judged(KNOWN, [said("merge", "a", "b"), said("merge", "b", "e"), said("merge", "e", "a")])
    assert len({now.now(key) for key in "abe"}) == 1


@pytest.mark.parametrize(("one", "other"), [("b", "d"), ("d", "b"), ("a", "d"), ("c", "d")])
def test_nobody_comes_to_own_himself_by_a_merge(one, other):
    now = judged(KNOWN, [said("merge", one, other), said("merge", other, "b")])
    for key, entity in now.entities.items():
        assert all(key not in above(owner, now.entities) for owner in entity.owners)
        assert now.roots(key)


def test_a_new_name_joins_the_known_one_whichever_is_named_first():
    assert judged(KNOWN, [said("merge", "~beta", "b")]).same == {"~beta": "b"}
    assert judged(KNOWN, [said("merge", "b", "~beta")]).same == {"~beta": "b"}


def test_a_split_holds_against_a_merge_by_way_of_a_third():
    chain = [said("merge", "a", "b"), said("merge", "b", "e")]
    parted = said("split", "a", "e")
    assert judged(KNOWN, [*chain, parted]).same == {"e": "b"}
    assert set_aside(chain, parted) == [chain[0]]


def test_what_agrees_sets_nothing_aside():
    merged = said("merge", "a", "b")
    assert set_aside([merged], said("merge", "a", "b")) == []
    assert set_aside([merged], said("confirm", "b", "a")) == []
    assert set_aside([merged], said("merge", "b", "a")) == [merged]


def test_a_merge_touches_all_that_belongs_to_the_two():
    merged = said("merge", "a", "b")
    assert touched(KNOWN, judged(KNOWN, [merged]), merged) == {"a", "b", "c", "d"}


verdicts = st.builds(
    said,
    st.sampled_from(["merge", "split", "confirm"]),
    st.sampled_from(["a", "b", "c", "~x"]),
    st.sampled_from(["d", "e", "~y", "~z"]),
)


@given(st.lists(verdicts, max_size=12))
def test_whatever_is_judged_the_last_word_on_a_pair_holds_and_nothing_goes_in_circles(judgements):
    now = judged(KNOWN, judgements)
    held = in_force(judgements)
    assert judgements == [] or judgements[-1] in held
    for one in held:
        assert (now.now(one.one) == now.now(one.other)) == one.joins
    assert all(now.now(head) == head for head in now.same.values())
    assert all(now.roots(key) for key in now.entities)

"""Who can move a story how far, in which order, and what time does."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.judge import history
from reportedly.judge.status import LADDER
from reportedly.model import Certainty, Kind, Phase, Saying, Stance, Standing, Status
from tests.judge.sayings import day, denied, said, story

PROBABLE, POSSIBLE = Certainty.PROBABLE, Certainty.POSSIBLE


def steps(*sayings, on=None, kind=Kind.ACQUISITION):
    return [step.status.value for step in history(story(*sayings, kind=kind), day(on)).steps]


def status(*sayings, on=None, kind=Kind.ACQUISITION):
    found = history(story(*sayings, kind=kind), day(on)).status
    return found.value if found else None


def disputed(*sayings):
    return history(story(*sayings)).disputed


# Who moves a story.


@pytest.mark.parametrize("phase", [p.value for p in Phase])
@pytest.mark.parametrize("who", ["unnamed sources", "unknown local media", "outlet Herald", "named an analyst"])
def test_one_outlet_and_unnamed_people_move_a_story_to_rumoured_or_in_talks_only(who, phase):
    assert status(said(who, phase)) in ("rumoured", "in talks")


@pytest.mark.parametrize(
    ("phase", "expected"),
    [
        ("considered", "rumoured"),
        ("talks", "in talks"),
        ("planned", "announced"),
        ("sought", "announced"),
        ("agreed", "agreed"),
        ("underway", "agreed"),
        ("cleared", "cleared"),
        ("done", "completed"),
        ("stalled", "stalled"),
        ("off", "off"),
    ],
)
def test_a_party_moves_it_as_far_as_it_says(phase, expected):
    assert status(said("party Acme", phase)) == expected


def test_an_authority_clears():
    assert status(said("authority the ministry", "cleared")) == "cleared"


@pytest.mark.parametrize("phase", ["planned", "agreed", "done", "stalled", "off"])
def test_of_a_deal_that_is_not_its_own_an_authority_says_no_more_than_anybody(phase):
    assert status(said("authority the mayor", phase)) in ("rumoured", "in talks")


@pytest.mark.parametrize(("phase", "expected"), [("off", "off"), ("stalled", "stalled"), ("done", "cleared")])
def test_of_an_approval_an_authority_says_how_it_stands(phase, expected):
    assert status(said("authority the ministry", phase, kind=Kind.APPROVAL), kind=Kind.APPROVAL) == expected


def test_an_approval_that_is_had_is_a_clearance_and_completes_no_deal():
    assert status(said("party Acme", "done", kind=Kind.APPROVAL)) == "cleared"


def test_an_approval_that_is_refused_stalls_a_deal_and_ends_it_not():
    refused = said("authority the ministry", "off", kind=Kind.APPROVAL)
    assert status(said("party Acme", "agreed", "2024-01-01"), replace(refused, on=day("2024-02-01"))) == "stalled"


def test_an_approval_that_is_not_given_yet_can_still_be_given():
    approval = {"kind": Kind.APPROVAL}
    told = said("party Acme", "off", "2024-01-01", **approval), said("party Acme", "cleared", "2024-02-01", **approval)
    assert steps(*told, kind=Kind.APPROVAL) == ["off", "cleared"]


# Two independent origins.


def test_the_plain_word_of_two_origins_counts():
    assert status(said("outlet Herald", "agreed"), said("outlet Post", "agreed")) == "agreed"


def test_outlets_of_one_owner_are_one_origin():
    herald = said("outlet Herald", "agreed", origin_key="press group")
    assert status(herald, said("outlet Sunday Herald", "agreed", origin_key="press group")) == "in talks"


def test_an_outlet_twice_is_one_origin():
    assert status(said("outlet Herald", "done"), said("outlet Herald", "done")) == "in talks"


def test_an_unknown_outlet_is_no_second_origin():
    unknown = said("outlet local media", "done", origin_key=None)
    assert status(said("outlet Herald", "done"), unknown, unknown) == "in talks"


def test_two_outlets_that_have_it_from_unnamed_people_are_no_plain_word():
    assert status(said("unnamed a source", "agreed"), said("unnamed a banker", "agreed")) == "in talks"


def test_two_outlets_have_to_say_the_same():
    assert status(said("outlet Herald", "agreed"), said("outlet Post", "done")) == "in talks"


def test_what_two_outlets_hold_likely_is_no_plain_word():
    told = (said(f"outlet {name}", "agreed", certainty=PROBABLE) for name in ("Herald", "Post"))
    assert status(*told) == "rumoured"


def test_outsiders_who_are_named_do_not_complete_a_deal():
    assert status(said("named Jo Doe", "done"), said("named Al Roe", "done")) == "in talks"


# How sure.


@pytest.mark.parametrize("phase", ["done", "agreed", "cleared", "underway"])
def test_a_forecast_completes_nothing(phase):
    assert status(said("party Acme", phase, certainty=PROBABLE)) == "announced"


@pytest.mark.parametrize("phase", ["done", "agreed", "planned"])
def test_what_may_be_is_a_rumour_whoever_says_it(phase):
    assert status(said("party Acme", phase, certainty=POSSIBLE)) == "rumoured"


def test_talks_that_may_lead_to_something_are_talks():
    assert status(said("party Acme", "talks", certainty=POSSIBLE)) == "in talks"


@pytest.mark.parametrize("phase", ["off", "stalled"])
def test_an_end_that_may_come_is_nothing_yet(phase):
    agreed = said("party Acme", "agreed", "2024-01-01")
    assert status(agreed, said("party Acme", phase, "2024-02-01", certainty=PROBABLE)) == "agreed"


# Denials, silence, dispute.


def test_a_party_denies_a_rumour():
    rumour = said("outlet Herald", "talks", "2024-01-01")
    assert steps(rumour, denied("party Acme", "talks", "2024-01-02")) == ["in talks", "denied"]


@pytest.mark.parametrize("who", ["outlet Post", "named an analyst", "unnamed sources", "authority the ministry"])
def test_a_denial_needs_standing(who):
    rumour = said("outlet Herald", "talks", "2024-01-01")
    assert steps(rumour, denied(who, "talks", "2024-01-02")) == ["in talks"]


@pytest.mark.parametrize("stance", [Stance.UNAWARE, Stance.NO_COMMENT])
def test_who_does_not_know_or_would_not_comment_moves_nothing(stance):
    assert steps(said("party Acme", "agreed", stance=stance)) == []


@pytest.mark.parametrize("phase", ["off", "stalled"])
def test_who_denies_an_end_does_not_deny_the_event(phase):
    plan, denial = said("party Acme", "planned", "2024-01-01"), denied("party Zeta", phase, "2024-02-01")
    told = plan, said("outlet Herald", phase, "2024-01-20"), denial
    assert steps(*told) == ["announced"]
    assert not disputed(*told)
    assert steps(plan, denial) == ["announced", "denied"]


@pytest.mark.parametrize("phase", ["considered", "talks", "planned"])
def test_after_a_denial_rumours_move_nothing(phase):
    told = [denied("party Acme", "talks", "2024-01-01")]
    told += [said(f"outlet {name}", phase, "2024-01-02") for name in ("Herald", "Post", "Times")]
    assert status(*told) == "denied"


def test_after_a_denial_a_deed_that_two_origins_report_counts_and_so_does_the_word_of_a_party():
    denial = denied("party Acme", "talks", "2024-01-01")
    deed = [said(f"outlet {name}", "agreed", "2024-02-01") for name in ("Herald", "Post")]
    assert status(denial, *deed) == "agreed"
    assert status(denial, said("party Acme", "planned", "2024-02-01")) == "announced"


def test_what_an_outlet_said_before_a_denial_is_answered_by_it():
    before, after = (said(f"outlet {n}", "agreed", d) for n, d in (("Herald", "2024-01-01"), ("Post", "2024-01-03")))
    assert status(before, denied("party Acme", "agreed", "2024-01-02"), after) == "denied"


def test_what_is_agreed_is_not_undone_by_a_denial():
    told = said("party Acme", "agreed", "2024-01-01"), denied("party Zeta", "agreed", "2024-01-02")
    assert status(*told) == "agreed"
    assert disputed(*told)


def test_parties_that_contradict_each_other_are_in_dispute():
    assert disputed(said("party Acme", "talks"), denied("party Zeta", "talks"))


def test_a_party_that_contradicts_itself_is_in_no_dispute():
    assert not disputed(said("party Acme", "talks"), denied("party Acme", "talks"))


def test_an_outlet_and_a_party_are_in_no_dispute():
    assert not disputed(said("outlet Herald", "talks"), denied("party Acme", "talks"))


def test_a_dispute_is_over_when_the_denier_announces_it_or_it_ends():
    told = said("party Acme", "talks", "2024-01-01"), denied("party Zeta", "talks", "2024-01-02")
    assert not disputed(*told, said("party Zeta", "planned", "2024-02-01"))
    assert not disputed(*told, said("party Acme", "done", "2024-02-01"))


@pytest.mark.parametrize("phase", ["talks", "planned", "agreed"])
def test_who_affirms_after_a_denial_of_its_own_is_in_dispute_no_more(phase):
    told = said("party Acme", "talks", "2024-01-01"), denied("party Zeta", "agreed", "2024-01-02")
    assert disputed(*told)
    assert not disputed(*told, said("party Zeta", phase, "2024-02-01"))
    assert disputed(*told, said("party Zeta", phase, "2024-02-01"), denied("party Zeta", "agreed", "2024-02-02"))


def test_what_both_companies_say_is_the_word_of_each():
    denial = denied("party a spokeswoman", "agreed", "2024-01-02", word_of=("zeta",))
    told = said("party Acme", "talks", "2024-01-01", word_of=("acme",)), denial
    both = said("party Both companies", "agreed", "2024-02-01", word_of=("acme", "zeta"))
    assert disputed(*told)
    assert not disputed(*told, both)
    assert disputed(*told, replace(both, word_of=("acme",)))
    assert disputed(both, denied("party Zeta", "agreed", "2024-02-02", word_of=("zeta",)))


@pytest.mark.parametrize(("phase", "in_dispute"), [("talks", False), ("off", False), ("agreed", True), ("done", True)])
def test_an_agreement_ends_a_dispute_on_talks_before_it(phase, in_dispute):
    told = said("party Acme", "talks", "2024-01-01"), denied("party Zeta", phase, "2024-01-02")
    assert disputed(*told)
    assert disputed(*told, said("party Acme", "planned", "2024-02-01"))
    assert disputed(*told, said("party Acme", "agreed", "2024-02-01")) is in_dispute
    assert disputed(*told, said("party Acme", "agreed", "2024-02-01"), denied("party Zeta", "talks", "2024-02-02"))


def test_who_has_agreed_and_is_told_to_have_denied_talks_denies_no_more():
    told = said("party Acme", "agreed", "2024-01-02"), said("party Zeta", "agreed", "2024-01-02")
    assert not disputed(*told, denied("party Zeta", "talks", "2024-01-02"))
    assert disputed(*told, denied("party Zeta", "agreed", "2024-01-03"))


# Aside from the ladder, and the end.


def test_a_stalled_story_comes_back_where_it_was_or_higher():
    told = [said("party Acme", "cleared", "2024-01-01"), said("party Acme", "stalled", "2024-02-01")]
    assert status(*told, said("party Acme", "agreed", "2024-03-01")) == "stalled"
    assert status(*told, said("party Acme", "cleared", "2024-03-01")) == "cleared"
    assert status(*told, said("party Acme", "done", "2024-03-01")) == "completed"


def test_a_story_does_not_step_down_the_ladder():
    assert steps(said("party Acme", "agreed", "2024-01-01"), said("party Acme", "talks", "2024-02-01")) == ["agreed"]


@pytest.mark.parametrize("phase", [p.value for p in Phase])
def test_nothing_comes_after_what_is_completed(phase):
    ended = said("party Acme", "done", "2024-01-01")
    later = said("party Acme", phase, "2024-02-01"), denied("party Zeta", phase, "2024-02-01")
    assert len(steps(ended, *later)) == 1


@pytest.mark.parametrize("end", ["off", "done"])
def test_an_end_that_was_read_with_less_than_even_odds_ends_nothing(end):
    talks = said("party Acme", "talks", "2024-01-01")
    assert steps(talks, said("party Acme", end, "2024-01-02", phase_score=0.49)) == ["in talks"]
    assert len(steps(talks, said("party Acme", end, "2024-01-02", phase_score=0.51))) == 2


def test_a_stop_that_was_read_with_less_than_even_odds_stops_nothing():
    talks = said("party Acme", "talks", "2024-01-01")
    assert steps(talks, said("party Acme", "stalled", "2024-01-02", phase_score=0.49)) == ["in talks"]
    assert steps(talks, said("party Acme", "stalled", "2024-01-02", phase_score=0.51)) == ["in talks", "stalled"]


@pytest.mark.parametrize(("who", "phase"), [("party Acme", "agreed"), ("authority FTC", "cleared")])
def test_who_was_read_with_less_than_even_odds_counts_like_others_beyond_talks(who, phase):
    weak, sure = (said(who, phase, "2024-01-02", phase_score=score) for score in (0.49, 0.51))
    assert steps(weak) == steps(said("outlet Herald", phase, "2024-01-02")) == ["in talks"]
    assert steps(sure) == [phase]
    assert history(story(weak)).steps[-1].reason.endswith(", read with less than even odds")


def test_a_denial_outlives_what_a_party_was_read_to_agree_with_less_than_even_odds():
    told = denied("party Acme", "talks", "2024-01-01"), said("party Acme", "agreed", "2024-01-02", phase_score=0.49)
    assert history(story(*told)).steps[-1].status == "denied"


def test_two_outlets_that_were_read_alike_with_less_than_even_odds_bear_each_other_out_but_for_an_end():
    first, second = (said(f"outlet {n}", "agreed", "2024-01-01", phase_score=0.45) for n in ("Herald", "Tribune"))
    assert steps(first, second) == ["in talks", "agreed"]
    ends = [said(f"outlet {n}", "done", "2024-01-01", phase_score=0.45) for n in ("Herald", "Tribune")]
    assert steps(*ends) == []


@pytest.mark.parametrize(
    ("told", "answered", "denied_it"),
    [
        ("2024-01-03", "2024-01-04", False),
        ("2024-01-03", "2024-01-03", False),
        ("2024-01-03", "2024-01-02", True),
        ("2024-01-03", None, False),
        (None, "2024-01-02", False),
    ],
)
def test_who_denies_a_delay_that_can_have_been_told_of_denies_not_the_event(told, answered, denied_it):
    planned, delayed = said("party Acme", "planned", "2024-01-01"), said("outlet Herald", "stalled", told)
    answer = denied("party Acme", "stalled", answered)
    assert ("denied" in steps(planned, delayed, answer)) is denied_it
    assert "denied" in steps(planned, answer)
    unsure = said("outlet Herald", "stalled", told, phase_score=0.49)
    assert "denied" in steps(planned, unsure, answer)


def test_a_share_that_is_held_completes_no_takeover():
    held = said("party Acme", "done", "2024-01-02", kind=Kind.STAKE)
    assert steps(said("party Acme", "talks", "2024-01-01"), held) == ["in talks"]
    assert status(held, kind=Kind.STAKE) == "completed"


@pytest.mark.parametrize("phase", [p.value for p in Phase])
def test_what_is_off_goes_on_only_with_a_later_deed_of_a_party(phase):
    ended = said("party Acme", "off", "2024-01-02")
    deed = {"agreed": "agreed", "underway": "agreed", "cleared": "cleared", "done": "completed"}.get(phase)
    assert steps(ended, said("party Acme", phase, "2024-02-01")) == ["off", deed][: 1 + bool(deed)]
    for who, on in (("party Acme", None), ("outlet Herald", "2024-02-01")):
        assert steps(ended, said(who, phase, on))[-1] == "off"
    assert steps(ended, denied("party Zeta", phase, "2024-02-01")) == ["off"]


def test_what_is_taken_up_again_begins_anew():
    ended = said("party Acme", "cleared", "2024-01-01"), said("party Acme", "off", "2024-02-01")
    again = *ended, said("party Acme", "agreed", "2024-03-01")
    assert steps(*again, said("party Acme", "cleared", "2024-04-01")) == ["cleared", "off", "agreed", "cleared"]
    stalled = *again, said("party Acme", "stalled", "2024-04-01"), said("party Acme", "agreed", "2024-05-01")
    assert steps(*stalled)[-2:] == ["stalled", "agreed"]
    early, late = said("outlet Herald", "done", "2024-01-15"), said("outlet Courier", "done", "2024-03-15")
    assert steps(*ended, early, again[-1], late)[-1] == "agreed"


def test_an_undated_end_is_taken_up_again_by_what_comes_after_it():
    ended = said("party Acme", "off", latest=date(2024, 1, 1))
    assert steps(ended, said("party Acme", "agreed", "2024-06-01")) == ["off", "agreed"]


def test_what_is_taken_up_again_says_so():
    told = (
        said("party Acme", phase, f"2024-0{n}-01") for n, phase in enumerate(("agreed", "off", "agreed", "done"), 1)
    )
    *_, again, end = history(story(*told)).steps
    assert (again.status, again.reason) == ("agreed", "taken up again: a party to it says so")
    assert (end.status, end.reason) == ("completed", "a party to it says so")


def test_each_step_names_the_claim_that_made_it_with_its_standing_and_reason():
    told = said("unnamed sources", "talks", "2024-01-01"), said("party Acme", "done", "2024-02-01", certainty=PROBABLE)
    first, second = history(story(*told)).steps
    assert (first.claim_id, first.on, first.standing) == ("c00", date(2024, 1, 1), Standing.UNNAMED)
    assert first.reason == "people who are not named say so"
    assert (second.claim_id, second.reason) == ("c01", "a party to it says so, as a forecast")


def test_the_plain_word_of_two_gives_that_as_its_reason():
    told = said("outlet Herald", "agreed", "2024-01-01"), said("outlet Post", "agreed", "2024-01-02")
    assert history(story(*told)).steps[-1].reason == "two independent origins report it"


@pytest.mark.parametrize(("first", "second"), [("authority SEC", "outlet Post"), ("outlet Post", "authority SEC")])
def test_an_authority_read_weakly_gives_no_reason_alone(first, second):
    told = (said(who, "cleared", f"2024-01-0{n}", phase_score=0.4) for n, who in enumerate((first, second), 1))
    step = history(story(*told)).steps[-1]
    assert (step.status, step.reason) == ("cleared", "two independent origins report it")


# Copies.


def test_copies_move_nothing():
    copy = said("party Acme", "done", "2024-01-01", copied=True)
    assert steps(copy) == []


def test_a_copy_that_is_dated_before_its_original_makes_no_step_earlier():
    original = said("party Acme", "agreed", "2024-02-02")
    copy = replace(original, on=day("2024-02-01"), copied=True, claim_id="copy")
    (step,) = history(story(original, copy)).steps
    assert step.on == date(2024, 2, 2)


# Days.


def test_a_story_stood_on_a_day_as_was_known_by_then():
    told = said("outlet Herald", "talks", "2024-01-01"), said("party Acme", "agreed", "2024-02-01")
    assert status(*told, on="2023-12-31") is None
    assert status(*told, on="2024-01-31") == "in talks"
    assert status(*told, on="2024-02-01") == "agreed"


def test_what_will_be_said_is_not_known_today():
    assert status(said("party Acme", "done", "2031-01-01"), on="2026-01-01") is None


def test_an_undated_saying_is_known_once_it_must_have_been_out():
    told = said("party Acme", "agreed", earliest=day("2024-01-01"), latest=day("2024-03-01"))
    assert status(told, on="2024-02-29") is None
    assert status(told, on="2024-03-01") == "agreed"


def test_a_saying_that_nothing_bounds_is_never_known_to_have_been_out_and_counts_at_the_end():
    assert status(said("party Acme", "agreed"), on="2099-01-01") is None
    assert status(said("party Acme", "agreed")) == "agreed"


def test_a_step_of_unknown_day_has_none():
    (step,) = history(story(said("party Acme", "agreed", latest=day("2024-03-01")))).steps
    assert step.on is None


def test_an_undated_end_comes_last():
    assert steps(said("party Acme", "off"), said("party Acme", "agreed", "2024-02-01")) == ["agreed", "off"]


def test_an_undated_denial_is_not_held_against_what_a_party_says_on_a_day():
    assert status(denied("party Acme", "talks"), said("party Acme", "planned", "2024-02-01")) == "announced"


def test_a_page_that_contradicts_itself_moves_a_story_up_first_and_ends_it_last():
    told = [said("party Acme", phase, "2024-02-01") for phase in ("off", "agreed", "stalled", "talks")]
    assert steps(*told) == ["in talks", "agreed", "stalled", "off"]


# Time passes.


@pytest.mark.parametrize(
    ("kind", "days"), [(Kind.STAKE, 365), (Kind.ACQUISITION, 540), (Kind.FACILITY, 1095), (Kind.RESULTS, 540)]
)
def test_a_story_lapses_when_nothing_new_has_come_for_as_long_as_its_kind_allows(kind, days):
    told, last = said("party Acme", "planned", "2020-01-01"), date(2020, 1, 1)
    assert status(told, kind=kind, on=str(last + timedelta(days))) == "announced"
    lapsed = history(story(told, kind=kind), last + timedelta(days + 1)).steps[-1]
    assert (lapsed.status, lapsed.on, lapsed.claim_id) == (Status.LAPSED, last + timedelta(days + 1), None)


@pytest.mark.parametrize("phase", ["done", "off"])
def test_what_has_ended_does_not_lapse(phase):
    assert len(steps(said("party Acme", phase, "2020-01-01"), on="2030-01-01")) == 1


def test_what_was_denied_stays_denied():
    assert status(denied("party Acme", "talks", "2020-01-01"), on="2030-01-01") == "denied"


def test_a_story_of_which_no_news_is_dated_does_not_lapse():
    assert status(said("party Acme", "planned")) == "announced"


def test_no_comment_is_news_and_keeps_a_story_from_lapsing():
    silent = said("party Acme", "talks", "2021-06-01", stance=Stance.NO_COMMENT)
    assert status(said("outlet Herald", "talks", "2020-01-01"), silent, on="2021-12-01") == "in talks"


def test_a_story_that_has_lapsed_begins_again():
    told = said("party Acme", "agreed", "2020-01-01"), said("outlet Herald", "considered", "2023-01-01")
    assert steps(*told) == ["agreed", "lapsed", "rumoured"]


# Whatever is said.

DAYS = st.dates(date(2020, 1, 1), date(2024, 12, 31))


@st.composite
def sayings(draw, *, dated=False):
    """Any saying, dated, bounded or neither."""
    is_dated = dated or draw(st.booleans())
    first, last = sorted((draw(DAYS), draw(DAYS)))
    bounded = not is_dated and draw(st.booleans())
    return said(
        f"{draw(st.sampled_from(Standing)).value} {draw(st.sampled_from(['Acme', 'Zeta', 'Herald', 'Post']))}",
        draw(st.sampled_from(Phase)).value,
        str(first) if is_dated else None,
        kind=draw(st.sampled_from([Kind.ACQUISITION, Kind.APPROVAL])),
        certainty=draw(st.sampled_from(Certainty)),
        stance=draw(st.sampled_from(Stance)),
        earliest=first if bounded else None,
        latest=last if bounded else None,
    )


def numbered(found: list[Saying]) -> list[Saying]:
    return [replace(s, claim_id=f"c{n:02}") for n, s in enumerate(found)]


KINDS = st.sampled_from([Kind.ACQUISITION, Kind.APPROVAL])


@given(st.lists(sayings(), max_size=12), KINDS, st.one_of(st.none(), DAYS), st.data())
def test_the_order_in_which_sayings_are_given_does_not_matter(found, kind, on, data):
    told = numbered(found)
    shuffled = data.draw(st.permutations(told))
    assert history(story(*shuffled, kind=kind), on) == history(story(*told, kind=kind), on)


@given(st.lists(sayings(), min_size=1, max_size=12), KINDS, st.one_of(st.none(), DAYS), st.data())
def test_a_copy_changes_nothing(found, kind, on, data):
    told = numbered(found)
    copy = replace(data.draw(st.sampled_from(told)), claim_id="a copy", copied=True, on=data.draw(DAYS))
    assert history(story(*told, copy, kind=kind), on) == history(story(*told, kind=kind), on)


@given(st.lists(sayings(dated=True), max_size=12), KINDS, DAYS, DAYS)
def test_where_all_is_dated_the_history_of_a_later_day_extends_that_of_an_earlier_one(found, kind, one, other):
    told = story(*numbered(found), kind=kind)
    earlier, later = (history(told, on).steps for on in sorted((one, other)))
    assert later[: len(earlier)] == earlier


@given(st.lists(sayings(), max_size=12), KINDS, st.one_of(st.none(), DAYS))
def test_no_step_repeats_the_one_before_and_only_a_lapse_has_no_claim(found, kind, on):
    made = history(story(*numbered(found), kind=kind), on).steps
    assert all(a.status is not b.status for a, b in pairwise(made))
    assert all((step.claim_id is None) == (step.status is Status.LAPSED) for step in made)


@given(st.lists(sayings(), max_size=12), KINDS)
def test_without_a_party_an_authority_or_a_second_outlet_no_story_gets_past_talks(found, kind):
    weak = [s for s in found if s.standing in (Standing.UNNAMED, Standing.UNKNOWN, Standing.NAMED)]
    reached = {step.status for step in history(story(*numbered(weak), kind=kind)).steps}
    assert reached <= {*LADDER[:2], Status.LAPSED}

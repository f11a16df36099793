"""Reports of one matter become stories: which event leads it, who is a party, between which days a report lies."""

from dataclasses import replace
from datetime import date, timedelta

from reportedly.judge import history
from reportedly.model import Bounds, Entity, EntityType, Ground, Interval
from reportedly.resolve import Known, Member
from reportedly.resolve.reading import Reader
from reportedly.resolve.stories import stories
from tests.told import Says, page

KNOWN = Known(
    {
        key: Entity(key, name, EntityType.COMPANY, (name,))
        for key, name in (("acme", "Acme"), ("zeta", "Zeta Cells"), ("brio", "Brio"))
    }
)
BODY = "Acme buys Zeta Cells. Brio buys Zeta Cells. Acme makes cars in Lilleby. Brio said so. The deal was cleared."
TALKS = Says("Acme buys Zeta Cells", actor="Acme")


def member(n, on, *says, copy_of=None, bounds=None, body=BODY):
    report, claims = page(f"https://site{n}.example/", f"Page {n}", body, on, *says)
    look = Reader(KNOWN).look(report, claims, "en")
    names = {"acme": 3.0, "zeta": 2.0}
    return Member(report.id, report.version_id, look.profile.on, copy_of, (), names, look.told, bounds)


def made(*members, others=()):
    return stories(members, others, KNOWN)


def bounds_of(story, member):
    return next(p.bounds for p in story.pages if p.version_id == member.version_id)


def test_a_matter_stands_as_the_event_between_its_participants_does():
    dropped = Says("Brio buys Zeta Cells", "off", "company Brio", actor="Brio")
    whole, *events = made(member(1, "2024-01-01", TALKS, dropped), member(2, "2024-01-02", TALKS))
    assert whole.participants == ("acme", "zeta")
    assert history(whole).status.value == "in talks"
    assert sorted(history(event).status.value for event in events) == ["in talks", "off"]


def test_an_event_of_one_participant_is_background_of_one_between_them():
    makes = Says("Acme makes cars", "done", actor="Acme", object=None, kind="production")
    whole, *_ = made(member(1, "2024-01-01", TALKS, makes), member(2, "2024-01-02", makes))
    assert whole.kind.value == "acquisition"


def test_what_happened_years_before_is_no_event_of_a_matter_and_completes_none():
    body = "Acme bought a plant of Zeta Cells in 2010. Acme is in talks on a plant of Zeta Cells."
    history_of = Says("Acme bought a plant of Zeta Cells in 2010", "done", "company Acme", actor="Acme", time="2010")
    talks = Says("Acme is in talks on a plant of Zeta Cells", actor="Acme")
    whole, *_ = made(*(member(n, f"2024-01-0{n}", history_of, talks, body=body) for n in (1, 2)))
    assert history(whole).status.value == "in talks"
    assert {saying.phase.value for saying in whole.sayings} == {"talks"}


def test_a_voice_that_is_a_party_in_other_claims_of_the_event_is_one_in_all():
    alone = Says("The deal was cleared", "off", "company Acme", actor=None)
    whole, *_ = made(member(1, "2024-01-01", TALKS), member(2, "2024-01-02", alone))
    assert history(whole).status.value == "off"


def test_what_both_companies_say_is_the_word_of_each_and_a_spokesmans_that_of_his_company():
    body = "Acme buys Zeta Cells. A Zeta Cells spokesman said so. Both companies said so."
    denial = Says("Acme buys Zeta Cells", "agreed", "person A Zeta Cells spokesman?", actor="Acme", stance="denies")
    both = Says("Acme buys Zeta Cells", "agreed", "company Both companies", actor="Acme")
    whole, *_ = made(member(1, "2024-01-01", denial, body=body), member(2, "2024-01-02", both, body=body))
    assert [saying.word_of for saying in whole.sayings] == [("zeta",), ("acme", "zeta")]
    assert not history(whole).disputed


def test_the_word_of_a_sister_is_not_that_of_a_party_and_that_of_an_arm_is():
    owned = {"acme": ("brio", "brand"), "zeta": ("brio", "subsidiary")}
    known = Known(
        {
            key: replace(entity, owners=(owned[key][0],), tie=owned[key][1]) if key in owned else entity
            for key, entity in KNOWN.entities.items()
        }
    )
    says = [Says("Acme buys Zeta Cells", "agreed", f"company {who}", actor="Acme") for who in ("Acme", "Brio")]
    report, claims = page("https://site1.example/", "Page", BODY, "2024-01-01", *says)
    look = Reader(known).look(report, claims, "en")
    names = {"acme": 3.0, "zeta": 2.0}
    own = Member(report.id, report.version_id, look.profile.on, None, (), names, look.told)
    whole, *_ = stories([own], (), known)
    assert sorted(saying.word_of for saying in whole.sayings) == [("acme",), ("acme", "zeta")]


def test_the_clearance_of_a_deal_is_a_step_of_the_deal():
    cleared = Says(
        "The deal was cleared", "cleared", "company Acme", actor="Zeta Cells", object="deal", kind="approval"
    )
    whole, *_ = made(member(1, "2024-01-01", TALKS), member(2, "2024-01-02", cleared))
    assert whole.kind.value == "acquisition"
    assert history(whole).status.value == "cleared"


def test_a_claim_without_actors_is_in_no_event_and_its_page_stays():
    nobody = Says("The deal was cleared", "done", actor=None, object=None)
    one = member(1, "2024-01-01", nobody)
    (whole,) = made(one)
    assert whole.sayings == ()
    assert [page.version_id for page in whole.pages] == [one.version_id]


def test_a_page_of_another_matter_brings_only_what_it_tells_between_two_participants():
    other = member(
        9, "2024-01-05", TALKS, Says("Acme makes cars", "done", actor="Acme", object=None, kind="production")
    )
    whole, *events = made(member(1, "2024-01-01", TALKS), others=[other])
    assert len(whole.sayings) == 2
    assert events == []
    assert [page.main for page in whole.pages] == [True, False]


def test_a_copy_bounds_its_original_and_an_original_its_copy():
    original, copy = member(1, None, TALKS), member(2, "2024-03-01", TALKS)
    copy = member(2, "2024-03-01", TALKS, copy_of=original.version_id)
    whole, *_ = made(original, copy)
    found = bounds_of(whole, original)
    assert found.latest == date(2024, 3, 1)
    assert "a copy of it is of 2024-03-01" in [ground.reason for ground in found.grounds]
    dated = member(1, "2024-03-01", TALKS)
    undated_copy = member(2, None, TALKS, copy_of=dated.version_id)
    whole, *_ = made(dated, undated_copy)
    assert bounds_of(whole, undated_copy).earliest == date(2024, 3, 1)


def test_reports_of_a_matter_bound_one_another_by_two_years():
    undated = member(1, None, Says("Brio buys Zeta Cells", actor="Brio"))
    whole, *_ = made(undated, member(2, "2024-03-01", TALKS), member(3, "2024-04-01", TALKS))
    found = bounds_of(whole, undated)
    assert (found.earliest, found.latest) == (
        date(2024, 3, 1) - timedelta(days=730),
        date(2024, 4, 1) + timedelta(days=730),
    )


def test_reports_of_the_same_on_the_same_word_bound_one_another_by_two_months():
    said = Says("Acme buys Zeta Cells", voice="company Brio", actor="Acme")
    undated = member(1, None, said)
    whole, *_ = made(undated, member(2, "2024-03-01", said))
    assert bounds_of(whole, undated).earliest == date(2024, 3, 1) - timedelta(days=60)


def test_what_has_happened_is_told_again_for_years_and_bounds_by_two_years_only():
    said = Says("Acme buys Zeta Cells", "done", "company Brio", actor="Acme")
    undated = member(1, None, said)
    whole, *_ = made(undated, member(2, "2024-03-01", said))
    assert bounds_of(whole, undated).earliest == date(2024, 3, 1) - timedelta(days=730)


def test_bounds_that_contradict_those_of_the_page_itself_add_nothing():
    own = Bounds(Interval(date(2010, 1, 1), date(2011, 1, 1)), None, (Ground("its words"),))
    undated = member(1, None, TALKS, bounds=own)
    whole, *_ = made(undated, member(2, "2024-03-01", TALKS))
    assert bounds_of(whole, undated) == own


def test_an_undated_report_between_dated_ones_is_known_as_of_its_latest_day():
    undated = member(1, None, Says("Acme buys Zeta Cells", "agreed", "company Acme", actor="Acme"))
    copy = member(2, "2024-03-01", TALKS, copy_of=undated.version_id)
    whole, *_ = made(undated, copy)
    assert history(whole, date(2024, 2, 29)).status is None
    assert history(whole, date(2024, 3, 1)).status.value == "agreed"

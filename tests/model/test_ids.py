"""Ids are digests of stated fields: the same thing has the same id, and every field that counts changes it."""

from dataclasses import replace
from datetime import date

import pytest

from reportedly.model import (
    BasedHow,
    BasedOn,
    Caption,
    Certainty,
    Claim,
    DateHow,
    Entity,
    EntityType,
    Filler,
    History,
    Kind,
    Part,
    Passage,
    Phase,
    Published,
    Report,
    Role,
    Source,
    Span,
    Stance,
    Status,
    StatusStep,
    Story,
    Voice,
    VoiceType,
)

TEXT = "Acme may buy Zeta, Reuters reported on Monday."


def quote(word: str):
    start = TEXT.index(word)
    return Span(start, start + len(word)).of(TEXT)


REPORT = Report(
    address="https://example.org/a",
    text=TEXT,
    passages=(Passage(Part.BODY, Span(0, len(TEXT)), Span(3, 9)),),
    published=Published.unknown("the page states none"),
    source=Source("text/html", "<p>"),
    url="https://example.org/a",
    title="A",
    outlet="B",
)
CLAIM = Claim(
    version_id=REPORT.version_id,
    kind=Kind.ACQUISITION,
    roles=(Filler(Role.ACTOR, quote("Acme")), Filler(Role.OBJECT, quote("Zeta"))),
    phase=Phase.CONSIDERED,
    certainty=Certainty.POSSIBLE,
    stance=Stance.AFFIRMS,
    voices=(Voice(quote("Reuters"), VoiceType.OUTLET, True),),
    evidence=(quote("Acme may buy Zeta"),),
    part=Part.BODY,
    trigger=quote("buy"),
    said=quote("Monday"),
)


def test_ids_are_pinned():
    """A change of these is a change of what goes in, and needs a new prefix."""
    assert REPORT.id == "r1-fkcmj6qn3hfoh3wjt6nb"
    assert REPORT.version_id == "v1-fu7s4xrwuc7kvf3qesx6"
    assert CLAIM.id == "c1-h5fq5wq2d2v4dasrbbdg"


def test_versions_of_one_address_are_one_report():
    other = replace(REPORT, text="Acme will buy Zeta, Reuters reported on Monday.", title="C")
    assert other.id == REPORT.id
    assert other.version_id != REPORT.version_id


@pytest.mark.parametrize(
    "change",
    [
        {"address": "https://example.org/b"},
        {"text": TEXT.replace("may", "can")},
        {"passages": (Passage(Part.TITLE, Span(0, len(TEXT))),)},
        {"title": "other"},
        {"outlet": "other"},
        {"published": Published(date(2024, 1, 2), how=DateHow.STATED)},
    ],
)
def test_every_stated_field_makes_another_version(change):
    assert replace(REPORT, **change).version_id != REPORT.version_id


@pytest.mark.parametrize(
    "change",
    [
        {"source": Source("text/html", "<div>")},
        {"passages": (Passage(Part.BODY, Span(0, len(TEXT)), None),)},
        {"language": "en"},
        {"authors": ("Ann Lee",), "section": "Cars"},
        {"based_on": BasedOn(BasedHow.BYLINE, "Reuters")},
        {"captions": (Caption("A plant"),)},
        {"published": Published.unknown("another reason")},
    ],
)
def test_what_was_not_said_makes_no_version(change):
    assert replace(REPORT, **change).version_id == REPORT.version_id


@pytest.mark.parametrize(
    "change",
    [
        {"version_id": "v1-other"},
        {"kind": Kind.STAKE},
        {"roles": CLAIM.roles[:1]},
        {"roles": (Filler(Role.ACTOR, quote("Acme")), Filler(Role.COUNTERPARTY, quote("Zeta")))},
        {"phase": Phase.TALKS},
        {"certainty": Certainty.CERTAIN},
        {"stance": Stance.DENIES},
        {"voices": ()},
        {"voices": (Voice(quote("Reuters"), VoiceType.COMPANY, True),)},
        {"voices": (Voice(quote("Reuters"), VoiceType.OUTLET, False),)},
        {"voices": (Voice(quote("Reuters"), VoiceType.OUTLET, True, quote("Zeta")),)},
        {"evidence": (quote("Acme"),)},
        {"part": Part.LINK},
        {"trigger": None},
        {"said": None},
    ],
)
def test_every_field_makes_another_claim(change):
    assert replace(CLAIM, **change).id != CLAIM.id


def test_a_claim_in_json_is_as_the_definition_writes_it():
    assert CLAIM.as_json() == {
        "kind": "acquisition",
        "roles": {"actor": ["Acme"], "object": ["Zeta"]},
        "phase": "considered",
        "certainty": "possible",
        "stance": "affirms",
        "voices": [{"name": "Reuters", "type": "outlet", "named": True}],
        "evidence": ["Acme may buy Zeta"],
        "part": "body",
        "said": "Monday",
        "trigger": "buy",
    }


def test_a_claim_without_evidence_cannot_be():
    with pytest.raises(ValueError, match="evidence"):
        replace(CLAIM, evidence=())


def test_a_date_is_known_with_how_or_unknown_with_reason():
    for wrong in ((date(2024, 1, 1), None, None, None), (None, None, None, None), (None, None, DateHow.URL, "x")):
        with pytest.raises(ValueError, match="known"):
            Published(*wrong)


def test_an_entity_is_named_by_its_key_and_a_story_by_what_came_first():
    nio = Entity("nio", "Nio", EntityType.COMPANY, ("NIO", "Nio"))
    assert nio.id == replace(nio, name="NIO", type=EntityType.BRAND).id
    assert nio.id != replace(nio, key="nio-arm").id
    story = Story("c1-a", Kind.STAKE, ("a", "b"), (), (), ())
    assert story.id == replace(story, participants=("a",), kind=Kind.MERGER).id != replace(story, first="c1-b").id


def test_a_history_ends_with_how_the_story_stands():
    step = StatusStep(Status.RUMOURED, "c1-a", None, None, "reported")
    assert History((), disputed=False).status is None
    assert History((step, replace(step, status=Status.AGREED)), disputed=False).status is Status.AGREED

"""What the baseline understands, on sentences of its own kind: invented firms, plain constructions."""

import pytest

from reportedly.extract import Baseline
from reportedly.model import Kind, Part, Phase, Role, Stance
from tests.conftest import report_of


def read(text):
    return Baseline().extract(report_of(text))


def one(text):
    (claim,) = read(text)
    return claim


def voices(claim):
    return [v.name.text for v in claim.voices]


@pytest.mark.parametrize(
    ("text", "kind", "phase"),
    [
        ("Acme Corp may acquire Zeta Motors.", Kind.ACQUISITION, Phase.CONSIDERED),
        ("Acme Corp is in talks to merge with Zeta Motors.", Kind.MERGER, Phase.TALKS),
        ("Acme Corp will close its plant in Lyon.", Kind.FACILITY, Phase.PLANNED),
        ("Acme Corp agreed to buy a stake in Zeta Motors.", Kind.STAKE, Phase.AGREED),
        ("Acme Corp applied for a licence.", Kind.APPROVAL, Phase.SOUGHT),
        ("Acme Corp scrapped the takeover of Zeta Motors.", Kind.ACQUISITION, Phase.OFF),
        ("Acme Corp recalled 5,000 vehicles.", Kind.RECALL, Phase.DONE),
    ],
)
def test_kind_and_phase(text, kind, phase):
    claim = one(text)
    assert (claim.kind, claim.phase) == (kind, phase)
    assert claim.fillers(Role.ACTOR)[0].text == "Acme Corp"


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Acme Corp may buy Zeta Motors, Reuters reported on Monday.", ["Reuters"]),
        ("According to the Lyon Post, Acme Corp may buy Zeta Motors.", ["Lyon Post"]),
        (
            "Two people familiar with the matter told Bloomberg that Acme Corp may buy Zeta Motors.",
            ["Two people familiar with the matter", "Bloomberg"],
        ),
        ("Acme Corp will buy Zeta Motors.", []),
    ],
)
def test_on_whose_word(text, chain):
    assert voices(one(text)) == chain


def test_the_report_is_the_outlet_that_was_named():
    claims = read(
        "Bloomberg reported that Acme Corp may buy Zeta Motors. Acme Corp faces delays in getting a licence, according to the report."
    )
    assert voices(claims[-1]) == ["Bloomberg"]


def test_an_answer_answers_the_event():
    claims = read(
        "Acme Corp may buy Zeta Motors, Reuters reported. A Zeta Motors source said it had not heard of it. Acme Corp declined to comment. Zeta Motors denied the report."
    )
    assert [c.stance for c in claims] == [Stance.AFFIRMS, Stance.UNAWARE, Stance.NO_COMMENT, Stance.DENIES]
    assert {c.kind for c in claims} == {Kind.ACQUISITION}
    assert {c.phase for c in claims} == {Phase.CONSIDERED}


def test_a_spokesman_is_a_person_without_a_name_of_somebody():
    claim = read("Acme Corp may buy Zeta Motors. A spokesman for Zeta Motors said the company would close a plant.")[-1]
    assert (claim.voices[0].name.text, claim.voices[0].named) == ("A spokesman", False)


def test_one_event_by_one_voice_is_one_claim_with_all_evidence():
    claim = one("Acme Corp acquires Zeta Motors in Lyon deal\n\nAcme Corp has acquired Zeta Motors.")
    assert len(claim.evidence) == 2
    assert claim.part is Part.TITLE


def test_a_headline_of_another_story_stays_apart():
    claims = read("Acme grows\n\nAcme Corp has acquired Zeta Motors.\n\nAcme Corp acquired Zeta Motors in 2020-CarWire")
    assert [c.part for c in claims] == [Part.BODY, Part.LINK]

"""What is one event said twice, and what is two."""

from dataclasses import replace

import pytest

from reportedly.extract.merging import merged, one_a_clause
from reportedly.model import (
    Certainty,
    Claim,
    Filler,
    Kind,
    Part,
    Phase,
    Role,
    Scores,
    Span,
    Stance,
    Voice,
    VoiceType,
)

TEXT = "Acme may buy Zeta Motors. Acme Corp could buy Zeta. Brio may buy Zeta Motors for $5. Reuters said. Bloomberg said. $7"
TEXT += " A Dacia Group source. A Dacia Cells source. A Dacia source."


def quote(words, after=0):
    start = TEXT.index(words, after)
    return Span(start, start + len(words)).of(TEXT)


def claim(evidence, actor, *, voice=None, amount=None, **change):
    roles = [Filler(Role.ACTOR, quote(actor)), Filler(Role.OBJECT, quote("Zeta"))]
    if amount:
        roles.append(Filler(Role.AMOUNT, quote(amount)))
    voices = (Voice(quote(voice), VoiceType.OUTLET, True),) if voice else ()
    made = Claim(
        "v1-x",
        Kind.ACQUISITION,
        tuple(roles),
        Phase.CONSIDERED,
        Certainty.POSSIBLE,
        Stance.AFFIRMS,
        voices,
        (quote(evidence),),
        Part.BODY,
    )
    return replace(made, **change)


FIRST = claim("Acme may buy Zeta Motors", "Acme")
AGAIN = claim("Acme Corp could buy Zeta", "Acme Corp")


def test_the_same_event_again_is_more_evidence():
    (found,) = merged([FIRST, AGAIN])
    assert [q.text for q in found.evidence] == ["Acme may buy Zeta Motors", "Acme Corp could buy Zeta"]


@pytest.mark.parametrize(
    "other",
    [
        claim("Brio may buy Zeta Motors", "Brio"),
        replace(AGAIN, phase=Phase.OFF),
        replace(AGAIN, kind=Kind.STAKE),
        replace(AGAIN, stance=Stance.DENIES),
        replace(AGAIN, part=Part.LINK),
        claim("Acme Corp could buy Zeta", "Acme Corp", voice="Reuters"),
    ],
    ids=[
        "another actor",
        "another phase",
        "another kind",
        "another stance",
        "another story's headline",
        "another voice",
    ],
)
def test_another_event_or_voice_stays_apart(other):
    assert len(merged([FIRST, other])) == 2


def test_other_figures_are_another_event():
    assert (
        len(
            merged(
                [
                    claim("Acme may buy Zeta Motors", "Acme", amount="$5"),
                    claim("Acme Corp could buy Zeta", "Acme Corp", amount="$7"),
                ]
            )
        )
        == 2
    )


def test_a_headline_without_a_voice_is_evidence_for_the_claim_that_has_one():
    body = claim("Acme Corp could buy Zeta", "Acme Corp", voice="Reuters")
    (found,) = merged([replace(FIRST, part=Part.TITLE), body])
    assert found.part is Part.BODY
    assert found.voices == body.voices
    assert len(found.evidence) == 2


def test_two_voices_side_by_side_are_two_claims():
    voiced = [claim("Acme may buy Zeta Motors", "Acme", voice=voice) for voice in ("Reuters", "Bloomberg")]
    assert len(merged(voiced)) == 2


def source_of(house):
    name = quote(f"A {house} source")
    return (Voice(name, VoiceType.UNNAMED, False, quote(house, name.span.start)),)


@pytest.mark.parametrize(("other", "count"), [("Dacia Cells", 2), ("Dacia", 1), ("Dacia Group", 1)])
def test_sources_of_two_houses_are_two(other, count):
    first, second = (replace(FIRST, voices=source_of("Dacia Group")), replace(AGAIN, voices=source_of(other)))
    assert len(merged([first, second])) == count


def test_the_same_twice_is_once():
    assert merged([FIRST, FIRST]) == (FIRST,)


def scored(made, score):
    return replace(made, scores=Scores(claim=score, phase=1.0, certainty=1.0, stance=1.0, evidence=1.0))


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        (replace(FIRST, stance=Stance.DENIES), 1),
        (replace(FIRST, phase=Phase.TALKS, evidence=(quote("may buy Zeta Motors"),)), 1),
        (replace(FIRST, kind=Kind.STAKE), 2),
        (claim("Acme may buy Zeta Motors", "Brio"), 2),
        (AGAIN, 2),
    ],
)
def test_one_clause_tells_one_event_once(other, kept):
    found = list(one_a_clause([scored(FIRST, 0.4), scored(other, 0.7)]))
    assert len(found) == kept
    assert found[-1].stance is other.stance
    assert found[-1].scores.claim == 0.7

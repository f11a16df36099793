"""A claim is judged by everything that is known about it."""

from dataclasses import replace

import pytest

from reportedly.extract.judging import FEATURES, UNFITTED, features, probability
from reportedly.model import Certainty, Claim, Filler, Kind, Part, Phase, Role, Scores, Span, Stance

TEXT = "Acme may buy Zeta Motors."
SCORES = Scores(claim=0.5, phase=0.9, certainty=0.9, stance=0.9, evidence=0.6)


def claim(**change):
    actor = Filler(Role.ACTOR, Span(0, 4).of(TEXT), 0.8)
    evidence = (Span(0, 24).of(TEXT),)
    made = Claim("v1-x", Kind.ACQUISITION, (actor,), Phase.CONSIDERED, Certainty.POSSIBLE, Stance.AFFIRMS, (), evidence, Part.BODY)  # fmt: skip
    return replace(made, **{"scores": SCORES, **change})


def test_every_feature_is_given_in_its_order():
    assert tuple(features(claim())) == FEATURES


def test_without_a_fit_it_is_the_score_of_the_trigger():
    assert probability(claim(), UNFITTED) == pytest.approx(0.5)


def test_a_headline_a_name_and_a_copy_count():
    found = features(claim(part=Part.TITLE, roles=()))
    assert (found["title"], found["names"], found["copies"]) == (1, 1, 0)
    assert found["best"] < features(claim())["best"]
    coefficients = {"trigger": 1.0, "title": -1.0, "best": 0.2}
    assert probability(claim(part=Part.TITLE), coefficients) < probability(claim(), coefficients)


@pytest.mark.parametrize("p", [0.0, 1.0])
def test_a_score_that_is_sure_of_itself_is_no_infinity(p):
    assert 0 < probability(claim(scores=replace(SCORES, claim=p)), UNFITTED) < 1


def test_a_claim_without_scores_cannot_be_judged():
    with pytest.raises(ValueError, match="scores"):
        features(claim(scores=None))

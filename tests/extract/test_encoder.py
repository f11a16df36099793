"""Weights are those that were trained, or nothing is read with them."""

import shutil
from pathlib import Path

import pytest

from reportedly.errors import WeightsError
from reportedly.extract.encoder import Network
from reportedly.extract.shipped import shipped, weights
from reportedly.model import Kind, Part, Phase, Role, Stance
from tests.conftest import report_of

WEIGHTS = weights()


@pytest.fixture
def copy(tmp_path) -> Path:
    return Path(shutil.copytree(WEIGHTS, tmp_path / "weights"))


@pytest.mark.parametrize("name", ["encoder.onnx", "heads.onnx", "ends.onnx", "tokenizer.json"])
def test_damaged_weights_are_refused(copy, name):
    content = bytearray((copy / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copy / name).write_bytes(content)
    with pytest.raises(WeightsError, match=f"{name} are damaged"):
        Network(copy)


@pytest.mark.parametrize("name", ["encoder.onnx", "weights.json"])
def test_missing_weights_are_told(copy, name):
    (copy / name).unlink()
    with pytest.raises(WeightsError, match="install reportedly again"):
        Network(copy)


@pytest.mark.parametrize("page", ["no json", "{}", '{"sha256": {}, "name": "x"}', "[]"])
def test_a_strange_page_of_weights_is_told(copy, page):
    (copy / "weights.json").write_text(page)
    with pytest.raises(WeightsError, match="install reportedly again"):
        Network(copy)


def test_the_weights_are_small_enough_to_ship():
    assert sum(p.stat().st_size for p in WEIGHTS.iterdir() if p.is_file()) < 30_000_000


def read(text):
    return shipped().extract(report_of(text))


@pytest.mark.parametrize(
    ("text", "kind", "phase"),
    [
        ("Acme Corp agreed to acquire Zeta Motors for $5 billion.", Kind.ACQUISITION, Phase.AGREED),
        ("Acme Corp will recall 5,000 vehicles over faulty brakes.", Kind.RECALL, Phase.PLANNED),
        ("Acme Corp filed for bankruptcy protection on Monday.", Kind.INSOLVENCY, Phase.SOUGHT),
        ("Acme Corp is in talks to merge with Zeta Motors.", Kind.MERGER, Phase.TALKS),
        ("Acme Corp has completed the acquisition of Zeta Motors.", Kind.ACQUISITION, Phase.DONE),
    ],
)
def test_plain_sentences_are_understood(text, kind, phase):
    claims = read(text)
    assert (kind, phase) in {(c.kind, c.phase) for c in claims}
    assert any("Acme Corp" in [q.text for q in c.fillers(Role.ACTOR)] for c in claims)


@pytest.mark.parametrize(
    "text",
    [
        "Acme Corp and Zeta Motors agreed to merge.",
        "Acme Corp is in talks to merge with Zeta Motors.",
        "Acme Corp plans a merger with Zeta Motors, Reuters reported.",
    ],
)
def test_both_parties_of_a_merger_are_its_actors(text):
    (claim,) = read(text)
    assert {q.text for q in claim.fillers(Role.ACTOR)} == {"Acme Corp", "Zeta Motors"}


def test_who_says_it_and_who_denies_it():
    claims = read(
        "Acme Corp may buy a plant of Zeta Motors, people familiar with the matter told Reuters. "
        "Zeta Motors denied the report. Acme Corp declined to comment."
    )
    said = {(c.stance, c.voices[0].name.text) for c in claims if c.voices}
    assert (Stance.AFFIRMS, "people familiar with the matter") in said
    assert (Stance.NO_COMMENT, "Acme Corp") in said
    assert any(stance is Stance.DENIES for stance, _ in said)


def test_a_headline_of_another_story_stays_apart():
    claims = read(
        "Acme grows\n\nAcme Corp has acquired Zeta Motors.\n\nBrio Cells to close its plant in Lyon next year-CarWire"
    )
    assert {c.part for c in claims} == {Part.BODY, Part.LINK}

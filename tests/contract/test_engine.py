"""What every engine promises, run against each: exact quotes, the same answer twice, no fall on any text."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.extract import Baseline
from reportedly.model import Claim, Engine
from tests.conftest import TEXT, report_of

ENGINES = [Baseline()]
WORDS = st.sampled_from(
    'Acme Zeta Motors the company said reported Reuters that it may buy sell a stake in plant , . " “ ” \n\n denied according to sources '
    "familiar with talks merger 5 million $3bn 小米 🚗 \u202e will not has been approved No. 2 Inc. reportedly , says told local media".split(
        " "
    )
)


def quotes(claim: Claim):
    yield from claim.evidence
    yield from (f.name for f in claim.roles)
    for voice in claim.voices:
        yield voice.name
        if voice.of:
            yield voice.of
    yield from (q for q in (claim.trigger, claim.said) if q)


@pytest.fixture(params=ENGINES, ids=lambda e: e.name)
def engine(request) -> Engine:
    return request.param


@pytest.mark.parametrize("checked", ENGINES, ids=lambda e: e.name)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=80).map(" ".join))
def test_every_quote_is_the_text_at_its_offsets(checked, text):
    if not text.strip():
        return
    report = report_of(text)
    for claim in checked.extract(report):
        assert claim.version_id == report.version_id
        for quote in quotes(claim):
            assert report.text[quote.span.start : quote.span.end] == quote.text
            assert quote.text.strip()


def test_the_answer_is_the_same_in_another_process(engine, tmp_path: Path):
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": 1, "text": TEXT}) + "\n")
    command = [sys.executable, "-m", "reportedly", "extract", str(tmp_path / "in.jsonl")]
    answers = {
        subprocess.run(command, capture_output=True, check=True, env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2", "3")
    }
    assert len(answers) == 1
    assert json.loads(answers.pop())["claims"]


def test_no_claim_comes_twice(engine):
    claims = engine.extract(report_of(TEXT + "\n\n" + TEXT.replace("\n\n", " ")))
    assert len({claim.id for claim in claims}) == len(claims)


def test_the_same_sentence_ten_thousand_times_is_one_claim(engine):
    once = engine.extract(report_of("Acme Corp will buy Zeta Motors, Reuters reported."))
    often = engine.extract(report_of("Acme Corp will buy Zeta Motors, Reuters reported. " * 10_000))
    assert [c.as_json() for c in often] == [c.as_json() for c in once]


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "Acme",
        "?",
        "a" * 2_000_000,
        "Acme " * 100_000,
        "ACME TO BUY ZETA, REUTERS SAYS",
        "🚗🔋",
        "\u202eAcme\u202c",
        "a-" * 200_000,
        '"' * 50_000 + " said Acme",
        "said, " * 20_000,
    ],
    ids=[
        "one letter",
        "one word",
        "a mark",
        "no spaces",
        "one word often",
        "capitals",
        "emoji",
        "right to left",
        "hyphens",
        "quotes",
        "commas",
    ],
)
def test_no_text_makes_it_fall(engine, text):
    assert isinstance(engine.extract(report_of(text)), tuple)


@pytest.mark.parametrize(
    "text",
    [
        "Die Acme AG will die Zeta GmbH übernehmen, berichtet Reuters.",
        "小米汽车取得独立造车资质,证券时报报道。",
        "Xiaomi a signé un accord avec la ville, selon Reuters.",
    ],
)
def test_a_language_that_it_does_not_read_gives_no_claim(engine, text):
    assert engine.extract(report_of(text)) == ()

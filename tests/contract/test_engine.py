"""What every engine promises, run against each: exact quotes, the same answer twice, no fall on any text."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.errors import OtherLanguage
from reportedly.extract.shipped import shipped
from reportedly.model import Claim, Engine, Report
from tests.conftest import TEXT, report_of

ENGINES = [shipped()]
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


def read(engine: Engine, report: Report) -> tuple[Claim, ...]:
    """What the engine claims; nothing where it says that the language is another."""
    try:
        return engine.extract(report)
    except OtherLanguage:
        return ()


@pytest.fixture(params=ENGINES, ids=lambda e: e.name)
def engine(request) -> Engine:
    return request.param


@pytest.mark.parametrize("checked", ENGINES, ids=lambda e: e.name)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=80).map(" ".join))
def test_every_quote_is_the_text_at_its_offsets(checked, text):
    if not text.strip():
        return
    report = report_of(text)
    for claim in read(checked, report):
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


def test_the_same_sentence_ten_thousand_times_is_not_ten_thousand_claims(engine):
    often = engine.extract(report_of("Acme Corp will buy Zeta Motors, Reuters reported. " * 10_000))
    assert 1 <= len(often) <= 3


def test_every_field_has_a_score(engine):
    claims = engine.extract(report_of(TEXT))
    for claim in claims:
        scores = [getattr(claim.scores, name) for name in ("claim", "phase", "certainty", "stance", "evidence")]
        scores += [f.score for f in claim.roles] + [v.score for v in claim.voices]
        assert all(0 <= score <= 1.001 for score in scores)
        assert (claim.scores.said is None) == (claim.said is None)
    assert any(claim.voices for claim in claims)


def test_several_threads_get_the_same_answer(engine):
    reports = [report_of(f"{TEXT} Nordan Air will close office {n} in Oslo.") for n in range(12)]
    alone = [engine.extract(report) for report in reports]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(engine.extract, reports)) == alone


def test_a_long_report_is_read_to_its_end(engine):
    filler = " ".join(
        f"Nothing of note was said about matter {n} at the meeting in the old town hall." for n in range(150)
    )
    report = report_of(f"Acme Corp agreed to acquire Zeta Motors. {filler} Brio Cells agreed to acquire Nordan Air.")
    quoted = " ".join(q.text for claim in engine.extract(report) for q in claim.evidence)
    assert "Zeta Motors" in quoted
    assert "Nordan Air" in quoted


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
    assert isinstance(read(engine, report_of(text)), tuple)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Acme AG will die Zeta GmbH übernehmen, berichtet Reuters.", "German"),
        ("小米汽车取得独立造车资质,证券时报报道。", "Chinese"),
        ("Xiaomi a signé un accord avec la ville, selon Reuters.", "French"),
        ("Компания Acme объявила о покупке завода.", "(Russian|Bulgarian)"),
    ],
)
def test_a_language_that_it_does_not_read_is_named(engine, text, language):
    with pytest.raises(OtherLanguage, match=f"it is in {language}; {engine.name} reads English"):
        engine.extract(report_of(text))

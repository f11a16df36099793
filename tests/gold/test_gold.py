"""The floors of quality hold, and the report that started the project is understood where it matters."""

import json
import os
import re
import subprocess
import sys

import pytest

from tests.gold.measure import SETS, broken, folder, measure

SHARED = folder()


@pytest.fixture(scope="module", autouse=True)
def annotated_reports():
    if not (SHARED / "gold").is_dir():
        if os.environ.get("CI"):
            pytest.fail("the annotated reports are missing: ../shared/gold")
        pytest.skip("the annotated reports (../shared/gold) are not here; quality is measured where they are")


@pytest.mark.parametrize("name", SETS)
def test_no_floor_breaks(name):
    assert broken(name, measure(SHARED, name)) == []


@pytest.fixture(scope="module")
def seed(tmp_path_factory):
    """The seed report's text, added as a file; its head and its claims."""
    made = tmp_path_factory.mktemp("seed")
    text = json.loads((SHARED / "gold" / SETS["seed"]).read_text())["text"]
    (made / "seed.txt").write_text(text)

    def run(*arguments):
        command = [sys.executable, "-m", "reportedly", *arguments, "--ledger", str(made / "l.db")]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    run("add", str(made / "seed.txt"))
    (head,) = json.loads(run("reports", "--json"))
    return head, json.loads(run("claims", "--json"))


def test_the_date_of_the_seed_is_unknown_with_the_reason(seed):
    head, _ = seed
    assert head["published"] is None
    assert "1970-01-01 08:00:00" in head["published_reason"]
    assert "epoch zero" in head["published_reason"]


@pytest.mark.parametrize(
    ("voice", "kind", "stance", "evidence"),
    [
        ("Cailian", "acquisition", "affirms", "may be taking over"),
        ("Bloomberg", "partnership", "affirms", "in talks with BAIC Group"),
        ("Bloomberg", "stake", "affirms", "buying a stake in the Beijing Hyundai"),
        ("A BAIC Group source", "partnership", "unaware", "not heard of it"),
        ("A BAIC BluePark source", "partnership", "unaware", "no definitive information"),
    ],
)
def test_who_says_what_in_the_seed(seed, voice, kind, stance, evidence):
    _, claims = seed
    found = [
        c for c in claims
        if c["voices"] and c["voices"][0]["name"] == voice and c["kind"] == kind and c["stance"] == stance
        and any(re.search(evidence, quote) for quote in c["evidence"])
    ]  # fmt: skip
    assert found


@pytest.mark.parametrize("of", ["BAIC Group", "BAIC BluePark"])
def test_a_source_belongs_to_whom_it_is_of(seed, of):
    _, claims = seed
    sources = {v["name"]: v.get("of") for c in claims for v in c["voices"] if not v["named"]}
    assert sources[f"A {of} source"] == of

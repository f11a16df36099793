"""Matching is the scorer's; the categories add up."""

from collections import Counter

import pytest

from tests.gold.figures import by_category, case, confusion, errors, per_kind, scorer, worst
from tests.gold.measure import folder

TEXT = "Acme will buy Zeta, Reuters said. Brio may close its plant in Lyon. Olan fired its chief."


def claim(kind, evidence, actor, phase="planned", voices=()):
    return {
        "kind": kind, "roles": {"actor": [actor]}, "phase": phase, "certainty": "certain", "stance": "affirms",
        "voices": [{"name": name, "type": "outlet", "named": True} for name in voices], "evidence": [evidence], "part": "body",
    }  # fmt: skip


GOLD = [
    claim("acquisition", "Acme will buy Zeta", "Acme", voices=["Reuters"]),
    claim("facility", "Brio may close its plant in Lyon", "Brio", "considered"),
    claim("leadership", "Olan fired its chief", "Olan", "done"),
]
READ = [
    claim("acquisition", "Acme will buy Zeta", "Acme", "agreed"),
    claim("production", "Brio may close its plant in Lyon", "Brio", "considered"),
    claim("results", "Reuters said", "Reuters"),
]


@pytest.fixture(scope="module")
def score():
    if not (folder() / "tools").is_dir():
        pytest.skip("the scorer (../shared/tools) is not here")
    return scorer(folder())


def test_each_error_has_its_category(score):
    one = case(score, {"id": 1, "text": TEXT}, GOLD, READ)
    expected = {"wrong kind": 1, "missed": 1, "invented": 1, "wrong voice": 1, "wrong phase": 1}
    assert errors(score, one) == Counter(expected)
    assert confusion([one], "kind")["facility", "production"] == 1
    assert confusion([one], "phase")["planned", "agreed"] == 1
    assert by_category(score, [one, one]).startswith("errors: 2 missed, 2 invented, 2 wrong kind, 0 wrong role")


def test_lines_are_printed_for_every_kind_and_report(score):
    cases = [case(score, {"id": n, "text": TEXT}, GOLD, READ if n else GOLD) for n in range(4)]
    lines = list(per_kind(score, cases))
    assert [line.split()[0] for line in lines] == ["kind", "all", "acquisition", "facility", "leadership"]
    assert lines[1].split()[1:4] == ["12", "12", "0.500"]
    low, high = (float(x.strip("[,]")) for x in lines[1].split()[4:6])
    assert low < 0.5 < high
    assert [line.split()[0] for line in worst(score, cases, 2)] == ["1", "2"]

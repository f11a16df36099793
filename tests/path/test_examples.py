"""The example pages along the whole path: the ledger that comes out is the one that is written down.

What a newcomer would get wrong: `expected.jsonl` is no wish list. It is what the path gives today, so that any change
shows; `python -m tests.path.test_examples` writes it anew, and the difference is to be read before it is committed.
"""

import json
from pathlib import Path

from reportedly.extract.shipped import shipped
from reportedly.ledger import Ledger
from reportedly.read import Limits
from reportedly.run import Summary, add
from reportedly.show.export import claim_row, head_row
from tests.conftest import ROOT

EXPECTED = Path(__file__).parent / "examples" / "expected.jsonl"
LEFT_OUT = ("added_at", "came_from", "published_bounds")  # the last is bounded by the first


def ledger_of_examples(folder: Path) -> list[str]:
    names = sorted(str(p) for p in (ROOT / "examples").iterdir())
    summary = Summary()
    with Ledger(folder / "l.db", writing=True) as ledger:
        for outcome in add(names, ledger, shipped(), Limits()):
            summary.count(outcome)
        assert not summary.fates
        rows = [{k: v for k, v in head_row(h).items() if k not in LEFT_OUT} for h in ledger.reports()]
        rows += [claim_row(stored) for stored in ledger.claims()]
    return [json.dumps(row, ensure_ascii=False) for row in rows]


def test_the_examples_give_the_expected_ledger(tmp_path):
    assert ledger_of_examples(tmp_path) == EXPECTED.read_text(encoding="utf-8").splitlines()


def test_the_examples_show_what_pages_are_like(tmp_path):
    rows = [json.loads(line) for line in ledger_of_examples(tmp_path)]
    reports = [row for row in rows if row["id"].startswith("r1-")]
    assert 12 <= len(reports) <= 16
    assert any("epoch zero" in (row["published_reason"] or "") for row in reports)
    claims = [row for row in rows if row["id"].startswith("c1-")]
    assert {"affirms", "denies", "no-comment", "unaware"} == {row["stance"] for row in claims}
    assert {"title", "body", "link"} == {row["part"] for row in claims}
    assert max(len(row["voices"]) for row in claims) == 2


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as made:
        EXPECTED.parent.mkdir(exist_ok=True)
        EXPECTED.write_text("\n".join(ledger_of_examples(Path(made))) + "\n", encoding="utf-8")

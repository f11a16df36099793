"""One bad input never stops a batch, and its reason is kept."""

import json
import time
from pathlib import Path

import pytest

from reportedly.errors import Fate, OtherLanguage, UsageError
from reportedly.read import Limits
from reportedly.run import TABLE, Settings, Summary, add, catch_up
from tests.conftest import Plain
from tests.read.test_worker import SLOW


class Stumbling(Plain):
    """An engine with a fault of its own on one word."""

    name = "stumbling-1"

    def extract(self, report):
        if "Brio" in report.text:
            raise ZeroDivisionError("no such luck")
        return super().extract(report)


def write(folder: Path, **files: str) -> list[str]:
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text)
    return [str(folder / f"{name}.txt") for name in files]


def test_the_rest_goes_on(ledger, tmp_path):
    names = write(tmp_path, a="Acme Corp will buy Zeta Motors.", b="", c="Zeta Motors will close its plant in Lyon.")
    summary = Summary()
    for outcome in add([names[0], str(tmp_path / "no.txt"), *names[1:]], ledger, Plain(), Limits()):
        summary.count(outcome)
    assert (summary.added, summary.known, summary.claims, summary.fates) == (
        2,
        0,
        2,
        {Fate.QUARANTINE: 1, Fate.SKIP: 1},
    )
    assert [e.reason for e in ledger.quarantined()] == ["there is no such file"]


def test_what_has_been_read_after_all_leaves_the_quarantine(ledger, tmp_path):
    name = str(tmp_path / "a.txt")
    list(add([name], ledger, Plain(), Limits()))
    assert len(ledger.quarantined()) == 1
    write(tmp_path, a="Acme Corp will buy Zeta Motors.")
    list(add([name], ledger, Plain(), Limits()))
    assert ledger.quarantined() == []


def test_a_fault_of_the_engine_is_a_fault_of_one_report(ledger, tmp_path):
    names = write(tmp_path, a="Brio Cells will buy Zeta.", b="Acme Corp will buy Zeta Motors.")
    outcomes = list(add(names, ledger, Stumbling(), Limits()))
    assert "ZeroDivisionError: no such luck" in str(outcomes[0].error)
    assert outcomes[1].claims
    assert ledger.counts().reports == 1


def test_what_is_known_is_not_read_for_claims_again(ledger, tmp_path):
    names = write(tmp_path, a="Acme Corp will buy Zeta Motors.")
    assert [o.known for o in add(names * 2, ledger, Plain(), Limits())] == [False, True]


class Once(Plain):
    """An engine that reads no text twice but for its white space."""

    name = "once-1"

    def __init__(self):
        self.read = set()

    def extract(self, report):
        words = " ".join(report.text.split())
        assert words not in self.read
        self.read.add(words)
        return super().extract(report)


def test_a_version_that_changed_nothing_but_white_space_keeps_its_claims_unread(ledger, tmp_path):
    engine = Once()
    for text in (
        "Acme Corp will buy Zeta Motors.",
        "Acme  Corp will buy\tZeta Motors.",
        "Acme Corp may buy Zeta Motors.",
    ):
        (tmp_path / "a.jsonl").write_text(json.dumps({"id": 1, "text": text}))
        (outcome,) = add([str(tmp_path / "a.jsonl")], ledger, engine, Limits())
        assert (outcome.error, outcome.known, len(outcome.claims)) == (None, False, 1)
        (stored,) = ledger.claims()
        assert stored.claim.evidence[0].span.of(text).text == stored.claim.evidence[0].text
    assert ledger.counts().versions == 3


def test_settings_come_from_options_then_variables_then_defaults():
    environment = {"REPORTEDLY_MAX_MB": "3", "REPORTEDLY_TIMEOUT": "", "REPORTEDLY_LEDGER": "/x/l.db"}
    settings = Settings.of(environment, max_mb=None, ledger=Path("/y/l.db"))
    assert (settings.ledger, settings.max_mb, settings.timeout_s) == (Path("/y/l.db"), 3.0, 20.0)
    assert Settings.of({}).ledger.name == "ledger.db"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REPORTEDLY_MAX_MB", "much"),
        ("REPORTEDLY_TIMEOUT", "-1"),
        ("REPORTEDLY_MAX_REDIRECTS", "1.5"),
        ("REPORTEDLY_TIMEOUT", "nan"),
    ],
)
def test_a_variable_that_cannot_be_is_told_by_name(name, value):
    with pytest.raises(UsageError, match=name):
        Settings.of({name: value})


def test_every_setting_is_documented():
    page = (Path(__file__).parents[2] / "docs" / "settings.md").read_text()
    for row in TABLE:
        assert f"| `{row.option}` | `{row.variable}` | {row.shown_default} | {row.help} |" in page


class Foreign(Plain):
    """An engine that takes one word for another language."""

    name = "foreign-1"

    def extract(self, report):
        if "und" in report.text:
            raise OtherLanguage("it is in German; foreign-1 reads English")
        return super().extract(report)


def test_a_report_in_another_language_is_kept_without_claims(ledger, tmp_path):
    names = write(tmp_path, a="Acme und Zeta fusionieren.", b="Acme Corp will buy Zeta Motors.")
    summary = Summary()
    for outcome in add(names, ledger, Foreign(), Limits()):
        summary.count(outcome)
    assert (summary.added, summary.noted, summary.fates) == (2, 1, {})
    assert summary.told == [(names[0], "it is in German; foreign-1 reads English")]
    assert [head.claims for head in ledger.reports()] == [0, 1]
    assert ledger.quarantined() == []
    assert [o.known for o in add(names, ledger, Foreign(), Limits())] == [True, True]


@pytest.mark.parametrize("workers", [1, 3])
def test_outcomes_keep_their_order_whoever_is_faster(ledger, tmp_path, workers):
    class Slow(Plain):
        def extract(self, report):
            time.sleep(0.05 if "first" in report.text else 0)
            return super().extract(report)

    names = write(tmp_path, **{f"n{n}": f"{'first' if n % 4 == 0 else 'other'} Acme will buy {n}." for n in range(16)})
    assert [o.place for o in add(names, ledger, Slow(), Limits(), workers)] == names
    assert ledger.counts().reports == 16


def test_only_a_few_documents_are_read_ahead(ledger, tmp_path):
    names = write(tmp_path, **{f"n{n}": f"Acme will buy Zeta {n}." for n in range(40)})
    asked = []

    def inputs():
        for name in names:
            asked.append(name)
            yield name

    outcomes = add(inputs(), ledger, Plain(), Limits(), 2)
    next(outcomes)
    assert len(asked) < 12
    outcomes.close()
    assert 0 < ledger.counts().reports < 12


def test_what_an_engine_has_not_read_is_caught_up_on_and_nothing_else(ledger, tmp_path):
    names = write(tmp_path, a="Acme Corp will buy Zeta Motors.", b="Acme und Zeta fusionieren.", c="Zeta may buy Brio.")
    list(add(names[:1], ledger, Plain(), Limits()))
    kept = list(add(names, ledger, None, Limits()))
    assert [(o.known, o.claims) for o in kept] == [(True, None), (False, None), (False, None)]
    assert [head.claims for head in ledger.reports()] == [1, None, None]
    assert [o.place for o in catch_up(ledger, Plain())] == names[1:]
    summary = Summary()
    for outcome in catch_up(ledger, Foreign(), 2):
        summary.count(outcome)
    assert (summary.added, summary.noted, ledger.count_unread("foreign-1")) == (3, 1, 0)
    assert [head.engine for head in ledger.reports()] == ["foreign-1"] * 3
    assert [head.note for head in ledger.reports()] == [None, "it is in German; foreign-1 reads English", None]


def test_claims_move_along_to_a_version_that_is_caught_up_on(ledger, tmp_path):
    row = {"id": "a", "text": "Acme Corp will buy Zeta Motors.", "outlet": "Post"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    list(add([str(tmp_path / "a.jsonl")], ledger, Plain(), Limits()))
    (tmp_path / "b.jsonl").write_text(json.dumps(row | {"text": " Acme Corp will buy  Zeta Motors."}))
    (kept,) = add([str(tmp_path / "b.jsonl")], ledger, None, Limits())
    assert (kept.carried, kept.claims) == (False, None)
    (caught,) = catch_up(ledger, Plain())
    assert caught.carried
    assert ledger.report("a").claims == caught.claims
    assert [claim.evidence[0].text for claim in caught.claims] == ["Acme Corp will buy  Zeta Motors."]


def test_catching_up_on_a_report_lets_nothing_out_of_the_quarantine(ledger, tmp_path):
    names = write(tmp_path, a="Acme Corp will buy Zeta Motors.")
    list(add(names, ledger, None, Limits()))
    (tmp_path / "a.txt").unlink()
    list(add(names, ledger, None, Limits()))
    assert [outcome.known for outcome in catch_up(ledger, Plain())] == [False]
    assert [entry.place for entry in ledger.quarantined()] == names


def test_a_report_that_the_engine_fails_on_stays_unread(ledger, tmp_path):
    list(add(write(tmp_path, a="Brio Cells will buy Zeta.", b="Acme will buy Zeta."), ledger, None, Limits()))
    outcomes = list(catch_up(ledger, Stumbling()))
    assert [type(o.error).__name__ for o in outcomes] == ["ExtractError", "NoneType"]
    assert [head.claims for head in ledger.reports()] == [None, 1]
    assert ledger.count_unread("stumbling-1") == 1


def test_a_page_that_takes_too_long_is_quarantined_and_the_rest_goes_on(ledger, tmp_path):
    (tmp_path / "slow.html").write_bytes(SLOW.content)
    names = [str(tmp_path / "slow.html"), *write(tmp_path, a="Acme Corp will buy Zeta Motors.")]
    outcomes = list(add(names, ledger, Plain(), Limits(max_s=1.0), 2))
    assert "more than 1 s" in str(outcomes[0].error)
    assert outcomes[1].claims
    assert [e.place for e in ledger.quarantined()] == names[:1]

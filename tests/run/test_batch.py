"""One bad input never stops a batch, and its reason is kept."""

from pathlib import Path

import pytest

from reportedly.errors import Fate, UsageError
from reportedly.extract import Baseline
from reportedly.read import Limits
from reportedly.run import TABLE, Settings, Summary, add


class Stumbling(Baseline):
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
    for outcome in add([names[0], str(tmp_path / "no.txt"), *names[1:]], ledger, Baseline(), Limits()):
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
    list(add([name], ledger, Baseline(), Limits()))
    assert len(ledger.quarantined()) == 1
    write(tmp_path, a="Acme Corp will buy Zeta Motors.")
    list(add([name], ledger, Baseline(), Limits()))
    assert ledger.quarantined() == []


def test_a_fault_of_the_engine_is_a_fault_of_one_report(ledger, tmp_path):
    names = write(tmp_path, a="Brio Cells will buy Zeta.", b="Acme Corp will buy Zeta Motors.")
    outcomes = list(add(names, ledger, Stumbling(), Limits()))
    assert "ZeroDivisionError: no such luck" in str(outcomes[0].error)
    assert outcomes[1].claims
    assert ledger.counts().reports == 1


def test_what_is_known_is_not_read_for_claims_again(ledger, tmp_path):
    names = write(tmp_path, a="Acme Corp will buy Zeta Motors.")
    assert [o.known for o in add(names * 2, ledger, Baseline(), Limits())] == [False, True]


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

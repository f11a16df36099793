"""What many tests need: a report, an engine's claims on it, a ledger in an empty folder, the command line."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportedly.extract import Baseline
from reportedly.ledger import Ledger
from reportedly.model import Claim, Report
from reportedly.read import Raw, read

ROOT = Path(__file__).parent.parent
TEXT = (
    "Acme may buy a plant of Zeta Motors, report says\n\n"
    "Acme Corp is in talks to acquire a plant of Zeta Motors, Reuters reported on Monday, citing people familiar "
    "with the matter.\n\n"
    "Zeta Motors denied that it had held talks with Acme Corp. Acme Corp declined to comment.\n\n"
    "Brio Cells agreed last year to supply batteries to Zeta Motors."
)


def report_of(text: str, name: str = "a.txt") -> Report:
    return read(Raw(text.encode(), "text/plain", name))


@pytest.fixture
def report() -> Report:
    return report_of(TEXT)


@pytest.fixture
def claims(report: Report) -> tuple[Claim, ...]:
    return Baseline().extract(report)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db", writing=True) as opened:
        yield opened


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the real command in an empty folder, with a ledger of its own and no terminal."""

    def command(
        *arguments: str, stdin: str | bytes = "", prefix: tuple[str, ...] = (), **environment: str
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [*prefix, sys.executable, "-m", "reportedly", *arguments],
            cwd=tmp_path,
            input=stdin if isinstance(stdin, bytes) else stdin.encode(),
            capture_output=True,
            env={**os.environ, "REPORTEDLY_LEDGER": str(tmp_path / "ledger.db"), **environment},
            timeout=120,
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return command

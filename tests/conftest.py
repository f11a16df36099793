"""What many tests need: a report, an engine's claims on it, a ledger in an empty folder, the command line."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportedly.extract.text import names, sentences
from reportedly.ledger import Ledger
from reportedly.model import Certainty, Claim, Filler, Kind, Part, Phase, Report, Role, Stance, Voice, VoiceType
from reportedly.read import Raw, read
from tests.sites import Site

ROOT = Path(__file__).parent.parent
os.environ.pop("COLUMNS", None)  # set for parallel runs; the commands that tests start would take it for a terminal's
TEXT = (
    "Acme may buy a plant of Zeta Motors, report says\n\n"
    "Acme Corp is in talks to acquire a plant of Zeta Motors, Reuters reported on Monday, citing people familiar "
    "with the matter.\n\n"
    "Zeta Motors denied that it had held talks with Acme Corp. Acme Corp declined to comment.\n\n"
    "Brio Cells agreed last year to supply batteries to Zeta Motors."
)


def report_of(text: str, name: str = "a.txt") -> Report:
    return read(Raw(text.encode(), "text/plain", name))


class Plain:
    """A small real engine: each sentence with a name is one claim, by a few words. For what has to work with any engine."""

    name = "plain-1"
    kinds = ("acquire", Kind.ACQUISITION), ("close", Kind.FACILITY), ("supply", Kind.SUPPLY), ("buy", Kind.ACQUISITION)
    phases = ("may", Phase.CONSIDERED), ("in talks", Phase.TALKS), ("will", Phase.PLANNED), ("agreed", Phase.AGREED)
    stances = ("denied", Stance.DENIES), ("declined", Stance.NO_COMMENT)

    def extract(self, report: Report) -> tuple[Claim, ...]:
        text, made = report.text, []
        for passage in report.passages:
            for span in sentences(text, passage.span):
                words, named = text[span.start : span.end], names(text, span)
                stance = next((s for w, s in self.stances if w in words), Stance.AFFIRMS)
                voice = [n for n in named if text[n.start : n.end] == "Reuters"] or named[
                    : stance is not Stance.AFFIRMS
                ]
                roles = zip((Role.ACTOR, Role.OBJECT), (n for n in named if n not in voice), strict=False)
                if named:
                    made.append(
                        Claim(
                            version_id=report.version_id,
                            kind=next((k for w, k in self.kinds if w in words), Kind.OTHER),
                            roles=tuple(Filler(role, n.of(text)) for role, n in roles),
                            phase=next((p for w, p in self.phases if w in words), Phase.DONE),
                            certainty=Certainty.CERTAIN,
                            stance=stance,
                            voices=tuple(Voice(n.of(text), VoiceType.OUTLET, True) for n in voice),
                            evidence=(span.of(text),),
                            part=Part(passage.part),
                        )
                    )
        return tuple(made)


@pytest.fixture
def report() -> Report:
    return report_of(TEXT)


@pytest.fixture
def claims(report: Report) -> tuple[Claim, ...]:
    return Plain().extract(report)


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


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()

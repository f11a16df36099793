"""`add` killed at random moments and started again ends with the same ledger as one run."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportedly.ledger import Ledger
from reportedly.show.export import claim_row, report_row

REPORTS, KILLS = 1000, 20
FIRMS = ("Acme Corp", "Zeta Motors", "Brio Cells", "Wolt Steel", "Nordan Air", "Keta Chips")
EVENTS = (
    "will close a plant in Lyon",
    "is in talks to acquire a unit of {other}",
    "denied that it would merge with {other}",
    "agreed to supply cells to {other}",
    "may buy a stake in {other}, Reuters reported",
)


def write_reports(path: Path) -> None:
    rng = random.Random(7)
    with path.open("w") as file:
        for n in range(REPORTS):
            sentences = [
                f"{rng.choice(FIRMS)} {rng.choice(EVENTS).format(other=rng.choice(FIRMS))} in case {n}."
                for _ in range(2)
            ]
            file.write(json.dumps({"id": f"k{n}", "published": "2024-01-02", "text": "\n\n".join(sentences)}) + "\n")


def start(reports: Path, ledger: Path) -> subprocess.Popen:
    command = [sys.executable, "-m", "reportedly", "add", "--ledger", str(ledger), str(reports)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)


def content(path: Path) -> list[object]:
    with Ledger(path) as ledger:
        assert ledger.check() == []
        reports = [
            {k: v for k, v in report_row(ledger.report(h.id)).items() if k != "added_at"} for h in ledger.reports()
        ]
        return [*reports, *(claim_row(stored) for stored in ledger.claims()), ledger.counts()]


@pytest.mark.alone
def test_a_killed_add_goes_on_where_it_stopped(tmp_path):
    reports, whole, broken = tmp_path / "in.jsonl", tmp_path / "whole.db", tmp_path / "broken.db"
    write_reports(reports)
    began = time.monotonic()
    assert start(reports, whole).wait(timeout=120) == 0
    one_run_s = time.monotonic() - began
    with Ledger(whole) as ledger:
        claims = {head.name: head.claims for head in ledger.reports()}
    assert sum(count > 0 for count in claims.values()) > REPORTS // 2
    began = time.monotonic()
    subprocess.run([sys.executable, "-m", "reportedly", "--version"], check=True, stdout=subprocess.DEVNULL)
    start_s = time.monotonic() - began
    rng = random.Random(11)
    killed_within = 0
    for _ in range(KILLS):
        process = start(reports, broken)
        time.sleep(start_s + rng.uniform(0, one_run_s / 6))
        process.kill()
        process.wait()
        if broken.exists() and broken.stat().st_size:
            with Ledger(broken, writing=True) as ledger:
                counts = ledger.counts()
                assert ledger.check() == []
                kept = {head.name: head.claims for head in ledger.reports()}
                assert all(claims[name] == count for name, count in kept.items()), "a report stands without its claims"
                killed_within += 0 < counts.reports < REPORTS
    assert killed_within >= KILLS // 4, "hardly a kill fell within a run; the test shows nothing"
    assert start(reports, broken).wait(timeout=120) == 0
    assert content(broken) == content(whole)

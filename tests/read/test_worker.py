"""Documents are read in processes of their own: what hangs or dies there is refused, and the next document is read."""

import os
import shutil
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from reportedly.errors import BadRow, NothingToRead, WorkerError
from reportedly.model import Report
from reportedly.read import Limits, Raw, Workers

GOOD = Raw(b"Acme Corp will buy Zeta Motors.", "text/plain", "good.txt")
# justext, which the extractor falls back on, takes a time that grows with the square of the rows.
SLOW = Raw(b"<html><body><table>" + b"<tr><td>a &amp; b" * 20_000, "text/html", "slow.html")


def children() -> list[int]:
    """The workers' processes."""
    started = [path.read_text() for path in Path(f"/proc/{os.getpid()}/task").glob("*/children")]
    return [int(pid) for pids in started for pid in pids.split() if b"read.worker" in command(pid)]


def command(pid: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def killed_when_there_is_one() -> None:
    deadline = time.monotonic() + 30
    while not (found := children()) and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.2)
    os.kill(found[0], signal.SIGKILL)


def test_reports_and_refusals_come_back_as_they_are():
    with Workers(1, Limits()) as workers:
        assert workers.read(GOOD).text == GOOD.content.decode()
        assert isinstance(workers.read(Raw(b" ", "text/plain", "-")), NothingToRead)
        refused = workers.read(Raw(b"{}", "application/json", "-"))
        assert isinstance(refused, BadRow)
        assert str(refused) == 'the line has no "text" that is a string'


def test_a_page_that_takes_too_long_is_refused_and_the_next_is_read():
    with Workers(1, Limits(max_s=1.0)) as workers:
        refused = workers.read(SLOW)
        assert "more than 1 s of processor time" in str(refused)
        assert "--max-seconds" in str(refused)
        assert isinstance(workers.read(GOOD), Report)


def test_a_process_that_is_killed_is_told_and_replaced():
    with Workers(1, Limits(max_s=60)) as workers:
        threading.Thread(target=killed_when_there_is_one).start()
        assert "was killed" in str(workers.read(SLOW))
        assert isinstance(workers.read(GOOD), Report)


def test_a_process_that_died_between_two_documents_spoils_neither():
    with Workers(1, Limits()) as workers:
        assert isinstance(workers.read(GOOD), Report)
        (process,) = children()
        os.kill(process, signal.SIGKILL)
        os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)  # dead with all its threads, and nobody has asked yet
        assert isinstance(workers.read(GOOD), Report)


def test_a_process_that_cannot_begin_ends_the_run(monkeypatch):
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    with Workers(1, Limits()) as workers, pytest.raises(WorkerError, match="ended with 1"):
        workers.read(GOOD)


def test_one_document_starts_one_process_and_the_end_leaves_none():
    with Workers(3, Limits()) as workers:
        workers.read(GOOD)
        workers.read(GOOD)
        assert len(children()) == 1
    assert children() == []


def test_the_end_does_not_wait_for_a_slow_page():
    workers = Workers(1, Limits(max_s=0))
    told = []
    with workers:
        thread = threading.Thread(target=lambda: told.append(workers.read(SLOW)))
        thread.start()
        time.sleep(0.5)
        began = time.monotonic()
    thread.join(timeout=10)
    assert told
    assert time.monotonic() - began < 10
    with pytest.raises(WorkerError):
        workers.read(GOOD)

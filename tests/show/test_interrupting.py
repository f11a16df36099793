"""Ctrl-C is neither lost nor early: in a finalizer, in a loop, while something is loaded."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from reportedly.ledger import Ledger
from reportedly.show.cli.interrupting import interrupts_held

LOST = """
import os, signal
from reportedly.show.cli.interrupting import remember_interrupts
from reportedly.show.cli.telling import with_progress

class PressedWhenForgotten:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)  # where Python can only drop what is raised

remember_interrupts()
try:
    for n in with_progress(range(5), 5, "numbers", lambda _: 1):
        print(n)
        if n == 1:
            PressedWhenForgotten()
except KeyboardInterrupt:
    print("interrupted")
"""


def test_an_interrupt_that_python_drops_ends_what_goes_on_for_long_without_a_traceback():
    done = subprocess.run([sys.executable, "-c", LOST], capture_output=True, text=True, timeout=120, check=True)
    assert (done.stdout.split(), done.stderr) == (["0", "1", "interrupted"], "")


def test_an_interrupt_waits_for_what_must_not_be_cut_short():
    done = []

    def work() -> None:
        with interrupts_held():
            os.kill(os.getpid(), signal.SIGINT)
            done.append("whole")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["whole"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_ctrl_c_ends_the_pages_without_a_traceback(tmp_path):
    Ledger(tmp_path / "ledger.db", writing=True).close()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "reportedly",
        "serve",
        "--port",
        str(port),
        "--ledger",
        str(tmp_path / "ledger.db"),
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    while not answers(port):
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert "Traceback" not in told
    assert process.returncode in {0, 130}


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True

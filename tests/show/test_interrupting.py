"""Ctrl-C is neither lost nor early: in a finalizer, in a loop, while something is loaded."""

import os
import signal
import subprocess
import sys

import pytest

from reportedly.show.cli.interrupting import Interrupts, interrupts_held, look_for_interrupts

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


@pytest.fixture(autouse=True)
def _handled():
    before = signal.signal(signal.SIGINT, Interrupts())
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_is_raised_at_once_where_it_can_be():
    look_for_interrupts()
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)


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
    assert isinstance(signal.getsignal(signal.SIGINT), Interrupts)

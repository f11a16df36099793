"""Ctrl-C, so that it is neither lost nor comes where it would do harm.

In: SIGINT. Out: KeyboardInterrupt, where a command can end.
What a newcomer would get wrong: Python prints and drops an exception that is raised within a finalizer or a callback,
so an interrupt that falls there must be remembered, and looked for by whatever goes on for long.
"""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Interrupts:
    """A handler of SIGINT that raises KeyboardInterrupt as Python's own does, and remembers that it was called."""

    def __init__(self) -> None:
        self.came = False

    def __call__(self, *_: object) -> None:
        """Note the interrupt and raise it."""
        self.came = True
        raise KeyboardInterrupt


def remember_interrupts() -> None:
    """From now on no Ctrl-C is lost, nor printed as an exception that was ignored."""
    signal.signal(signal.SIGINT, Interrupts())
    sys.unraisablehook = _tell


def _tell(dropped: Any) -> None:
    if not isinstance(dropped.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(dropped)


def look_for_interrupts() -> None:
    """Raise KeyboardInterrupt where Ctrl-C was pressed and Python dropped it."""
    handler = signal.getsignal(signal.SIGINT)
    if isinstance(handler, Interrupts) and handler.came:
        raise KeyboardInterrupt


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Ctrl-C waits for what is done within: libraries interrupted while they are imported raise whatever they like."""
    held: list[object] = []
    before = signal.signal(signal.SIGINT, lambda *_: held.append(_))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if held:
        raise KeyboardInterrupt

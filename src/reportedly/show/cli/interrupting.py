"""Ctrl-C, so that it is neither lost nor comes where it would do harm.

In: SIGINT. Out: KeyboardInterrupt, where a command can end.
What a newcomer would get wrong: Python drops an exception that is raised within a finalizer or a callback, so an
interrupt that falls there must be remembered, and looked for by whatever goes on for long. The handler stays Python's
own, since asyncio takes Ctrl-C over only from that one.
"""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


class Dropped:
    """A hook for exceptions that Python drops: interrupts are remembered, all others told as `before` tells them."""

    def __init__(self, before: Callable[[Any], Any]) -> None:
        self.before = before
        self.interrupt = False

    def __call__(self, dropped: Any) -> None:
        """Take note of one exception."""
        if isinstance(dropped.exc_value, KeyboardInterrupt):
            self.interrupt = True
        else:
            self.before(dropped)


def remember_interrupts() -> None:
    """From now on Ctrl-C raises KeyboardInterrupt; where Python drops it, that is noted instead of printed."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.unraisablehook = Dropped(sys.unraisablehook)


def look_for_interrupts() -> None:
    """Raise KeyboardInterrupt where Ctrl-C was pressed and Python dropped it."""
    hook = sys.unraisablehook
    if isinstance(hook, Dropped) and hook.interrupt:
        raise KeyboardInterrupt


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Ctrl-C waits for what is done within: libraries interrupted while they are imported raise whatever they like."""
    held: list[object] = []
    before = signal.signal(signal.SIGINT, lambda *_: held.append(_))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.default_int_handler)
    if held:
        raise KeyboardInterrupt

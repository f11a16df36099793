"""The engine, loaded when a command reads for claims.

In: nothing. Out: Engine.
What a newcomer would get wrong: only here is its runtime imported, which takes a quarter of a second; other
commands save that.
"""

import signal

from reportedly.model import Engine


def engine() -> Engine:
    """The engine that ships with the program.

    Ctrl-C waits for it: libraries that are interrupted while they are imported raise whatever they like.
    """
    interrupts: list[object] = []
    before = signal.signal(signal.SIGINT, lambda *_: interrupts.append(_))
    try:
        from reportedly.extract.shipped import shipped

        found = shipped()
    finally:
        signal.signal(signal.SIGINT, before)
    if interrupts:
        raise KeyboardInterrupt
    return found

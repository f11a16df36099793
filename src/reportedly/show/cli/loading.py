"""The engine, loaded when a command reads for claims.

In: nothing. Out: Engine.
What a newcomer would get wrong: only here is its runtime imported, which takes a quarter of a second; other
commands save that.
"""

from reportedly.model import Engine
from reportedly.show.cli.interrupting import interrupts_held


def engine() -> Engine:
    """The engine that ships with the program; Ctrl-C waits for it."""
    with interrupts_held():
        from reportedly.extract.shipped import shipped

        return shipped()

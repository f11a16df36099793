"""`python -m reportedly` and `reportedly`: where the program begins.

What a newcomer would get wrong: the program takes a while to load, and a person may press Ctrl-C meanwhile; until a
command is chosen there is nothing to be cleaned up, and no traceback to be shown.
"""

import os
import signal
import sys
from typing import Any


def main() -> None:
    """Load the program and run it."""
    signal.signal(signal.SIGINT, _interrupted)
    from reportedly.show.cli import main as run

    run()


def _interrupted(*_: Any) -> None:
    sys.stderr.write("interrupted\n")
    sys.stderr.flush()
    os._exit(130)


if __name__ == "__main__":
    main()

"""The command line.

In: arguments. Out: tables and JSON on standard output, everything else on standard error, an exit code.
What a newcomer would get wrong: standard output holds results only, so every command can stand in a pipe.
"""

from reportedly.show.cli.main import app, main

__all__ = ["app", "main"]

"""The program's entry: the commands, and what becomes of errors.

In: arguments. Out: an exit code: 0 done, 1 some inputs were refused, 2 wrong usage, 3 the ledger cannot be used,
4 no such id, 130 interrupted.
What a newcomer would get wrong: a traceback is only ever shown with --debug, which may stand anywhere.
"""

import io
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from reportedly.errors import ReportedlyError
from reportedly.show.cli.interrupting import interrupts_held, remember_interrupts

DEBUG = "--debug"
INTERRUPTED = 130
GO_ON = "interrupted; run the same command again to go on"
HELP = """Read industry news and keep a ledger of claims: who says what, on whose word, how far along, how sure.

Examples:

  reportedly add page.html news.jsonl https://example.org/story

  cat mail.txt | reportedly add -

  reportedly follow https://example.org/rss && reportedly fetch

  reportedly claims --about "Acme" --phase talks

  reportedly show c1-k3vq

  reportedly stories --about "Acme"

  reportedly merge baic "North Motor"

  reportedly export claims --format csv > claims.csv

Exit codes: 0 done · 1 some inputs were refused · 2 wrong usage · 3 the ledger cannot be used · 4 no such id ·
130 interrupted.
"""

# Where each command is, in the order of --help.
COMMANDS = {
    "add": "adding",
    "catch-up": "adding",
    "extract": "extracting",
    "quarantine": "adding",
    **dict.fromkeys(("follow", "unfollow", "feeds", "fetch", "watch"), "following"),
    **dict.fromkeys(("claims", "reports", "show", "export"), "looking"),
    **dict.fromkeys(("stories", "story", "rebuild"), "stories"),
    **dict.fromkeys(("entities", "entity", "merge", "split", "confirm", "judgements"), "entities"),
    **dict.fromkeys(("doctor", "serve"), "keeping"),
}


class _Commands(TyperGroup):
    """Commands that are imported when they are asked for: each needs other libraries, and most need a database.

    (`ctx` and a command are of Click's classes, which Typer has under no public name.)
    """

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - as Typer asks
        """All names."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - as Typer asks
        """The command of that name; for a name that is none, all are loaded, so that a like one can be proposed."""
        with interrupts_held():
            for name in [cmd_name] if cmd_name in COMMANDS else COMMANDS:
                if name not in self.commands:
                    part = typer.Typer(rich_markup_mode=None)
                    import_module(f"reportedly.show.cli.{COMMANDS[name]}").register(part)
                    self.commands.update(typer.main.get_group(part).commands)
        return self.commands.get(cmd_name)


app = typer.Typer(
    cls=_Commands,
    name="reportedly",
    help=HELP,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"reportedly {version('reportedly')}")
        raise typer.Exit


@app.callback()
def _options(
    debug: Annotated[bool, typer.Option(DEBUG, help="Show a traceback when something goes wrong.")] = False,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Only options that stand before a command."""


def main() -> None:
    """Run the command line; never returns."""
    arguments = sys.argv[1:]
    debug = DEBUG in arguments
    remember_interrupts()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a character shows another
    sys.exit(run([a for a in arguments if a != DEBUG] or ["--help"], debug=debug))


def run(arguments: list[str], *, debug: bool) -> int:
    """The exit code of the command in `arguments`."""
    try:
        found = app(arguments, prog_name="reportedly", standalone_mode=False)
        if found == INTERRUPTED:  # what Typer makes of Ctrl-C; whatever it was, the ledger keeps how far it came
            print(GO_ON, file=sys.stderr)
        return found if isinstance(found, int) else 0
    except typer.Exit as stop:
        return int(stop.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        print(GO_ON, file=sys.stderr)
        return INTERRUPTED
    except SystemExit as stop:
        return _closed_pipe(stop)
    except Exception as error:
        if debug:
            raise
        return _explain(error)


def _closed_pipe(stop: SystemExit) -> int:
    """0 where only the reader of our pipe has gone (`| head`), which Typer reports as a failure."""
    if type(sys.stdout).__name__ == "PacifyFlushWrapper":  # what Typer puts there for a closed pipe, and only then
        return 0
    return stop.code if isinstance(stop.code, int) else 1


def _explain(error: Exception) -> int:
    if isinstance(error, ReportedlyError):
        print(f"reportedly: {error}", file=sys.stderr)
        return error.exit_code
    if hasattr(error, "format_message"):  # Click's own errors: an unknown option, a missing argument
        context = getattr(error, "ctx", None)
        hint = f" (see: {context.command_path} --help)" if context else ""
        print(
            f"reportedly: {' '.join(error.format_message().split())}{hint}",
            file=sys.stderr,
        )
        return int(getattr(error, "exit_code", 2))
    if isinstance(error, OSError):
        print(f"reportedly: the output cannot be written: {error.strerror or error}", file=sys.stderr)
        return 2
    detail = " ".join(str(error).split())
    print(
        f"reportedly: a fault of the program: {type(error).__name__}: {detail}; run it again with --debug",
        file=sys.stderr,
    )
    return 70

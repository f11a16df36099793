"""The program's entry: the commands, and what becomes of errors.

In: arguments. Out: an exit code: 0 done, 1 some inputs were refused, 2 wrong usage, 3 the ledger cannot be used,
4 no such id, 130 interrupted.
What a newcomer would get wrong: a traceback is only ever shown with --debug, which may stand anywhere.
"""

import io
import sys
from typing import Annotated

import typer

from reportedly.errors import ReportedlyError
from reportedly.show.cli import adding, entities, following, keeping, looking, stories
from reportedly.show.cli.interrupting import remember_interrupts

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

app = typer.Typer(
    name="reportedly",
    help=HELP,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (adding, following, looking, stories, entities, keeping):
    module.register(app)


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

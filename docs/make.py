"""Writes docs/settings.md and docs/commands.md from the program itself: `make docs`.

What a newcomer would get wrong: these two pages are never edited by hand; a test compares them with the program.
"""

from pathlib import Path

import typer

from reportedly.run import TABLE
from reportedly.show.cli import app

HERE = Path(__file__).parent


def settings() -> str:
    """The page on settings."""
    rows = [f"| `{s.option}` | `{s.variable}` | {s.shown_default} | {s.help} |" for s in TABLE]
    head = [
        "# Settings",
        "",
        "An option wins over its variable, which wins over the default. There is no settings file.",
        "`NO_COLOR` switches colours off; `COLUMNS` sets the width of tables where there is no terminal.",
        "",
        "| option | variable | default | what it is |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *rows, ""])


def commands() -> str:
    """The page on commands: every command's help."""
    command = typer.main.get_command(app)
    context = typer.Context(command, info_name="reportedly", max_content_width=100, terminal_width=100)
    pages = ["# Commands", "", "```text", command.get_help(context).rstrip(), "```", ""]
    for name in command.list_commands(context):  # type: ignore[attr-defined]
        one = command.get_command(context, name)  # type: ignore[attr-defined]
        inner = typer.Context(one, info_name=name, parent=context, max_content_width=100, terminal_width=100)
        pages += [f"## {name}", "", "```text", one.get_help(inner).rstrip(), "```", ""]
    return "\n".join(pages)


PAGES = {"settings.md": settings, "commands.md": commands}

if __name__ == "__main__":
    for page, made in PAGES.items():
        (HERE / page).write_text(made(), encoding="utf-8")
        print(f"wrote docs/{page}")

"""What is said while reports are read, and at the end.

In: outcomes as they come. Out: a bar on the terminal, closing lines on standard error, rows for --json.
What a newcomer would get wrong: the bar is seen on a terminal only, the closing lines always.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from reportedly.errors import Fate
from reportedly.ledger import Ledger
from reportedly.resolve import shipped as known_entities
from reportedly.run import Outcome, Summary
from reportedly.run.batch import TOLD
from reportedly.run.resolving import resolving
from reportedly.show.cleaning import clean
from reportedly.show.cli.interrupting import look_for_interrupts
from reportedly.show.tables import console

T = TypeVar("T")
Words = tuple[str, str]

# How the closing line begins, and what it says of those that were refused.
ADDED: Words = "added", "refused (see: reportedly quarantine)"
READ: Words = "read", "that the engine failed on"


def close(summary: Summary, words: Words, note: str | None = None) -> None:
    """The closing lines: what was refused and why, how much was added or read, and `note`."""
    done, refused = words
    for place, what in summary.told:
        say(f"{clean(place)}: {clean(what)}", style="yellow")
    if summary.untold:
        say(f"... and {summary.untold:,} more", style="yellow")
    claims = number(summary.claims, "claim")
    read = "without claims (reportedly catch-up reads them)" if summary.unread else f"with {claims}"
    parts = [f"{done} {number(summary.added, 'report')} {read}"]
    if summary.known:
        parts.append(f"{summary.known:,} known already")
    if summary.noted:
        parts.append(f"{summary.noted:,} of them in another language")
    fates = summary.fates
    if fates[Fate.SKIP]:
        parts.append(f"{fates[Fate.SKIP]:,} skipped")
    if held := fates[Fate.QUARANTINE] + fates[Fate.RETRY]:
        parts.append(f"{held:,} {refused}")
    say("; ".join(parts))
    if note:
        say(note)


def join(ledger: Ledger) -> None:
    """Join what was read to stories, with a bar on the terminal; Ctrl-C leaves the rest to the next time."""
    waiting = ledger.left_to_join()
    if not waiting:
        return
    before = set(ledger.faults())
    for _ in with_progress(resolving(ledger, known_entities()), waiting, "batches joined to stories", int):
        pass
    new = [fault for fault in ledger.faults() if fault not in before]
    for name, what in new[:TOLD]:
        say(f"{clean(name)}: in its stories without its claims, by a fault: {clean(what)}", style="yellow")
    if len(new) > TOLD:
        say(f"... and {len(new) - TOLD:,} more", style="yellow")


def say(line: str, style: str | None = None) -> None:
    """One line on standard error; what comes from outside is to be cleaned before."""
    console(stderr=True).print(line, markup=False, soft_wrap=True, style=style)


def number(count: int, noun: str) -> str:
    """A count with its noun.

    >>> number(1, "report"), number(2000, "report")
    ('1 report', '2,000 reports')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def part_of(shown: int, total: int, one: str, many: str) -> str:
    """How many things are shown of how many, with their noun.

    >>> part_of(1, 1, "story", "stories"), part_of(20, 1200, "story", "stories")
    ('1 story', '20 of 1,200 stories')
    """
    count = f"{shown:,} of {total:,}" if shown < total else f"{total:,}"
    return f"{count} {one if total == 1 else many}"


def outcome_row(outcome: Outcome) -> dict[str, Any]:
    """What became of one document."""
    state = "refused" if outcome.error else "known" if outcome.known else "added"
    row: dict[str, Any] = {"place": outcome.place, "state": state}
    if outcome.report:
        row |= {
            "report": outcome.report.id,
            "version": outcome.report.version_id,
            "claims": None if outcome.claims is None else len(outcome.claims),
        }
    if outcome.note:
        row["note"] = outcome.note
    if outcome.error:
        row |= {
            "error": type(outcome.error).__name__,
            "fate": outcome.error.fate.value,
            "reason": str(outcome.error),
        }
    return row


def with_progress(things: Iterable[T], total: int | None, noun: str, weigh: Callable[[T], int]) -> Iterator[T]:
    """The things as they come, with a bar on the terminal: how much of `total` is done, how many a second, time left.

    `weigh` tells how much of the total one is.
    """
    err = console(stderr=True)
    bar = Progress(
        SpinnerColumn(),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn(f"{{task.fields[count]:,}} {noun}, {{task.fields[rate]:.1f}}/s"),
        TimeRemainingColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
    with bar:
        task = bar.add_task("", total=total, count=0, rate=0.0)
        for count, thing in enumerate(things, 1):
            bar.update(task, advance=weigh(thing), count=count, rate=count / max(_elapsed(bar, task), 1e-6))
            yield thing
            look_for_interrupts()
    look_for_interrupts()


def _elapsed(bar: Progress, task: TaskID) -> float:
    return bar.tasks[task].elapsed or 0.0

"""How far a long run is: a bar on the terminal, with rate and time left.

In: outcomes, as they come. Out: the same.
What a newcomer would get wrong: a bar is for terminals; in a pipe there is none.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from reportedly.run import Outcome
from reportedly.show.tables import console


def with_progress(outcomes: Iterable[Outcome], total: int | None) -> Iterator[Outcome]:
    """The outcomes, with a bar that is full when their sizes make `total`; without one where `total` is not known."""
    err = console(stderr=True)
    bar = Progress(
        SpinnerColumn(),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("{task.fields[count]:,} reports, {task.fields[rate]:.0f}/s"),
        TimeRemainingColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
    with bar:
        task = bar.add_task("", total=total, count=0, rate=0.0)
        for count, outcome in enumerate(outcomes, 1):
            spent = bar.tasks[task].elapsed or 0.0
            bar.update(task, advance=outcome.size, count=count, rate=count / max(spent, 1e-6))
            yield outcome


def size_of(inputs: list[str]) -> int | None:
    """Bytes to read, None where an input does not tell (standard input, an address)."""
    paths = [Path(name) for name in inputs]
    try:
        return sum(p.stat().st_size for p in paths if p.is_file()) if all(p.exists() for p in paths) else None
    except (OSError, ValueError):
        return None

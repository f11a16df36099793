"""Many inputs: read side by side, searched for claims side by side, kept in order; the bad ones go to the quarantine.

In: names of inputs. Out: outcomes as they come, and their Summary.
What a newcomer would get wrong: these are generators; they are a few documents ahead of the outcome that is asked for,
so that every worker has one. Documents are read in processes, the engine runs on threads (it computes outside Python's
lock, and its weights are in memory once); the ledger is asked and written by the caller's thread alone.
"""

from __future__ import annotations  # the database is imported by those who open a ledger

from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from reportedly.errors import Fate
from reportedly.model import Engine
from reportedly.read import Limits, Raw, Refused, Workers, raws, state_of
from reportedly.run.pipeline import Outcome, begun, finished, looked_up, read_claims

if TYPE_CHECKING:
    from reportedly.ledger import Ledger

T = TypeVar("T")
R = TypeVar("R")

_EVERY = 50  # documents after which it is noted how far an archive was read
TOLD = 100  # outcomes whose reasons a summary keeps
_AHEAD = 2  # documents a worker has waiting


def add(
    inputs: Iterable[str], ledger: Ledger, engine: Engine | None, limits: Limits, workers: int = 1
) -> Generator[Outcome]:
    """Keep everything at `inputs`; what cannot be read is quarantined, empty documents are skipped.

    Without an engine, reports are kept without claims, for `catch_up`. An archive that was not read to its end goes on
    where it was. Raises LedgerError where the ledger cannot be written; all outcomes before that are kept.
    """
    with Workers(workers, limits) as pool:
        yield from add_with(pool, inputs, ledger, engine)


def add_with(pool: Workers, inputs: Iterable[str], ledger: Ledger, engine: Engine | None) -> Generator[Outcome]:
    """`add`, with workers that were started before, while the engine was loaded; afterwards they have ended."""
    found = ((name, one) for name in inputs for one in raws(name, pool.limits, ledger.reached(name, state_of(name))))
    current, count = None, 0
    held = ledger.holds_refused()  # where nothing is, nothing has to be looked up for each document
    with closing(through(found, pool, ledger, engine)) as outcomes:
        for name, outcome in outcomes:
            if current is not None and name != current:
                ledger.read_through(current)
            if outcome.error is not None and outcome.error.fate is not Fate.SKIP:
                ledger.refuse(outcome.place, outcome.error)
                held = True
            elif held:
                ledger.release(outcome.place)
            yield outcome
            current, count = name, count + 1
            if outcome.at is not None and count % _EVERY == 0:
                ledger.reach(name, state_of(name), outcome.at)
    if current is not None:
        ledger.read_through(current)


def through(
    found: Iterable[tuple[T, Raw | Refused]], pool: Workers, ledger: Ledger, engine: Engine | None
) -> Generator[tuple[T, Outcome]]:
    """What became of documents, each with what it came with, in order; afterwards the workers have ended.

    `found` is asked for the next one on this thread, and a few ahead.
    """
    # The workers end before what waits for them, and so a person who stops it does not wait for a page.
    with closing(side_by_side(found, lambda one: begun(one[1], pool), pool.count)) as reading, closing(pool):
        begun_ones = ((key, looked_up(outcome, engine, ledger)) for (key, _), outcome in reading)
        with closing(side_by_side(begun_ones, lambda one: read_claims(one[1], engine), pool.count)) as pairs:
            for (key, outcome), claims in pairs:
                yield key, finished(outcome, claims, engine, ledger)


def catch_up(ledger: Ledger, engine: Engine, workers: int = 1) -> Generator[Outcome]:
    """Read for claims every kept report that `engine` has not read; what was read before it is stopped stays read.

    Raises LedgerError where the ledger cannot be written.
    """
    unread = (looked_up(Outcome(place, report, size=1), engine, ledger) for report, place in ledger.unread(engine.name))
    with closing(side_by_side(unread, lambda outcome: read_claims(outcome, engine), workers)) as pairs:
        for outcome, claims in pairs:
            yield finished(outcome, claims, engine, ledger)


def side_by_side(items: Iterable[T], work: Callable[[T], R], workers: int) -> Generator[tuple[T, R]]:
    """Each of `items` with what `work` makes of it, in order; `items` is asked for the next one on this thread."""
    pool = ThreadPoolExecutor(workers)
    waiting: deque[tuple[T, Future[R]]] = deque()
    try:
        for item in items:
            waiting.append((item, pool.submit(work, item)))
            if len(waiting) > workers * _AHEAD:
                done, result = waiting.popleft()
                yield done, result.result()
        while waiting:
            done, result = waiting.popleft()
            yield done, result.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@dataclass(slots=True)
class Summary:
    """Counts of outcomes, and the first `TOLD` of those there is something to say about, as (place, what).

    `fates` counts those refused; `noted` those kept without claims because of their language, `unread` those that no
    engine has read yet. It stays small, however long the input is.
    """

    added: int = 0
    known: int = 0
    claims: int = 0
    noted: int = 0
    unread: int = 0
    fates: Counter[Fate] = field(default_factory=Counter)
    told: list[tuple[str, str]] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        """Count one more."""
        if outcome.error:
            self.fates[outcome.error.fate] += 1
        elif outcome.known:
            self.known += 1
        else:
            self.added += 1
            self.claims += len(outcome.claims or ())
            self.unread += outcome.claims is None
        if outcome.note and not outcome.known:
            self.noted += 1
        what = str(outcome.error or outcome.note or "")
        if what and len(self.told) < TOLD:
            self.told.append((outcome.place, what))

    @property
    def untold(self) -> int:
        """How many more there is something to say about."""
        return self.fates.total() + self.noted - len(self.told)

"""How the work for one more report grows with the ledger: `make bench-stories`, or `python -m bench.stories`.

In: made-up reports (bench/made.py) and how many. Out: for a small and a large ledger the rates of each step, and the
medians for joining one more report, a hundred more, and asking how a story stands, with their ratio beside the limit;
then what copies of one report cost.
What a newcomer would get wrong: the time is the processor's, since machines are shared; and the known names, which each
command loads once, are loaded before, for that would hide what grows.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from bench.made import made
from reportedly.ledger import Ledger
from reportedly.model import Claim, Report, Span
from reportedly.model.story import story_id
from reportedly.resolve import shipped
from reportedly.resolve.reading import Reader
from reportedly.run.asking import story
from reportedly.run.resolving import resolve

LIMIT = 1.5
_SINGLE, _BATCHES, _BATCH = 15, 3, 100
_Made = tuple[Report, tuple[Claim, ...]]


@dataclass(frozen=True, slots=True)
class Grown:
    """What was measured on a ledger of `size` reports: seconds, medians of several rounds."""

    size: int
    put_s: float
    resolve_s: float
    one_s: float
    batch_s: float
    status_s: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--large", type=int, default=10_000, help="10000 unless told; 100000 takes about 20 minutes")
    parser.add_argument("--copies", type=int, default=1_000, help="copies of one report, and four times as many")
    asked = parser.parse_args()
    reader = Reader(shipped())
    _print(*(_grown(size, reader) for size in (asked.small, asked.large)))
    print(f"\n{'copies of one report':32}{'seconds':>12}{'ms each':>12}")
    for count in (asked.copies, 4 * asked.copies):
        for name, texts in (("to the letter", _same(count)), ("each a little different", _varied(count))):
            taken = _copied(texts, reader)
            print(f"{count:7,} {name:20}{taken:12.1f}{1000 * taken / count:12.2f}")


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _put(ledger: Ledger, found: Iterable[_Made]) -> None:
    for report, claims in found:
        ledger.put(report, "bench", claims, report.address)


def _grown(size: int, reader: Reader) -> Grown:
    """A ledger of `size` reports, to which more are added."""
    known = shipped()
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l.db", writing=True) as ledger:
        coming = made(size + _SINGLE + _BATCHES * _BATCH)
        put_s = _seconds(lambda: _put(ledger, islice(coming, size)))
        resolve_s = _seconds(lambda: resolve(ledger, known, reader))
        ones, batches, statuses = [], [], []
        for report, claims in islice(coming, _SINGLE):
            _put(ledger, [(report, claims)])
            ones.append(_seconds(lambda: resolve(ledger, known, reader)))
            statuses.append(_seconds(partial(story, ledger, known, story_id(report.id))))
        for _ in range(_BATCHES):
            _put(ledger, islice(coming, _BATCH))
            batches.append(_seconds(lambda: resolve(ledger, known, reader)))
    return Grown(size, put_s, resolve_s, *map(statistics.median, (ones, batches, statuses)))


def _print(small: Grown, large: Grown) -> None:
    print(f"{'':32}{small.size:>12,}{large.size:>12,}{'ratio':>10}  (limit {LIMIT})")
    for name, one, other, unit in (
        ("make and put, reports a second", small.size / small.put_s, large.size / large.put_s, ""),
        ("join, reports a second", small.size / small.resolve_s, large.size / large.resolve_s, ""),
        ("join one more", small.one_s, large.one_s, "ms"),
        (f"join {_BATCH} more", small.batch_s, large.batch_s, "ms"),
        ("status of a story", small.status_s, large.status_s, "ms"),
    ):
        if unit:
            print(f"{name + ', ms':32}{1000 * one:12.1f}{1000 * other:12.1f}{other / one:10.2f}")
        else:
            print(f"{name:32}{one:12.0f}{other:12.0f}{one / other:10.2f}")


def _copied(reports: Iterable[_Made], reader: Reader) -> float:
    """Seconds for joining reports that are copies of one another."""
    known = shipped()
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l.db", writing=True) as ledger:
        _put(ledger, reports)
        return _seconds(lambda: resolve(ledger, known, reader))


def _same(count: int) -> Iterator[_Made]:
    """One report at `count` addresses."""
    (report, claims), *_ = made(1)
    for n in range(count):
        at = replace(report, address=f"{report.address}/{n}")
        yield at, tuple(replace(claim, version_id=at.version_id) for claim in claims)


def _varied(count: int) -> Iterator[_Made]:
    """One report at `count` addresses, each with a last line of its own."""
    for n, (report, claims) in enumerate(_same(count)):
        line = " ".join(f"word{n} more{n + i}" for i in range(6))
        text = f"{report.text}\n\n{line}"
        last = replace(report.passages[-1], span=Span(len(report.text) + 2, len(text)))
        at = replace(report, text=text, passages=(*report.passages, last))
        yield at, tuple(replace(claim, version_id=at.version_id) for claim in claims)


if __name__ == "__main__":
    main()

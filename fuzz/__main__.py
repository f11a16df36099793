"""Attack a target for some minutes: `python -m fuzz html --minutes 5`, or `all`.

In: the name of a target. Out: a log on standard output; what did harm, gzipped in fuzz/corpus/TARGET, made shorter.
What a newcomer would get wrong: inputs are tried in a child process, so that a hang (over 5 s of processor time) or a
crash of a library in C is a finding like any other. One finding is kept for each place where things went wrong.
"""

import argparse
import faulthandler
import gzip
import hashlib
import mmap
import os
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from fuzz.mutate import made, seeds_of
from fuzz.targets import TARGETS, Target, clock

CORPUS = Path(__file__).parent / "corpus"
_BATCH = 300
_MEMORY = 4 << 30
_SHRINK_S = 20.0


def harm(target: Target, data: bytes) -> str | None:
    """What goes wrong in this process with that input, and where; None if nothing does."""
    try:
        target.attack(data)
    except Exception as error:
        places = [f for f in traceback.extract_tb(error.__traceback__) if "/reportedly/" in f.filename]
        where = f"{Path(places[-1].filename).stem}-{places[-1].name.strip('<>')}" if places else "target"
        return f"{type(error).__name__}-{where}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return None


def in_child(work: Callable[[mmap.mmap], None]) -> tuple[str | None, bytes]:
    """Run `work` in a child; what ended it before its time, and what it had written into the shared memory."""
    shared = mmap.mmap(-1, 4096)
    with tempfile.TemporaryFile() as trace:
        child = os.fork()
        if child == 0:
            faulthandler.register(signal.SIGPROF, trace, all_threads=False, chain=True)
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            work(shared)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            return None, shared[:]
        ended = os.WTERMSIG(status)
        return f"hang-{_innermost(trace)}" if ended == signal.SIGPROF else f"signal{ended}", shared[:]


def _innermost(trace: IO[bytes]) -> str:
    """Where a process was when its time was over: file and function."""
    trace.seek(0)
    found = re.search(r'File "(.*?)", line \d+ in (\S+)', trace.read().decode())
    return f"{Path(found[1]).stem}-{found[2].strip('<>')}" if found else "unknown"


def tried(target: Target, data: bytes) -> str | None:
    """What goes wrong with that input, tried in a child."""

    def work(shared: mmap.mmap) -> None:
        clock()
        found = (harm(target, data) or "").encode()
        shared[: len(found)] = found

    ended, said = in_child(work)
    return ended or said.rstrip(b"\0").decode() or None


def batch(target: Target, first: int) -> Iterator[tuple[int, str]]:
    """The numbers among the next `_BATCH` inputs that do harm, and which; the rest of a batch goes on behind a hang."""
    number = first
    while number < first + _BATCH:

        def work(shared: mmap.mmap, start: int = number) -> None:
            for n in range(start, first + _BATCH):
                shared[:8] = n.to_bytes(8, "big")
                clock()
                found = harm(target, made(target, n))
                if found:
                    shared[8 : 8 + len(found)] = found.encode()
                    return

        ended, said = in_child(work)
        number = int.from_bytes(said[:8], "big")
        if what := ended or said[8:].rstrip(b"\0").decode():
            yield number, what
        number += 1


def shorter(target: Target, data: bytes, what: str) -> bytes:
    """A shorter input that does the same harm, found by leaving pieces out."""
    ends, size = time.monotonic() + _SHRINK_S, len(data) // 2
    while size >= 1 and time.monotonic() < ends:
        at = 0
        while at < len(data) and time.monotonic() < ends:
            less = data[:at] + data[at + size :]
            if tried(target, less) == what:
                data = less
            else:
                at += size
        size //= 4
    return data


def attack(name: str, minutes: float, number: int) -> int:
    """Attack one target; how many findings are new."""
    target, folder = TARGETS[name], CORPUS / name
    known = {path.name.rpartition("-")[0] for path in folder.glob("*")}
    began, first, new = time.monotonic(), number, 0
    seeds_of(target)  # once, for all children
    while time.monotonic() - began < minutes * 60:
        for found, what in batch(target, number):
            if what in known:
                continue
            known.add(what)
            new += 1
            data = shorter(target, made(target, found), what)
            folder.mkdir(parents=True, exist_ok=True)
            name_of_it = f"{what}-{hashlib.sha256(data).hexdigest()[:8]}.gz"
            (folder / name_of_it).write_bytes(gzip.compress(data, mtime=0))
            print(f"{name}: {what} (input {found}, {len(data)} bytes)", flush=True)
        number += _BATCH
    spent = time.monotonic() - began
    print(
        f"{name}: {number - first:,} inputs in {spent / 60:.1f} min, numbers {first}-{number - 1}, {new} new",
        flush=True,
    )
    return new


def main() -> int:
    """Attack, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=[*TARGETS, "all"])
    parser.add_argument("--minutes", type=float, default=5, help="for each target")
    parser.add_argument("--first", type=int, default=0, help="number of the first input; go on with others")
    asked = parser.parse_args()
    names = list(TARGETS) if asked.target == "all" else [asked.target]
    return min(1, sum(attack(name, asked.minutes, asked.first) for name in names))


if __name__ == "__main__":
    sys.exit(main())

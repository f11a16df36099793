"""Documents are read in processes of their own: one that hangs or dies takes nothing with it, the others go on.

In: Raw. Out: Report, or the ReadError that says why there is none.
What a newcomer would get wrong: the limit is a timer of the process on its own processor time, so a loop in a C library
ends too, a busy machine refuses no page, and no process outlives a killed program for long.
"""

import os
import signal
import subprocess
import sys
import warnings
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from queue import LifoQueue
from threading import Lock
from types import TracebackType

from reportedly.errors import NotReadable, ReadError, WorkerError
from reportedly.model import Report
from reportedly.read.raw import Limits, Raw
from reportedly.read.reader import read

_SERVE = "import sys; from reportedly.read.worker import serve; serve(int(sys.argv[1]), float(sys.argv[2]))"
_ENDED: dict[int, str] = {
    signal.SIGPROF: "reading it took more than {limit:g} s of processor time; raise the limit with --max-seconds",
    signal.SIGKILL: "the process that read it was killed, perhaps because memory ran out",
}


class Workers:
    """Up to `count` processes that read: one is started at once, the others when there is work; a dead one is replaced.

    >>> with Workers(2, Limits()) as workers:
    ...     workers.read(Raw(b"Acme buys Zeta.", "text/plain", "-")).text
    'Acme buys Zeta.'
    """

    def __init__(self, count: int, limits: Limits) -> None:
        self.count, self.limits = count, limits
        self._all = [_Worker(limits.max_s) for _ in range(count)]
        self._idle: LifoQueue[_Worker] = LifoQueue()  # the last one used is the next: one document starts one process
        for worker in self._all:
            self._idle.put(worker)

    def __enter__(self) -> "Workers":
        self._all[-1].start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all processes, whatever they are doing; who waits for one is told that it was killed."""
        for worker in self._all:
            worker.close()

    def read(self, raw: Raw) -> Report | ReadError:
        """The report of `raw`, or why there is none; any number of threads may ask.

        Raises WorkerError where no process can be started, or after the end.
        """
        worker = self._idle.get()
        try:
            return worker.read(raw)
        finally:
            self._idle.put(worker)


class _Worker:
    """One process at a time, and the line to it."""

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None
        self._ready = self._closed = False
        self._lock = Lock()  # no process is started after the end

    def read(self, raw: Raw) -> Report | ReadError:
        if self._process is None or self._process.poll() is not None:
            self.start()
        assert self._line is not None  # noqa: S101 - a started worker has a line
        try:
            if not self._ready:
                self._line.recv()
                self._ready = True
            self._line.send(raw)
            answer: Report | ReadError = self._line.recv()
        except (EOFError, OSError):
            return NotReadable(self._how_it_ended())
        return answer

    def start(self) -> None:
        ours, theirs = Pipe()
        found = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)  # what is imported there is what is here
        with theirs, self._lock:
            if self._closed:
                raise WorkerError("documents cannot be read: reading has ended")
            self._line, self._ready = ours, False
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _SERVE, str(theirs.fileno()), str(self._limit_s)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env={**os.environ, "PYTHONPATH": found},
                process_group=0,  # Ctrl-C is for the program, which ends its workers
            )

    def _how_it_ended(self) -> str:
        code = self._process.wait() if self._process else 0
        if code > 0:  # not by a signal: it could not even begin, and the next one could not either
            raise WorkerError(f"documents cannot be read: {sys.executable} ended with {code}; install reportedly again")
        return _ENDED.get(-code, "the process that read it died of signal {signal}").format(
            limit=self._limit_s, signal=-code
        )

    def close(self) -> None:
        with self._lock:
            self._closed = True
        if self._process:
            self._process.kill()
            self._process.wait()


def serve(line: int, limit_s: float) -> None:
    """Read what comes over the connection with that number until it is closed: what a worker's process does."""
    from reportedly.read import page  # noqa: F401 - now, not within the time of the first document

    warnings.simplefilter("ignore")  # libraries quote pages in theirs, and this process writes to a person's terminal
    with Connection(line) as theirs:
        theirs.send(None)
        try:
            while True:
                raw: Raw = theirs.recv()
                signal.setitimer(signal.ITIMER_PROF, limit_s)
                answer = _answer(raw)
                signal.setitimer(signal.ITIMER_PROF, 0)
                theirs.send(answer)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return


def _answer(raw: Raw) -> Report | ReadError:
    """The report of `raw`; a fault of ours or of a library's in reading it is a fault of this one document."""
    try:
        return read(raw)
    except ReadError as error:
        return error
    except Exception as error:
        return NotReadable(f"the reader failed on it: {type(error).__name__}: {error}")

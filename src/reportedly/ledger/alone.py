"""That only one program at a time does a certain work on a ledger.

In: the ledger's path. Out: nothing, while the work goes on; LedgerBusy where another program is at it.
What a newcomer would get wrong: the lock goes with the process, however that ends, and its empty file stays; the
ledger itself is never opened here, since closing it would let go of SQLite's own locks.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportedly.errors import LedgerBusy, LedgerError


@contextmanager
def alone(path: Path, work: str) -> Iterator[None]:
    """Nobody else does this `work` on the ledger at `path` meanwhile.

    Raises LedgerBusy where another program does.
    """
    try:
        file = path.with_name(f"{path.name}.{work}").open("w")
    except OSError as error:
        raise LedgerError(f"{path.parent} cannot be written to: {error.strerror}; give another --ledger") from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise LedgerBusy(f"{path} is being fetched for by another program; wait until that is done") from None
        yield

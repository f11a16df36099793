"""What can go wrong, as one tree; each class says what becomes of the report.

    ReportedlyError
    ├── ReadError                  an input did not become a report
    │   ├── NothingToRead          skip        it is empty, or holds no text
    │   ├── NotReadable            quarantine  it is binary, of an unknown type, damaged
    │   ├── TooLarge               quarantine  it is over the size limit
    │   ├── BadRow                 quarantine  a line of a .jsonl file is no report
    │   ├── NotThere               quarantine  there is no such file, page or address
    │   │   └── Gone               quarantine  the server says that it was there and will not come back
    │   ├── Forbidden              quarantine  the address leads into a private network
    │   ├── Disallowed             quarantine  the site's robots.txt keeps programs out
    │   └── Unreachable            retry       time-out, refused connection, a server's error
    ├── ExtractError               quarantine  the engine could not read the report
    │   └── OtherLanguage          keep        it is in a language the engine does not read: kept without claims
    ├── WeightsError               stop        the engine's weights are missing or damaged
    ├── WorkerError                stop        no process to read documents can be started
    ├── LedgerError                stop        the ledger cannot be opened, read or written
    │   ├── LedgerBusy             stop        another program holds it too long
    │   └── LedgerNewer            stop        a newer version of the program wrote it
    └── UsageError                 tell        the command was given something it cannot use
        └── NotFound               tell        no claim or report has that id

What a newcomer would get wrong: a bad input never raises out of a batch. Its error is a value there, and its
fate decides; only `stop` and `tell` end a command.
"""

from enum import StrEnum


class Fate(StrEnum):
    """What becomes of the input an error is about."""

    KEEP = "keep"
    SKIP = "skip"
    QUARANTINE = "quarantine"
    RETRY = "retry"
    STOP = "stop"
    TELL = "tell"


class ReportedlyError(Exception):
    """Anything this program knows how to explain: `str()` is one line that says what to do."""

    fate = Fate.TELL
    exit_code = 2

    def __init__(self, reason: str) -> None:
        super().__init__(" ".join(reason.split()))


class ReadError(ReportedlyError):
    """An input did not become a report."""

    fate = Fate.QUARANTINE
    exit_code = 1


class NothingToRead(ReadError):
    """The input holds no text at all."""

    fate = Fate.SKIP


class NotReadable(ReadError):
    """The input is no text this program can read."""


class TooLarge(ReadError):
    """The input is over the size limit."""


class BadRow(ReadError):
    """A line of a .jsonl file is no report."""


class NotThere(ReadError):
    """There is no such file, page or address."""


class Gone(NotThere):
    """There was such a page or feed, and the server says that it will not come back."""


class Forbidden(ReadError):
    """The address leads to a host that is not on the public internet."""


class Disallowed(ReadError):
    """The site's robots.txt keeps programs out of the address."""


class Unreachable(ReadError):
    """The address did not answer in time, or answered that it cannot now: perhaps after how many seconds it can."""

    fate = Fate.RETRY

    def __init__(self, reason: str, after_s: float | None = None) -> None:
        super().__init__(reason)
        self.after_s = after_s


class ExtractError(ReportedlyError):
    """The engine could not read the report."""

    fate = Fate.QUARANTINE
    exit_code = 1


class OtherLanguage(ExtractError):
    """The report is in a language that the engine does not read."""

    fate = Fate.KEEP


class WeightsError(ReportedlyError):
    """The engine's weights are missing, or not those that were trained."""

    fate = Fate.STOP
    exit_code = 3


class WorkerError(ReportedlyError):
    """No process to read documents can be started."""

    fate = Fate.STOP
    exit_code = 3


class LedgerError(ReportedlyError):
    """The ledger cannot be opened, read or written."""

    fate = Fate.STOP
    exit_code = 3


class LedgerBusy(LedgerError):
    """Another program holds the ledger for longer than the time to wait."""


class StoriesOutdated(LedgerError):
    """The stories in the ledger were made by other rules than this version's."""


class LedgerNewer(LedgerError):
    """A newer version of this program wrote the ledger."""


class UsageError(ReportedlyError):
    """The command was given something it cannot use."""


class NotFound(UsageError):
    """No claim or report has that id."""

    exit_code = 4

"""The path of one document, whole: bytes → Report → Claims → ledger.

In: Raw or Refused, an engine, a store. Out: Outcome.
What a newcomer would get wrong: a report that is kept already is not read for claims again; so an `add` that was
killed goes on where it stopped, for the price of reading the files.
"""

from dataclasses import dataclass

from reportedly.errors import ExtractError, Fate, NotReadable, ReportedlyError
from reportedly.model import Claim, ClaimStore, Engine, Report
from reportedly.read import Raw, Refused, read


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document of `size` bytes: kept, known already, or refused with an error that has a fate."""

    place: str
    report: Report | None = None
    claims: tuple[Claim, ...] = ()
    known: bool = False
    error: ReportedlyError | None = None
    size: int = 0


def keep(found: Raw | Refused, engine: Engine, store: ClaimStore) -> Outcome:
    """Read one document, extract its claims, store both.

    Raises only errors whose fate is to stop: those of the ledger.
    """
    if isinstance(found, Refused):
        return Outcome(found.place, error=found.error)
    size = len(found.content)
    try:
        report = _report(found)
        if store.has(report, engine.name):
            return Outcome(found.place, report, known=True, size=size)
        claims = extract(engine, report)
        new = store.put(report, engine.name, claims, found.place)
        return Outcome(found.place, report, claims, known=not new, size=size)
    except ReportedlyError as error:
        if error.fate in (Fate.STOP, Fate.TELL):
            raise
        return Outcome(found.place, error=error, size=size)


def _report(found: Raw) -> Report:
    """The report of `found`; a fault of ours or of a library's in reading it is a fault of this one document."""
    try:
        return read(found)
    except ReportedlyError:
        raise
    except Exception as error:
        raise NotReadable(f"the reader failed on it: {type(error).__name__}: {error}") from error


def extract(engine: Engine, report: Report) -> tuple[Claim, ...]:
    """The claims of `report`; whatever an engine stumbles over becomes an ExtractError with its cause.

    Raises ExtractError.
    """
    try:
        return engine.extract(report)
    except ReportedlyError:
        raise
    except Exception as error:
        raise ExtractError(f"the engine {engine.name} failed on it: {type(error).__name__}: {error}") from error

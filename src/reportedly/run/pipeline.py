"""The path of one document, whole: bytes → Report → Claims → ledger.

In: Raw or Refused, an engine, a store. Out: Outcome.
What a newcomer would get wrong: a report that is kept already is not read for claims again; so an `add` that was
killed goes on where it stopped, for the price of reading the files. `begun` and `finished` are apart so that several
reports can be read for claims at once; only `read_claims` may run on another thread.
"""

from dataclasses import dataclass, replace

from reportedly.errors import ExtractError, Fate, NotReadable, ReportedlyError
from reportedly.model import Claim, ClaimStore, Engine, Report, carried
from reportedly.read import Raw, Refused, read


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document of `size` bytes: kept, known already, or refused with an error that has a fate.

    `at` is the byte of its archive at which it begins; `carried` says that only white space and furniture changed since
    the version before, whose claims are its claims. A report in a language that the engine does not read is kept
    without claims; then `note` says so.
    """

    place: str
    report: Report | None = None
    claims: tuple[Claim, ...] = ()
    known: bool = False
    carried: bool = False
    note: str | None = None
    error: ReportedlyError | None = None
    size: int = 0
    at: int | None = None


def begun(found: Raw | Refused, engine: Engine, store: ClaimStore) -> Outcome:
    """One document, read; where it is neither refused nor known, its claims are still to be read.

    Raises only errors whose fate is to stop: those of the ledger.
    """
    if isinstance(found, Refused):
        return Outcome(found.place, error=found.error, at=found.at)
    outcome = Outcome(found.place, size=len(found.content), at=found.at)
    try:
        report = _report(found)
    except ReportedlyError as error:
        return replace(outcome, error=error)
    if store.has(report, engine.name):
        return replace(outcome, report=report, known=True)
    before = store.before(report, engine.name)
    claims = carried(before[1], before[0], report) if before else None
    return replace(outcome, report=report, claims=claims or (), carried=claims is not None)


def read_claims(outcome: Outcome, engine: Engine) -> tuple[Claim, ...] | ReportedlyError:
    """The claims of an outcome's report, or why there are none; for what is refused or known none are read."""
    if outcome.report is None or outcome.known or outcome.carried:
        return outcome.claims
    try:
        return extract(engine, outcome.report)
    except ReportedlyError as error:
        return error


def finished(
    outcome: Outcome, claims: tuple[Claim, ...] | ReportedlyError, engine: Engine, store: ClaimStore
) -> Outcome:
    """The outcome once its claims are kept.

    Raises errors whose fate is to stop.
    """
    report, place = outcome.report, outcome.place
    if report is None or outcome.known:
        return outcome
    if not isinstance(claims, ReportedlyError):
        new = store.put(report, engine.name, claims, place)
        return replace(outcome, claims=claims, known=not new)
    if claims.fate is Fate.KEEP:
        new = store.put(report, engine.name, (), place, str(claims))
        return replace(outcome, known=not new, note=str(claims))
    if claims.fate in (Fate.STOP, Fate.TELL):
        raise claims
    return replace(outcome, report=None, error=claims)


def keep(found: Raw | Refused, engine: Engine, store: ClaimStore) -> Outcome:
    """Read one document, extract its claims, store both.

    Raises only errors whose fate is to stop: those of the ledger.
    """
    outcome = begun(found, engine, store)
    return finished(outcome, read_claims(outcome, engine), engine, store)


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

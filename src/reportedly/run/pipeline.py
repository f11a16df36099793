"""The path of one document, whole: bytes → Report → Claims → ledger.

In: Raw or Refused, an engine, a store. Out: Outcome.
What a newcomer would get wrong: a report that is kept already is not read for claims again; so an `add` that was
killed goes on where it stopped, for the price of reading the files. The steps are apart so that several
documents can be read, and reports searched for claims, at once; `begun` and `read_claims` run on other threads, what
asks the ledger does not.
"""

from dataclasses import dataclass, replace

from reportedly.errors import ExtractError, Fate, ReportedlyError
from reportedly.model import Claim, ClaimStore, Engine, Report, carried
from reportedly.read import Raw, Refused, Workers

Claims = tuple[Claim, ...] | ReportedlyError | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document of `size` bytes: kept, known already, or refused with an error that has a fate.

    `at` is the byte of its archive at which it begins; `carried` says that only white space and furniture changed since
    the version before, whose claims are its claims. `claims` are None where no engine has read the report now. What is
    in a language that the engine does not read is kept without claims; then `note` says so.
    """

    place: str
    report: Report | None = None
    claims: tuple[Claim, ...] | None = None
    known: bool = False
    carried: bool = False
    note: str | None = None
    error: ReportedlyError | None = None
    size: int = 0
    at: int | None = None


def begun(found: Raw | Refused, workers: Workers) -> Outcome:
    """One document, read by one of `workers`; whether it is known is not looked up yet.

    Raises only errors whose fate is to stop.
    """
    if isinstance(found, Refused):
        return Outcome(found.place, error=found.error, size=found.size, at=found.at)
    outcome = Outcome(found.place, size=found.size, at=found.at)
    answer = workers.read(found)
    return replace(outcome, report=answer) if isinstance(answer, Report) else replace(outcome, error=answer)


def looked_up(outcome: Outcome, engine: Engine | None, store: ClaimStore) -> Outcome:
    """The outcome, with whether its report, as read by `engine`, is kept already; and the claims it has from before."""
    report = outcome.report
    if report is None:
        return outcome
    if store.has(report, engine.name if engine else None):
        return replace(outcome, known=True)
    before = store.before(report, engine.name) if engine else None
    claims = carried(before[1], before[0], report) if before else None
    return replace(outcome, claims=claims, carried=claims is not None)


def read_claims(outcome: Outcome, engine: Engine | None) -> Claims:
    """The claims of an outcome's report, or why there are none; None where there is nothing to read or to read with."""
    if engine is None or outcome.report is None or outcome.known or outcome.carried:
        return outcome.claims
    try:
        return extract(engine, outcome.report)
    except ReportedlyError as error:
        return error


def finished(outcome: Outcome, claims: Claims, engine: Engine | None, store: ClaimStore) -> Outcome:
    """The outcome once its claims are kept.

    Raises errors whose fate is to stop.
    """
    report, place, by = outcome.report, outcome.place, engine.name if engine else None
    if report is None or outcome.known:
        return outcome
    if not isinstance(claims, ReportedlyError):
        new = store.put(report, by, claims or (), place)
        return replace(outcome, claims=claims, known=not new)
    if claims.fate is Fate.KEEP:
        new = store.put(report, by, (), place, str(claims))
        return replace(outcome, claims=(), known=not new, note=str(claims))
    if claims.fate in (Fate.STOP, Fate.TELL):
        raise claims
    return replace(outcome, report=None, error=claims)


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

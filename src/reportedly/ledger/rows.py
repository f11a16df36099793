"""What comes back from the ledger, beyond the model's own values.

In: rows. Out: frozen values. What a newcomer would get wrong: a head is a report without its text, for listings.
"""

from dataclasses import dataclass
from datetime import datetime

from reportedly.model import Claim, Published, Report


@dataclass(frozen=True, slots=True)
class ReportHead:
    """A report in its latest version, without text; `name` is the id it came with, else its address.

    `engine` is the last that has read it, and `note` why that found no claims, where it could not tell; where none has
    read it yet, `engine` and `claims` are None.
    """

    id: str
    version_id: str
    number: int
    name: str
    url: str | None
    title: str | None
    outlet: str | None
    language: str | None
    published: Published
    came_from: str
    added_at: datetime
    engine: str | None
    claims: int | None
    note: str | None


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report with its text and all its claims."""

    head: ReportHead
    report: Report
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim and the report it stands in."""

    claim: Claim
    head: ReportHead


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An input that could not be read or kept, and why."""

    place: str
    error: str
    fate: str
    reason: str
    first_at: datetime
    last_at: datetime
    tries: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a ledger holds."""

    reports: int
    versions: int
    claims: int
    voices: int
    quarantined: int

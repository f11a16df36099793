"""What comes back from the ledger, beyond the model's own values.

In: rows. Out: frozen values. What a newcomer would get wrong: a head is a report without its text, for listings.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from reportedly.model import BasedOn, Claim, Followed, Item, Published, Report, Revision

_DIGEST = re.compile(r"text:[0-9a-f]+")  # the address of a report that has no other
_STDIN = re.compile(r"^-(?=$|:\d+$)")


@dataclass(frozen=True, slots=True)
class ReportHead:
    """A report in its latest version, without text; `name` is the id it came with, else its address.

    `published` is what the report tells, and where that is no day, also that it was added later. `engine` is the last
    that has read it, and `note` why that found no claims, where it could not tell; where none has read it yet, `engine`
    and `claims` are None.
    """

    id: str
    version_id: str
    number: int
    name: str
    url: str | None
    title: str | None
    outlet: str | None
    language: str | None
    authors: tuple[str, ...]
    section: str | None
    based_on: BasedOn | None
    published: Published
    came_from: str
    added_at: datetime
    engine: str | None
    claims: int | None
    note: str | None

    @property
    def label(self) -> str:
        """What it is called where people read: its name, or the file it came from where that is but a digest."""
        if not _DIGEST.fullmatch(self.name):
            return self.name
        return _STDIN.sub("standard input", re.split(r"[/\\!]", self.came_from)[-1]) or self.name


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report with its text and all its claims."""

    head: ReportHead
    report: Report
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """One version of a report and what it changed; None for the first."""

    head: ReportHead
    revision: Revision | None


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
class FollowedFeed:
    """A feed, and how many of the items that it named are read, still to be read, and refused."""

    feed: Followed
    read: int
    pending: int
    refused: int


@dataclass(frozen=True, slots=True)
class DueItem:
    """An item that is to be read now, without its text; whether the ledger holds that, and how often it was tried."""

    item: Item
    has_text: bool
    tries: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a ledger holds."""

    reports: int
    versions: int
    claims: int
    voices: int
    quarantined: int

"""Reports and claims are kept: stored once, never changed, found again.

In: reports with their claims. Out: the same values, selected; the only package that writes.
What a newcomer would get wrong: listings show each report's latest version as its newest reading has it; older
versions and readings stay in the ledger.
"""

from reportedly.ledger.asked import Asked, KeptPage, KeptStory, KeptTie
from reportedly.ledger.derived import Derived, Waiting
from reportedly.ledger.following import Following
from reportedly.ledger.queries import ClaimFilter
from reportedly.ledger.rows import (
    Counts,
    DueItem,
    FollowedFeed,
    Quarantined,
    ReportHead,
    StoredClaim,
    StoredReport,
    StoredVersion,
)
from reportedly.ledger.store import Ledger

__all__ = [
    "Asked",
    "ClaimFilter",
    "Counts",
    "Derived",
    "DueItem",
    "FollowedFeed",
    "Following",
    "KeptPage",
    "KeptStory",
    "KeptTie",
    "Ledger",
    "Quarantined",
    "ReportHead",
    "StoredClaim",
    "StoredReport",
    "StoredVersion",
    "Waiting",
]

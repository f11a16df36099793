"""One event in the world that claims are about, and how it stands.

In: claims that a resolver joined. Out: Story with its status and history.
What a newcomer would get wrong: a story is derived. It can be dropped and made again from the ledger, so nothing
that was said is ever kept only here.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reportedly.model.claim import Kind
from reportedly.model.ids import digest_id


class Status(StrEnum):
    """The ladder from rumour to completion, and what stands aside from it."""

    RUMOURED = "rumoured"
    IN_TALKS = "in talks"
    ANNOUNCED = "announced"
    AGREED = "agreed"
    CLEARED = "cleared"
    COMPLETED = "completed"
    STALLED = "stalled"
    DENIED = "denied"
    OFF = "off"
    LAPSED = "lapsed"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class StatusStep:
    """The status that a claim caused, and the day it was said, if known."""

    status: Status
    claim_id: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Story:
    """Ids of the claims and of the main participants, sorted; the history in order of time."""

    kind: Kind
    participants: tuple[str, ...]
    claim_ids: tuple[str, ...]
    history: tuple[StatusStep, ...]

    @property
    def id(self) -> str:
        """Made from kind, participants and the first claim: a later claim does not rename a story."""
        return digest_id(
            "s1",
            {
                "kind": self.kind.value,
                "participants": list(self.participants),
                "first": self.claim_ids[0],
            },
        )

    @property
    def status(self) -> Status | None:
        """How it stands after the last step, if there was any."""
        return self.history[-1].status if self.history else None

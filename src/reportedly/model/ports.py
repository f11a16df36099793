"""What the stages ask of each other: protocols, so that a stage can be replaced without its neighbours knowing.

In: values of the model. Out: values of the model.
What a newcomer would get wrong: a protocol is added here when there is a second side to it, with one suite in
tests/contract/ that every implementation passes.
"""

from collections.abc import Sequence
from typing import Protocol

from reportedly.model.claim import Claim
from reportedly.model.report import Report


class Engine(Protocol):
    """Reads reports for claims."""

    @property
    def name(self) -> str:
        """Name and version: a ledger keeps what each engine read, under this."""
        ...

    def extract(self, report: Report) -> tuple[Claim, ...]:
        """The claims of `report` in order of their place, each one once. Deterministic; several threads may call it.

        Raises ExtractError where the report cannot be read, its kind OtherLanguage where its language is not read.
        """
        ...


class ClaimStore(Protocol):
    """Keeps reports with their claims, whole or not at all."""

    def has(self, report: Report, engine: str | None) -> bool:
        """Whether this version of `report`, as read by `engine`, is kept already; with None, read or not."""
        ...

    def before(self, report: Report, engine: str) -> tuple[Report, tuple[Claim, ...]] | None:
        """The version of `report` before this one, with what `engine` read in it; None if it read none.

        Where this one is not kept yet, that is the latest so far.
        """
        ...

    def put(
        self, report: Report, engine: str | None, claims: Sequence[Claim], came_from: str, note: str | None = None
    ) -> bool:
        """Keep it in one transaction; False if it was kept already.

        With None for `engine`, nobody has read it for claims yet. `came_from` is the path or URL it was read at; `note`
        says why there are no claims, where the engine could not tell.
        """
        ...

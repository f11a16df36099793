"""What a person decided about two names: that they are one, or two.

In: a verdict on two entities, with a reason. Out: Judgement.
What a newcomer would get wrong: a judgement is never changed or taken back. A later one on the same pair holds,
and both stay on record.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """`merge`: the other's names mean the one; `split`: they are two; `confirm`: they are rightly taken for one."""

    MERGE = "merge"
    SPLIT = "split"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Judgement:
    """`one` and `other` are keys of entities; `at` is the instant at which it was put on record, in UTC."""

    verdict: Verdict
    one: str
    other: str
    reason: str | None
    at: datetime

    @property
    def pair(self) -> frozenset[str]:
        """The two it is about, whichever was named first."""
        return frozenset({self.one, self.other})

    @property
    def joins(self) -> bool:
        """Whether it says that they are one."""
        return self.verdict is not Verdict.SPLIT

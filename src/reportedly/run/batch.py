"""Many inputs, one after the other: each has its outcome, the bad ones go to the quarantine.

In: names of inputs. Out: outcomes as they come, and their Summary.
What a newcomer would get wrong: this is a generator; nothing is read before the next outcome is asked for.
"""

from collections import Counter
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field

from reportedly.errors import Fate
from reportedly.ledger import Ledger
from reportedly.model import Engine
from reportedly.read import Limits, raws
from reportedly.run.pipeline import Outcome, keep


def add(inputs: Iterable[str], ledger: Ledger, engine: Engine, limits: Limits) -> Generator[Outcome]:
    """Keep everything at `inputs`; what cannot be read is quarantined, empty documents are skipped.

    Raises LedgerError where the ledger cannot be written; all outcomes before that are kept.
    """
    for name in inputs:
        for found in raws(name, limits):
            outcome = keep(found, engine, ledger)
            if outcome.error is None or outcome.error.fate is Fate.SKIP:
                ledger.release(outcome.place)
            else:
                ledger.refuse(outcome.place, outcome.error)
            yield outcome


@dataclass(slots=True)
class Summary:
    """Counts of outcomes, and the refused ones in order."""

    added: int = 0
    known: int = 0
    claims: int = 0
    refused: list[Outcome] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        """Count one more."""
        if outcome.error:
            self.refused.append(outcome)
        elif outcome.known:
            self.known += 1
        else:
            self.added += 1
            self.claims += len(outcome.claims)

    @property
    def fates(self) -> Counter[Fate]:
        """How many were skipped, quarantined, or are worth another try."""
        return Counter(o.error.fate for o in self.refused if o.error)

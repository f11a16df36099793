"""Whose somebody is, as the reports in a ledger tell it.

In: the derived tables. Out: owners by key; the keys whose owners some pages have changed.
What a newcomer would get wrong: a ledger holds thousands of ties and one report rests on a few, so they are looked up
when they are asked for, and kept as long as a transaction lasts.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from reportedly.ledger import Asked, KeptTie
from reportedly.resolve.mentions import NEW
from reportedly.resolve.ties import Tie, holding


class Owners:
    """The owners of those that no table knows, looked up in `derived` once."""

    def __init__(self, derived: Asked) -> None:
        self._derived = derived
        self._found: dict[str, tuple[str, ...]] = {}

    def of(self, key: str) -> tuple[str, ...]:
        """The owners of `key`; none where no report tells of one."""
        if not key.startswith(NEW):
            return ()
        if key not in self._found:
            self.look_up([key])
        return self._found[key]

    def look_up(self, keys: Iterable[str]) -> None:
        """Look up the owners of many at once."""
        asked = {key for key in keys if key.startswith(NEW) and key not in self._found}
        owners = chosen(self._derived.ties(parts=sorted(asked)))
        self._found |= {key: owners.get(key, ()) for key in asked}


def chosen(told: Sequence[KeptTie]) -> dict[str, tuple[str, ...]]:
    """The owners that hold, by part, of ties in order of their claims."""
    claims = groupby(told, key=lambda tie: (tie.claim, tie.part, tie.origin, tie.said))
    return holding(Tie(claim, part, tuple(t.owner for t in own), *more) for (claim, part, *more), own in claims)


def moved(derived: Asked, new: Sequence[int], before: Sequence[KeptTie]) -> set[str]:
    """All whose line is another one since the pages `new` came, instead of others that had told `before`."""
    parts = sorted({tie.part for tie in (*before, *derived.ties(told_by=new))})
    now, pages = derived.ties(parts=parts), set(new)
    then = sorted([*before, *(tie for tie in now if tie.version_seq not in pages)], key=lambda t: (t.claim, t.part))
    was, is_now = chosen(then), chosen(now)
    changed = {part for part in parts if was.get(part) != is_now.get(part)}
    return changed | below(derived, changed)


def below(derived: Asked, keys: Iterable[str]) -> set[str]:
    """All that some report calls a part of one of `keys`, however far down."""
    found: set[str] = set()
    edge = set(keys)
    while edge:
        edge = {tie.part for tie in derived.ties(owners=sorted(edge))} - found
        found |= edge
    return found

"""People's judgements change who is known: names that are one, names that are two.

In: the known entities, judgements in the order in which they were made. Out: the entities as people have them.
What a newcomer would get wrong: judgements may contradict each other, also by way of a third (A is B, B is C, A is
not C). The last word on a pair holds, a split always; of the merges that do not fit with it, older ones are set aside.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reportedly.model import Entity, Judgement, Verdict
from reportedly.resolve.forms import normal
from reportedly.resolve.known import Known
from reportedly.resolve.mentions import NEW


def in_force(judgements: Sequence[Judgement]) -> list[Judgement]:
    """The judgements that hold, in the order in which they were made.

    >>> from datetime import datetime, UTC
    >>> def said(verdict, one, other):
    ...     return Judgement(Verdict(verdict), one, other, None, datetime(2024, 1, 1, tzinfo=UTC))
    >>> [j.verdict.value for j in in_force([said("merge", "a", "b"), said("split", "b", "a")])]
    ['split']
    >>> held = in_force([said("merge", "a", "b"), said("merge", "b", "c"), said("split", "a", "c")])
    >>> [(j.verdict.value, j.one, j.other) for j in held]
    [('merge', 'b', 'c'), ('split', 'a', 'c')]
    """
    last = {judgement.pair: n for n, judgement in enumerate(judgements)}
    words = [(n, judgements[n]) for n in sorted(last.values())]
    apart = [judgement.pair for _, judgement in words if not judgement.joins]
    groups: dict[str, frozenset[str]] = {}
    held = [n for n, judgement in words if not judgement.joins]
    for n, judgement in reversed(words):
        joined = frozenset().union(*(groups.get(key, frozenset({key})) for key in judgement.pair))
        if judgement.joins and not any(pair <= joined for pair in apart):
            groups |= dict.fromkeys(joined, joined)
            held.append(n)
    return [judgements[n] for n in sorted(held)]


def said_before(earlier: Sequence[Judgement], new: Judgement) -> Judgement | None:
    """The one of `earlier` that holds and says the same as `new`; of a merge also whose names mean whom."""
    same = (j for j in in_force(earlier) if j.verdict is new.verdict and j.pair == new.pair)
    return next((j for j in same if j.verdict is not Verdict.MERGE or j.one == new.one), None)


def set_aside(earlier: Sequence[Judgement], new: Judgement) -> list[Judgement]:
    """Those of `earlier` that held and that `new` contradicts."""
    held = in_force([*earlier, new])
    return [j for j in in_force(earlier) if j not in held and not _agree(j, new)]


def _agree(one: Judgement, other: Judgement) -> bool:
    if one.pair != other.pair or one.joins != other.joins:
        return False
    return Verdict.CONFIRM in (one.verdict, other.verdict) or one.one == other.one


def judged(known: Known, judgements: Sequence[Judgement]) -> Known:
    """`known` as people have it."""
    if not judgements:
        return known
    held = in_force(judgements)
    same = _heads(judgements, held, known)
    apart = frozenset(frozenset(same.get(key, key) for key in j.pair) for j in held if not j.joins)
    return Known(_joined(known, same), known.shared, same, apart, unjudged=known)


def _heads(judgements: Sequence[Judgement], held: Sequence[Judgement], known: Known) -> dict[str, str]:
    """From every key that means another one to that; somebody known heads those who are not."""
    head: dict[str, str] = {}
    for judgement in held:
        if judgement.joins:
            one, other = _direction(judgement, judgements)
            top, below = head.get(one, one), head.get(other, other)
            head |= {key: top for key, old in head.items() if old == below} | {below: top}
    for top in sorted(set(head.values())):
        members = sorted(key for key, found in head.items() if found == top)
        if top.startswith(NEW) and (better := [key for key in members if key in known.entities]):
            head |= dict.fromkeys([*members, top], better[0])
    return {key: top for key, top in head.items() if key != top}


def _direction(judgement: Judgement, judgements: Sequence[Judgement]) -> tuple[str, str]:
    """Whose names mean whom: to confirm a merge does not turn it round."""
    merges = [j for j in judgements if j.pair == judgement.pair and j.verdict is Verdict.MERGE]
    told = merges[-1] if judgement.verdict is Verdict.CONFIRM and merges else judgement
    return told.one, told.other


def _joined(known: Known, same: Mapping[str, str]) -> dict[str, Entity]:
    """The entities, with the names of those that mean another given to that one; nobody comes to own himself."""
    found = {key: entity for key, entity in known.entities.items() if key not in same}
    for key, head in sorted(same.items()):
        if key in known.entities and head in found:
            found[head] = _with(found[head], known.entities[key])
    for key, entity in found.items():
        if set(entity.owners) & (same.keys() | set(same.values())) or key in same.values():
            owners = dict.fromkeys(same.get(owner, owner) for owner in entity.owners)
            found[key] = replace(entity, owners=tuple(owners))
    for key in sorted(set(same.values()) & found.keys()):
        found[key] = _without_circle(found[key], found)
    return found


def _with(entity: Entity, other: Entity) -> Entity:
    return replace(
        entity,
        names=tuple(sorted({*entity.names, *other.names})),
        domains=tuple(dict.fromkeys((*entity.domains, *other.domains))),
        owners=entity.owners or other.owners,
        tie=entity.tie or other.tie,
    )


def _without_circle(entity: Entity, entities: Mapping[str, Entity]) -> Entity:
    owners = tuple(owner for owner in entity.owners if entity.key not in above(owner, entities))
    return replace(entity, owners=owners, tie=entity.tie if owners else None)


def above(key: str, entities: Mapping[str, Entity]) -> set[str]:
    """`key` and all who own it, however far up."""
    found, edge = {key}, {key}
    while edge:
        edge = {owner for k in edge if k in entities for owner in entities[k].owners} - found
        found |= edge
    return found


def touched(before: Known, after: Known, judgement: Judgement) -> frozenset[str]:
    """All keys under which something may read otherwise once `judgement` has changed `before` to `after`."""
    changed = {key for key in before.same.keys() | after.same.keys() if before.now(key) != after.now(key)}
    changed |= judgement.pair | {key for pair in before.apart ^ after.apart for key in pair}
    changed |= {known.now(key) for known in (before, after) for key in changed}
    sharing = _sharing(changed, before)
    own = {key for known in (before, after) for key in known.entities if not changed.isdisjoint(known.line(key))}
    return frozenset(changed | sharing | own)


def _sharing(changed: Iterable[str], known: Known) -> set[str]:
    """Those who bear a name with one of `changed`, and the name itself."""
    wanted = set(changed)
    found: set[str] = set()
    for name, keys in known.shared.items():
        if not wanted.isdisjoint(keys):
            found |= {*keys, NEW + normal(name)}
    return found

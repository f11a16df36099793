"""Whom the reports name, and what people judge of it.

In: a ledger, the known entities, names or keys. Out: EntityView; judgements put on record.
What a newcomer would get wrong: a judgement is on entities as the tables and reports have them, so a key that was
merged into another can still be named, to split it off again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from reportedly.errors import NotFound, UsageError
from reportedly.ledger import Asked, Ledger, StoredClaim
from reportedly.model import Entity, EntityType, Judgement, Verdict
from reportedly.resolve import Known, judged
from reportedly.resolve.forms import fold, normal
from reportedly.resolve.mentions import NEW, Names
from reportedly.run.asking import StoryView, names, taking_part
from reportedly.run.owners import Owners
from reportedly.run.resolving import Judged, judge


@dataclass(frozen=True, slots=True)
class NamedAs:
    """A name under which pages name an entity."""

    name: str
    pages: int
    mentions: int


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity with how it is named: `known` where a table has it, `merged` are keys that mean it by judgement."""

    entity: Entity
    known: bool
    met: tuple[NamedAs, ...]
    pages: int
    mentions: int
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tied:
    """An owner or a part of an entity: `tie` is what the part is; absent where reports tell of it, not the tables."""

    key: str
    name: str
    tie: str | None


@dataclass(frozen=True, slots=True)
class EntityStory:
    """An entity with whose it is and what is its, the claims that tell of ties of it, and the stories it takes part in.

    Claims that others outvote, or the tables overrule, are among `ties` too.
    """

    view: EntityView
    owners: tuple[Tied, ...]
    parts: tuple[Tied, ...]
    ties: tuple[StoredClaim, ...]
    stories: tuple[StoryView, ...]


@dataclass(frozen=True, slots=True)
class EntityFilter:
    """Which entities: `about` is part of one of the names; all conditions that are given must hold."""

    about: str | None = None
    type: EntityType | None = None


def entities(ledger: Ledger, known: Known, wanted: EntityFilter, limit: int | None) -> tuple[list[EntityView], int]:
    """The entities that pages name and `wanted` lets through, the most often named first; and how many there are."""
    with ledger.derived() as derived:
        now = judged(known, derived.judgements()).with_ties(Owners(derived).of)
        found = [key for key in derived.entities() if _matches(key, now, wanted)]
        return [_view(derived, key, now) for key in found[:limit]], len(found)


def entity(ledger: Ledger, known: Known, wanted: str) -> EntityStory:
    """The entity with that key or exact name. Raises NotFound, or UsageError where several are named so."""
    with ledger.derived() as derived:
        now = judged(known, derived.judgements()).with_ties(Owners(derived).of)
        key = now.now(_key(wanted, known, Names(known), derived))
        view = _view(derived, key, now)
        ties = derived.ties(parts=[key], owners=[key])
        told = {tie.part for tie in ties if key in now.tied(tie.part)}
        parts = sorted({*told, *(e.key for e in now.entities.values() if key in e.owners)})
        claims = derived.claims([tie.claim for tie in ties])
        return EntityStory(
            view=view,
            owners=_tied(derived, now, view.entity.owners, lambda _: view.entity.tie),
            parts=_tied(derived, now, parts, lambda part: now.entities[part].tie if part in now.entities else None),
            ties=tuple(claims[claim_id] for claim_id in sorted(claims)),
            stories=tuple(taking_part(derived, now, key)),
        )


def _tied(derived: Asked, known: Known, keys: Sequence[str], tie: Callable[[str], str | None]) -> tuple[Tied, ...]:
    return tuple(Tied(key, name, tie(key)) for key, name in zip(keys, names(derived, known, keys), strict=True))


def put_judgement(ledger: Ledger, known: Known, verdict: Verdict, pair: tuple[str, str], reason: str | None) -> Judged:
    """Put on record what a person says of two entities, given by keys or exact names, and let it take effect.

    Raises NotFound or UsageError where it is not clear who is meant, where both are one already, or where two are
    confirmed that were never taken for one.
    """
    index = Names(known)
    with ledger.derived() as derived:
        one, other = (_key(name, known, index, derived) for name in pair)
        if one == other:
            other = _own_key(pair, one, known, index)
        elif verdict is Verdict.CONFIRM and not _are_taken_for_one(one, other, known, index, derived):
            raise UsageError(f"{one} and {other} are two, never taken for one; to join them: reportedly merge")
    return judge(ledger, known, Judgement(verdict, one, other, reason, datetime.now(UTC).replace(microsecond=0)))


def _are_taken_for_one(one: str, other: str, known: Known, index: Names, derived: Asked) -> bool:
    """Whether two keys mean one entity, did once by judgement, or a name by itself is one of the other's names."""
    earlier = derived.judgements()
    now, pair = judged(known, earlier), frozenset({one, other})
    if now.now(one) == now.now(other) or any(j.joins and j.pair == pair for j in earlier):
        return True
    names = [key.removeprefix(NEW) for key in (one, other) if key.startswith(NEW)]
    return any(pair <= {NEW + name, *index.keys_of(name), *derived.keys_named(name)} for name in names)


def _own_key(pair: Sequence[str], key: str, known: Known, index: Names) -> str:
    """The key of a name by itself, where it is to be taken off the entity that a table gives it to."""
    usual = known.entities[key].name if key in known.entities else key
    own = next((name for name in reversed(pair) if name not in (key, usual) and key in index.keys_of(name)), None)
    if own is None:
        raise UsageError(f"{pair[0]!r} and {pair[1]!r} are the same entity, {key}; give two")
    return NEW + normal(own)


def _key(wanted: str, known: Known, index: Names, derived: Asked) -> str:
    """The key that `wanted` is, or of the only one with that exact name."""
    if wanted in known.entities or (wanted.startswith(NEW) and _is_met(wanted, derived)):
        return wanted
    keys = index.keys_of(wanted) or _met_as(wanted, judged(known, derived.judgements()), derived)
    if not keys:
        raise NotFound(f"nobody is named {wanted!r}; list who is with: reportedly entities")
    if len(keys) > 1:
        listed = ", ".join(f"{key} ({name})" for key, name in zip(keys, names(derived, known, keys), strict=True))
        raise UsageError(f"{wanted!r} is the name of several; give a key: {listed}")
    return keys[0]


def _met_as(name: str, now: Known, derived: Asked) -> list[str]:
    """The keys of all whom pages name so; the name's own key also where it means another one now."""
    own = NEW + normal(name)
    if not _is_met(own, derived):
        return derived.keys_named(name)
    return [own, *(key for key in derived.keys_named(name) if now.now(key) != now.now(own))]


def _is_met(key: str, derived: Asked) -> bool:
    return bool(derived.naming([key])) or any(key in judgement.pair for judgement in derived.judgements())


def _matches(key: str, known: Known, wanted: EntityFilter) -> bool:
    found = known.entities.get(key)
    if wanted.type and wanted.type is not (found.type if found else EntityType.UNKNOWN):
        return False
    names = (key.removeprefix(NEW), *((found.name, *found.names) if found else ()))
    return not wanted.about or any(fold(wanted.about) in fold(name) for name in names)


def _view(derived: Asked, key: str, known: Known) -> EntityView:
    met = tuple(NamedAs(*row) for row in derived.spellings(key))
    found = known.entities.get(key)
    if found is None:
        (name,) = names(derived, known, [key])
        own = tuple(sorted({one.name for one in met}))
        found = Entity(key, name, EntityType.UNKNOWN, own, owners=known.tied(key))
    return EntityView(
        entity=found,
        known=key in known.entities,
        met=met,
        pages=sum(one.pages for one in met),
        mentions=sum(one.mentions for one in met),
        merged=tuple(sorted(old for old, head in known.same.items() if head == key)),
    )

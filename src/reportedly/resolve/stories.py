"""Reports of one matter become stories: the matter itself, and the single events that it holds.

In: the pages of a matter and what their claims tell. Out: stories, the matter's first.
What a newcomer would get wrong: a page is mostly about a matter ("Xiaomi and BAIC"), while a story is one event
("Xiaomi takes over the plant in Qingdao"); two plants are two events of one matter. A claim about the matter on a page
that is mostly about something else is taken in, and the page with it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from reportedly.model import Bounds, EntityType, Ground, Interval, Kind, Page, Saying, Story
from reportedly.model.story import story_id
from reportedly.resolve.clusters import average_link
from reportedly.resolve.known import Known
from reportedly.resolve.mentions import NEW
from reportedly.resolve.sayings import FAMILIES, Told

_FACTS = frozenset({Kind.STRUCTURE, Kind.RESULTS, Kind.OTHER})  # kinds that tell how things are, not what happens
_MOST_PARTICIPANTS = 4
_SHARE = 0.3  # of the weight of the first participant
_SAME_EVENT = 0.5
_YEARS_APART = 3
_FOLLOWS = timedelta(days=60)  # within which others take up what one outlet or body has said
_TAKES_PART = frozenset(
    {
        EntityType.COMPANY,
        EntityType.BRAND,
        EntityType.PLANT,
        EntityType.PRODUCT,
        EntityType.AUTHORITY,
        EntityType.PERSON,
    }
)


@dataclass(frozen=True, slots=True)
class Member:
    """A page with what it brings to a story; `named` are the keys of all whom it names."""

    report_id: str
    version_id: str
    on: date | None
    copy_of: str | None
    origins: tuple[str, ...]
    names: Mapping[str, float]
    told: tuple[Told, ...]
    bounds: Bounds | None = None
    named: frozenset[str] = frozenset()


def participants(members: Iterable[Member], known: Known) -> tuple[str, ...]:
    """Who the pages are about, most weight first: those that take part, or where there is nobody, whoever is named."""
    weights: Counter[str] = Counter()
    members = list(members)
    for member in members:
        for key, weight in member.names.items():
            weights[key] += weight  # type: ignore[assignment]
    ranked = sorted(weights, key=lambda key: (-weights[key], key))
    acting = [key for key in ranked if _acts(key, known)] or ranked
    least = _SHARE * weights[acting[0]] if acting else 0.0
    leading = [key for key in acting[:_MOST_PARTICIPANTS] if weights[key] >= least]
    return tuple(dict.fromkeys(_whole(key, members) for key in leading))


def _whole(key: str, members: Sequence[Member]) -> str:
    """The new name that most pages have of those with that word: profiles weigh "Zeta Motors" word by word."""
    if not key.startswith(NEW):
        return key
    word = key.removeprefix(NEW)
    names = Counter(
        name for m in members for name in m.named if name.startswith(NEW) and word in name.removeprefix(NEW).split()
    )
    return min(names, key=lambda name: (-names[name], name)) if names else key


def _acts(key: str, known: Known) -> bool:
    entity = known.entities.get(key)
    return entity is None or entity.type in _TAKES_PART


def pairs(keys: Iterable[str]) -> frozenset[str]:
    """The pairs of `keys`, by which claims on other pages find a matter."""
    return frozenset(f"{a} + {b}" for a, b in combinations(sorted(set(keys)), 2))


def stories(members: Sequence[Member], others: Sequence[Member], known: Known) -> list[Story]:
    """The matter of `members`, then its events, if there are several; `others` are pages that mention it besides."""
    who = participants(members, known)
    members, others = _bounded(members, members), _bounded(others, members)
    ordered = sorted(members, key=_rank)
    lines = frozenset().union(*(known.line(key) for key in who))
    about = [t for m in (*ordered, *sorted(others, key=_rank)) for t in m.told if _is_about(t, lines, known)]
    events = _events(about, known)
    kind, leading = _leading(events)
    whole = Story(
        first=ordered[0].report_id,
        kind=kind,
        participants=tuple(sorted(who)),
        places=_places(leading),
        sayings=_sayings(leading),
        pages=tuple(_pages(ordered, others, leading)),
    )
    return [whole, *(_event(event, whole, [*ordered, *others]) for event in events if len(events) > 1)]


def _bounded(members: Sequence[Member], dated: Sequence[Member]) -> list[Member]:
    """`members`; one whose day is unknown gets bounds from `dated` reports on the word of the same origins."""
    days: dict[str, set[date]] = defaultdict(set)
    for member in dated:
        for origin in _origin_keys(member) if member.on else ():
            days[origin].add(member.on)  # type: ignore[arg-type]
    return [member if member.on else _with_bounds(member, days) for member in members]


def _origin_keys(member: Member) -> set[str]:
    return {t.saying.origin_key for t in member.told if t.saying.origin_key}


def _with_bounds(member: Member, days: Mapping[str, set[date]]) -> Member:
    bounds = member.bounds
    if near := sorted(day for origin in _origin_keys(member) for day in days.get(origin, ())):
        reason = f"reports of this on the same word are of {near[0].isoformat()} to {near[-1].isoformat()}"
        around = Interval(near[0] - _FOLLOWS, near[-1] + _FOLLOWS)
        others = Bounds(around, None, (Ground(reason),))
        bounds = bounds.and_(others) if bounds else others
    if bounds is None:
        return member
    earliest, latest = bounds.earliest, bounds.latest
    told = (replace(t, saying=replace(t.saying, earliest=earliest, latest=latest)) for t in member.told)
    return replace(member, bounds=bounds, told=tuple(told))


def _rank(member: Member) -> tuple[date, str]:
    return member.on or date.max, member.report_id


def _is_about(told: Told, lines: frozenset[str], known: Known) -> bool:
    """Whether a claim tells an event in which one of the participants has a part."""
    return told.saying.kind not in _FACTS and any(known.line(key) & lines for key in told.parties)


def _events(about: Sequence[Told], known: Known) -> list[list[Told]]:
    """The claims of each single event, the largest event first."""
    found: list[list[Told]] = []
    by_id = {t.saying.claim_id: t for t in about}
    for family in sorted({t.family for t in about}):
        ids = sorted(claim_id for claim_id, t in by_id.items() if t.family == family)
        likeness = {(a, b): score for a, b in combinations(ids, 2) if (score := _alike(by_id[a], by_id[b], known)) > 0}
        found += [[by_id[i] for i in cluster] for cluster in average_link(ids, likeness, _SAME_EVENT)]
    return sorted(
        found, key=lambda event: (-len({t.saying.version_id for t in event}), -len(event), event[0].saying.claim_id)
    )


def _alike(one: Told, other: Told, known: Known) -> float:
    """How far two claims of one family tell one event: their parties in common, unless place, plant or time differ."""
    if _differ(one.places, other.places) or _differ(_plants(one, known), _plants(other, known)):
        return 0.0
    if one.saying.on and other.saying.on and abs((one.saying.on - other.saying.on).days) > 366 * _YEARS_APART:
        return 0.0
    shared = sum(any(known.line(a) & known.line(b) for b in other.parties) for a in one.parties)
    least = min(len(one.parties), len(other.parties))
    return shared / least if least else 0.0


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not one & other


def _plants(told: Told, known: Known) -> frozenset[str]:
    return frozenset(k for k in told.objects if (e := known.entities.get(k)) is not None and e.type is EntityType.PLANT)


def _leading(events: Sequence[Sequence[Told]]) -> tuple[Kind | None, list[Told]]:
    """The kind most claims are of, and all claims of its family."""
    kinds = Counter(t.saying.kind for event in events for t in event)
    if not kinds:
        return None, []
    kind = min(kinds, key=lambda k: (-kinds[k], k.value))
    family = FAMILIES.get(kind, kind.value)
    return kind, [t for event in events for t in event if t.family == family]


def _sayings(told: Iterable[Told]) -> tuple[Saying, ...]:
    return tuple(sorted((t.saying for t in told), key=lambda s: (s.on or date.max, s.claim_id)))


def _places(told: Iterable[Told]) -> tuple[str, ...]:
    return tuple(sorted({place for t in told for place in t.places}))


def _pages(members: Sequence[Member], others: Sequence[Member], leading: Iterable[Told]) -> Iterator[Page]:
    used = {t.saying.version_id for t in leading}
    for member in members:
        yield Page(member.version_id, main=True, copy_of=member.copy_of, origins=member.origins)
    for member in sorted(others, key=_rank):
        if member.version_id in used:
            yield Page(member.version_id, main=False, copy_of=member.copy_of, origins=member.origins)


def _event(event: Sequence[Told], whole: Story, members: Sequence[Member]) -> Story:
    """One event of a matter, with its own participants and pages."""
    sayings = _sayings(event)
    used = {s.version_id for s in sayings}
    kinds, who = Counter(s.kind for s in sayings), Counter(key for t in event for key in t.parties)
    least = _SHARE * max(who.values(), default=0)
    own = {page.version_id for page in whole.pages if page.main}
    # A claim on a page of another matter can begin an event there too; here it does so under this matter's name.
    first = next((s.claim_id for s in sayings if s.version_id in own), f"{whole.first} {sayings[0].claim_id}")
    return Story(
        first=first,
        kind=min(kinds, key=lambda k: (-kinds[k], k.value)),
        participants=tuple(
            sorted(key for key in sorted(who, key=lambda k: (-who[k], k))[:_MOST_PARTICIPANTS] if who[key] >= least)
        ),
        places=_places(event),
        sayings=sayings,
        pages=tuple(Page(m.version_id, False, m.copy_of, m.origins) for m in members if m.version_id in used),
        part_of=story_id(whole.first),
    )

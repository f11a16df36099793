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

from reportedly.model import Bounds, EntityType, Ground, Interval, Kind, Page, Phase, Saying, Story
from reportedly.model.story import story_id
from reportedly.resolve.clusters import average_link
from reportedly.resolve.known import Known
from reportedly.resolve.mentions import NEW
from reportedly.resolve.parties import MOST_PARTICIPANTS, SHARE, is_part, main_parties, with_parties
from reportedly.resolve.sayings import FAMILIES, Told

_FACTS = frozenset({Kind.STRUCTURE, Kind.RESULTS, Kind.OTHER})  # kinds that tell how things are, not what happens
_DEALS = frozenset({FAMILIES[Kind.MERGER], FAMILIES[Kind.PARTNERSHIP]})
_SAME_EVENT = 0.5
_SAME_THING = 0.7  # how alike two claims are that have no party in common, but the words for what it is about
_HAS_HAPPENED = frozenset({Phase.DONE, Phase.AGREED, Phase.CLEARED, Phase.OFF})
_YEARS_APART = 3
_FOLLOWS = timedelta(days=60)  # within which others take up what one outlet or body has said
_LIVES = timedelta(days=730)  # within which a report of a matter follows another (94 of 96 whose day was hidden)
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
    least = SHARE * weights[acting[0]] if acting else 0.0
    leading = [key for key in acting[:MOST_PARTICIPANTS] if weights[key] >= least]
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
    members, others = _bounded(members, members, within=True), _bounded(others, members, within=False)
    ordered = sorted(members, key=_rank)
    lines = known.lines(who)
    about = [t for m in ordered for t in m.told if _is_about(t, lines, known)]
    elsewhere = [t for m in sorted(others, key=_rank) for t in m.told]
    about += [t for t in elsewhere if _is_news(t) and _is_between(t.parties, who, known)]
    events = [with_parties(event, known) for event in _events(_of_its_time(about), known)]
    kind, leading = _leading(events, who, known)
    whole = Story(
        first=ordered[0].report_id,
        kind=kind,
        participants=_whole_names(who, about),
        places=_places(leading),
        sayings=_sayings(leading),
        pages=tuple(_pages(ordered, others, leading)),
    )
    return [whole, *(_event(event, whole, [*ordered, *others]) for event in events if len(events) > 1)]


def _bounded(members: Sequence[Member], dated: Sequence[Member], *, within: bool) -> list[Member]:
    """`members`; one without a day gets bounds from `dated` ones, the reports of a matter that it is `within` or not.

    Its copies and its original bound it, reports that tell the same on the same word, and those of its matter at all.
    """
    days: dict[str, set[date]] = defaultdict(set)
    for member in dated:
        for word in _words(member) if member.on else ():
            days[word].add(member.on)  # type: ignore[arg-type]
    of_matter = sorted({m.on for m in dated if m.on}) if within else []
    return [m if m.on else _with_bounds(m, [*_by_copies(m, dated), *_near(m, days, of_matter)]) for m in members]


def _words(member: Member) -> Iterator[str]:
    """What is told on whose word, as long as it is news: what has happened is told again for years.

    The event has to be the same, too: Bloomberg has told of Xiaomi and BAIC many a time.
    """
    for told in member.told:
        saying = told.saying
        if saying.origin_key and saying.phase not in _HAS_HAPPENED:
            for pair in pairs(told.parties | told.objects):
                yield f"{saying.origin_key}: {saying.kind.value} {saying.phase.value} {pair}"


def _with_bounds(member: Member, found: Iterable[Bounds]) -> Member:
    bounds = member.bounds
    for others in found:
        bounds = bounds.and_(others) if bounds else others
    if bounds is None:
        return member
    earliest, latest = bounds.earliest, bounds.latest
    told = (replace(t, saying=replace(t.saying, earliest=earliest, latest=latest)) for t in member.told)
    return replace(member, bounds=bounds, told=tuple(told))


def _near(member: Member, days: Mapping[str, set[date]], of_matter: Sequence[date]) -> Iterator[Bounds]:
    """Bounds by reports on the same word, then by all those of the matter: the closest ones first."""
    if same := sorted(day for word in _words(member) for day in days.get(word, ())):
        yield _around(same, _FOLLOWS, "reports of the same on the same word are of")
    if of_matter:
        yield _around(of_matter, _LIVES, "other reports of its story are of")


def _around(days: Sequence[date], reach: timedelta, reason: str) -> Bounds:
    first, last = days[0].isoformat(), days[-1].isoformat()
    ground = Ground(f"{reason} {first}" + (f" to {last}" if first != last else ""))
    return Bounds(Interval(days[0] - reach, days[-1] + reach + timedelta(days=1)), None, (ground,))


def _by_copies(member: Member, dated: Sequence[Member]) -> Iterator[Bounds]:
    """A copy is no older than its original."""
    taken = [m.on for m in dated if m.on and m.copy_of == member.version_id]
    if taken:
        first = min(taken)
        reason = f"a copy of it is of {first.isoformat()}"
        yield Bounds(Interval(None, first + timedelta(days=1)), None, (Ground(reason),))
    for original in dated:
        if original.on and original.version_id == member.copy_of:
            reason = f"it is a copy of a report of {original.on.isoformat()}"
            yield Bounds(Interval(original.on, None), None, (Ground(reason),))


def _rank(member: Member) -> tuple[date, str]:
    return member.on or date.max, member.report_id


def _is_news(told: Told) -> bool:
    return told.saying.kind not in _FACTS


def _is_about(told: Told, lines: frozenset[str], known: Known) -> bool:
    """Whether a claim tells an event in which one of the participants has a part."""
    return _is_news(told) and any(_compared(key, known) & lines for key in told.parties)


def _is_between(parties: Iterable[str], who: Sequence[str], known: Known) -> bool:
    """Whether `parties` speak for two of the participants: then a claim is of this matter, wherever it stands."""
    lines = frozenset().union(*(_compared(key, known) for key in parties))
    return len(lines.intersection(who)) > 1


def _whole_names(who: Sequence[str], about: Iterable[Told]) -> tuple[str, ...]:
    """The participants, where profiles have only words of a new name ("zeta", "cells") under the name in the claims."""
    counts = Counter(key for told in about for key in told.parties if key.startswith(NEW))
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    found = (next((name for name in ranked if is_part(key, name)), key) for key in who)
    return tuple(sorted(set(found)))


def _compared(key: str, known: Known) -> frozenset[str]:
    """Under what a party is found among participants: all above it, and of a new name its words, as in profiles."""
    words = key.removeprefix(NEW).split() if key.startswith(NEW) else ()
    return known.line(key).union(NEW + word for word in words)


def _is_same(one: str, other: str, known: Known) -> bool:
    """Whether two parties are one, or one is above the other; "Musk" is "Elon Musk"."""
    return is_part(one, other) or is_part(other, one) or bool(known.line(one) & known.line(other))


def _of_its_time(about: Sequence[Told]) -> list[Told]:
    """`about` without what happened years before anybody told of the matter: "the plant opened in 2010" is history."""
    begin = min((t.saying.on for t in about if t.saying.on), default=None)
    return [t for t in about if not (begin and (day := _happened(t)) and (begin - day).days > 366 * _YEARS_APART)]


def _events(about: Sequence[Told], known: Known) -> list[list[Told]]:
    """The claims of each single event, the largest event first."""
    found: list[list[Told]] = []
    for family in sorted({t.family for t in about}):
        same = _same(t for t in about if t.family == family)
        both = combinations(sorted(same), 2)
        likeness = {(a, b): score for a, b in both if (score := _alike(same[a][0], same[b][0], known)) > 0}
        sizes = {name: len(told) for name, told in same.items()}
        for cluster in average_link(same, likeness, _SAME_EVENT, sizes):
            event = {t.saying.claim_id: t for name in cluster for t in same[name]}
            found.append([event[claim_id] for claim_id in sorted(event)])
    return sorted(found, key=_by_size)


def _by_size(event: Sequence[Told]) -> tuple[int, int, str]:
    """The event that most pages tell of comes first; a copy adds no weight."""
    own = [t for t in event if not t.saying.copied]
    return -len({t.saying.version_id for t in own}), -len(own), event[0].saying.claim_id


def _same(told: Iterable[Told]) -> dict[str, list[Told]]:
    """Claims that are alike to the same claims, by the first one's id: ten thousand copies of a page are told once."""
    found: dict[object, dict[str, Told]] = defaultdict(dict)
    for one in told:
        found[one.parties, one.places, one.objects, one.saying.on][one.saying.claim_id] = one
    return {min(claims): [claims[i] for i in sorted(claims)] for claims in found.values()}


def _alike(one: Told, other: Told, known: Known) -> float:
    """How far two claims of one family tell one event: their parties in common, unless place, plant or time differ.

    Nor are rivals for one company one event: each has a party beside it that the other lacks.
    """
    if _lacks(one, other, known) and _lacks(other, one, known):
        return 0.0
    if _differ(one.places, other.places) or _differ(_plants(one, known), _plants(other, known)):
        return 0.0
    first, second = _day(one), _day(other)
    if first and second and abs((first - second).days) > 366 * _YEARS_APART:
        return 0.0
    shared = sum(any(_is_same(a, b, known) for b in other.parties) for a in one.parties)
    least = min(len(one.parties), len(other.parties))
    return shared / least if shared and least else _SAME_THING * bool(one.objects & other.objects)


def _lacks(one: Told, other: Told, known: Known) -> bool:
    """Whether a known party of the other claim is none of this one."""
    parties = (key for key in other.parties if key in known.entities)
    return any(not any(_is_same(key, own, known) for own in one.parties) for key in parties)


def _day(told: Told) -> date | None:
    """The day on which an event happened, where it is told that it has; else the day on which it was told."""
    return _happened(told) or told.saying.on


def _happened(told: Told) -> date | None:
    """The day of an event that is told as past, where it is told."""
    day = (told.when.last or told.when.start) if told.when else None
    if day is None or told.saying.phase not in _HAS_HAPPENED:
        return None
    return day if told.saying.on is None or day < told.saying.on else None


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not one & other


def _plants(told: Told, known: Known) -> frozenset[str]:
    return frozenset(k for k in told.objects if (e := known.entities.get(k)) is not None and e.type is EntityType.PLANT)


def _leading(events: Sequence[list[Told]], who: Sequence[str], known: Known) -> tuple[Kind | None, list[Told]]:
    """The event that most claims tell of, copies left out, and its kind: it is how the matter stands.

    One between the participants counts twice, a deal between them three times: what Xiaomi launches is background where
    it and BAIC talk, and a suit over a takeover belongs to the takeover. And Spirit's merger with Frontier is off, but
    that is no end of the matter between Spirit and JetBlue.
    """
    if not events:
        return None, []
    weights = [_own(event) * _weight(event, who, known) for event in events]
    event = events[weights.index(max(weights))]
    return _kind(event), event


def _weight(event: Sequence[Told], who: Sequence[str], known: Known) -> int:
    between = _is_between(main_parties(event), who, known)
    return 1 + between + (between and event[0].family in _DEALS)


def _own(event: Iterable[Told]) -> int:
    """How many claims an event has that are none of copies."""
    return sum(not t.saying.copied for t in event)


def _kind(event: Iterable[Told]) -> Kind:
    """What most claims of an event are; a deal that is cleared is still a deal."""
    kinds = Counter(t.saying.kind for t in event)
    return min(kinds, key=lambda k: (k is Kind.APPROVAL, -kinds[k], k.value))


def _sayings(told: Iterable[Told]) -> tuple[Saying, ...]:
    return tuple(sorted((t.saying for t in told), key=lambda s: (s.on or date.max, s.claim_id)))


def _places(told: Iterable[Told]) -> tuple[str, ...]:
    return tuple(sorted({place for t in told for place in t.places}))


def _pages(members: Sequence[Member], others: Sequence[Member], leading: Iterable[Told]) -> Iterator[Page]:
    used = {t.saying.version_id for t in leading}
    for member in members:
        yield _page(member, main=True)
    for member in sorted(others, key=_rank):
        if member.version_id in used:
            yield _page(member, main=False)


def _page(member: Member, *, main: bool) -> Page:
    return Page(member.version_id, main, member.copy_of, member.origins, None if member.on else member.bounds)


def _event(event: Sequence[Told], whole: Story, members: Sequence[Member]) -> Story:
    """One event of a matter, with its own participants and pages."""
    sayings = _sayings(event)
    used = {s.version_id for s in sayings}
    own = {page.version_id for page in whole.pages if page.main}
    # A claim on a page of another matter can begin an event there too; here it does so under this matter's name.
    first = next((s.claim_id for s in sayings if s.version_id in own), f"{whole.first} {sayings[0].claim_id}")
    return Story(
        first=first,
        kind=_kind(event),
        participants=tuple(main_parties(event)),
        places=_places(event),
        sayings=sayings,
        pages=tuple(_page(m, main=False) for m in members if m.version_id in used),
        part_of=story_id(whole.first),
    )

"""What people ask of stories: which there are, how one stands, who says what of it, which reports copy which.

In: a ledger with stories, conditions. Out: StoryView and other values to show.
What a newcomer would get wrong: how a story stood on a day is worked out from what had been published by then; only
how it stands with all that is known is kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportedly.errors import NotFound, UsageError
from reportedly.judge import as_of, history, origins, sides
from reportedly.ledger import Asked, Ledger, ReportHead, StoredReport
from reportedly.model import Claim, History, Kind, Page, Stance, Status, Story
from reportedly.resolve import Known
from reportedly.resolve.forms import normal
from reportedly.resolve.mentions import NEW
from reportedly.run.resolving import story_of


@dataclass(frozen=True, slots=True)
class StoryFilter:
    """Which stories: all conditions that are given must hold.

    `about` is part of a participant's name; `changed_since` the earliest day of the last change of status; `disputed`
    lets only those through that parties contradict each other about; `events` the events within a matter, too, which
    are otherwise left to their matter's own view.
    """

    about: str | None = None
    kind: Kind | None = None
    status: Status | None = None
    changed_since: date | None = None
    on: date | None = None
    events: bool = False
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story with all that is derived from it; `participants` and `places` are names to show."""

    story: Story
    participants: tuple[str, ...]
    places: tuple[str, ...]
    history: History
    sides: dict[Stance, tuple[str, ...]]
    origins: tuple[str, ...]
    unknown_origins: int
    heads: dict[str, ReportHead]
    events: tuple["StoryView", ...] = ()


def stories(
    ledger: Ledger, known: Known, wanted: StoryFilter, limit: int | None = None, offset: int = 0
) -> tuple[list[StoryView], int]:
    """The stories that `wanted` lets through, those whose status changed last first; and how many there are in all.

    Only `limit` of them, behind the first `offset`, are looked at closely.
    """
    with ledger.derived() as derived:
        found = [one for one in _standing(derived, wanted.on) if _stands_so(one, wanted)]
        if wanted.about:
            keys = _keys_of(derived, known, {key for one in found for key in _named_in(one.story)}, wanted.about)
            found = [one for one in found if keys & {*_named_in(one.story)}]
        found.sort(key=lambda one: (one.changed_on or date.min, len(one.story.pages), one.story.id), reverse=True)
        views = [_view(derived, one.story, known, wanted.on) for one in found[offset:][:limit]]
    return views, len(found)


def events_within(ledger: Ledger, known: Known, wanted: StoryFilter) -> int:
    """How many events within a matter fit, where `wanted` is for matters only and lets none through."""
    return 0 if wanted.events else stories(ledger, known, replace(wanted, events=True), limit=0)[1]


@dataclass(frozen=True, slots=True)
class _Standing:
    """A story and how it stands."""

    story: Story
    status: Status | None
    disputed: bool
    changed_on: date | None


def _standing(derived: Asked, on: date | None) -> Iterator[_Standing]:
    """All stories as they stand, or as those stood that had begun on that day."""
    for kept in derived.stories():
        whole = story_of(kept)
        if on is None:
            yield _Standing(whole, Status(kept.status) if kept.status else None, kept.disputed, kept.changed_on)
        elif (then := history(whole, on)).steps:
            yield _Standing(whole, then.status, then.disputed, then.changed_on)


def _stands_so(one: _Standing, wanted: StoryFilter) -> bool:
    return (
        (wanted.events or one.story.part_of is None)
        and wanted.kind in (None, one.story.kind)
        and wanted.status in (None, one.status)
        and (one.disputed or not wanted.disputed)
        and (wanted.changed_since is None or (one.changed_on is not None and one.changed_on >= wanted.changed_since))
    )


def story(ledger: Ledger, known: Known, story_id: str, on: date | None = None) -> StoryView:
    """The story with that id, one it had earlier, or the only one whose id begins so; with its events.

    For the id of a claim, it is the event that the claim tells of, or else the matter.
    Raises NotFound, or UsageError where several ids begin so.
    """
    claim = ledger.claim(story_id).claim if story_id.startswith("c1-") else None
    with ledger.derived() as derived:
        ids = _telling_of(derived, claim) if claim else derived.found(story_id)
        if not ids:
            raise NotFound(f"no story has the id {story_id!r}; list stories with: reportedly stories")
        if len(ids) > 1:
            raise UsageError(f"several stories have ids that begin with {story_id!r}; give more of it")
        kept = next(derived.stories(ids))
        own = story_of(kept)
        events = [
            s for s in map(story_of, derived.of_matter(kept.matter)) if own.part_of is None and s.part_of == own.id
        ]
        return _view(derived, own, known, on, events)


def _telling_of(derived: Asked, claim: Claim) -> list[str]:
    """The id of the one story in which a claim is looked for, if there is one.

    What its page is mostly about comes before what that mentions, and an event before its matter.
    """
    told = [s for s in map(story_of, derived.feeding(claim.version_id)) if claim.id in {x.claim_id for x in s.sayings}]
    main = {s.id for s in told for page in s.pages if page.version_id == claim.version_id and page.main}
    return [s.id for s in sorted(told, key=lambda s: ((s.part_of or s.id) not in main, s.part_of is None, s.id))[:1]]


def copies_of(ledger: Ledger, report_id: str) -> list[tuple[ReportHead, ReportHead | None, str | None, float | None]]:
    """The family of copies that a report belongs to, its root first: each with what it was taken from, how, how much.

    Raises NotFound or UsageError as `Ledger.report` does.
    """
    version_id = ledger.report(report_id).head.version_id
    with ledger.derived() as derived:
        pages = derived.family_of(version_id)
        heads = derived.heads(page.version_seq for page in pages)
    ordered = sorted(pages, key=lambda page: (page.copy_of_seq is not None, page.version_seq))
    return [
        (heads[p.version_seq], heads.get(p.copy_of_seq) if p.copy_of_seq is not None else None, p.how, p.share)
        for p in ordered
    ]


def bounded(ledger: Ledger, stored: StoredReport) -> StoredReport:
    """A report whose day is unknown, with the bounds that other reports of its story give it."""
    version_id = stored.head.version_id
    if stored.head.published.on or ledger.stories_are_outdated():
        return stored
    with ledger.derived() as derived:
        pages = {page.version_seq: page for page in derived.family_of(version_id)}
        own = next((pages[seq] for seq, head in derived.heads(pages).items() if head.version_id == version_id), None)
        matter = next(derived.stories([own.matter]), None) if own and own.matter else None
    page = next((p for p in story_of(matter).pages if p.version_id == version_id), None) if matter else None
    if page is None or page.bounds is None:
        return stored
    return replace(stored, head=_with_bounds(stored.head, page))


def _with_bounds(head: ReportHead, page: Page) -> ReportHead:
    if head.published.on or page.bounds is None:
        return head
    return replace(head, published=replace(head.published, bounds=page.bounds))


def _view(derived: Asked, whole: Story, known: Known, on: date | None, events: Sequence[Story] = ()) -> StoryView:
    """The view of a story, with what was out on that day only."""
    found = derived.heads_by_version([page.version_id for page in whole.pages])
    heads = {p.version_id: _with_bounds(found[p.version_id], p) for p in whole.pages if p.version_id in found}
    pages = tuple(p for p in whole.pages if _is_out(heads.get(p.version_id), on))
    story = replace(as_of(whole, on), pages=pages)
    told, unknown = origins(story)
    return StoryView(
        story=story,
        participants=tuple(names(derived, known, story.participants)),
        places=tuple(names(derived, known, story.places)),
        history=history(whole, on),
        sides=sides(story),
        origins=told,
        unknown_origins=unknown,
        heads={p.version_id: heads[p.version_id] for p in pages if p.version_id in heads},
        events=tuple(_view(derived, event, known, on) for event in events),
    )


def _is_out(head: ReportHead | None, on: date | None) -> bool:
    """Whether a page was surely out on that day."""
    last = head.published.days.last if head and head.published.days else None
    return on is None or (last is not None and last <= on)


def names(derived: Asked, known: Known, keys: Sequence[str]) -> list[str]:
    """Names to show of the entities with those keys: the usual one, or as a report has it."""
    told = derived.names_of(key for key in keys if key not in known.entities)
    return [known.entities[key].name if key in known.entities else _usual(key, told.get(key, ())) for key in keys]


def _usual(key: str, told: Sequence[str]) -> str:
    """Of a new entity's names in reports the commonest that is a whole one: "Zeta Motors", not "Zeta"."""
    return next((name for name in told if NEW + normal(name) == key), told[0] if told else _word(key))


def _word(key: str) -> str:
    """What to show of a name that no report has as a whole, such as a word of a longer one."""
    name = key.removeprefix(NEW)
    return name if " " in name else name.capitalize()


def _named_in(story: Story) -> tuple[str, ...]:
    return (*story.participants, *story.places)


def _keys_of(derived: Asked, known: Known, keys: set[str], part: str) -> set[str]:
    """Those of `keys` whose names to show hold `part`."""
    ordered = sorted(keys)
    shown = zip(ordered, names(derived, known, ordered), strict=True)
    return {key for key, name in shown if part.casefold() in name.casefold()}


def fed_by(ledger: Ledger, known: Known, version_id: str) -> list[StoryView]:
    """The stories that a version of a report feeds: the one it is mostly about first, others by their size."""
    with ledger.derived() as derived:
        found = [story_of(kept) for kept in derived.feeding(version_id)]
        main = {story.id for story in found for page in story.pages if page.version_id == version_id and page.main}
        ordered = sorted(found, key=lambda s: (s.id not in main, -len(s.pages), s.id))
        return [_view(derived, story, known, None) for story in ordered]


def taking_part(derived: Asked, known: Known, key: str) -> list[StoryView]:
    """The stories in which the entity with that key takes part, the largest first; a matter stands for its events."""
    kept = (kept for matter in derived.matters_of(derived.naming([key])) for kept in derived.of_matter(matter))
    found = [story for story in map(story_of, kept) if key in _named_in(story)]
    ids = {story.id for story in found}
    found = [story for story in found if story.part_of not in ids]
    ordered = sorted(found, key=lambda story: (-len(story.pages), story.id))
    return [_view(derived, story, known, None) for story in ordered]

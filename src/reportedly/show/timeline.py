"""A story by days: what each report said, its copies folded under it.

In: StoryView, how each copy was made. Out: Day, with the reports of that day.
What a newcomer would get wrong: a copy of a copy is folded under the root, too; one whose root does not speak of the
story stands by itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.ledger import ReportHead
from reportedly.model import Interval, Page, Saying
from reportedly.run.asking import StoryView

Taken = Mapping[str, tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy: what it was taken from, if the story has that, how, and what share of the shorter text both hold."""

    head: ReportHead
    source: ReportHead | None
    how: str | None
    share: float | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A report with what it says of the story.

    `days` are its day, or those between which it lies if anything tells; `why` tells why it has no day, and its bounds.
    """

    page: Page
    head: ReportHead
    sayings: tuple[Saying, ...]
    days: Interval | None
    why: tuple[str, ...]
    taken: Copied | None
    copies: tuple[Copied, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """The reports of a day; of those without one, `on` is None."""

    on: date | None
    entries: tuple[Entry, ...]


def timeline(view: StoryView, taken: Taken) -> list[Day]:
    """The days of a story in their order, reports whose day is unknown last; `taken` tells how copies were made."""
    pages = {page.version_id: page for page in view.story.pages if page.version_id in view.heads}
    under: dict[str, list[Copied]] = defaultdict(list)
    for page in pages.values():
        if (root := _root(page, pages)) != page.version_id:
            under[root].append(_copied(page, view, taken))
    told: dict[str, list[Saying]] = defaultdict(list)
    for saying in view.story.sayings:
        told[saying.version_id].append(saying)
    days: dict[date | None, list[Entry]] = defaultdict(list)
    for page in pages.values():
        if _root(page, pages) == page.version_id:
            own = _copied(page, view, taken) if page.copy_of else None
            entry = _entry(page, view.heads[page.version_id], told[page.version_id], own, under[page.version_id])
            days[entry.head.published.on].append(entry)
    return [Day(on, tuple(days[on])) for on in sorted(days, key=lambda on: on or date.max)]


def _root(page: Page, pages: Mapping[str, Page]) -> str:
    """The page of the story under which `page` is folded: itself, unless it was taken from another of them."""
    seen = {page.version_id}
    while (source := pages.get(page.copy_of or "")) and source.version_id not in seen:
        page = source
        seen.add(page.version_id)
    return page.version_id


def _copied(page: Page, view: StoryView, taken: Taken) -> Copied:
    how, share = taken.get(page.version_id, (None, None))
    source = view.heads.get(page.copy_of) if page.copy_of else None
    return Copied(view.heads[page.version_id], source, how, share)


def _entry(
    page: Page, head: ReportHead, sayings: Sequence[Saying], taken: Copied | None, copies: Sequence[Copied]
) -> Entry:
    days = _days(head, sayings)
    return Entry(page, head, tuple(sayings), days, tuple(_why(head, days)), taken, tuple(copies))


def _days(head: ReportHead, sayings: Sequence[Saying]) -> Interval | None:
    """Between which days a report lies, by itself and by the other reports of its story."""
    days = head.published.days
    for saying in sayings:
        if saying.on is None and (saying.earliest or saying.latest):
            others = Interval(saying.earliest, Interval.of(saying.latest).end if saying.latest else None)
            days = days.and_(others) or days if days else others
    return days


def _why(head: ReportHead, days: Interval | None) -> Iterator[str]:
    """Why a report has no day, and on what grounds it lies between those."""
    published = head.published
    if published.reason:
        yield published.reason
    if published.bounds:
        reasons = dict.fromkeys(ground.reason for ground in published.bounds.grounds)
        yield from (reason for reason in reasons if reason != published.reason)
    if days != published.days:
        yield "other reports on the same word are near"

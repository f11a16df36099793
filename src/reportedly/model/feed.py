"""Feeds, and what they name: pages to be read, with what the feed says of them.

In: what a reader has made of a feed's bytes. Out: Feed with its items; FeedList, which names other feeds; Followed,
how things stand with a feed.
What a newcomer would get wrong: an item is work to be done, not a report; it becomes one when its page, or the full
text that the feed holds, has been read.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed.

    `address` is its page's, and what tells it from others; where it names no page it is the feed's with the item's own
    id behind "#", and `has_page` is false. `published` and `modified` are instants or days as ISO 8601 writes them;
    `text` is its full text as HTML, where the feed holds that.
    """

    address: str
    has_page: bool = True
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    modified: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed held: `kind` as people call it ("RSS", "Atom", "JSON Feed", "sitemap").

    `rest_s` is how long it asks to be left alone; a feed that broke off is not `whole`.
    """

    kind: str
    title: str | None
    items: tuple[Item, ...]
    rest_s: float | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class FeedList:
    """What names feeds: an OPML list, a sitemap index, a page that says where its feed is."""

    kind: str
    title: str | None
    feeds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SiteRules:
    """A site's robots.txt as it was at an instant; a site that has none has an empty one."""

    content: bytes
    asked_at: datetime


class FeedState(StrEnum):
    """How it stands with a feed: only the first is asked."""

    FOLLOWED = "followed"
    GONE = "gone"
    MOVED = "moved"
    UNFOLLOWED = "unfollowed"


@dataclass(frozen=True, slots=True)
class Followed:
    """A feed that is followed, and what is known for asking it again.

    `etag` and `modified` are of its last answer; `next_at` is None where it is not to be asked; `failures` counts those
    since it last answered, and `reason` is that of the last one. `via` is the list that named it.
    """

    address: str
    kind: str | None = None
    title: str | None = None
    via: str | None = None
    state: FeedState = FeedState.FOLLOWED
    etag: str | None = None
    modified: str | None = None
    asked_at: datetime | None = None
    next_at: datetime | None = None
    failures: int = 0
    reason: str | None = None
    moved_to: str | None = None

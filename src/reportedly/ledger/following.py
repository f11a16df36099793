"""The feeds that are followed, and the list of work that their items are.

In: how a feed stands after it was asked, with what it held; what became of an item. Out: what is due.
What a newcomer would get wrong: an item is done in the same transaction that keeps its report (see write.settle), so
that a program killed at any moment neither loses nor repeats one.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import sqlalchemy as sa

from reportedly.errors import NotFound, ReportedlyError
from reportedly.ledger import schema as t
from reportedly.ledger.rows import DueItem, FollowedFeed
from reportedly.ledger.write import refuse, settle
from reportedly.model import FeedState, Followed, Item, SiteRules

T = TypeVar("T")
_PIECE = 400
_AGAIN = timedelta(hours=6)  # some feeds state a new time of change with every request
_READ = t.feeds.c.state != FeedState.UNFOLLOWED  # whose items are read, also when the feed is asked no more


class Following:
    """A ledger's feeds and items; `Ledger.following` gives it."""

    def __init__(self, engine: sa.Engine, explained: Callable[[], AbstractContextManager[None]]) -> None:
        self._engine = engine
        self._explained = explained

    def follow(self, feed: Followed, now: datetime) -> bool:
        """Follow a feed from now on; False if it was followed already."""
        with self._writing() as connection:
            return _follow(connection, feed, now)

    def unfollow(self, address: str) -> list[str]:
        """Follow the feed at `address` no longer, nor those that came through it; their addresses.

        Raises NotFound where it is not followed.
        """
        f = t.feeds
        with self._writing() as connection:
            own = sa.and_(sa.or_(f.c.address == address, f.c.via == address), f.c.state != FeedState.UNFOLLOWED)
            found = list(connection.execute(sa.select(f.c.address).where(own).order_by(f.c.seq)).scalars())
            if not found:
                raise NotFound(f"no feed at {address!r} is followed; list them with: reportedly feeds")
            connection.execute(sa.update(f).where(own).values(state=FeedState.UNFOLLOWED, next_at=None))
        return found

    def feeds(self) -> list[FollowedFeed]:
        """All feeds but those that are followed no longer, in the order in which they came."""
        counts = {
            state: sa.select(sa.func.count())
            .where(t.items.c.feed_seq == t.feeds.c.seq, t.items.c.state == state)
            .scalar_subquery()
            for state in ("done", "pending", "refused")
        }
        statement = sa.select(t.feeds, *(count.label(f"n_{state}") for state, count in counts.items()))
        statement = statement.where(t.feeds.c.state != FeedState.UNFOLLOWED).order_by(t.feeds.c.seq)
        with self._reading() as connection:
            rows = connection.execute(statement).mappings().all()
        return [FollowedFeed(_followed(r), r["n_done"], r["n_pending"], r["n_refused"]) for r in rows]

    def due(self, now: datetime) -> list[Followed]:
        """The feeds that are to be asked now, the longest due first."""
        f = t.feeds
        statement = sa.select(f).where(f.c.state == FeedState.FOLLOWED, f.c.next_at <= _text(now))
        with self._reading() as connection:
            return [_followed(r) for r in connection.execute(statement.order_by(f.c.next_at, f.c.seq)).mappings()]

    def next_at(self) -> datetime | None:
        """When the next feed or item is due; None where nothing ever is."""
        f, i = t.feeds, t.items
        feed = sa.select(sa.func.min(f.c.next_at)).where(f.c.state == FeedState.FOLLOWED)
        item = sa.select(sa.func.min(i.c.next_at)).join(f).where(i.c.state == "pending", _READ)
        with self._reading() as connection:
            found = [at for x in (feed, item) if (at := connection.execute(x).scalar_one()) is not None]
        return datetime.fromisoformat(min(found)) if found else None

    def is_due(self, now: datetime) -> bool:
        """Whether a feed or item is due."""
        next_at = self.next_at()
        return next_at is not None and next_at <= now

    def note(self, address: str, feed: Followed, items: Sequence[Item], lists: Iterable[str], now: datetime) -> int:
        """Keep, at once, how the feed at `address` stands and what it named; how many items are to be read for it.

        `feed.address` is another where the feed has moved; `lists` are feeds that it names.
        """
        with self._writing() as connection:
            seq = connection.execute(sa.select(t.feeds.c.seq).where(t.feeds.c.address == address)).scalar_one()
            connection.execute(sa.update(t.feeds).where(t.feeds.c.seq == seq).values(_moved(connection, feed, seq)))
            for found in lists:
                _follow(connection, Followed(found, via=feed.address), now)
            return sum(_note_items(connection, seq, piece, now) for piece in _pieces(items))

    def due_items(self, now: datetime) -> list[DueItem]:
        """The items that are to be read now, in the order in which they were found."""
        i = t.items
        columns = [c for c in i.c if c.name != "text"]
        statement = sa.select(*columns, i.c.text.is_not(None).label("has_text")).join(t.feeds)
        statement = statement.where(i.c.state == "pending", i.c.next_at <= _text(now), _READ)
        with self._reading() as connection:
            return [_due(row) for row in connection.execute(statement.order_by(i.c.seq)).mappings()]

    def text_of(self, address: str) -> str:
        """The full text, as HTML, that a feed gave of the item at `address`."""
        with self._reading() as connection:
            packed = connection.execute(sa.select(t.items.c.text).where(t.items.c.address == address)).scalar_one()
        return zlib.decompress(packed).decode("utf-8", "surrogatepass")

    def settle(self, address: str) -> None:
        """The item at `address` has been read."""
        with self._writing() as connection:
            settle(connection, address)

    def give_up(self, address: str) -> None:
        """The item at `address`, where one is still to be read, is not tried again."""
        i = t.items
        values = {"next_at": None, **_no_more()}
        with self._writing() as connection:
            connection.execute(sa.update(i).where(i.c.address == address, i.c.state == "pending").values(values))

    def refuse(self, address: str, error: ReportedlyError, next_at: datetime | None) -> None:
        """The item at `address` could not be read; it is tried again at `next_at`, or no more."""
        i = t.items
        values: dict[str, object] = {"tries": i.c.tries + 1, "next_at": _text(next_at)}
        if next_at is None:
            values |= _no_more()
        with self._writing() as connection:
            refuse(connection, address, error)
            connection.execute(sa.update(i).where(i.c.address == address).values(values))

    def again(self, places: Sequence[str], now: datetime) -> list[str]:
        """Let those of `places` that are items be read anew; the others."""
        i, known, read = t.items, set[str](), sa.select(t.feeds.c.seq).where(_READ)
        with self._writing() as connection:
            for piece in _pieces(places):
                own = sa.and_(i.c.address.in_(piece), i.c.state != "done", i.c.feed_seq.in_(read))
                known |= set(connection.execute(sa.select(i.c.address).where(own)).scalars())
                connection.execute(sa.update(i).where(own).values(state="pending", next_at=_text(now)))
        return [place for place in places if place not in known]

    def site_rules(self, since: datetime, until: datetime) -> dict[str, SiteRules]:
        """The robots.txt files that were asked for between `since` and `until`, by address."""
        r = t.site_rules
        with self._reading() as connection:
            rows = connection.execute(sa.select(r).where(r.c.asked_at.between(_text(since), _text(until))))
            return {
                row.address: SiteRules(zlib.decompress(row.content), datetime.fromisoformat(row.asked_at))
                for row in rows
            }

    def keep_site_rules(self, found: Mapping[str, SiteRules], since: datetime) -> None:
        """Keep robots.txt files by address, instead of earlier ones; those asked for before `since` go."""
        r = t.site_rules
        rows = [
            {"address": place, "asked_at": _text(rules.asked_at), "content": zlib.compress(rules.content)}
            for place, rules in found.items()
        ]
        with self._writing() as connection:
            for piece in _pieces(rows):
                connection.execute(sa.delete(r).where(r.c.address.in_([row["address"] for row in piece])))
                connection.execute(sa.insert(r), piece)
            connection.execute(sa.delete(r).where(r.c.asked_at < _text(since)))

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self._explained(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with self._explained(), self._engine.begin() as connection:
            yield connection


def _follow(connection: sa.Connection, feed: Followed, now: datetime) -> bool:
    f = t.feeds
    state = connection.execute(sa.select(f.c.state).where(f.c.address == feed.address)).scalar_one_or_none()
    if state is None:
        row = {"address": feed.address, "followed_at": _text(now), "next_at": _text(now), "failures": 0}
        more = {"kind": feed.kind, "title": feed.title, "via": feed.via, "state": FeedState.FOLLOWED}
        connection.execute(sa.insert(f).values(**row, **more))
        return True
    # A list names its feeds at each reading; what a person has left, or what is gone, does not come back through it.
    if state == FeedState.FOLLOWED or feed.via is not None:
        return False
    values = {"state": FeedState.FOLLOWED, "next_at": _text(now), "failures": 0, "reason": None, "via": None}
    connection.execute(sa.update(f).where(f.c.address == feed.address).values(**values))
    return True


def _moved(connection: sa.Connection, feed: Followed, seq: int) -> dict[str, object]:
    """The row of a feed; one that has moved to where another is followed already gives way to that."""
    row = _feed_row(feed)
    there = connection.execute(sa.select(t.feeds.c.seq).where(t.feeds.c.address == feed.address)).scalar_one_or_none()
    if there in (None, seq):
        return row
    return {"state": FeedState.MOVED, "moved_to": feed.address, "next_at": None, "asked_at": row["asked_at"]}


def _feed_row(feed: Followed) -> dict[str, object]:
    return {
        "address": feed.address,
        "kind": feed.kind,
        "title": feed.title,
        "state": feed.state,
        "etag": feed.etag,
        "modified": feed.modified,
        "asked_at": _text(feed.asked_at),
        "next_at": _text(feed.next_at),
        "failures": feed.failures,
        "reason": feed.reason,
        "moved_to": feed.moved_to,
    }


def _followed(row: Any) -> Followed:
    return Followed(
        address=row["address"],
        kind=row["kind"],
        title=row["title"],
        via=row["via"],
        state=FeedState(row["state"]),
        etag=row["etag"],
        modified=row["modified"],
        asked_at=_instant(row["asked_at"]),
        next_at=_instant(row["next_at"]),
        failures=row["failures"],
        reason=row["reason"],
        moved_to=row["moved_to"],
    )


def _note_items(connection: sa.Connection, feed_seq: int, items: Sequence[Item], now: datetime) -> int:
    """New items become work, and those that say they have changed since they were read; how many."""
    i = t.items
    known = sa.select(i.c.address, i.c.modified, i.c.state, i.c.settled_at)
    rows = connection.execute(known.where(i.c.address.in_([item.address for item in items]))).mappings()
    found = {row["address"]: row for row in rows}
    new = [item for item in items if item.address not in found]
    if new:
        connection.execute(sa.insert(i), [_new_row(feed_seq, item, now) for item in new])
    changed = [item for item in items if item.address in found and _has_changed(item, found[item.address], now)]
    for item in changed:
        connection.execute(sa.update(i).where(i.c.address == item.address).values(_work_row(item, now)))
    return len(new) + len(changed)


def _has_changed(item: Item, row: Any, now: datetime) -> bool:
    if row["state"] == "pending" or item.modified is None or item.modified == row["modified"]:
        return False
    return bool(row["settled_at"] <= _text(now - _AGAIN))


def _new_row(feed_seq: int, item: Item, now: datetime) -> dict[str, object]:
    own = {"feed_seq": feed_seq, "address": item.address, "has_page": item.has_page, "found_at": _text(now)}
    return own | _work_row(item, now)


def _work_row(item: Item, now: datetime) -> dict[str, object]:
    return {
        "title": item.title,
        "outlet": item.outlet,
        "published": item.published,
        "modified": item.modified,
        "text": zlib.compress(item.text.encode("utf-8", "surrogatepass")) if item.text else None,
        "state": "pending",
        "tries": 0,
        "next_at": _text(now),
    }


def _due(row: Any) -> DueItem:
    item = Item(row["address"], row["has_page"], row["title"], row["outlet"], row["published"], row["modified"])
    return DueItem(item, bool(row["has_text"]), row["tries"])


def _pieces(things: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(things), _PIECE):
        yield things[start : start + _PIECE]


def _no_more() -> dict[str, object]:
    """What an item becomes that is not tried again."""
    return {"state": "refused", "settled_at": _text(datetime.now(UTC))}


def _text(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else None


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None

"""The path of what is followed: feeds that are due → items that are new → their pages → the path of every document.

In: a ledger, the network, an engine. Out: what came of each feed and of each item, as they come.
What a newcomer would get wrong: asking feeds and reading items are two steps, each of which starts from what the ledger
holds; whichever was stopped goes on there, and what was done is not done again.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from reportedly.errors import NotReadable, NotThere, ReadError
from reportedly.ledger import DueItem, Ledger
from reportedly.model import Engine, Feed, FeedList, Followed, Item
from reportedly.read import Limits, Manners, Raw, Refused, Workers, is_address
from reportedly.read.feeds import read_feed
from reportedly.read.fetch import Answer, Ask, page_of
from reportedly.read.robots import HOLD
from reportedly.read.web import Web
from reportedly.run.batch import through
from reportedly.run.pipeline import Outcome
from reportedly.run.schedule import answered, failed, held, next_try


@dataclass(frozen=True, slots=True)
class Polled:
    """What came of asking one feed: how it stands now, how many items are to be read for it; or what went wrong.

    `was` is the address it was asked at.
    """

    was: str
    feed: Followed
    new: int = 0
    error: ReadError | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """What came of a person's wish to follow what is at `name`: the feeds that are followed now, and those already."""

    name: str
    kind: str = ""
    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    error: ReadError | None = None


@contextmanager
def network(ledger: Ledger, limits: Limits, manners: Manners) -> Iterator[Web]:
    """The network, with the robots.txt files that the ledger knows; those asked for are kept when it is closed."""
    now = _now()
    web = Web(limits, manners, ledger.following.site_rules(now - HOLD, now))
    try:
        with web:
            yield web
    finally:
        keep_rules(ledger, web)


def keep_rules(ledger: Ledger, web: Web) -> None:
    """Keep the robots.txt files that were asked for since the last time, so that other commands need not ask."""
    if found := web.take_rules():
        ledger.following.keep_site_rules(found, _now() - HOLD)


def follow(name: str, ledger: Ledger, web: Web) -> Begun:
    """Follow the feed, sitemap or list at an address, the feed that a page names, or all feeds of a local OPML file."""
    try:
        kind, feeds = _found(name, web)
    except ReadError as error:
        return Begun(name, error=error)
    now = _now()
    new = {feed.address: ledger.following.follow(feed, now) for feed in feeds}
    known = tuple(address for address, is_new in new.items() if not is_new)
    return Begun(name, kind, tuple(address for address, is_new in new.items() if is_new), known)


def _found(name: str, web: Web) -> tuple[str, list[Followed]]:
    """What is at `name`, and the feeds that are to be followed for it."""
    if not is_address(name):
        what = read_feed(_file(name), name, limits=web.limits)
        if not isinstance(what, FeedList):
            raise NotReadable("a feed in a file never changes; give its address, or an OPML file")
        return what.kind, [Followed(feed) for feed in what.feeds]
    answer = web.get(Ask(name, only_page=False))
    address = answer.moved_to or name
    what = read_feed(answer.content or b"", answer.url, answer.content_type, web.limits)
    if isinstance(what, FeedList) and what.kind == "page":
        return what.kind, [Followed(what.feeds[0])]
    return what.kind, [Followed(address, what.kind, what.title)]


def _file(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except (OSError, ValueError) as error:
        raise NotThere(f"it cannot be opened: {getattr(error, 'strerror', None) or error}") from None


def ask_feeds(ledger: Ledger, web: Web) -> Generator[Polled]:
    """Ask every feed that is due, and note what is new; feeds that a list names are asked too.

    Raises LedgerError where the ledger cannot be written.
    """
    while due := ledger.following.due(_now()):
        feeds = {feed.address: feed for feed in due}
        asks = [Ask(feed.address, feed.etag, feed.modified, only_page=False) for feed in due]
        with closing(web.get_all(asks)) as answers:
            for ask, answer in answers:
                yield _polled(feeds[ask.address], answer, ledger, web)
        keep_rules(ledger, web)


def _polled(feed: Followed, answer: Answer | ReadError, ledger: Ledger, web: Web) -> Polled:
    now = _now()
    try:
        if isinstance(answer, ReadError):
            raise answer
        state, what = _state(feed, answer, now, web)
    except ReadError as error:
        state = failed(feed, error, now)
        ledger.following.note(feed.address, state, (), (), now)
        return Polled(feed.address, state, error=error)
    items = what.items if isinstance(what, Feed) else ()
    lists = what.feeds[: 1 if what.kind == "page" else None] if isinstance(what, FeedList) else ()
    new = ledger.following.note(feed.address, state, items, lists, now)
    return Polled(feed.address, state, new)


def _state(feed: Followed, answer: Answer, now: datetime, web: Web) -> tuple[Followed, Feed | FeedList | None]:
    """How a feed stands after an answer, and what it held, if that has changed."""
    moved = replace(feed, address=answer.moved_to or feed.address)
    if answer.content is None:
        return answered(moved, now, answer.fresh_s), None
    what = _read(answer, web)
    rest_s = max((what.rest_s or 0.0) if isinstance(what, Feed) else 0.0, answer.fresh_s or 0.0)
    return held(answered(moved, now, rest_s or None), what, answer.etag, answer.modified), what


def _read(answer: Answer, web: Web) -> Feed | FeedList:
    """What a feed's answer holds; a fault of ours or of a library's in reading it is a fault of this one feed."""
    try:
        return read_feed(answer.content or b"", answer.url, answer.content_type, web.limits)
    except ReadError:
        raise
    except Exception as error:
        raise NotReadable(f"the reader failed on it: {type(error).__name__}: {error}") from error


def read_items(ledger: Ledger, web: Web, engine: Engine, workers: int = 1) -> Generator[Outcome]:
    """Read every item that is due, each on the path of all documents; one that cannot be read goes to the quarantine.

    Raises LedgerError where the ledger cannot be written; all outcomes before that are kept.
    """
    due = ledger.following.due_items(_now())
    if not due:
        return  # no process is started for nothing
    tries = {one.item.address: one.tries for one in due}
    # A page on which a library hangs or dies must not hold up all that is followed, so items are read in processes as
    # files are. What is still asked for ends before the network does.
    with Workers(workers, web.limits) as pool, closing(_documents(due, ledger, web)) as documents:
        found = ((tries[one.place], one) for one in documents)
        with closing(through(found, pool, ledger, engine)) as outcomes:
            for tried, outcome in outcomes:
                yield _settled(outcome, tried, ledger)
    keep_rules(ledger, web)


def _documents(due: Sequence[DueItem], ledger: Ledger, web: Web) -> Generator[Raw | Refused]:
    """The documents of items: texts that the feeds gave, then pages as they come."""
    pages: dict[str, Item] = {}
    for one in due:
        item = one.item
        if one.has_text:
            text = ledger.following.text_of(item.address)
            yield Raw(text.encode("utf-8", "surrogatepass"), "text/html", item.address, item=replace(item, text=text))
        elif item.has_page:
            pages[item.address] = item
        else:
            yield Refused(item.address, NotReadable("the feed names no page for it, and gives no text"))
    with closing(web.get_all(Ask(address) for address in pages)) as answers:
        for ask, answer in answers:
            yield _page(answer, pages[ask.address])


def _page(answer: Answer | ReadError, item: Item) -> Raw | Refused:
    if isinstance(answer, ReadError):
        return Refused(item.address, answer)
    return replace(page_of(answer, item.address), item=item)


def _settled(outcome: Outcome, tries: int, ledger: Ledger) -> Outcome:
    """The outcome, after the work list has it; a version that is new was settled as it was put."""
    if outcome.error is not None:
        ledger.following.refuse(outcome.place, outcome.error, next_try(tries, outcome.error, _now()))
    else:
        ledger.following.settle(outcome.place)
    return outcome


def _now() -> datetime:
    return datetime.now(UTC)

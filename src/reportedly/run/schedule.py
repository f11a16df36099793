"""When a feed is asked again, and an item tried again: pure decisions.

In: how a feed stood, what came of asking it, the time. Out: how it stands now.
What a newcomer would get wrong: there is no chance in it; the same answers at the same times give the same ledger.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from reportedly.errors import Fate, Gone, ReportedlyError, Unreachable
from reportedly.model import Feed, FeedList, FeedState, Followed

_USUAL_S = 1800.0  # for a feed that does not say how often it changes
_LEAST_S, _MOST_S = 600.0, 86_400.0
_LEAST_WAIT_S = 60.0
_TRIES = 8  # of an item: with the waits between, about a day and a half


def answered(feed: Followed, now: datetime, rest_s: float | None = None) -> Followed:
    """`feed` after it has answered, and asks to be left alone for `rest_s`.

    >>> now = datetime(2024, 3, 28, 9, 0)
    >>> answered(Followed("https://e.org/rss", failures=3, reason="no"), now, 7200.0).next_at
    datetime.datetime(2024, 3, 28, 11, 0)
    """
    wait_s = min(max(rest_s or _USUAL_S, _LEAST_S), _MOST_S)
    return replace(feed, asked_at=now, next_at=now + timedelta(seconds=wait_s), failures=0, reason=None)


def held(feed: Followed, what: Feed | FeedList, etag: str | None, modified: str | None) -> Followed:
    """`feed` after it held something; what broke off is asked for as a whole the next time."""
    whole = not isinstance(what, Feed) or what.whole
    return replace(
        feed,
        kind=what.kind,
        title=what.title or feed.title,
        etag=etag if whole else None,
        modified=modified if whole else None,
    )


def failed(feed: Followed, error: ReportedlyError, now: datetime) -> Followed:
    """`feed` after it could not be read: asked later and later, when the server wishes, or, if it is gone, no more."""
    if isinstance(error, Gone):
        return replace(feed, state=FeedState.GONE, asked_at=now, next_at=None, reason=str(error))
    wait = timedelta(seconds=wait_s(feed.failures, error))
    return replace(feed, asked_at=now, next_at=now + wait, failures=feed.failures + 1, reason=str(error))


def next_try(tries: int, error: ReportedlyError, now: datetime) -> datetime | None:
    """When an item that was tried `tries` times before is tried again; None for never."""
    if error.fate is not Fate.RETRY or tries + 1 >= _TRIES:
        return None
    return now + timedelta(seconds=wait_s(tries, error))


def wait_s(failures: int, error: ReportedlyError) -> float:
    """Seconds until the next try, after `failures` before this one: as the server asks, else twice as long each time.

    >>> [wait_s(n, Unreachable("no answer")) for n in (0, 1, 2, 50)], wait_s(3, Unreachable("busy", after_s=90.0))
    ([600.0, 1200.0, 2400.0, 86400.0], 90.0)
    """
    if isinstance(error, Unreachable) and error.after_s is not None:
        return max(error.after_s, _LEAST_WAIT_S)
    return min(_LEAST_S * 2.0 ** min(failures, 20), _MOST_S)

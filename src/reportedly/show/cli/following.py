"""Commands about what is followed: follow, unfollow, feeds, fetch, watch.

In: addresses of feeds, sitemaps, lists. Out: a ledger that knows what is due, and reads it.
What a newcomer would get wrong: `follow` reads no reports; `fetch` asks only the feeds whose time has come.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from reportedly.ledger import Ledger
from reportedly.run import Outcome, Settings, Summary
from reportedly.show.cleaning import clean
from reportedly.show.cli.codes import REFUSED
from reportedly.show.cli.interrupting import look_for_interrupts
from reportedly.show.cli.loading import engine
from reportedly.show.cli.options import (
    AllowHost,
    AsJson,
    Connections,
    HostConnections,
    HostDelay,
    LedgerPath,
    MaxMb,
    MaxRedirects,
    MaxSeconds,
    Timeout,
    UserAgent,
    WorkerCount,
)
from reportedly.show.cli.telling import (
    ADDED,
    close,
    join,
    number,
    outcome_row,
    say,
    with_progress,
)
from reportedly.show.export import feed_row, json_line, write_array
from reportedly.show.tables import console, day, feeds_table

_LONGEST_SLEEP_S = 30.0


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    for command in (follow, unfollow, feeds, fetch, watch):
        app.command()(command)


def follow(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="URL|OPML...", help="Feeds, sitemaps, pages that name a feed; OPML lists, also as files."
        ),
    ],
    ledger: LedgerPath = None,
    max_mb: MaxMb = None,
    timeout: Timeout = None,
    max_redirects: MaxRedirects = None,
    allow_host: AllowHost = None,
    user_agent: UserAgent = None,
) -> int:
    """Follow feeds: RSS, Atom, JSON Feed, sitemaps, and all feeds of an OPML list.

    Prints the address of each feed that is followed from now on. A sitemap index or OPML list at an address is looked
    at again and again, and what is new in it is followed too. Nothing is read yet; that is for fetch and watch.

    Examples:
      reportedly follow https://example.org/news/

      reportedly follow https://example.org/news-sitemap.xml subscriptions.opml
    """
    from reportedly.run.following import follow as follow_one  # HTTP is slow to import, for those who fetch

    settings = Settings.of(
        ledger=ledger,
        max_mb=max_mb,
        timeout_s=timeout,
        max_redirects=max_redirects,
        allow_host=allow_host,
        user_agent=user_agent,
    )
    new = known = failed = 0
    with Ledger(settings.ledger, writing=True) as opened, _web(opened, settings) as web:
        for name in names:
            begun = follow_one(name, opened, web)
            for address in begun.new:
                print(clean(address))
            if begun.error:
                say(f"{clean(name)}: {clean(str(begun.error))}", style="yellow")
            new, known, failed = new + len(begun.new), known + len(begun.known), failed + bool(begun.error)
    more = [f"{known:,} followed already"] * bool(known) + [f"{failed:,} cannot be followed"] * bool(failed)
    hint = ["read them with: reportedly fetch"] * bool(new or known)
    say("; ".join([f"follow {number(new, 'feed')} more", *more, *hint]))
    return REFUSED if failed else 0


def unfollow(
    addresses: Annotated[
        list[str], typer.Argument(metavar="URL...", help="Addresses, as `reportedly feeds` lists them.")
    ],
    ledger: LedgerPath = None,
) -> None:
    """Follow feeds no longer, nor those that came through a list; what was read stays in the ledger.

    Example:
      reportedly unfollow https://example.org/rss
    """
    with Ledger(Settings.of(ledger=ledger).ledger, writing=True) as opened:
        for address in addresses:
            for found in opened.following.unfollow(address):
                print(clean(found))


def feeds(ledger: LedgerPath = None, as_json: AsJson = False) -> None:
    """List the feeds that are followed: how they stand, when they are asked again, what came of their items.

    Example:
      reportedly feeds --json | jq -r '.[] | select(.failures > 3) | .address'
    """
    with Ledger(Settings.of(ledger=ledger).ledger) as opened:
        found = opened.following.feeds()
    if as_json:
        write_array((feed_row(one) for one in found), sys.stdout)
    elif found:
        console().print(feeds_table(found))
    else:
        say("no feed is followed; follow one with: reportedly follow URL")


def fetch(
    ledger: LedgerPath = None,
    max_mb: MaxMb = None,
    max_seconds: MaxSeconds = None,
    timeout: Timeout = None,
    max_redirects: MaxRedirects = None,
    allow_host: AllowHost = None,
    user_agent: UserAgent = None,
    host_delay: HostDelay = None,
    host_connections: HostConnections = None,
    connections: Connections = None,
    workers: WorkerCount = None,
    as_json: AsJson = False,
) -> int:
    """Ask the feeds that are due, read what is new, and end; made for cron.

    A feed is asked as often as it wishes, from every ten minutes to once a day, and every half hour where it does not
    say. robots.txt is obeyed, with its crawl delay. What fails is tried again later and later; what cannot be read is
    in the quarantine. A fetch that was stopped goes on where it was.

    Example:
      */15 * * * * reportedly fetch
    """
    settings = Settings.of(
        ledger=ledger,
        max_mb=max_mb,
        max_s=max_seconds,
        timeout_s=timeout,
        max_redirects=max_redirects,
        allow_host=allow_host,
        user_agent=user_agent,
        host_delay_s=host_delay,
        host_connections=host_connections,
        connections=connections,
        workers=workers,
    )
    with Ledger(settings.ledger, writing=True) as opened, _fetching(opened, settings) as web:
        once = _Round(opened, web, settings, as_json=as_json)
        once.run()
    return once.exit_code


def watch(
    ledger: LedgerPath = None,
    max_mb: MaxMb = None,
    max_seconds: MaxSeconds = None,
    timeout: Timeout = None,
    max_redirects: MaxRedirects = None,
    allow_host: AllowHost = None,
    user_agent: UserAgent = None,
    host_delay: HostDelay = None,
    host_connections: HostConnections = None,
    connections: Connections = None,
    workers: WorkerCount = None,
    as_json: AsJson = False,
) -> int:
    """Fetch as `reportedly fetch` does whenever a feed is due, until Ctrl-C; print each new report.

    Example:
      reportedly watch
    """
    settings = Settings.of(
        ledger=ledger,
        max_mb=max_mb,
        max_s=max_seconds,
        timeout_s=timeout,
        max_redirects=max_redirects,
        allow_host=allow_host,
        user_agent=user_agent,
        host_delay_s=host_delay,
        host_connections=host_connections,
        connections=connections,
        workers=workers,
    )
    with Ledger(settings.ledger, writing=True) as opened, _fetching(opened, settings) as web:
        say(f"watching {number(len(opened.following.feeds()), 'feed')} (Ctrl-C ends)")
        while True:
            if opened.following.is_due(_now()):
                _Round(opened, web, settings, as_json=as_json, printing=True).run()
            _wait(opened)


def _wait(ledger: Ledger) -> None:
    """Sleep until the next feed or item is due, but not for long, since another may be followed meanwhile."""
    next_at = ledger.following.next_at()
    left_s = (next_at - _now()).total_seconds() if next_at else _LONGEST_SLEEP_S
    look_for_interrupts()
    time.sleep(min(max(left_s, 1.0), _LONGEST_SLEEP_S))


def read_again(places: Sequence[str], ledger: LedgerPath, *, as_json: bool) -> tuple[int, list[str]]:
    """Read those of `places` that are items of feeds anew: the exit code; and the others."""
    settings = Settings.of(ledger=ledger)
    with Ledger(settings.ledger, writing=True) as opened:
        others = opened.following.again(places, _now())
        if len(others) == len(places):
            return 0, others
        with _fetching(opened, settings) as web:
            once = _Round(opened, web, settings, as_json=as_json)
            once.run(asking=False)
    return once.exit_code, others


@contextmanager
def _fetching(ledger: Ledger, settings: Settings) -> Iterator[Any]:
    """The network, for nobody else's fetching meanwhile."""
    with ledger.fetching(), _web(ledger, settings) as web:
        yield web


def _web(ledger: Ledger, settings: Settings) -> AbstractContextManager[Any]:
    from reportedly.run.following import network  # HTTP is slow to import, for those who fetch

    return network(ledger, settings.limits, settings.manners)


@dataclass(slots=True)
class _Round:
    """One once: feeds are asked, items read; what was said of it, and how it ended."""

    ledger: Ledger
    web: Any
    settings: Settings
    as_json: bool
    printing: bool = False
    summary: Summary = field(default_factory=Summary)
    asked: int = 0
    failed: int = 0
    new: int = 0

    @property
    def exit_code(self) -> int:
        """1 where a feed or an item could not be read, else 0."""
        return REFUSED if self.failed or self.summary.fates else 0

    def run(self, *, asking: bool = True) -> None:
        """Ask feeds, if so wished, and read items; the closing lines come in any case."""
        try:
            if asking:
                self._ask_feeds()
            self._read_items()
            join(self.ledger)
        finally:
            self._close()

    def _close(self) -> None:
        parts = [f"asked {number(self.asked, 'feed')}"]
        if self.failed:
            parts.append(f"{self.failed:,} could not be read (see: reportedly feeds)")
        parts.append(number(self.new, "new item"))
        say("; ".join(parts))
        next_at = self.ledger.following.next_at()
        close(self.summary, ADDED, f"the next is due at {next_at.astimezone():%Y-%m-%d %H:%M:%S}" if next_at else None)

    def _ask_feeds(self) -> None:
        from reportedly.run.following import ask_feeds

        total = len(self.ledger.following.due(_now()))
        with closing(ask_feeds(self.ledger, self.web)) as polled:
            for one in with_progress(polled, total, "feeds", lambda _: 1):
                self.asked, self.new, self.failed = self.asked + 1, self.new + one.new, self.failed + bool(one.error)
                if one.error:
                    say(f"{clean(one.was)}: {clean(str(one.error))}", style="yellow")
                elif one.feed.address != one.was:
                    say(f"{clean(one.was)}: it has moved to {clean(one.feed.address)}")

    def _read_items(self) -> None:
        from reportedly.run.following import read_items

        total = len(self.ledger.following.due_items(_now()))
        with closing(read_items(self.ledger, self.web, engine(), self.settings.workers)) as outcomes:
            for outcome in with_progress(outcomes, total, "reports", lambda _: 1):
                self.summary.count(outcome)
                self._print(outcome)

    def _print(self, outcome: Outcome) -> None:
        report = outcome.report
        if self.as_json:
            print(json_line(outcome_row(outcome)), flush=True)
        elif self.printing and report and not outcome.known:
            named = f"{clean(report.outlet)}, {day(report.published)}: {clean(report.title or report.name)}"
            print(f"{named} ({number(len(outcome.claims or ()), 'claim')}, {report.id[:10]})", flush=True)


def _now() -> datetime:
    return datetime.now(UTC)

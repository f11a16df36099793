"""Feeds that are due, items that are new, pages that misbehave: what the ledger holds afterwards."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reportedly.errors import Fate
from reportedly.ledger import Ledger
from reportedly.model import DateHow, FeedState
from reportedly.read import Limits, Manners
from reportedly.read.web import Web
from reportedly.run import Summary
from reportedly.run.following import ask_feeds, follow, read_items
from tests.conftest import Plain
from tests.read.test_worker import SLOW
from tests.sites import TEXT, Reply, full, item, rss

LIMITS = Limits(max_bytes=200_000, timeout_s=2.0, allowed_hosts=("127.0.0.1",))


@pytest.fixture
def web():
    with Web(LIMITS, Manners(host_delay_s=0.0)) as opened:
        yield opened


def fetch(ledger: Ledger, web: Web) -> Summary:
    summary = Summary()
    list(ask_feeds(ledger, web))
    for outcome in read_items(ledger, web, Plain()):
        summary.count(outcome)
    return summary


def later(ledger: Ledger) -> None:
    """Time passes: whatever waits is due."""
    with sqlite3.connect(ledger.path) as connection:
        for table in ("feeds", "items"):
            connection.execute(f"UPDATE {table} SET next_at = '2020-01-01T00:00:00+00:00' WHERE next_at IS NOT NULL")
        connection.execute("UPDATE items SET settled_at = '2020-01-01T00:00:00+00:00' WHERE settled_at IS NOT NULL")
    connection.close()


def minutes_left(ledger: Ledger) -> float:
    return (ledger.following.next_at() - datetime.now(UTC)) / timedelta(minutes=1)


def test_new_items_are_read_once(ledger, site, web):
    feed = site.feed("/rss", item("/a"), item("/b", "Zeta denies it"))
    site.page("/a")
    site.page("/b", TEXT.replace("Zeta", "Brio"))
    assert follow(feed, ledger, web).new == (feed,)
    assert fetch(ledger, web).added == 2
    assert fetch(ledger, web).added == 0
    later(ledger)
    site.feed("/rss", item("/c"), item("/a"), item("/b"))
    site.page("/c", TEXT.replace("Zeta", "Keta"))
    assert fetch(ledger, web).added == 1
    assert [site.paths().count(path) for path in ("/a", "/b", "/c")] == [1, 1, 1]
    heads = list(ledger.reports())
    assert {head.came_from for head in heads} == {site.url + path for path in ("/a", "/b", "/c")}
    assert {head.published.how for head in heads} == {DateHow.FEED}
    assert ledger.counts().claims > 3


def test_one_page_in_two_feeds_is_one_report(ledger, site, web):
    for path in ("/rss", "/all"):
        follow(site.feed(path, item("/a?utm_source=x"), item("/a#top")), ledger, web)
    site.page("/a")
    assert fetch(ledger, web).added == 1
    assert site.paths().count("/a") == 1


def test_a_page_that_takes_too_long_to_read_is_refused_and_the_others_go_on(ledger, site):
    with Web(replace(LIMITS, max_bytes=1_000_000, max_s=1.0), Manners(host_delay_s=0.0)) as web:
        follow(site.feed("/rss", item("/slow"), item("/b")), ledger, web)
        site.routes["/slow"] = Reply(SLOW.content, headers={"Content-Type": "text/html"})
        site.page("/b")
        summary = fetch(ledger, web)
    assert (summary.added, summary.fates) == (1, {Fate.QUARANTINE: 1})
    assert "more than 1 s of processor time" in ledger.quarantined()[0].reason


def test_a_full_text_needs_no_page(ledger, site, web):
    follow(site.feed("/rss", full("/a", TEXT)), ledger, web)
    assert fetch(ledger, web).added == 1
    assert "/a" not in site.paths()
    (head,) = ledger.reports()
    assert (head.url, head.outlet) == (site.url + "/a", "Motor Wire")


def test_a_full_text_is_kept_until_it_is_read_although_the_feed_lets_go_of_it(ledger, site, web):
    follow(site.feed("/rss", full("/a", TEXT)), ledger, web)
    list(ask_feeds(ledger, web))
    site.feed("/rss")
    later(ledger)
    assert fetch(ledger, web).added == 1


def test_what_says_that_it_has_changed_is_read_again_as_another_version(ledger, site, web):
    def entry(at: str) -> str:
        link = f"<link href='{site.url}/a'/>"
        return (
            f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id>{link}<updated>{at}</updated></entry></feed>"
        )

    site.routes["/atom"] = Reply(entry("2024-03-28T09:00:00Z"))
    site.page("/a")
    follow(site.url + "/atom", ledger, web)
    fetch(ledger, web)
    site.routes["/atom"] = Reply(entry("2024-03-28T11:00:00Z"))
    site.page("/a", TEXT.replace("in talks", "no longer in talks"))
    later(ledger)
    assert fetch(ledger, web).added == 1
    assert [head.number for head in ledger.reports()] == [2]


def test_a_feed_that_has_not_changed_is_not_sent_again(ledger, site, web):
    def conditional(asked):
        known = asked.headers.get("If-None-Match") == '"1"'
        return Reply(status=304) if known else Reply(rss(item("/a")), headers={"ETag": '"1"'})

    site.routes["/rss"] = conditional
    site.page("/a")
    follow(site.url + "/rss", ledger, web)
    fetch(ledger, web)
    later(ledger)
    (polled,) = ask_feeds(ledger, web)
    assert (polled.error, polled.new, polled.feed.etag) == (None, 0, '"1"')


def test_a_feed_that_broke_off_is_asked_for_as_a_whole_the_next_time(ledger, site, web):
    whole = rss(item("/a"), item("/b"))
    site.routes["/rss"] = Reply(whole[:-80], headers={"ETag": '"1"'})
    follow(site.url + "/rss", ledger, web)
    list(ask_feeds(ledger, web))
    site.routes["/rss"] = Reply(whole, headers={"ETag": '"1"'})
    later(ledger)
    list(ask_feeds(ledger, web))
    assert all("If-None-Match" not in asked.headers for asked in site.asked)
    assert {due.item.address for due in ledger.following.due_items(datetime.now(UTC))} == {
        site.url + "/a",
        site.url + "/b",
    }


@pytest.mark.parametrize(
    ("head", "headers", "minutes"),
    [
        ("", {}, 30),
        ("<ttl>120</ttl>", {}, 120),
        ("<ttl>1</ttl>", {}, 10),
        ("", {"Cache-Control": "public, max-age=7200"}, 120),
        ("<ttl>60</ttl>", {"Cache-Control": "max-age=0"}, 60),
        ("", {"Cache-Control": "max-age=31536000"}, 24 * 60),
    ],
)
def test_a_feed_is_asked_as_often_as_it_wishes_within_bounds(ledger, site, web, head, headers, minutes):
    follow(site.feed("/rss", head=head, **headers), ledger, web)
    list(ask_feeds(ledger, web))
    assert minutes - 1 < minutes_left(ledger) <= minutes
    assert list(ask_feeds(ledger, web)) == []


def test_a_feed_that_has_moved_for_good_is_asked_at_its_new_address(ledger, site, web):
    old = site.feed("/rss", item("/a"))
    follow(old, ledger, web)
    site.routes["/rss"] = Reply(status=301, headers={"Location": "/new"})
    new = site.feed("/new", item("/a"))
    (polled,) = ask_feeds(ledger, web)
    assert (polled.was, polled.feed.address) == (old, new)
    later(ledger)
    list(ask_feeds(ledger, web))
    assert site.paths() == ["/rss", "/rss", "/new", "/new"]


def test_a_feed_that_moves_to_one_that_is_followed_gives_way_to_it(ledger, site, web):
    old, new = site.feed("/rss", item("/a")), site.feed("/new", item("/a"))
    follow(old, ledger, web)
    follow(new, ledger, web)
    site.routes["/rss"] = Reply(status=308, headers={"Location": "/new"})
    site.page("/a")
    assert fetch(ledger, web).added == 1
    states = {one.feed.address: (one.feed.state, one.feed.moved_to) for one in ledger.following.feeds()}
    assert states == {old: (FeedState.MOVED, new), new: (FeedState.FOLLOWED, None)}


def test_a_feed_that_is_gone_is_asked_no_more_and_its_items_are_still_read(ledger, site, web):
    follow(site.feed("/rss", item("/a")), ledger, web)
    list(ask_feeds(ledger, web))
    site.routes["/rss"] = Reply(status=410)
    later(ledger)
    (polled,) = ask_feeds(ledger, web)
    assert polled.feed.state is FeedState.GONE
    later(ledger)
    site.page("/a")
    assert fetch(ledger, web).added == 1
    assert site.paths().count("/rss") == 3
    assert ledger.following.next_at() is None


@pytest.mark.parametrize("status", [404, 500])
def test_a_feed_that_fails_is_asked_later_and_later(ledger, site, web, status):
    follow(site.feed("/rss"), ledger, web)
    site.routes["/rss"] = Reply(status=status)
    waits = []
    for _ in range(3):
        later(ledger)
        list(ask_feeds(ledger, web))
        waits.append(round(minutes_left(ledger)))
    assert waits == [10, 20, 40]
    site.feed("/rss")
    later(ledger)
    (polled,) = ask_feeds(ledger, web)
    assert (polled.feed.failures, polled.feed.reason) == (0, None)


def test_a_busy_server_is_asked_when_it_wishes(ledger, site, web):
    follow(site.feed("/rss"), ledger, web)
    site.routes["/rss"] = Reply(status=429, headers={"Retry-After": "5400"})
    list(ask_feeds(ledger, web))
    assert 89 < minutes_left(ledger) <= 90


def test_every_item_that_is_not_read_is_in_the_quarantine_with_its_reason(ledger, site, web):
    site.routes |= {
        "/robots.txt": Reply("User-agent: *\nDisallow: /private/"),
        "/image": Reply(b"\x89PNG", headers={"Content-Type": "image/png"}),
        "/circle": Reply(status=301, headers={"Location": "/circle"}),
        "/busy": Reply(status=503, headers={"Retry-After": "1"}),
        "/script": Reply("<html><body><script>x()</script></body></html>", headers={"Content-Type": "text/html"}),
        "/charset": Reply("Škoda buys Zeta".encode("utf-16-be"), headers={"Content-Type": "text/plain; charset=utf-8"}),
        "/huge": Reply(b"x" * 300_000, headers={"Content-Type": "text/html"}),
    }
    site.page("/fine")
    site.page("/private/a")
    paths = ["/fine", "/private/a", "/missing", *site.routes]
    inward = f"http://localhost:{site.port}/fine"
    nothing = "<item><guid isPermaLink='false'>7</guid></item>"
    feed = site.feed("/rss", *(item(p) for p in paths if p != "/robots.txt"), item(inward), nothing)
    follow(feed, ledger, web)
    summary = fetch(ledger, web)
    reasons = {entry.place.removeprefix(site.url): entry.error for entry in ledger.quarantined()}
    assert reasons == {
        "/private/a": "Disallowed",
        "/missing": "NotThere",
        "/image": "NotReadable",
        "/circle": "NotThere",
        "/busy": "Unreachable",
        "/script": "NothingToRead",
        "/charset": "NotReadable",
        "/huge": "TooLarge",
        inward: "Forbidden",
        "/rss#7": "NotReadable",
    }
    assert (summary.added, summary.fates.total()) == (1, len(reasons))
    assert summary.fates[Fate.RETRY] == 1
    assert len(ledger.following.due_items(datetime.now(UTC) + timedelta(days=400))) == 1, (
        "only what may work later is tried again by itself"
    )


def test_what_is_tried_again_and_read_leaves_the_quarantine(ledger, site, web):
    follow(site.feed("/rss", item("/a"), item("/b")), ledger, web)
    fetch(ledger, web)
    places = sorted(entry.place for entry in ledger.quarantined())  # two are asked for at once
    assert places == [site.url + "/a", site.url + "/b"]
    site.page("/a")
    assert ledger.following.again([*places, "x.txt"], datetime.now(UTC)) == ["x.txt"]
    assert fetch(ledger, web).added == 1
    assert [(entry.place, entry.tries) for entry in ledger.quarantined()] == [(site.url + "/b", 2)]


def test_an_item_that_never_answers_is_given_up_in_the_end(ledger, site, web):
    site.routes["/a"] = Reply(status=500)
    follow(site.feed("/rss", item("/a")), ledger, web)
    for _ in range(12):
        fetch(ledger, web)
        later(ledger)
    assert site.paths().count("/a") == 8
    assert [entry.tries for entry in ledger.quarantined()] == [8]


def test_a_sitemap_index_leads_to_its_sitemaps_also_to_new_ones(ledger, site, web):
    def index(*paths: str) -> Reply:
        inside = "".join(f"<sitemap><loc>{site.url}{p}</loc></sitemap>" for p in paths)
        return Reply(f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{inside}</sitemapindex>")

    def sitemap(path: str) -> Reply:
        return Reply(
            f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{site.url}{path}</loc></url></urlset>"
        )

    site.routes |= {"/index.xml": index("/1.xml", "/index.xml"), "/1.xml": sitemap("/a"), "/2.xml": sitemap("/b")}
    site.page("/a")
    site.page("/b", TEXT.replace("Zeta", "Brio"))
    follow(site.url + "/index.xml", ledger, web)
    assert fetch(ledger, web).added == 1
    site.routes["/index.xml"] = index("/1.xml", "/2.xml")
    later(ledger)
    assert fetch(ledger, web).added == 1
    assert ledger.following.unfollow(site.url + "/index.xml") == [
        site.url + p for p in ("/index.xml", "/1.xml", "/2.xml")
    ]


def test_a_page_leads_to_its_feed_and_a_file_to_those_it_lists(ledger, site, web, tmp_path):
    head = "<link rel='alternate' type='application/atom+xml' href='/atom'>"
    site.routes["/"] = Reply(f"<html><head>{head}</head></html>", headers={"Content-Type": "text/html"})
    assert follow(site.url + "/", ledger, web).new == (site.url + "/atom",)
    (tmp_path / "list.opml").write_text(
        f"<opml><body><outline xmlUrl='{site.url}/b'/><outline xmlUrl='{site.url}/atom'/></body></opml>"
    )
    begun = follow(str(tmp_path / "list.opml"), ledger, web)
    assert (begun.new, begun.known) == ((site.url + "/b",), (site.url + "/atom",))


def test_what_a_person_left_does_not_come_back_through_a_list(ledger, site, web):
    site.routes["/opml"] = Reply(
        f"<opml><body><outline xmlUrl='{site.url}/a'/><outline xmlUrl='{site.url}/b'/></body></opml>"
    )
    site.feed("/a", item("/1"))
    site.feed("/b")
    follow(site.url + "/opml", ledger, web)
    list(ask_feeds(ledger, web))
    ledger.following.unfollow(site.url + "/a")
    later(ledger)
    asked = site.paths().count("/a")
    list(ask_feeds(ledger, web))
    assert site.paths().count("/a") == asked
    assert ledger.following.due_items(datetime.now(UTC)) == [], "what it had named is not read either"
    assert follow(site.url + "/a", ledger, web).new == (site.url + "/a",), "but a person may change their mind"
    assert [one.item.address for one in ledger.following.due_items(datetime.now(UTC))] == [site.url + "/1"]


@pytest.mark.parametrize("name", ["/missing", "/page"])
def test_what_is_no_feed_is_not_followed(ledger, site, web, name):
    site.page("/page")
    begun = follow(site.url + name, ledger, web)
    assert begun.error is not None
    assert ledger.following.feeds() == []


def test_a_feed_is_only_asked_where_robots_allows(ledger, site, web):
    feed = site.feed("/rss")
    follow(feed, ledger, web)
    site.routes["/robots.txt"] = Reply("User-agent: reportedly\nDisallow: /")
    with Web(LIMITS, Manners(host_delay_s=0.0)) as another_day:
        (polled,) = ask_feeds(ledger, another_day)
    assert "robots.txt" in str(polled.error)
    assert site.paths() == ["/rss"]

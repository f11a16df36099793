"""Many requests to real servers: what robots.txt forbids, how often a host is asked, what moves and what has not changed."""

import gzip
import time
from datetime import UTC, datetime, timedelta

import pytest

from reportedly.errors import Disallowed, Forbidden, Gone, NotThere, TooLarge, Unreachable
from reportedly.model import SiteRules
from reportedly.read import Limits, Manners
from reportedly.read.fetch import Answer, Ask
from reportedly.read.web import Web
from tests.sites import Reply, Site

LIMITS = Limits(max_bytes=200_000, timeout_s=2.0, max_redirects=3, allowed_hosts=("127.0.0.1",))
HTML = {"Content-Type": "text/html"}


@pytest.fixture
def web():
    with Web(LIMITS, Manners(host_delay_s=0.0)) as opened:
        yield opened


def robots(site: Site, text: str, status: int = 200) -> None:
    site.routes["/robots.txt"] = Reply(text, status)


def test_robots_is_asked_once_and_obeyed(site, web):
    robots(site, "User-agent: *\nDisallow: /\n\nUser-agent: reportedly\nDisallow: /private/\n")
    public, private = site.page("/news/a"), site.page("/private/b")
    assert web.get(Ask(public)).content
    with pytest.raises(Disallowed, match=r"robots\.txt keeps reportedly out"):
        web.get(Ask(private))
    assert site.paths(robots=True) == ["/robots.txt", "/news/a"]


@pytest.mark.parametrize(("age", "asked"), [(timedelta(hours=23), []), (timedelta(hours=25), ["/robots.txt"])])
def test_what_is_known_of_a_robots_holds_for_a_day(site, age, asked):
    robots(site, "User-agent: *\nDisallow: /")
    known = {site.url + "/robots.txt": SiteRules(b"User-agent: *\nDisallow: /", datetime.now(UTC) - age)}
    with Web(LIMITS, Manners(host_delay_s=0.0), known) as web:
        with pytest.raises(Disallowed):
            web.get(Ask(site.page("/a")))
        assert list(web.take_rules()) == [site.url + path for path in asked]
        assert web.take_rules() == {}
    assert site.paths(robots=True) == asked


def test_no_redirect_leads_past_robots(site, web):
    robots(site, "User-agent: *\nDisallow: /private/")
    site.page("/private/b")
    site.routes["/open"] = Reply(status=302, headers={"Location": "/private/b"})
    with pytest.raises(Disallowed):
        web.get(Ask(site.url + "/open"))
    assert site.paths() == ["/open"]


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_site_whose_robots_cannot_be_had_just_now_is_left_alone(site, web, status):
    robots(site, "", status)
    for _ in range(2):
        with pytest.raises(Unreachable, match="nothing of it is asked for"):
            web.get(Ask(site.page("/a")))
    assert site.paths(robots=True) == ["/robots.txt"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_robots_may_be_asked(site, web, status):
    robots(site, "User-agent: *\nDisallow: /", status)
    assert web.get(Ask(site.page("/a"))).content


def test_a_robots_that_is_no_text_forbids_nothing_and_breaks_nothing(site, web):
    site.routes["/robots.txt"] = Reply(bytes(range(256)) * 10)
    assert web.get(Ask(site.page("/a"))).content


def test_the_program_names_itself(site, web):
    web.get(Ask(site.page("/a")))
    assert {asked.headers["User-Agent"].split("/")[0] for asked in site.asked} == {"reportedly"}


def test_a_host_is_given_the_rest_that_its_robots_asks_for(site, web):
    robots(site, "User-agent: *\nCrawl-delay: 0.5")
    list(web.get_all(Ask(site.page(f"/{n}")) for n in range(4)))
    times = [asked.at for asked in site.asked if asked.path != "/robots.txt"]
    assert len(times) == 4
    assert times[-1] - times[0] > 1.1  # three rests; a machine that is busy may notice the first request late


def test_no_more_requests_are_under_way_at_once_than_a_host_is_to_bear(site):
    for n in range(9):
        site.routes[f"/{n}"] = Reply("x", headers=HTML, after_s=0.15)
    with Web(LIMITS, Manners(host_delay_s=0.0, at_once_host=3)) as web:
        assert len(list(web.get_all(Ask(f"{site.url}/{n}") for n in range(9)))) == 9
    asked = [a for a in site.asked if a.path != "/robots.txt"]
    at_once = max(sum(b.at <= a.at < b.until for b in asked) for a in asked)
    assert 1 < at_once <= 3


def test_a_slow_host_holds_up_nobody_else(site, web):
    slow = Site()
    slow.routes["/slow"] = Reply("late", headers=HTML, after_s=1.0)
    asks = [Ask(slow.url + "/slow"), *(Ask(site.page(f"/{n}")) for n in range(5))]
    order = [ask.address for ask, _ in web.get_all(asks)]
    slow.close()
    assert order[-1] == slow.url + "/slow"


def test_retry_after_is_told_and_the_host_is_left_alone_meanwhile(site, web):
    site.routes["/busy"] = Reply(status=429, headers={"Retry-After": "3600"})
    with pytest.raises(Unreachable, match="429") as told:
        web.get(Ask(site.url + "/busy"))
    assert told.value.after_s == 3600
    with pytest.raises(Unreachable, match="left alone") as told:
        web.get(Ask(site.page("/a")))
    assert 3500 < told.value.after_s <= 3600
    assert "/a" not in site.paths()


def test_a_short_wait_is_waited(site, web):
    site.routes["/busy"] = Reply(status=503, headers={"Retry-After": "1"})
    site.page("/a")
    answers = dict(web.get_all([Ask(site.url + "/busy"), Ask(site.url + "/busy"), Ask(site.url + "/a")]))
    assert isinstance(answers[Ask(site.url + "/a")], Answer)
    busy, fine = (max(a.at for a in site.asked if a.path == path) for path in ("/busy", "/a"))
    assert fine - busy > 0.9


def test_what_has_not_changed_comes_without_content(site, web):
    def conditional(asked):
        known = asked.headers.get("If-None-Match") == '"7"' and asked.headers.get("If-Modified-Since") == "then"
        return Reply(status=304) if known else Reply("feed", headers={"ETag": '"7"', "Last-Modified": "then"})

    site.routes["/feed"] = conditional
    first = web.get(Ask(site.url + "/feed", only_page=False))
    again = web.get(Ask(site.url + "/feed", first.etag, first.modified, only_page=False))
    assert (first.content, again.content) == (b"feed", None)
    assert (again.etag, again.modified) == (first.etag, first.modified) == ('"7"', "then")


def test_not_changed_is_no_answer_to_who_has_nothing(site, web):
    site.routes["/feed"] = Reply(status=304)
    with pytest.raises(NotThere, match="304"):
        web.get(Ask(site.url + "/feed", only_page=False))


@pytest.mark.parametrize(
    ("statuses", "moved"), [((301, 308), "/end"), ((302, 301), None), ((301, 302), "/1"), ((307,), None)]
)
def test_an_address_has_moved_as_far_as_it_did_for_good(site, web, statuses, moved):
    site.page("/end")
    for n, status in enumerate(statuses):
        to = "/end" if n == len(statuses) - 1 else f"/{n + 1}"
        site.routes[f"/{n}"] = Reply(status=status, headers={"Location": to})
    answer = web.get(Ask(site.url + "/0"))
    assert answer.url == site.url + "/end"
    assert answer.moved_to == (site.url + moved if moved else None)


def test_misbehaviour_is_named_and_stops_nobody(site, web):
    torn = gzip.compress(b"<p>Acme bought Zeta." * 500)[:-30]
    site.routes |= {
        "/circle": Reply(status=301, headers={"Location": "/circle"}),
        "/gone": Reply(status=410),
        "/missing": Reply(status=404),
        "/torn": Reply(torn, headers={**HTML, "Content-Encoding": "gzip"}),
        "/short": Reply(b"half", headers={**HTML, "Content-Length": "400", "Connection": "close"}, after_s=0),
        "/huge": Reply(b"x" * 300_000, headers=HTML),
        "/slow": Reply("late", headers=HTML, after_s=2.5),
        "/inward": Reply(status=302, headers={"Location": f"http://localhost:{site.port}/fine"}),
    }
    site.page("/fine")
    found = {ask.address.rsplit("/")[-1]: answer for ask, answer in web.get_all(Ask(site.url + p) for p in site.routes)}
    expected = {
        "circle": NotThere,
        "gone": Gone,
        "missing": NotThere,
        "torn": Unreachable,
        "short": Unreachable,
        "huge": TooLarge,
        "slow": Unreachable,
        "inward": Forbidden,
        "fine": Answer,
    }
    assert {name: type(answer) for name, answer in found.items()} == expected


def test_a_name_that_leads_to_this_machine_is_refused_before_anything_is_asked(site, web):
    with pytest.raises(Forbidden, match="no public address"):
        web.get(Ask(f"http://localhost:{site.port}/a"))
    assert site.asked == []


def test_leaving_in_the_middle_ends_everything(site, web):
    for n in range(50):
        site.routes[f"/{n}"] = Reply("x", headers=HTML, after_s=0.05)
    answers = web.get_all(Ask(f"{site.url}/{n}") for n in range(50))
    next(answers)
    answers.close()
    asked = len(site.asked)
    time.sleep(0.3)
    assert len(site.asked) <= asked + 2
    assert asked < 40
    assert web.get(Ask(site.page("/after"))).content

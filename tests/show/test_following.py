"""The real commands about what is followed: what they print where, how they exit, how they are stopped."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest

from tests.sites import TEXT, Reply, item, rss

ALLOWED = {"REPORTEDLY_ALLOW_HOST": "127.0.0.1", "REPORTEDLY_HOST_DELAY": "0"}


@pytest.fixture
def do(run):
    return lambda *arguments, **environment: run(*arguments, **{**ALLOWED, **environment})


def start(folder, *arguments: str) -> subprocess.Popen:
    environment = {**os.environ, **ALLOWED, "REPORTEDLY_LEDGER": str(folder / "ledger.db")}
    command = [sys.executable, "-m", "reportedly", *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=folder, env=environment, **pipes)


def test_follow_fetch_and_look(do, site):
    feed = site.feed("/rss", item("/a"), item("/missing"))
    site.page("/a")
    followed = do("follow", feed, site.url + "/nothing")
    assert (followed.returncode, followed.stdout) == (1, feed + "\n")
    assert "404" in followed.stderr
    assert followed.stderr.endswith("follow 1 feed more; 1 cannot be followed; read them with: reportedly fetch\n")
    fetched = do("fetch")
    assert (fetched.returncode, fetched.stdout) == (1, "")
    lines = fetched.stderr.splitlines()
    assert lines[:2] == ["asked 1 feed; 2 new items", f"{site.url}/missing: the server answered 404 Not Found"]
    assert re.fullmatch(r"added 1 report with \d claims?; 1 refused \(see: reportedly quarantine\)", lines[2])
    assert re.fullmatch(r"the next is due at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d", lines[3])
    (row,) = json.loads(do("feeds", "--json").stdout)
    assert (row["address"], row["kind"], row["title"]) == (feed, "RSS", "Motor Wire")
    assert (row["read"], row["pending"], row["refused"]) == (1, 0, 1)
    assert "Motor Wire" in do("feeds").stdout


def test_an_item_that_is_dropped_is_not_tried_again(do, site):
    do("follow", site.feed("/rss", item("/busy")))
    site.routes["/busy"] = Reply(status=503)
    do("fetch")
    (row,) = json.loads(do("feeds", "--json").stdout)
    assert (row["pending"], row["refused"]) == (1, 0)
    assert do("quarantine", "--drop", site.url + "/busy").returncode == 0
    (row,) = json.loads(do("feeds", "--json").stdout)
    assert (row["pending"], row["refused"]) == (0, 1)
    assert json.loads(do("quarantine", "--json").stdout) == []


def test_a_fetch_before_its_time_asks_for_nothing(do, site):
    do("follow", site.feed("/rss"))
    do("fetch")
    asked = len(site.asked)
    again = do("fetch")
    assert (again.returncode, len(site.asked)) == (0, asked)
    assert again.stderr.startswith("asked 0 feeds; 0 new items\nadded 0 reports with 0 claims\nthe next is due at ")


def test_a_site_is_asked_for_its_robots_once_a_day_by_however_many_commands(do, site):
    site.routes["/robots.txt"] = Reply("User-agent: *\nDisallow: /private")
    do("follow", site.feed("/rss", item("/a"), item("/private")))
    do("fetch")
    do("quarantine", "--retry")
    assert site.paths(robots=True).count("/robots.txt") == 1
    assert "/private" not in site.paths()


def test_the_quarantine_tries_items_again_as_fetch_reads_them(do, site):
    site.routes["/robots.txt"] = Reply("User-agent: *\nDisallow: /private")
    site.page("/private")
    do("follow", site.feed("/rss", item("/a"), item("/private")))
    do("fetch")
    do("add", "no.txt")
    site.page("/a")
    again = do("quarantine", "--retry")
    assert again.returncode == 1
    held = {entry["place"]: entry["error"] for entry in json.loads(do("quarantine", "--json").stdout)}
    assert held == {site.url + "/private": "Disallowed", "no.txt": "NotThere"}
    assert "/private" not in site.paths()
    assert len(json.loads(do("reports", "--json").stdout)) == 1


def test_feeds_that_fail_move_or_go_are_told(do, site):
    for path in ("/a", "/b", "/c"):
        do("follow", site.feed(path))
    site.routes |= {
        "/a": Reply(status=410),
        "/b": Reply(status=500),
        "/c": Reply(status=301, headers={"Location": "/d"}),
    }
    site.feed("/d")
    told = do("fetch")
    assert told.returncode == 1
    assert f"{site.url}/a: the server answered 410 Gone\n" in told.stderr
    assert f"{site.url}/c: it has moved to {site.url}/d\n" in told.stderr
    assert "asked 3 feeds; 2 could not be read (see: reportedly feeds); 0 new items" in told.stderr
    states = {row["address"]: (row["state"], row["failures"]) for row in json.loads(do("feeds", "--json").stdout)}
    assert states == {site.url + "/a": ("gone", 0), site.url + "/b": ("followed", 1), site.url + "/d": ("followed", 0)}
    assert "gone" in do("feeds").stdout


def test_unfollow(do, site):
    feed = site.feed("/rss", item("/a"))
    do("follow", feed)
    assert do("unfollow", feed).stdout == feed + "\n"
    assert do("feeds").stderr == "no feed is followed; follow one with: reportedly follow URL\n"
    assert do("unfollow", feed).returncode == 4
    assert do("fetch").returncode == 0
    assert site.paths().count("/rss") == 1


def test_nothing_of_a_feed_reaches_the_terminal_unescaped(do, site):
    title = "&#155;2J\u202eevil"
    site.routes["/rss"] = Reply(rss(item("/a", title)).replace("Motor Wire", title))
    site.page("/a", title=title)
    told = [do("follow", site.url + "/rss"), do("fetch"), do("feeds"), do("reports")]
    printed = "".join(one.stdout + one.stderr for one in told)
    assert "evil" in printed
    assert not {"\x9b", "\x1b", "\u202e"} & set(printed)


def test_one_program_at_a_time_fetches_for_a_ledger(do, site, tmp_path):
    do("follow", site.feed("/rss", item("/slow")))
    site.routes["/slow"] = Reply(TEXT, headers={"Content-Type": "text/plain"}, after_s=8)
    first = start(tmp_path, "fetch")
    while "/slow" not in site.paths():
        time.sleep(0.05)
    second = do("fetch")
    assert (second.returncode, "another program" in second.stderr) == (3, True)
    assert first.wait(timeout=60) == 0
    first.communicate()


def test_watch_says_what_came_and_ends_cleanly(do, site, tmp_path):
    do("follow", site.feed("/rss", item("/a")))
    site.page("/a")
    process = start(tmp_path, "watch")
    line = process.stdout.readline()
    assert re.fullmatch(r"127\.0\.0\.1, 2024-03-28: Acme may buy a plant \(\d claims?, r1-\w{7}\)\n", line)
    late = site.feed("/late", item("/b", "Zeta may buy a plant"))
    site.page("/b", TEXT.replace("Acme", "Brio"), title="Zeta may buy a plant")
    do("follow", late)
    assert "Zeta may buy a plant" in process.stdout.readline(), "a feed that is followed meanwhile is asked soon"
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.startswith("watching 1 feed (Ctrl-C ends)\n")
    assert told.endswith("interrupted; run the same command again to go on\n")
    assert "Traceback" not in told


def test_ctrl_c_in_a_fetch_says_how_to_go_on_and_the_next_goes_on(do, site, tmp_path):
    do("follow", site.feed("/rss", *(item(f"/{n}") for n in range(60))))
    for n in range(60):
        site.page(f"/{n}", TEXT.replace("Zeta", f"Zeta{n}"))
    process = start(tmp_path, "fetch", "--host-delay", "0.2")
    while "/15" not in site.paths():
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted; run the same command again to go on\n" in told
    assert "Traceback" not in told
    kept = json.loads(do("doctor", "--json").stdout)["reports"]
    assert 0 < kept < 60
    assert do("fetch").returncode == 0
    assert json.loads(do("doctor", "--json").stdout)["reports"] == 60


@pytest.mark.parametrize("value", ["a\nb", "Škoda", " "])
def test_a_user_agent_that_cannot_be_sent_is_wrong_usage(do, site, value):
    told = do("follow", site.url + "/rss", REPORTEDLY_USER_AGENT=value)
    assert (told.returncode, "--user-agent" in told.stderr) == (2, True)


def test_zero_connections_are_wrong_usage(do):
    told = do("fetch", "--connections", "0")
    assert (told.returncode, "from 1 to" in told.stderr) == (2, True)

"""`fetch` killed at random moments and started again ends with the same ledger as one that nobody disturbed."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportedly.ledger import Ledger
from reportedly.show.export import claim_row, report_row
from tests.sites import Reply, full, item, rss

PAGES, TEXTS, KILLS = 120, 80, 20
OPTIONS = ("--allow-host", "127.0.0.1", "--host-delay", "0", "--host-connections", "4")
FIRMS = ("Acme Corp", "Zeta Motors", "Brio Cells", "Wolt Steel", "Nordan Air")


def sentence(n: int) -> str:
    return f"{FIRMS[n % 5]} is in talks to acquire a plant of {FIRMS[(n + 2) % 5]}, Reuters reported, in case {n}."


@pytest.fixture
def world(site):
    """Three feeds, of pages, of texts, and of what cannot be read; a list that names them."""
    for n in range(PAGES):
        site.page(f"/p{n}", sentence(n), title=f"Case {n} goes on")
    site.routes |= {
        "/robots.txt": Reply("User-agent: *\nDisallow: /private"),
        "/busy": Reply(status=503),
        "/image": Reply(b"x", headers={"Content-Type": "image/png"}),
    }
    bad = [item("/missing"), item("/busy"), item("/image"), item("/private"), item("http://localhost:9/"), item("/p3")]
    feeds = {
        "/pages": rss(*(item(f"/p{n}") for n in range(PAGES))),
        "/texts": rss(*(full(f"/t{n}", sentence(n)) for n in range(TEXTS))),
        "/bad": rss(*bad),
        "/broken": "no feed",
    }
    site.routes |= {path: Reply(text, headers={"ETag": f'"{path}"'}) for path, text in feeds.items()}
    outlines = "".join(f"<outline xmlUrl='{path}'/>" for path in feeds)
    site.routes["/opml"] = Reply(f"<opml><body>{outlines}</body></opml>")
    return site


def start(ledger: Path, *command: str) -> subprocess.Popen:
    arguments = [sys.executable, "-m", "reportedly", *command, "--ledger", str(ledger)]
    return subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)


def follow(world, ledger: Path) -> None:
    assert start(ledger, "follow", world.url + "/opml", "--allow-host", "127.0.0.1").wait(timeout=60) == 0


def content(path: Path) -> dict[str, list[object]]:
    """All that the ledger holds but instants and the order in which pages happened to come."""
    with Ledger(path) as ledger:
        assert ledger.check() == []
        reports = [report_row(ledger.report(head.id)) | {"added_at": None} for head in ledger.reports()]
        claims = [claim_row(stored) for stored in ledger.claims()]
        held = [(e.place, e.error, e.reason, e.tries) for e in ledger.quarantined()]
    with sqlite3.connect(path) as connection:
        items = connection.execute("SELECT address, state, tries, text IS NULL, title, published FROM items").fetchall()
        feeds = connection.execute("SELECT address, kind, state, etag, failures, reason FROM feeds").fetchall()
    connection.close()
    found = {"reports": reports, "claims": claims, "held": held, "items": items, "feeds": feeds}
    return {name: sorted(rows, key=str) for name, rows in found.items()}


@pytest.mark.alone
def test_a_killed_fetch_goes_on_where_it_stopped(world, tmp_path):
    whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
    follow(world, whole)
    follow(world, broken)
    began = time.monotonic()
    assert start(whole, "fetch", *OPTIONS).wait(timeout=240) == 1
    one_run_s = time.monotonic() - began
    expected = content(whole)
    assert len(expected["reports"]) == PAGES + TEXTS
    assert len(expected["held"]) == 5
    asked_by_one = len(world.asked)
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "reportedly", "feeds", "--ledger", str(broken)], check=True, capture_output=True
    )
    start_s = time.monotonic() - began
    rng, killed_within = random.Random(3), 0
    for _ in range(KILLS):
        process = start(broken, "fetch", *OPTIONS)
        time.sleep(start_s + rng.uniform(0, one_run_s / 4))
        process.kill()
        process.wait()
        with Ledger(broken) as ledger:
            assert ledger.check() == []
            killed_within += 0 < ledger.counts().reports < PAGES + TEXTS
    assert killed_within >= KILLS // 4, "hardly a kill fell within a run; the test shows nothing"
    assert start(broken, "fetch", *OPTIONS).wait(timeout=240) in (0, 1)
    assert content(broken) == expected
    # A page that was under way when the program died is asked for again, and no other: at most those in flight at each.
    pages = [path for path in world.paths()[asked_by_one:] if path.startswith("/p") and path != "/pages"]
    assert len(pages) < PAGES + (KILLS + 1) * 40

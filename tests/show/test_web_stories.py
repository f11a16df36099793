"""Stories in the browser: from a real server, over real HTTP, and once in a real browser if there is one."""

import json
import re
import shutil
import socket
import subprocess
import time
from html import unescape
from itertools import pairwise

import httpx
import pytest

from reportedly.extract.shipped import shipped
from reportedly.ledger import Ledger
from reportedly.read import Limits
from reportedly.resolve import shipped as known_entities
from reportedly.run import add
from reportedly.run.resolving import resolve
from tests.show.test_web import serving

HOSTILE = '<img src=x onerror="alert(1)"> \u202egnihton sesimorp'
TALKS = (
    "Norrvolta is in talks to buy Tavolind, a maker of electric buses, people familiar with the matter told Battery Wire."
    "\n\nA deal could value Tavolind at 400 million euros, one of the people said. The talks began in January."
    "\n\nNorrvolta declined to comment."
)
DENIED = (
    "Tavolind denied on Friday that it is in talks to be bought by Norrvolta.\n\nBattery Wire had reported on Monday that"
    " Norrvolta was in talks to buy Tavolind."
)
UNDATED = (
    "Norrvolta was in talks to buy Tavolind, Battery Wire reported.\n\nNobody would tell Plant Briefs more than that."
)
ROWS = [
    ("first", "2023-10-02", "Battery Wire", "Norrvolta in talks to buy Tavolind", TALKS),
    ("copied", "2023-10-03", "Copy Daily", "Norrvolta in talks to buy Tavolind", TALKS),
    ("copied-too", "2023-10-04", "Later Daily", "Norrvolta in talks to buy Tavolind", TALKS),
    ("denied", "2023-10-06", "Motor Post", "Tavolind denies takeover talks with Norrvolta", DENIED),
    ("undated", None, "Plant Briefs", "Norrvolta may buy Tavolind", UNDATED),
    (
        "hostile",
        "2022-01-02",
        "<b>Bold</b> Daily",
        HOSTILE,
        'Acme will buy a plant of "Zeta" & <script>Fauxcorp</script>.',
    ),
]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    path = tmp_path_factory.mktemp("web") / "l.db"
    rows = path.with_name("rows.jsonl")
    fields = ("id", "published", "outlet", "title", "text")
    rows.write_text("\n".join(json.dumps(dict(zip(fields, row, strict=True))) for row in ROWS))
    with Ledger(path, writing=True) as opened:
        list(add([str(rows)], opened, shipped(), Limits()))
        resolve(opened, known_entities())
    return path


@pytest.fixture(scope="module")
def pages(ledger):
    with serving(ledger) as client:
        yield client


def of(pages, **asked):
    """The address of the only story that is listed."""
    listing = pages.get("/stories", params=asked).text
    return re.search(r'href="(/stories/s2-[^"?]+)', listing)[1]


@pytest.fixture
def story(pages):
    return of(pages, about="tavolind")


def test_stories_are_listed_and_filtered(pages):
    everything = pages.get("/stories").text
    assert "Tavolind" in everything
    assert "No story fits" in pages.get("/stories", params={"about": "nobody at all"}).text
    assert "No story fits" in pages.get("/stories", params={"about": "tavolind", "status": "completed"}).text
    assert (
        "1 story;"
        in pages.get("/stories", params={"about": "tavolind", "status": "denied", "since": "2023-10-06"}).text
    )
    assert "No story fits" in pages.get("/stories", params={"about": "tavolind", "since": "2023-10-07"}).text


@pytest.mark.parametrize(
    "asked", [{"kind": "marriage"}, {"status": "wed"}, {"since": "soon"}, {"on": "2025-13-01"}, {"page": "x"}]
)
def test_a_question_that_cannot_be_understood_is_refused_and_never_half_answered(pages, asked):
    answer = pages.get("/stories", params=asked)
    ((name, value),) = asked.items()
    assert answer.status_code == 400
    assert f"Invalid value for '{name}': '{value}'" in unescape(answer.text)
    assert "/stories/s2-" not in answer.text


@pytest.mark.parametrize("asked", [{"on": "soon"}, {"page": "0"}])
def test_a_story_is_not_shown_as_of_a_day_that_is_none(pages, story, asked):
    assert pages.get(story, params=asked).status_code == 400


def test_behind_the_last_page_there_is_nothing(pages, story):
    assert pages.get("/stories", params={"page": "999999999"}).status_code == 200
    assert pages.get(story, params={"page": "999999999"}).status_code == 200


def test_stories_are_listed_as_they_stood_on_a_day(pages, story):
    listing = pages.get("/stories", params={"about": "tavolind", "on": "2023-10-03"}).text
    assert f'href="{story}?on=2023-10-03"' in listing
    assert 'class="chip in-talks"' in listing
    assert "denied" not in listing.split("<ol")[1]
    assert "No story fits" in pages.get("/stories", params={"about": "tavolind", "on": "2023-01-01"}).text
    assert "known as of a day" in pages.get("/stories", params={"status": "lapsed"}).text
    lapsed = pages.get("/stories", params={"status": "lapsed", "on": "2026-01-01"}).text
    assert 'class="chip lapsed"' in lapsed


def test_a_story_shows_how_it_stands_and_how_it_came_to_that(pages, story):
    page = pages.get(story).text
    history = page.split('id="history"')[1].split("</section>")[0]
    assert re.findall(r'class="chip ([^"]+)"', history) == ["rumoured", "in-talks", "denied"], (
        "what has no day may be the first"
    )
    assert "a party to it denies it" in history
    assert 'href="?on=2023-10-06"' in history
    sides = page.split('id="sides"')[1].split("</section>")[0]
    assert re.search(r"<dt>denies</dt><dd><bdi>Tavolind", sides)


def test_copies_are_folded_under_their_root_with_how_and_how_much(pages, story):
    page = pages.get(story).text
    folded = page.split("<details>")[1].split("</details>")[0]
    assert "2 copies" in folded
    assert "Copy Daily" in folded
    assert "Later Daily" in folded
    assert "verbatim, 100% of the shorter text" in folded
    assert page.count("Copy Daily") == 1, "a copy stands nowhere else"


def test_every_claim_of_a_timeline_leads_to_its_page_and_back(pages, story):
    page = pages.get(story).text
    hrefs = re.findall(r'<blockquote[^>]*><a href="(/claims/[^"]+)"', page)
    assert len(hrefs) >= 2
    for href in hrefs:
        assert story in pages.get(href).text


def test_a_report_without_a_day_shows_its_bounds_and_why(pages, story):
    page = pages.get(story).text
    unknown = page.split("Day unknown</h3>")[1]
    assert "Plant Briefs" in unknown
    assert "Published 2023-08-03 to 2023-12-05" in unknown
    assert "reports of the same on the same word are of 2023-10-02 to 2023-10-06" in unknown


def test_a_story_as_of_a_day_shows_nothing_of_what_came_later(pages, story):
    page = pages.get(story, params={"on": "2023-10-03"}).text
    assert "As it stood on" in page
    assert 'class="chip in-talks"' in page
    assert "denie" not in page
    assert "Motor Post" not in page
    assert "1 copy" in page
    assert "Nothing was out on that day" in pages.get(story, params={"on": "2023-10-01"}).text


def test_a_report_names_its_stories_and_its_family_of_copies(pages, story):
    page = pages.get("/reports/copied").text
    assert story in page
    family = page.split("family of copies")[1]
    assert "the root" in family
    assert "taken from <bdi>Battery Wire</bdi>, verbatim" in family
    assert "family of copies" not in pages.get("/reports/denied").text


def test_what_was_made_by_other_rules_is_not_shown_and_said(ledger, tmp_path):
    path = tmp_path / "old.db"
    path.write_bytes(ledger.read_bytes())
    with Ledger(path, writing=True) as old, old.deriving() as derived:
        derived.put_rules(0)
    with serving(path) as client:
        report = client.get("/reports/copied").text
        claim = client.get(re.search(r'href="(/claims/c1-[^"]+)', report)[1]).text
    for page in (report, claim):
        assert "reportedly rebuild" in page
        assert "/stories/s2-" not in page


def test_an_entity_shows_its_stories(pages, story):
    href = re.search(r'href="(/entities/[^"]+)"><bdi>Tavolind', pages.get(story).text)[1]
    page = pages.get(href).text
    assert story in page
    assert "4 reports" in page or "5 reports" in page
    known = pages.get("/entities/xiaomi").text
    assert "also known as" in known
    assert "It has no part in a story" in known


@pytest.mark.parametrize("path", ["/stories/s2-zzzz", "/entities/nobody", "/entities/%7Enobody", "/stories/%00"])
def test_what_is_not_there_is_said(pages, path):
    answer = pages.get(path)
    assert answer.status_code == 404
    assert "cannot be shown" in answer.text


def test_what_reports_say_is_text_and_never_markup(pages):
    listing = pages.get("/stories").text
    hrefs = re.findall(r'href="(/stories/s2-[^"?]+)', listing)
    entities = {e for href in hrefs for e in re.findall(r'href="(/entities/[^"]+)"', pages.get(href).text)}
    shown = [listing, *(pages.get(href).text for href in (*hrefs, *entities)), pages.get("/reports/hostile").text]
    for page in shown:
        assert "<img" not in page
        assert "<script" not in page
        assert "<b>" not in page
    assert any("&lt;img src=x onerror=" in page for page in shown)
    assert any("&lt;b&gt;Bold" in page for page in shown)


def test_text_that_turns_the_direction_of_writing_stays_in_its_place(pages):
    page = pages.get(of(pages, about="acme")).text
    assert re.search("<bdi>[^<]*\u202egnihton sesimorp</bdi>", page)


def test_headings_go_down_by_one_and_every_field_has_a_label(pages, story):
    for path in ("/stories", story, "/", "/reports", "/reports/copied"):
        page = pages.get(path).text
        levels = [int(n) for n in re.findall(r"<h([1-6])", page)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), path
        outside = re.sub(r"<label.*?</label>", "", page, flags=re.DOTALL)
        assert "<input" not in outside
        assert "<select" not in outside


def test_no_page_holds_a_script_or_a_style_of_its_own(pages, story):
    for path in ("/stories", story, "/reports/copied", "/entities/xiaomi"):
        answer = pages.get(path)
        assert "script" not in answer.headers["content-security-policy"]
        assert not re.search(r"<script|\sstyle=|\son\w+=|javascript:", answer.text)


@pytest.fixture(scope="module")
def browser():
    """A session of a real browser: WebDriver over HTTP."""
    driver, chromium = shutil.which("chromedriver"), shutil.which("chromium")
    if not driver or not chromium:
        pytest.skip("there is no chromium with its driver")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([driver, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    options = {"args": ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"], "binary": chromium}
    asked = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        _wait_for(client)
        made = client.post("/session", json={"capabilities": {"alwaysMatch": asked}}).json()["value"]
        client.base_url = f"{client.base_url}/session/{made['sessionId']}"
        yield client
        client.delete("")
    process.terminate()
    process.wait()


def _wait_for(client):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            return client.get("/status")
        except httpx.TransportError:
            time.sleep(0.05)
    pytest.fail("the driver of the browser does not answer")


def test_in_a_browser_pages_fit_a_phone_and_the_day_picker_works(browser, pages, story):
    def run(script):
        return browser.post("/execute/sync", json={"script": script, "args": []}).json()["value"]

    def find(css):
        found = browser.post("/element", json={"using": "css selector", "value": css}).json()["value"]
        return f"/element/{next(iter(found.values()))}"

    phone = {"width": 400, "height": 900, "deviceScaleFactor": 1, "mobile": True}
    browser.post("/goog/cdp/execute", json={"cmd": "Emulation.setDeviceMetricsOverride", "params": phone})
    browser.post("/goog/cdp/execute", json={"cmd": "Emulation.setScriptExecutionDisabled", "params": {"value": True}})
    for path in ("/stories", "/reports", "/reports/hostile", story):
        browser.post("/url", json={"url": f"{pages.base_url}{path}"})
        assert run("return document.documentElement.scrollWidth") <= 400, path
    run("document.querySelector('input[name=on]').value = '2023-10-03'")
    browser.post(f"{find('form button')}/click", json={})
    deadline = time.monotonic() + 20
    while not browser.get("/url").json()["value"].endswith("?on=2023-10-03") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert run("return document.querySelector('.stands').innerText").startswith("in talks")
    browser.post(f"{find('summary')}/click", json={})
    assert run("return document.querySelector('details').open") is True
    assert browser.post("/se/log", json={"type": "browser"}).json()["value"] == []

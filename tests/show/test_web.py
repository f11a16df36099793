"""The local pages, from a real server, over real HTTP."""

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import httpx
import pytest
import uvicorn
from starlette.testclient import TestClient

from reportedly.extract.shipped import shipped
from reportedly.ledger import Ledger
from reportedly.read import Limits
from reportedly.run import add
from reportedly.show.web import make_app
from tests.conftest import ROOT


@contextmanager
def serving(path: Path) -> Iterator[httpx.Client]:
    """The pages of that ledger, served for real."""
    server = uvicorn.Server(uvicorn.Config(make_app(path), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        yield client
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    path: Path = tmp_path_factory.mktemp("web") / "l.db"
    hostile = path.with_name("hostile.txt")
    hostile.write_text('<script>alert(1)</script> Corp will buy Zeta & Sons "Motors".')
    about = path.with_name("about.html")
    about.write_text(
        "<html><head><title>x</title><meta property='og:site_name' content='CarDaily'><meta name='author' content='Ann Lee, AFP'>"
        "</head><body><article><p>Acme Corp will buy Zeta Motors, it said on Monday in a statement.</p>"
        "<figure><figcaption>The plant in Linz</figcaption></figure></article></body></html>"
    )
    inputs = [*sorted((ROOT / "examples").iterdir()), hostile, about]
    with Ledger(path, writing=True) as ledger:
        list(add(map(str, inputs), ledger, shipped(), Limits()))
        for text in ("Acme may buy <b>Zeta</b>.", "Acme will buy <b>Zeta</b>.\n\nCorrection: it will."):
            hostile.with_name("edited.jsonl").write_text(json.dumps({"id": "edited", "text": text}))
            list(add([str(hostile.with_name("edited.jsonl"))], ledger, shipped(), Limits()))
    with serving(path) as client:
        yield client


def test_claims_are_listed_and_filtered(pages):
    everything = pages.get("/")
    assert everything.status_code == 200
    assert "Great Wall" in everything.text
    shown, whole = re.search(r"(\d+) of (\d+) claims", everything.text).groups()
    assert shown == whole  # those of earlier versions are no part of either
    some = pages.get("/", params={"about": "xiaomi", "voice": "great wall"}).text
    assert re.search(r"\b[1-9] of ", some)
    assert "denies" in some
    assert "No claim fits" in pages.get("/", params={"about": "nobody at all"}).text


def test_claims_are_filtered_by_stance_and_between_two_days(pages):
    listing = pages.get("/", params={"about": "xiaomi", "stance": "denies"}).text
    assert listing.count('<div class="event">') == listing.count('<span class="chip denies">') > 0
    assert "<option selected>denies</option>" in listing
    between = pages.get("/", params={"since": "2021-01-01", "until": "2022-12-31"}).text
    days = re.findall(r'<div class="source">.*, (\d{4}-\d\d-\d\d)', between)
    assert days
    assert all("2021-01-01" <= day <= "2022-12-31" for day in days)


def test_more_claims_come_on_the_next_page(pages):
    assert "page=2" in pages.get("/").text
    second = pages.get("/", params={"page": "2"}).text
    assert 'class="event"' in second


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"kind": "marriage"}, "Invalid value for 'kind': 'marriage' is not one of 'acquisition', 'stake'"),
        ({"stance": "<b>"}, "Invalid value for 'stance': '<b>' is not one of 'affirms', 'denies'"),
        ({"since": "soon"}, "Invalid value for 'since': 'soon' is no day of the form YYYY-MM-DD."),
        ({"until": "2025-13-01"}, "Invalid value for 'until': '2025-13-01' is no day"),
        ({"page": "x"}, "Invalid value for 'page': 'x' is no number of a page."),
        ({"page": "0"}, "Invalid value for 'page'"),
        ({"search": '"'}, "no words"),
    ],
)
def test_a_question_that_cannot_be_understood_is_refused_and_never_half_answered(pages, asked, told):
    answer = pages.get("/", params=asked)
    assert answer.status_code == 400
    assert told in unescape(answer.text)
    assert 'class="event"' not in answer.text


def test_words_of_a_search_are_words_and_an_empty_condition_is_none(pages):
    assert pages.get("/", params={"search": '" OR ('}).status_code == 200
    assert pages.get("/", params={"kind": "", "since": "", "page": "", "search": ""}).text.count('class="event"') == 50


def test_a_report_shows_its_text_with_the_evidence_marked(pages):
    listing = pages.get("/reports").text
    assert "epoch zero" in listing
    href = listing.split('href="/reports/')[1].split('"')[0]
    page = pages.get(f"/reports/{href}").text
    assert "<mark>" in page
    assert 'class="title"' in page


def test_a_report_shows_what_its_versions_changed(pages):
    page = pages.get("/reports/edited").text
    assert "Acme <del>may </del><ins>will </ins>buy &lt;b&gt;Zeta" in page
    assert "edit with a note" in page
    assert "correction note: “Correction: it will.”" in page
    assert "What changed" not in pages.get("/reports/brief-2023-02-14").text


def test_a_report_shows_who_wrote_it_whose_copy_it_is_and_its_captions(pages):
    listing = pages.get("/reports").text
    href = listing[: listing.index("CarDaily")].rsplit('href="/reports/', 1)[1].split('"')[0]
    page = pages.get(f"/reports/{href}").text
    assert "by Ann Lee · based on AFP (byline)" in page
    assert '<p class="caption">The plant in Linz</p>' in page


def test_a_claim_shows_where_it_stands(pages):
    href = pages.get("/").text.split('href="/claims/')[1].split('"')[0]
    page = pages.get(f"/claims/{href}").text
    assert "<mark>" in page
    assert href in page


def test_a_claim_shows_the_days_it_speaks_of(pages):
    href = pages.get("/", params={"about": "SU7"}).text.split('href="/claims/')[1].split('"')[0]
    assert "<dt>when</dt><dd>2024-03-28</dd>" in pages.get(f"/claims/{href}").text


def test_a_page_that_is_not_there(pages):
    for path in ("/claims/c1-zzzz", "/reports/nothing", "/nothing"):
        answer = pages.get(path)
        assert answer.status_code == 404
        assert "cannot be shown" in answer.text


def test_what_a_page_says_is_text_and_never_markup(pages):
    page = pages.get("/", params={"about": "zeta"}).text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page or "Zeta &amp; Sons" in page


def test_only_names_of_this_machine_are_answered(pages):
    assert pages.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_nothing_from_elsewhere_may_run(pages):
    policy = pages.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert pages.get("/static/page.css").status_code == 200


@pytest.fixture
def many(tmp_path):
    """Pages on a ledger of 120 reports that nobody has read yet."""
    rows = "".join(f'{{"id": {n}, "title": "Report {n}.", "text": "Acme will close plant {n}."}}\n' for n in range(120))
    (tmp_path / "a.jsonl").write_text(rows)
    with Ledger(tmp_path / "l.db", writing=True) as ledger:
        list(add([str(tmp_path / "a.jsonl")], ledger, None, Limits()))
    return TestClient(make_app(tmp_path / "l.db"), base_url="http://localhost")


def test_reports_come_page_by_page_and_can_be_searched(many):
    first, third = many.get("/reports").text, many.get("/reports", params={"page": "3"}).text
    assert "120 reports" in first
    assert ("Report 0." in first, "Report 49." in first, "Report 50." in first) == (True, True, False)
    assert "page=2" in first
    assert ("Report 119." in third, "page=4" in third) == (True, False)
    assert "1 report." in many.get("/reports", params={"search": "plant 77"}).text


def test_a_report_that_nobody_has_read_is_not_one_without_claims(many):
    listing = many.get("/reports").text
    assert listing.count("not read") == 50
    href = listing.split('href="/reports/')[1].split('"')[0]
    page = many.get(f"/reports/{href}").text
    assert "Not read for claims yet" in page
    assert "0 claims" not in page

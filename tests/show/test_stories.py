"""The real command on stories: what is listed, how one is shown, and what is said where something is missing."""

import json
import re
import unicodedata

import pytest

from reportedly.ledger import Ledger
from reportedly.resolve import shipped
from reportedly.run.resolving import resolve
from tests.told import ENGINE, Says, page

ESCAPE = "\x1b"
HERALD = (
    "Acme Motors is in talks to buy Zeta Cells, two bankers said. The battery maker from Lilleby has been for sale since "
    "spring, and its three halls stand idle. The price could reach 400 million euros, the bankers said, with a decision "
    "due before the summer."
)


def herald(url="https://herald.example/1", on="2024-01-02"):
    return page(
        url, "Acme Motors eyes Zeta Cells", HERALD, on, Says("is in talks to buy", voice="unnamed two bankers?")
    )


def denial():
    body = (
        "Zeta Cells is not for sale, said a Zeta Cells spokeswoman. Acme Motors would not comment. The works in Lilleby "
        "employ six hundred people, and orders have come back since autumn."
    )
    return page(
        "https://post.example/2",
        "Zeta Cells rejects talk of a sale to Acme Motors",
        body,
        "2024-01-05",
        Says("is not for sale", voice="person a Zeta Cells spokeswoman?", of="Zeta Cells", stance="denies"),
        Says("would not comment", voice="company Acme Motors", stance="no-comment"),
    )


def deal():
    body = (
        "Acme Motors has agreed to buy Zeta Cells, it said in a statement on Friday. The carmaker pays 380 million euros "
        "for the battery works in Lilleby and keeps all six hundred jobs there."
    )
    says = Says("has agreed to buy", "agreed", voice="company Acme Motors")
    return page("https://times.example/3", "Acme Motors buys Zeta Cells", body, "2024-03-01", says)


def undated():
    body = (
        "The sale of Zeta Cells to Acme Motors moves on, people in Lilleby hear. Zeta Cells makes batteries for cars."
    )
    says = Says("moves on", voice="unnamed people in Lilleby?")
    return page("https://blog.example/4", "Zeta Cells and Acme Motors", body, None, says)


def unread():
    body = "Acme Motors kauft Zeta Cells. Das Batteriewerk in Lilleby bleibt, berichtet Reuters, und alle Stellen auch."
    return page("https://zeitung.example/5", "Acme Motors kauft Zeta Cells", body, "2024-03-02", language="de")


@pytest.fixture
def told(tmp_path):
    """Puts pages into the ledger that `run` uses, and joins them."""

    def put(*pages, joined=True):
        with Ledger(tmp_path / "ledger.db", writing=True) as ledger:
            for report, claims in pages:
                ledger.put(report, ENGINE, claims, "test")
            if joined:
                resolve(ledger, shipped())

    return put


def only_story(run):
    rows = json.loads(run("stories", "--json").stdout)
    assert len(rows) == 1
    return rows[0]


def test_a_story_is_listed_once_with_how_it_stands_since_when_and_on_whose_word(run, told):
    told(herald(), herald("https://copy.example/9", "2024-01-03"), denial(), deal(), unread())
    listed = run("stories", "--about", "zeta")
    assert listed.returncode == 0
    assert listed.stderr == "1 story\n"
    for part in ("acquisition", "Acme Motors", "Zeta Cells", "agreed", "since 2024-03-01", "3: herald.example"):
        assert part in listed.stdout
    assert run("stories", "--about", "brio").stderr == "0 stories\n"


def contradicted():
    body = (
        "Acme Motors is in talks to buy Zeta Cells, the carmaker confirmed on Saturday. The price for the battery works in "
        "Lilleby is still open."
    )
    says = Says("is in talks to buy", voice="company Acme Motors")
    return page("https://wire.example/6", "Acme Motors confirms talks with Zeta Cells", body, "2024-01-06", says)


def test_stories_that_parties_contradict_each_other_about_are_listed_alone(run, told):
    told(herald(), denial(), contradicted())
    story = only_story(run)
    assert story["disputed"]
    assert [row["id"] for row in json.loads(run("stories", "--disputed", "--json").stdout)] == [story["id"]]
    assert json.loads(run("stories", "--disputed", "--on", "2024-01-05", "--json").stdout) == []


def two_events():
    """Three pages of one matter, with two events: an offer, and the permit that it needs."""
    offers = Says("offers to buy", voice="company Acme Motors", phase="sought")
    permit = Says("must allow", kind="approval", phase="sought", actor="Norvald Office", object="Acme Motors")
    for n, part in enumerate(("first", "second", "third"), 1):
        body = (
            f"Acme Motors offers to buy Zeta Cells, it said in its {part} statement. The Norvald Office must allow it."
        )
        title = "Acme Motors offers to buy Zeta Cells"
        yield page(f"https://e{n}.example/1", title, body, f"2024-01-0{n}", offers, permit)


def test_where_only_events_within_a_matter_fit_that_is_said(run, told):
    told(*two_events())
    events = json.loads(run("stories", "--kind", "approval", "--events", "--json").stdout)
    assert [event["kind"] for event in events] == ["approval"]
    asked = run("stories", "--kind", "approval")
    assert (asked.stdout, asked.stderr) == ("", "0 stories; 1 event within a matter fits: --events\n")
    assert run("stories", "--kind", "approval", "--events").stderr == "1 story\n"
    assert run("stories", "--kind", "recall").stderr == "0 stories\n"


def test_what_has_lapsed_is_known_as_of_a_day_and_that_is_said(run, told):
    told(herald())
    assert run("stories", "--status", "lapsed").stderr == (
        "0 stories; what has lapsed is known as of a day: --on YYYY-MM-DD\n"
    )
    assert run("stories", "--status", "lapsed", "--on", "2026-01-01").stderr == "1 story\n"


def test_an_event_can_be_asked_for_by_any_of_its_claims(run, told):
    told(*two_events())
    events = [e for e in json.loads(run("stories", "--events", "--json").stdout) if e["part_of"]]
    assert sorted(len(event["claims"]) for event in events) == [3, 3]
    for event in events:
        for claim in event["claims"][:2]:
            assert json.loads(run("story", claim[:12], "--json").stdout)["id"] == event["id"]


def test_a_claim_of_no_event_leads_to_its_matter(run, told):
    told(herald())
    (claim,) = json.loads(run("claims", "--json").stdout)
    assert json.loads(run("story", claim["id"], "--json").stdout)["id"] == only_story(run)["id"]


def test_an_id_of_the_other_sort_leads_to_the_other_command(run, told):
    told(herald())
    story = only_story(run)["id"]
    done = run("show", story[:8])
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == f"reportedly: that is the id of a story; show it with: reportedly story {story[:8]}\n"
    assert run("story", "c1-zzzz").returncode == 4


def test_the_history_gives_day_reason_voice_words_and_claim_of_each_step(run, told):
    told(herald(), denial(), deal())
    shown = run("story", only_story(run)["id"]).stdout
    history = shown[shown.index("how it came to that") : shown.index("timeline")]
    assert re.search(
        r"2024-01-02 +in talks +people who are not named say so: two bankers .*?c1-\w{7}.*?“is in talks to buy”"
        r".*2024-01-05 +denied +a party to it denies it: a Zeta Cells spokeswoman.*“is not for sale”"
        r".*2024-03-01 +agreed +a party to it says so: Acme Motors.*“has agreed to buy”",
        history,
        re.DOTALL,
    )


def test_sides_stand_side_by_side(run, told):
    told(herald(), denial(), deal())
    shown = run("story", only_story(run)["id"]).stdout
    assert re.search(r"^affirms +two bankers \(herald\.example\), Acme Motors *$", shown, re.MULTILINE)
    assert re.search(r"^denies +a Zeta Cells spokeswoman *$", shown, re.MULTILINE)
    assert re.search(r"^no-comment +Acme Motors *$", shown, re.MULTILINE)


def test_the_timeline_goes_by_day_and_folds_copies_under_their_root(run, told):
    copies = [herald(f"https://copy{n}.example/9", "2024-01-03") for n in range(9)]
    told(deal(), *copies, denial(), herald())
    shown = run("story", only_story(run)["id"]).stdout
    timeline = shown[shown.index("timeline") :]
    days = re.findall(r"^\d{4}-\d\d-\d\d", timeline, re.MULTILINE)
    assert days == ["2024-01-02", "2024-01-05", "2024-03-01"]
    assert timeline.count("is in talks to buy") == 1
    assert re.search(r"copied by copy\d.example, .* and 3 more", " ".join(timeline.split()))


def test_a_page_that_claims_nothing_stands_in_the_timeline_too(run, told):
    told(herald(), denial(), deal(), unread())
    shown = run("story", only_story(run)["id"]).stdout
    assert re.search(r"2024-03-02 +zeitung\.example, Acme Motors kauft Zeta Cells", shown)


def test_a_story_without_claims_is_not_known_and_tells_whom_its_pages_credit(run, told):
    told(unread())
    row = only_story(run)
    assert (row["status"], row["claims"], row["history"]) == (None, [], [])
    shown = run("story", row["id"]).stdout
    assert re.search(r"how it stands +not known, no claims were read", shown)
    assert re.search(r"pages credit .*Reuters", shown)


@pytest.mark.parametrize("width", [80, 100, 140])
def test_nothing_is_wider_than_the_terminal(run, told, width):
    told(herald(), *(herald(f"https://copy{n}.example/9", "2024-01-03") for n in range(9)), denial(), deal(), undated())
    for shown in (run("stories", COLUMNS=str(width)), run("story", only_story(run)["id"], COLUMNS=str(width))):
        wide = [line for line in shown.stdout.splitlines() if _columns(line) > width]
        assert wide == []


def _columns(line):
    return sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line.rstrip())


def test_as_of_a_day_a_story_shows_what_was_out_by_then(run, told):
    told(herald(), denial(), deal(), undated())
    story = only_story(run)["id"]
    shown = run("story", story, "--on", "2024-01-04").stdout
    assert "in talks, since 2024-01-02" in " ".join(shown.split())
    assert "denied" not in shown
    assert "times.example" not in shown
    row = json.loads(run("story", story, "--on", "2024-01-05", "--json").stdout)
    assert (row["status"], len(row["history"]), len(row["reports"])) == ("denied", 2, 2)
    assert row["sides"]["denies"] == ["a Zeta Cells spokeswoman"]


def test_before_anything_was_out_a_story_says_so(run, told):
    told(herald(), denial())
    story = only_story(run)["id"]
    shown = run("story", story, "--on", "2023-12-31")
    assert shown.stderr == "nothing of it had surely been published by then\n"
    assert "timeline" not in shown.stdout
    assert run("stories", "--on", "2023-12-31").stderr == "0 stories\n"


def test_a_story_lapses_on_the_days_after_its_last_news(run, told):
    told(herald())
    row = json.loads(run("stories", "--on", "2026-01-01", "--json").stdout)[0]
    assert row["status"] == "lapsed"
    assert row["history"][-1]["reason"] == "nothing new for 540 days"


def test_reports_that_wait_to_be_joined_are_told_on_standard_error(run, told):
    told(herald(), denial())
    told(deal(), joined=False)
    note = "1 report waits to be joined to stories; join with: reportedly rebuild\n"
    listed = run("stories", "--json")
    assert listed.stderr == note
    assert json.loads(listed.stdout)[0]["status"] == "denied"
    assert note in run("story", json.loads(listed.stdout)[0]["id"]).stderr
    assert run("rebuild").returncode == 0
    assert "waits" not in run("stories").stderr
    assert only_story(run)["status"] == "agreed"


def test_an_unknown_story_is_one_clear_line(run, told):
    told(herald())
    done = run("story", "s2-nothing")
    assert done.returncode != 0
    assert done.stdout == ""
    assert "no story has the id 's2-nothing'; list stories with: reportedly stories" in done.stderr


def test_nothing_from_a_page_reaches_the_terminal_unescaped(run, told):
    report, _ = herald()
    body = "Acme Motors is in talks to buy Zeta Cells, \x1b[2Jtwo bankers\x1b said."
    says = Says("is in talks to buy", voice="unnamed \x1b[2Jtwo bankers\x1b?")
    told(
        page(
            report.url,
            "Acme\x1b[31m Motors",
            body,
            "2024-01-02",
            says,
            outlet="he\x1brald",
        )
    )
    story = only_story(run)["id"]
    assert ESCAPE not in run("story", story).stdout + run("stories").stdout


def test_what_bounds_the_day_of_a_report_is_shown_with_its_story_and_with_the_report(run, told):
    told(herald(), denial(), deal(), undated())
    story = run("story", only_story(run)["id"]).stdout
    grounds = "other reports of its story are of 2024-01-02 to 2024-03-01"
    assert grounds in " ".join(story[story.index("days that are not told") :].split())
    assert grounds in " ".join(run("show", "https://blog.example/4").stdout.split())
    row = json.loads(run("show", "https://blog.example/4", "--json").stdout)
    assert row["published"] is None
    assert (row["published_bounds"]["earliest"], row["published_bounds"]["latest"]) == ("2022-01-02", "2026-03-01")


def test_a_page_with_a_template_for_a_date_is_bounded_by_its_words_and_by_its_story(run, tmp_path):
    """Epoch zero is no day; the paper of the 29th of July and the September to come are a part of a year; the year comes
    from the other reports."""
    title = "Acme Motors may take over the Lilleby works of Zeta Cells, report says"
    rows = [
        {
            "id": "template",
            "url": "https://trade.example/1",
            "title": title,
            "text": f"{title}\n\nPublishtime:1970-01-01 08:00:00 Views:31\n\nAcme Motors may take over the Lilleby works of "
            "Zeta Cells, a newspaper reported today. Zeta Cells would not comment.\n\nAcme Motors is in talks with Zeta "
            "Cells about batteries and looks at several options, according to a July 29 Reuters report. A decision is "
            "expected in September.",
        },
        {
            "id": "dated",
            "url": "https://herald.example/2",
            "date": "2022-09-20",
            "title": "Acme Motors in talks with Zeta Cells over works in Lilleby",
            "text": "Acme Motors in talks with Zeta Cells over works in Lilleby\n\nAcme Motors is in talks with Zeta Cells to "
            "take over its works in Lilleby, Reuters reported. The battery maker has been for sale since spring.",
        },
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert run("add", "in.jsonl").returncode == 0
    story = only_story(run)
    assert {r["id"] for r in story["reports"]} == {"template", "dated"}
    bounds = json.loads(run("show", "template", "--json").stdout)["published_bounds"]
    assert bounds["part_of_year"][0] == "07-29"
    assert "2020-07-29" <= bounds["earliest"] <= "2022-07-29"
    assert bounds["latest"] <= "2024-09-30"
    reasons = [ground["reason"] for ground in bounds["grounds"]]
    assert any("July 29" in reason for reason in reasons)
    assert any("2022-09-20" in reason for reason in reasons)
    for shown in (run("show", "template"), run("story", story["id"])):
        words = " ".join(shown.stdout.split())
        assert all(reason in words for reason in reasons)

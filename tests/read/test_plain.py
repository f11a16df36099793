"""A text keeps its characters; its passages say what is title, body, another story's headline."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Part
from reportedly.read.furniture import classify, is_furniture
from reportedly.read.plain import read_plain

PAGE = """Industry dynamics

Acme may take over Zeta's plant in Lyon, report says

Publishtime:1970-01-01 08:00:00 Views:27

Acme may take over a plant of Zeta, a local media report said.

Brio's cell team numbers over 900, report says-CellWatch

SEE ALSO: Zeta sues Brio over a name
Share this on Facebook | Twitter
Acme reportedly in talks with Brio to build cells"""


def parts(text, **more):
    report = read_plain(text, address="id:1", **more)
    return [(part.value, quote.text) for part, quote in report.quotes()]


def test_a_re_post_with_furniture():
    assert parts(PAGE) == [
        ("title", "Acme may take over Zeta's plant in Lyon, report says"),
        ("body", "Acme may take over a plant of Zeta, a local media report said."),
        ("link", "Brio's cell team numbers over 900, report says-CellWatch"),
        ("link", "Zeta sues Brio over a name"),
        ("link", "Acme reportedly in talks with Brio to build cells"),
    ]


def test_its_date_is_unknown_with_the_reason():
    found = read_plain(PAGE, address="id:1").published
    assert found.on is None
    assert "1970-01-01 08:00:00" in found.reason


@pytest.mark.parametrize(
    "line",
    [
        "Views: 1,204",
        "12 comments",
        "Share on X",
        "Home > News > Cars",
        "© 2024 Acme",
        "Read more",
        "Tags: cars, cells",
        "3 min read",
        "Photo: Acme",
        "* * *",
        "Subscribe to our newsletter",
    ],
)
def test_furniture_is_nobodys_word(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Home sales in Ohio fell 3 percent.",
        "Print revenue rose.",
        "Search engine Bolo said it would cut jobs.",
        "Share prices of Acme fell.",
        "Acme posted a loss of $20 million in 2024.",
        "Editors at Zeta went on strike.",
    ],
)
def test_a_sentence_that_begins_like_furniture_is_none(line):
    assert not is_furniture(line)


def test_a_title_that_is_known_but_not_in_the_text_is_put_in_front():
    report = read_plain("Acme bought Zeta.", address="id:1", title="Acme buys  Zeta")
    assert report.text == "Acme buys Zeta\n\nAcme bought Zeta."
    body = report.passages[1]
    assert report.source.text[body.source.start : body.source.end] == "Acme bought Zeta."


def test_and_is_left_away_where_offsets_must_count_in_the_text():
    assert parts("Acme bought Zeta.", title="Acme buys Zeta", keep_title=False) == [("body", "Acme bought Zeta.")]


def test_chinese_lines_are_read_too():
    assert parts("小米汽车取得独立造车资质\n\n证券时报报道,工信部的名单中有四款小米牌纯电轿车。") == [
        ("title", "小米汽车取得独立造车资质"),
        ("body", "证券时报报道,工信部的名单中有四款小米牌纯电轿车。"),
    ]


@given(st.text())
def test_passages_lie_in_order_within_the_text_and_lead_back_to_it(text):
    report = read_plain(text, address="id:1")
    assert report.text == text
    at = 0
    for passage in report.passages:
        assert at <= passage.span.start < passage.span.end <= len(text)
        assert passage.source == passage.span
        at = passage.span.end


def test_every_line_has_one_kind():
    lines = PAGE.split("\n")
    assert len(classify(lines)) == len(lines)
    assert classify(lines).count(Part.TITLE) == 1


def test_a_text_without_any_sentence_is_all_body():
    assert parts("Acme may buy Zeta") == [("body", "Acme may buy Zeta")]


def test_a_short_sentence_is_not_lost():
    assert parts("Acme buys Zeta for cash\n\nZeta agreed.")[1] == ("body", "Zeta agreed.")


@pytest.mark.parametrize(
    "text",
    [
        "Source: Plant & Line\n\n{}\n\n{}",
        "{}\nSource: Plant & Line\n{}",
        "{}\n30 June 2025\nSource: Plant & Line\n\n{}",
    ],
)
def test_a_source_line_beside_the_title_tells_the_outlet_of_a_text_that_has_no_other(text):
    title, says = "Brio closes its plant in Lyon", "Brio will close its plant in Lyon, it said."
    report = read_plain(text.format(title, says), address="id:1")
    assert (report.outlet, report.based_on, report.title) == ("Plant & Line", None, title)
    assert parts(text.format(title, says)) == [("title", title), ("body", says)]
    assert read_plain(report.text, address="id:1", outlet="Motor Wire").outlet == "Motor Wire"
    assert read_plain(report.text, address="id:1", url="https://e.example/1").outlet is None


def test_an_agency_and_the_source_of_figures_do_not():
    says = "Brio will close its plant in Lyon, it said."
    agency = read_plain(f"Brio closes its plant\nSource: Reuters\n\n{says}", address="id:1")
    assert (agency.outlet, agency.based_on.outlet) == (None, "Reuters")
    for line in ("Source: company data", "Source: Company Filings", "Source: Brio to close its plant"):
        assert read_plain(f"Brio closes its plant\n{line}\n\n{says}", address="id:1").outlet is None
    assert read_plain(f"Brio closes its plant\n\n{says}\n\nSource: Plant & Line", address="id:1").outlet is None

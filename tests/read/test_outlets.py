"""An outlet is what its page calls itself, and knows its own names again."""

import lxml.html
import pytest

from reportedly.read.agencies import dateline_agency, outlet_named
from reportedly.read.outlets import Own, outlet_of
from reportedly.read.stated import stated_on

PUBLISHER = '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": {"name": "Motor Wire"}}</script>'


@pytest.mark.parametrize(
    ("head", "url", "outlet"),
    [
        ("<meta property='og:site_name' content='Motor Wire'>", None, "Motor Wire"),
        (PUBLISHER, None, "Motor Wire"),
        ("<meta property='og:site_name' content='Cars'>" + PUBLISHER, "https://www.motorwire.example/a", "Motor Wire"),
        ("<meta property='og:site_name' content='Cars'>", "https://www.motorwire.example/a", "Cars"),
        ("<meta property='og:site_name' content='https://www.motorwire.example'>", None, "motorwire.example"),
        ("", "https://www.motorwire.example/a", "motorwire.example"),
        ("", None, None),
    ],
)
def test_it_is_what_the_page_says_and_the_host_bears_out(head, url, outlet):
    page = lxml.html.document_fromstring(f"<html><head>{head}</head><body><p>x</p></body></html>")
    assert outlet_of(stated_on(page), url) == outlet


@pytest.mark.parametrize(
    ("own", "name", "is_own"),
    [
        ("n-tv.de", "NTV", True),
        ("Die Motorzeitung", "motorzeitung", True),
        ("ap", "The Associated Press", True),
        ("jefe.example", "EFE", False),
        ("Motor Wire", "Reuters", False),
        ("Motor Wire", "", False),
    ],
)
def test_it_knows_its_names_again(own, name, is_own):
    assert (name in Own((own,))) is is_own


@pytest.mark.parametrize("name", ["AFP", "美联社", "Motor Daily", "CarPost", "wire.example.org", "汽车日报"])
def test_a_name_that_outlets_have(name):
    assert outlet_named(name)


@pytest.mark.parametrize("name", ["Ann Lee", "Breaking News", "Company filings", "Acme", "Review", "the"])
def test_a_name_that_may_be_anything(name):
    assert outlet_named(name) is None


@pytest.mark.parametrize(
    ("paragraph", "agency"),
    [
        ("QINGDAO, China, March 3 (Reuters) - Acme will buy Zeta.", "Reuters"),
        ("PARIS (AP) — Acme will buy Zeta.", "Associated Press"),
        ("新华社北京5月3日电 阿克梅公司收购泽塔。", "Xinhua"),
        ("Acme (Zeta) - the maker of cars - will close.", None),
        ("Acme will buy Zeta (Reuters) - so it says. Then it sells.", "Reuters"),
    ],
)
def test_a_dateline_names_its_agency(paragraph, agency):
    assert dateline_agency(paragraph) == agency

"""A page that is another outlet's report says so somewhere; its own outlet's name says nothing."""

import json

import pytest

from reportedly.model import BasedHow, BasedOn
from reportedly.read import Raw, read

HERE = "https://www.cardaily.example/1"
SENTENCES = "".join(
    f"<p>Acme said on Monday that it will close plant {n} for good, after many years.</p>" for n in range(5)
)


def based_on(head: str = "", body: str = "", url: str | None = HERE, title: str = "Acme closes its plants"):
    source = (
        f"<html><head><meta property='og:site_name' content='CarDaily'><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{body if '<p>' in body else SENTENCES + body}</article></body></html>"
    )
    return read(Raw(source.encode(), "text/html", "a.html", url)).based_on


def linked(**article) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **article})}</script>'


def test_a_page_of_its_own_outlet_is_no_copy():
    own = linked(author={"name": "CarDaily"}, isBasedOn="https://www.cardaily.example/0")
    canonical = "<link rel='canonical' href='https://m.cardaily.example/1'>"
    assert based_on(own + canonical, "<div>Source: CarDaily</div>", title="Acme closes its plants - CarDaily") is None


def test_the_outlet_behind_the_title_is_the_origin():
    assert based_on(title="Acme closes its plants - WirePost") == BasedOn(BasedHow.SUFFIX, "WirePost")
    assert based_on(title="Acme closes its plants-WirePost").outlet == "WirePost"


@pytest.mark.parametrize("title", ["Acme closes its plants - report", "Cars - Breaking News", "Acme - Motor News"])
def test_not_everything_behind_a_title_is_an_outlet(title):
    assert based_on(title=title) is None


def test_where_the_own_outlet_is_unknown_nobody_tells_whose_name_it_is():
    source = f"<html><head><title>x</title></head><body><h1>Acme closes - WirePost</h1>{SENTENCES}</body></html>"
    assert read(Raw(source.encode(), "text/html", "a.html")).based_on is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("<div>Source: <a href='https://wire.example/9'>Wire Ninety</a></div>", "Wire Ninety"),
        ("<p>(Source: Reuters)</p>", "Reuters"),
        ("<span>来源：财联社 2024-05-03</span>", "财联社"),
        ("<div>Quelle: dpa</div>", "dpa"),
        ("<div>Source : AFP</div>", "AFP"),
        ("<div>Fuente: EFE</div>", "EFE"),
        ("<div>Fonte: ANSA</div>", "ANSA"),
        ("<div>Источник: ТАСС</div>", "TASS"),
        ("<div>出典：共同通信</div>", "Kyodo"),
        ("<div>출처: 연합뉴스</div>", "Yonhap"),
        ("<div>المصدر: رويترز</div>", "Reuters"),
        ("<p>This article first appeared in Motor Weekly.</p>", "Motor Weekly"),
        ("<p>via Reuters</p>", "Reuters"),
    ],
)
def test_a_source_line_in_many_languages(line, outlet):
    found = based_on(body=SENTENCES + line)
    assert (found.how, found.outlet) == (BasedHow.SOURCE_LINE, outlet)


def test_a_link_in_the_source_line_is_kept():
    assert based_on(body=SENTENCES + "<p>Source: <a href='https://wire.example/9?a=1&amp;b=2'>Wire</a></p>").url == (
        "https://wire.example/9?a=1&b=2"
    )


@pytest.mark.parametrize(
    "line",
    [
        "<figure><img src='a.png'><figcaption>A chart <div>Source: Motor Weekly</div></figcaption></figure>",
        "<div class='photo-credit'>Source: Reuters</div>",
        "<div>Source: company data</div>",
        "<div>Source: Getty Images</div>",
        "<p>Source: Reuters</p><p>Source: AFP</p>",
        "<p>Acme's plans were first reported by Reuters, which cited people.</p>",
    ],
)
def test_what_is_cited_or_pictured_is_no_origin(line):
    assert based_on(body=SENTENCES + line) is None


def test_an_agency_in_the_byline_is_the_origin():
    found = based_on(linked(author=[{"name": "Ann Lee"}, {"name": "Reuters"}]))
    assert found == BasedOn(BasedHow.BYLINE, "Reuters")


def test_an_agency_in_the_dateline_is_the_origin():
    found = based_on(body=f"<p>LINZ, May 3 (Reuters) - Acme will close its plants, it said on Friday.</p>{SENTENCES}")
    assert found == BasedOn(BasedHow.DATELINE, "Reuters")


def test_what_the_page_states_goes_first():
    head = linked(isBasedOn={"url": "https://wire.example/9", "name": "Wire"}, author={"name": "Reuters"})
    assert based_on(head) == BasedOn(BasedHow.IS_BASED_ON, "Wire", "https://wire.example/9")


def test_the_canonical_address_at_another_host_is_the_origins():
    head = "<link rel='canonical' href='https://wire.example/9'>"
    assert based_on(head) == BasedOn(BasedHow.CANONICAL, "wire.example", "https://wire.example/9")
    assert based_on(head, url=None) is None


def test_a_copy_is_of_something():
    with pytest.raises(ValueError, match="copy"):
        BasedOn(BasedHow.STATED)

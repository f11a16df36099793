"""What a page states for machines is read once; what is broken in it, or of another story, does no harm."""

import lxml.html
import pytest

from reportedly.read.stated import stated_on, texts


def stated(head: str = "", body: str = "<p>x</p>"):
    return stated_on(lxml.html.document_fromstring(f"<html lang='de-AT'><head>{head}</head><body>{body}</body></html>"))


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


def test_articles_are_found_wherever_they_are_nested():
    found = stated(
        linked('[{"@graph": [{"@type": ["Thing", "NewsArticle"], "headline": "one"}]}]')
        + linked('{"@type": "WebPage", "mainEntity": {"@type": "BlogPosting", "headline": "two"}}')
    )
    assert [article["headline"] for article in found.articles] == ["one", "two"]


@pytest.mark.parametrize("broken", ["{no json", "[" * 100_000, '{"@type": ', "", "[1, null, 2]"])
def test_a_broken_piece_spoils_only_itself(broken):
    assert len(stated(linked(broken) + linked('{"@type": "NewsArticle"}')).articles) == 1


def test_a_line_break_in_a_string_is_forgiven():
    assert stated(linked('{"@type": "NewsArticle", "headline": "a\nb"}')).articles[0]["headline"] == "a\nb"


def test_meta_elements_are_found_by_every_kind_of_name_in_any_case():
    found = stated(
        '<meta NAME="Author" content="Ann"><meta property="og:title" content="T"><meta name="x" content=" ">'
    )
    assert (list(found.meta("author", "og:title")), list(found.meta("x"))) == (["Ann", "T"], [])


def test_microdata_of_another_item_is_not_the_pages():
    found = stated(
        body='<div itemscope itemtype="https://schema.org/NewsArticle"><b itemprop="author">Ann</b>'
        '<div itemscope itemtype="https://schema.org/Comment"><b itemprop="author">Troll</b></div></div>'
    )
    assert found.item("author") == ("Ann",)


def test_half_a_surrogate_pair_does_not_get_out():
    assert texts("a\ud800b") == ["a\ufffdb"]


def test_the_language_and_the_canonical_address():
    found = stated('<link rel="canonical" href="https://e.org/a">')
    assert (found.language, found.canonical) == ("de-AT", "https://e.org/a")

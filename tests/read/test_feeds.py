"""What a feed's bytes are, and what its items hold: by the bytes, whatever the server calls them."""

import gzip
import json
from contextlib import suppress

import pytest

from reportedly.errors import NotReadable, TooLarge
from reportedly.model import DateHow, Feed, FeedList, Part
from reportedly.read import Limits, Raw, read
from reportedly.read.feeds import read_feed
from tests.sites import TEXT, full, item, rss

AT = "https://e.org/feed"
BODY = "".join(f"<p>{TEXT}{n}</p>" for n in range(8))
SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'


def feed_of(content: str | bytes, content_type: str = "") -> Feed:
    found = read_feed(content.encode() if isinstance(content, str) else content, AT, content_type)
    assert isinstance(found, Feed)
    return found


def test_an_rss_item_has_its_page_title_day_and_outlet():
    (found,) = feed_of(rss(item("/a?id=1&amp;utm_source=rss&amp;utm_medium=x#top", "Acme &amp; Zeta"))).items
    assert (found.address, found.title, found.outlet) == ("https://e.org/a?id=1", "Acme & Zeta", "Motor Wire")
    assert found.published == "2024-03-28T09:00:00+00:00"
    assert found.text is None


def test_the_day_is_that_of_the_outlets_own_clock():
    (found,) = feed_of(rss(item("/a", published="Thu, 28 Mar 2024 00:30:00 +0800"))).items
    assert found.published == "2024-03-28T00:30:00+08:00"


def test_a_full_text_is_taken_and_a_teaser_is_not():
    teaser = '<content:encoded><![CDATA[<p>Acme may buy. <a href="/a">Read more</a></p>]]></content:encoded>'
    cut = f"<content:encoded><![CDATA[{BODY}<p>And then […]</p>]]></content:encoded>"
    described = f"<description><![CDATA[{BODY}]]></description>"
    found = feed_of(rss(full("/a", TEXT), item("/b", more=teaser), item("/c", more=cut), item("/d", more=described)))
    assert [bool(i.text) for i in found.items] == [True, False, False, False]


def test_an_item_without_a_page_is_known_by_its_own_id_and_read_from_what_there_is():
    guid = '<item><guid isPermaLink="false">n 7</guid><description>Acme Corp bought Zeta.</description></item>'
    (found,) = feed_of(rss(guid)).items
    assert (found.address, found.has_page, found.text) == (f"{AT}#n 7", False, "Acme Corp bought Zeta.")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://e.org/a", "file:///etc/passwd", "http://[", ""])
def test_what_is_no_page_address_is_never_one(link):
    (found,) = feed_of(rss(item(link))).items
    assert not found.has_page


def test_atom_states_what_was_changed_when():
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
      <entry><id>urn:1</id><title>T</title><link href="/1"/><updated>2024-03-29T09:00:00Z</updated>
      <published>2024-03-28T09:00:00Z</published><content type="html"><![CDATA[{BODY}]]></content></entry>
      <entry><id>urn:2</id><title>U</title><link href="/2"/><updated>2024-03-29T09:00:00Z</updated><summary>s</summary></entry></feed>"""
    found = feed_of(atom, "text/html")
    first, second = found.items
    assert found.kind == "Atom"
    assert (first.published, first.modified) == ("2024-03-28T09:00:00+00:00", "2024-03-29T09:00:00+00:00")
    assert first.text
    assert (second.published, second.text) == (None, None)


def test_a_json_feed():
    rows = [
        {"id": 1, "url": "https://e.org/1", "content_html": BODY, "date_published": "2024-03-28T09:00:00+01:00"},
        {"id": "2", "url": "https://e.org/2", "content_text": "short"},
        "no item",
        {"id": "3", "content_text": "Acme <b> bought\nZeta."},
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": rows}
    found = feed_of(json.dumps(feed))
    assert (found.kind, found.title) == ("JSON Feed", "Wire")
    assert [(i.address, bool(i.text)) for i in found.items] == [
        ("https://e.org/1", True),
        ("https://e.org/2", False),
        (f"{AT}#3", True),
    ]
    assert found.items[2].text == "<p>Acme &lt;b&gt; bought</p><p>Zeta.</p>"


def test_a_news_sitemap_with_images():
    url = """<url><image:image><image:loc>https://e.org/i.png</image:loc><image:title>No</image:title></image:image>
      <loc>https://e.org/a</loc><lastmod>2024-03-29</lastmod><news:news><news:publication><news:name>Post</news:name>
      </news:publication><news:publication_date>2024-03-28</news:publication_date><news:title>Yes</news:title></news:news></url>"""
    found = feed_of(gzip.compress(f"<urlset {SITEMAP}>{url}</urlset>".encode()), "application/gzip")
    (one,) = found.items
    assert found.kind == "sitemap"
    assert (one.address, one.title, one.outlet) == ("https://e.org/a", "Yes", "Post")
    assert (one.published, one.modified) == ("2024-03-28", "2024-03-29")


@pytest.mark.parametrize(
    ("content", "kind", "feeds"),
    [
        (
            f"<sitemapindex {SITEMAP}><sitemap><loc>https://e.org/s1.xml</loc></sitemap></sitemapindex>",
            "sitemap index",
            ("https://e.org/s1.xml",),
        ),
        (
            '<opml><body><outline text="x"><outline xmlUrl="https://e.org/a"/><outline XMLURL="/b"/></outline></body></opml>',
            "OPML",
            ("https://e.org/a", "https://e.org/b"),
        ),
        (
            '<!doctype html><html><link rel="alternate" type="application/rss+xml" href="/rss"><link rel=stylesheet href=x>',
            "page",
            ("https://e.org/rss",),
        ),
    ],
)
def test_what_names_feeds(content, kind, feeds):
    found = read_feed(content.encode(), AT)
    assert isinstance(found, FeedList)
    assert (found.kind, found.feeds) == (kind, feeds)


@pytest.mark.parametrize(
    "broken",
    [
        rss(item("/a"), item("/half"))[:-60],
        f"<urlset {SITEMAP}><url><loc>https://e.org/a</loc></url><url><loc>https://e.org/ha",
    ],
)
def test_a_feed_that_broke_off_gives_all_but_its_last_item(broken):
    found = feed_of(broken)
    assert [i.address for i in found.items] == ["https://e.org/a"]
    assert not found.whole


def test_a_feed_in_another_charset_than_it_says_is_read():
    said = '<?xml version="1.0" encoding="utf-8"?>' + rss(item("/a", "Café Škoda".replace("Š", "S")))
    (found,) = feed_of(said.encode("cp1252"), "text/xml; charset=us-ascii").items
    assert found.title == "Café Skoda"


def test_bare_signs_in_a_feed_are_no_end_of_it():
    found = feed_of(rss(item("/a", "Acme & Zeta"), item("/b", "x < y & z")))
    assert [i.address for i in found.items] == ["https://e.org/a", "https://e.org/b"]
    assert found.whole


def test_nothing_outside_of_a_feed_is_ever_loaded(tmp_path):
    (tmp_path / "secret").write_text("SECRET")
    entity = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]>'
    in_feed = read_feed((entity + rss(item("/a", "&a;"))).encode(), AT)
    in_list = read_feed(
        f'{entity}<opml><head><title>&a;</title></head><body><outline xmlUrl="/&a;"/></body></opml>'.encode(), AT
    )
    assert "SECRET" not in repr(in_feed) + repr(in_list)


def test_a_name_of_a_file_is_no_feed(tmp_path):
    (tmp_path / "feed.xml").write_text(rss(item("/a")))
    with pytest.raises(NotReadable):
        read_feed(str(tmp_path / "feed.xml").encode(), AT)


def test_entities_that_grow_without_end_are_refused_in_a_moment():
    lol = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "lol">{lol}]>'
    for content in (
        bomb + rss(item("/a", "&a9;")),
        f"{bomb}<urlset {SITEMAP}><url><loc>https://e.org/&a9;</loc></url></urlset>",
    ):
        with suppress(NotReadable):
            assert len(repr(read_feed(content.encode(), AT))) < 10_000


def test_a_packed_trap_is_refused():
    with pytest.raises(TooLarge):
        read_feed(gzip.compress(b"<urlset>" + b" " * 30_000_000), AT, limits=Limits(max_bytes=1_000_000))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"\x89PNG",
        b"{}",
        b"{no json",
        b'{"version": "x", "items": []}',
        b"<html><body>no feed</body></html>",
    ],
)
def test_what_is_no_feed_says_so(content):
    with pytest.raises(NotReadable):
        read_feed(content, AT)


@pytest.mark.parametrize(
    ("head", "rest_s"),
    [
        ("<ttl>90</ttl>", 5400),
        ("<ttl>soon</ttl>", None),
        ('<p:updatePeriod xmlns:p="http://purl.org/rss/1.0/modules/syndication/">daily</p:updatePeriod>', 86400),
        ("", None),
    ],
)
def test_a_feed_says_how_long_it_wants_to_rest(head, rest_s):
    assert feed_of(rss(head=head) if not head else rss(item("/a"), head=head)).rest_s == rest_s


def test_a_text_of_a_feed_becomes_a_report_whose_passages_lead_back_to_it():
    html = "<p>Acme Corp may buy\n a plant of Zeta &amp; Co.</p><ul><li>It <b>declined</b> to comment.</li></ul><script>x()</script>"
    (found,) = feed_of(rss(item("", "Acme may buy", more=f"<description><![CDATA[{html}]]></description>"))).items
    report = read(Raw(found.text.encode(), "text/html", found.address, item=found))
    assert report.text == "Acme may buy\n\nAcme Corp may buy a plant of Zeta & Co.\n\nIt declined to comment."
    assert [p.part for p in report.passages] == [Part.TITLE, Part.BODY, Part.BODY]
    assert [report.source.text[slice(p.source.start, p.source.end)] for p in report.passages[1:]][
        1
    ] == "It <b>declined</b> to comment."
    assert (report.published.on.isoformat(), report.published.how) == ("2024-03-28", DateHow.FEED)
    assert report.outlet == "Motor Wire"


def test_a_page_that_states_its_own_day_keeps_it():
    (found,) = feed_of(rss(item("/2024/03/27/a"))).items
    page = "<html><head><title>Acme may buy</title>{}</head><body><article>" + BODY + "</article></body></html>"
    own = page.format('<meta property="article:published_time" content="2024-03-26T09:00:00Z">')
    for html, day, how in ((own, "2024-03-26", DateHow.STATED), (page.format(""), "2024-03-28", DateHow.FEED)):
        report = read(Raw(html.encode(), "text/html", found.address, found.address, item=found))
        assert (report.published.on.isoformat(), report.published.how) == (day, how)


def test_a_day_that_cannot_be_is_not_taken_from_a_feed():
    (found,) = feed_of(rss(full("/a", TEXT, published="Thu, 01 Jan 1970 00:00:00 GMT"))).items
    report = read(Raw(found.text.encode(), "text/html", found.address, item=found))
    assert report.published.on is None


def test_the_day_of_a_feed_comes_before_a_dateline():
    html = f"LYON, 27 March 2024 - {TEXT}"
    for published, day in (("Thu, 28 Mar 2024 09:00:00 +0800", "2024-03-28"), ("", "2024-03-27")):
        (found,) = feed_of(rss(full("/a", html, published=published))).items
        assert read(Raw(found.text.encode(), "text/html", found.address, item=found)).published.on.isoformat() == day

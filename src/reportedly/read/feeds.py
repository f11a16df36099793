"""A feed's bytes become its items; a list's bytes the addresses of feeds.

In: RSS, Atom, RDF, JSON Feed, sitemaps (also of news, also gzipped), sitemap indexes, OPML, or a page that says where
its feed is. Out: Feed or FeedList.
What a newcomer would get wrong: the bytes decide what it is, since servers call feeds text/html, text/xml or anything;
and a description is not the text, so an item without `text` is a page still to be fetched.
"""

import io
import json
import re
from calendar import timegm
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import feedparser
import lxml.html
from lxml import etree

from reportedly.errors import NotReadable
from reportedly.model import Feed, FeedList, Item
from reportedly.read.archives import Gunzipped
from reportedly.read.raw import Limits, too_large

_MOST_ITEMS = 50_000  # as many as a sitemap may hold
_ROOT = re.compile(rb"<(?:\w+:|!doctype\s+)?(rss|feed|rdf|urlset|sitemapindex|opml|html)[\s>]", re.I)
_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf|urlset)\s*>", re.I)
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
# WordPress and others put a teaser where the text should be: it is short, or ends in one of these.
_CUT_SHORT = re.compile(r"(?:…|\.\.\.|\b(?:read|continue|view|see)\s+(?:more|on|reading|the full)\b.{0,80})\W*$", re.I)
_FULL_WORDS = 60
_PERIODS_S = {"hourly": 3600, "daily": 86400, "weekly": 604800, "monthly": 2592000, "yearly": 31536000}


def read_feed(content: bytes, address: str, content_type: str = "", limits: Limits | None = None) -> Feed | FeedList:
    """What lies at `address`: a feed, or a list of feeds.

    >>> read_feed(b'<opml><body><outline xmlUrl="https://e.org/rss"/></body></opml>', "a.opml").feeds
    ('https://e.org/rss',)

    Raises NotReadable where it is neither.
    """
    content = _unpacked(content, limits or Limits()).lstrip(b"\xef\xbb\xbf \t\r\n")
    if content.startswith(b"{"):
        return _json_feed(content, address)
    found = _ROOT.search(content, 0, 20_000)
    if found is None:
        raise NotReadable("it is no feed, sitemap or OPML list, and no page that names one")
    root = found[1].lower()
    if root in (b"rss", b"feed", b"rdf"):
        return _parsed_feed(content, address, content_type)
    if root == b"html":
        return _page(content, address)
    tree = _xml(content)
    if root == b"opml":
        return FeedList("OPML", _text(tree, ".//title"), tuple(_whole(_outlines(tree), address)))
    if root == b"sitemapindex":
        return FeedList("sitemap index", None, tuple(_whole(_locations(tree), address)))
    items, whole = list(_sitemap_items(tree, address)), _is_whole(content)
    return Feed("sitemap", None, _each_once(items if whole else items[:-1]), whole=whole)


def _unpacked(content: bytes, limits: Limits) -> bytes:
    """The bytes of a gzipped file (sitemaps often are); others as they are."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    unpacked = io.BufferedReader(Gunzipped(io.BytesIO(content), limits)).read(limits.max_bytes + 1)
    if len(unpacked) > limits.max_bytes:
        raise too_large(limits)
    return unpacked


def _parsed_feed(content: bytes, address: str, content_type: str) -> Feed:
    """RSS and Atom. As a stream, since feedparser opens the file where the bytes are the path of one."""
    headers = {"content-location": address, "content-type": content_type or "application/xml"}
    found = feedparser.parse(io.BytesIO(content), response_headers=headers)
    if not found.version and not found.entries:
        raise NotReadable(f"it looks like a feed, but is damaged: {found.get('bozo_exception', 'nothing in it')}")
    title, whole = _line(found.feed.get("title")), _is_whole(content)
    entries = [entry for entry in found.entries if entry]
    items = _each_once(_entry_item(entry, address, title) for entry in (entries if whole else entries[:-1]))
    return Feed("Atom" if found.version.startswith("atom") else "RSS", title, items, _rest_s(found.feed), whole)


def _is_whole(content: bytes) -> bool:
    """Whether a feed has its end; one that broke off may hold half an address last."""
    return _END.search(content, max(0, len(content) - 1000)) is not None


def _entry_item(entry: Any, address: str, outlet: str | None) -> Item:
    texts = [_as_html(c.get("value", ""), c.get("type", "")) for c in entry.get("content", ())]
    summary, link = entry.get("summary", ""), entry.get("link", "")
    own_id = entry.get("id") or entry.get("title") or summary
    return replace(
        _item(link, address, own_id, texts if link else [*texts, summary]),
        title=_line(entry.get("title")),
        outlet=_line(entry.get("source", {}).get("title")) or outlet,
        published=_instant(entry, "published"),
        modified=_instant(entry, "updated"),
    )


def _json_feed(content: bytes, address: str) -> Feed:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NotReadable(f"it begins as a JSON Feed, but is no JSON: {error}") from None
    if "jsonfeed.org" not in str(found.get("version")) or not isinstance(found.get("items"), list):
        raise NotReadable("it is JSON, but no JSON Feed")
    title = _line(found.get("title"))
    rows = [row for row in found["items"] if isinstance(row, dict)]
    return Feed("JSON Feed", title, _each_once(_json_item(row, address, title) for row in rows))


def _json_item(row: dict[str, Any], address: str, outlet: str | None) -> Item:
    link, own_id = row.get("url") or row.get("external_url") or "", row.get("id") or row.get("title") or ""
    texts = [str(row.get("content_html") or ""), _as_html(str(row.get("content_text") or ""), "text/plain")]
    return replace(
        _item(str(link), address, str(own_id), texts),
        title=_line(row.get("title")),
        outlet=outlet,
        published=_line(row.get("date_published")),
        modified=_line(row.get("date_modified")),
    )


def _sitemap_items(tree: etree._Element, address: str) -> Iterator[Item]:
    for url in tree.iter("{*}url"):
        link = _text(url, "{*}loc") or ""
        yield replace(
            _item(link, address, link),
            title=_text(url, f".//{_NEWS}title"),
            outlet=_text(url, f".//{_NEWS}name"),
            published=_text(url, f".//{_NEWS}publication_date"),
            modified=_text(url, "{*}lastmod"),
        )


def _item(link: str, feed: str, own_id: str, texts: Iterable[str] = ()) -> Item:
    """An item with its address, and the first of `texts` that is whole; where it has no page, the first at all."""
    page = _page_address(link, feed)
    text = next((t for t in texts if _words(t) and (page is None or _is_full(t))), None)
    return Item(page or f"{feed}#{' '.join(own_id.split())[:200]}", has_page=page is not None, text=text)


def _each_once(items: Iterable[Item]) -> tuple[Item, ...]:
    found: dict[str, Item] = {}
    for item in items:
        found.setdefault(item.address, item)
        if len(found) == _MOST_ITEMS:
            break
    return tuple(found.values())


def _page(content: bytes, address: str) -> FeedList:
    """The feeds that a page says it has, best first."""
    tree = lxml.html.document_fromstring(content)
    found = [
        link.get("href", "")
        for link in tree.iter("link")
        if "alternate" in link.get("rel", "").lower().split() and link.get("type", "").lower() in _FEED_TYPES
    ]
    feeds = tuple(dict.fromkeys(_whole(found, address)))
    if not feeds:
        raise NotReadable("it is a page that names no feed; give the address of a feed, a sitemap or an OPML list")
    return FeedList("page", _line(tree.findtext(".//title")), feeds)


def _xml(content: bytes) -> etree._Element:
    """The tree of a sitemap or list, as far as it can be read; nothing outside of it is loaded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    tree = etree.fromstring(content, parser)
    if tree is None:
        raise NotReadable("it is damaged XML")
    return tree


def _outlines(tree: etree._Element) -> Iterator[str]:
    for outline in tree.iter("{*}outline"):
        yield next((value for name, value in outline.items() if name.lower() == "xmlurl"), "")


def _locations(tree: etree._Element) -> Iterator[str]:
    for sitemap in tree.iter("{*}sitemap"):
        yield _text(sitemap, "{*}loc") or ""


def _whole(addresses: Iterable[str], base: str) -> Iterator[str]:
    for address in addresses:
        if found := _page_address(address, base):
            yield found


def _page_address(link: str, base: str) -> str | None:
    """`link` as a whole http(s) address, without fragment and without the marks that only say which feed led there.

    >>> _page_address("/a?id=7&utm_source=rss#top", "https://e.org/feed")
    'https://e.org/a?id=7'
    """
    try:
        parts = urlsplit(urljoin(base, link.strip()))
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or not link.strip():
        return None
    query = parts.query
    if "utm_" in query:
        query = urlencode([(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not k.startswith("utm_")])
    return urlunsplit(parts._replace(query=query, fragment=""))


def _is_full(text: str) -> bool:
    """Whether HTML is a whole text rather than its beginning.

    >>> _is_full("<p>Acme may buy Zeta. <a href='x'>Read more</a></p>"), _is_full("<p>" + "Acme may buy Zeta. " * 20)
    (False, True)
    """
    words = _words(text)
    return len(words.split()) >= _FULL_WORDS and not _CUT_SHORT.search(words[-120:])


def _words(text: str) -> str:
    try:
        return " ".join(lxml.html.fromstring(text).text_content().split()) if text.strip() else ""
    except (etree.ParserError, ValueError):  # nothing but a comment, or characters that XML has none of
        return ""


def _as_html(text: str, content_type: str) -> str:
    if content_type != "text/plain":
        return text
    return "".join(f"<p>{escape(part)}</p>" for part in text.split("\n") if part.strip())


def _instant(entry: Any, name: str) -> str | None:
    """The instant as the feed states it, with its own time zone: the day is that of the outlet's clock."""
    stated, parsed = dict.get(entry, name), dict.get(entry, f"{name}_parsed")  # its own `get` takes one for another
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            return read(str(stated)).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return datetime.fromtimestamp(timegm(parsed), UTC).isoformat() if parsed else None


def _rest_s(feed: Any) -> float | None:
    """How long the feed asks to be left alone: RSS's ttl in minutes, or how often it is updated."""
    ttl = str(feed.get("ttl", "")).strip()
    if ttl.isascii() and ttl.isdigit():
        return min(float(ttl), 1e6) * 60
    period = _PERIODS_S.get(str(feed.get("sy_updateperiod", "")).strip().lower())
    often = str(feed.get("sy_updatefrequency", "")).strip()
    return period / max(1, int(often) if often.isascii() and often.isdigit() else 1) if period else None


def _text(tree: etree._Element, path: str) -> str | None:
    return _line(tree.findtext(path))


def _line(text: Any) -> str | None:
    return " ".join(text.split()) or None if isinstance(text, str) else None

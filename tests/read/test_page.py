"""A page becomes a report whose every passage can be found in the page again."""

import contextlib
import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import NothingToRead
from reportedly.model import Part
from reportedly.read import Raw, read
from reportedly.read.align import Alignment

BODY = "".join(
    f"<p>Paragraph {n}: Acme &amp; Zeta said on Monday that plant {n} will be\n closed for good.</p>" for n in range(6)
)
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Acme closes plants - The Plant Post</title>
<meta property="og:site_name" content="The Plant Post"><link rel="canonical" href="https://post.example/acme">
<meta property="article:published_time" content="2024-05-06T07:08:09Z"></head><body>
<nav><a href="/">Home</a><a href="/n">News from all over the world today</a></nav>
<article><h1>Acme closes plants</h1>{BODY}</article>
<aside><a href="/b">Brio said to be in talks with Zeta</a></aside><script>var a = "<p>Not text.</p>";</script></body></html>"""


def page(source: str, url: str | None = None):
    return read(Raw(source.encode(), "text/html", "page.html", url))


def test_what_a_page_says_of_itself():
    report = page(PAGE)
    assert (report.title, report.outlet, report.url, report.language) == (
        "Acme closes plants",
        "The Plant Post",
        "https://post.example/acme",
        "en",
    )
    assert report.published.at.isoformat() == "2024-05-06T07:08:09+00:00"


def test_authors_section_and_captions_lead_back_to_the_page():
    head = "<meta name='author' content='By Ann Lee'><meta property='article:section' content='Plants'></head>"
    figure = "<figure><img src='a.png'><figcaption>Plant 3, as it\n was <b>in May</b></figcaption></figure></article>"
    source = PAGE.replace("</head>", head).replace("</article>", figure)
    report = page(source)
    assert (report.authors, report.section) == (("Ann Lee",), "Plants")
    (caption,) = report.captions
    assert caption.text == "Plant 3, as it was in May"
    assert source[caption.source.start : caption.source.end] == "Plant 3, as it\n was <b>in May"
    assert caption.text not in report.text


def test_a_title_that_is_only_stated_leads_back_to_where_it_is_stated():
    source = PAGE.replace("<h1>Acme closes plants</h1>", "").replace(
        "<title>Acme closes plants - The Plant Post", "<title>x"
    )
    source = source.replace("<nav>", '<meta property="og:title" content="Acme &amp; Co close plants"><nav>')
    title = page(source).passages[0]
    assert source[title.source.start : title.source.end] == "Acme &amp; Co close plants"


def test_the_address_it_was_fetched_at_is_believed_before_the_one_it_states():
    assert page(PAGE, "https://mirror.example/1").address == "https://mirror.example/1"


def test_every_passage_leads_back_to_the_source():
    report = page(PAGE)
    assert len(report.passages) >= 8
    for passage in report.passages:
        shown = re.sub(r"<[^>]+>", "", PAGE[passage.source.start : passage.source.end])
        assert "".join(html.unescape(shown).split()) == "".join(passage.span.of(report.text).text.split())


def test_a_headline_of_another_story_is_kept_as_link():
    links = [quote.text for _, quote in page(PAGE).quotes(Part.LINK)]
    assert "Brio said to be in talks with Zeta" in links


def test_no_script_and_no_navigation_in_the_body():
    body = "\n".join(quote.text for _, quote in page(PAGE).quotes(Part.BODY))
    assert "Not text" not in body
    assert "Home" not in body


@pytest.mark.parametrize(
    "source",
    [
        "<html><body><script>render()</script></body></html>",
        "<html></html>",
        "<html><body><nav><a href='/'>Home</a></nav></body></html>",
    ],
)
def test_a_page_without_text_says_so(source):
    with pytest.raises(NothingToRead):
        page(source)


def test_html_that_never_closes_is_read():
    broken = PAGE.replace("</p>", "").replace("</article>", "").replace("</body></html>", "<div><div><b>")
    assert "plant 5 will be closed" in page(broken).text


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 50_000 + "Acme bought Zeta.",
        "<" * 200_000 + "html>",
        "<html><!--" + "a" * 300_000,
        "<html><p>" + "&amp" * 100_000,
        "<html><a href='" * 20_000,
        "<figcaption>" + "<p>Source: Reuters " * 20_000,
        "<p>" + "(" * 100_000 + "Source:" * 20_000,
        "<meta name='author' content='" + "By in A (and " * 20_000 + "'><p>x",
        "<title>" + "a - " * 20_000 + "</title><h1>" + "- " * 20_000 + "</h1><p>Acme bought Zeta.",
    ],
)
def test_hostile_markup_ends_in_a_report_or_a_refusal(source):
    with contextlib.suppress(NothingToRead):
        assert page("<html><body>" + source).passages


def test_a_page_with_an_epoch_date_has_none():
    report = page(
        re.sub("<meta property=.article.*?>", "", PAGE).replace(
            "<h1>", "<div>Publishtime:1970-01-01 08:00:00</div><h1>"
        )
    )
    assert report.published.on is None
    assert "1970-01-01 08:00:00" in report.published.reason


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip), min_size=1, max_size=5
    )
)
def test_what_stands_in_a_page_is_found_there(paragraphs):
    source = "".join(f"<p class='a'>{html.escape(p)}</p>\n" for p in paragraphs)
    found = Alignment(source)
    for paragraph in paragraphs:
        span = found.span(paragraph)
        shown = re.sub(r"</?p[^<>]*>", "", source[span.start : span.end])
        assert "".join(html.unescape(shown).split()) == "".join(paragraph.split())


def test_a_date_that_the_extractor_stumbles_over_does_not_cost_the_page():
    report = page(PAGE.replace("2024-05-06T07:08:09Z", "2024-05-06T10:00:00+99:00"))
    assert "plant 5 will be closed" in report.text
    assert report.published.on is None


def test_a_front_page_is_no_address_of_a_story():
    one = page(PAGE.replace("https://post.example/acme", "https://post.example/"))
    two = page(PAGE.replace("https://post.example/acme", "https://post.example/").replace("Monday", "Friday"))
    assert one.address != two.address


@pytest.mark.parametrize(
    ("stated", "modified"),
    [
        ("<meta property='article:modified_time' content='2025-06-05T09:30:00+02:00'>", "2025-06-05T09:30:00+02:00"),
        (
            "<script type='application/ld+json'>{'@type': 'NewsArticle', 'dateModified': '2025-06-05'}</script>",
            "2025-06-05T00:00:00",
        ),
        ("<meta property='article:modified_time' content='1970-01-01T00:00:00Z'>", None),
        ("", None),
    ],
)
def test_when_a_page_was_modified_is_what_it_states_if_that_can_be(stated, modified):
    stated = stated.replace("'", '"')
    read = page(f"<html><head>{stated}</head><body><p>Acme Corp will close its plant in Lyon.</p></body></html>")
    assert (read.modified.isoformat() if read.modified else None) == modified


def test_a_page_that_states_no_day_for_machines_has_that_of_its_dateline():
    stated = '<meta property="article:published_time" content="2024-05-06T07:08:09Z">'
    dated = PAGE.replace("<p>Paragraph 0", "<p>LYON, 5 May 2024 (Reuters) - Paragraph 0")
    assert page(dated).published.on.isoformat() == "2024-05-06"
    found = page(dated.replace(stated, "")).published
    assert (found.on.isoformat(), found.how.value) == ("2024-05-05", "dateline")

"""A page's title, whichever of its titles that is."""

import lxml.html
import pytest

from reportedly.read.titles import title_of

LINKED = '[{"@type": "WebPage"}, {"@graph": [{"@type": "NewsArticle", "headline": "Acme &amp; Zeta merge"}]}]'


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Acme buys Zeta - for good</title>", "", "Acme buys Zeta - for good"),
        ("<title>Acme buys Zeta for 5 million - Wire</title>", "<h1>Acme buys Zeta for 5 million</h1>", "Acme buys Zeta for 5 million"),
        ("<title>x</title><meta property='og:title' content='Acme buys Zeta | wire.example'>", "", "Acme buys Zeta"),
        (f"<meta property='og:title' content='Zeta'><script type='application/ld+json'>{LINKED}</script>", "", "Acme & Zeta merge"),
        ("<script type='application/ld+json'>{no json</script>", "<h1>Acme\n buys</h1>", "Acme buys"),
        ("", "<p>x</p>", None),
    ],
)  # fmt: skip
def test_it_is_found(head, body, title):
    page = lxml.html.document_fromstring(f"<html><head>{head}</head><body>{body}<p>y</p></body></html>")
    assert title_of(page, "https://www.wire.example/a") == title

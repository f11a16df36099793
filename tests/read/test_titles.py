"""A page's title, whichever of its titles that is."""

import lxml.html
import pytest

from reportedly.read.outlets import own_names
from reportedly.read.stated import stated_on
from reportedly.read.titles import title_of


def script(headline):
    data = f'{{"@type": "NewsArticle", "headline": "{headline}"}}'
    return f"<script type='application/ld+json'>{data}</script>"


LINKED = '[{"@type": "WebPage"}, {"@graph": [{"@type": "NewsArticle", "headline": "Acme &amp; Zeta merge"}]}]'


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Acme buys Zeta - for good</title>", "", "Acme buys Zeta - for good"),
        ("<title>Acme buys Zeta for 5 million - Wire</title>", "<h1>Acme buys Zeta for 5 million</h1>", "Acme buys Zeta for 5 million"),
        ("<title>x</title><meta property='og:title' content='Acme buys Zeta | wire.example'>", "", "Acme buys Zeta"),
        (f"<meta property='og:title' content='Zeta'><script type='application/ld+json'>{LINKED}</script>", "", "Acme & Zeta merge"),
        ("<script type='application/ld+json'>{no json</script>", "<h1>Acme\n buys</h1>", "Acme buys"),
        ("<meta property='og:title' content='Acme buys Zeta in full'>" + script("Car makers: Acme buys Zeta in full"), "", "Acme buys Zeta in full"),
        ("<meta property='og:title' content='Why Acme paid so much'>" + script("Acme buys Zeta in full"), "", "Acme buys Zeta in full"),
        ("<meta property='og:title' content='Acme – a “winner” at last'>" + script('Acme - a \\"winner\\" at last'), "", "Acme – a “winner” at last"),
        (script("Acme buys Zeta\n on a line break"), "", "Acme buys Zeta on a line break"),
        ("", "<p>x</p>", None),
    ],
)  # fmt: skip
def test_it_is_found(head, body, title):
    page = lxml.html.document_fromstring(f"<html><head>{head}</head><body>{body}<p>y</p></body></html>")
    stated = stated_on(page)
    assert title_of(page, stated, own_names(stated, "https://www.wire.example/a")) == title

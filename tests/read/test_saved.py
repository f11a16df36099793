"""A page that was saved and states its address is the same report, in the same version, as the page when fetched."""

import pytest

from reportedly.read import Raw, read

URL = "https://wire.example/2024/03/28/acme-buys-zeta"
PAGE = (
    "<html lang=en><head><title>Acme buys Zeta</title>{stated}</head><body><article><p>Acme Corp has agreed to buy Zeta "
    "Motors of Lyon, both firms said on Monday.</p><p>The price was 7 million dollars, and nobody else had bid.</p>"
    "</article></body></html>"
)
CANONICAL = f'<link rel="canonical" href="{URL}">'
SHARED = f'<meta property="og:url" content="{URL}">'


def report(stated, url=None):
    return read(Raw(PAGE.format(stated=stated).encode(), "text/html", "a.html", url))


@pytest.mark.parametrize("stated", [CANONICAL, SHARED])
def test_saved_and_fetched_are_one_version_of_one_report(stated):
    assert report(stated).version_id == report(stated, URL).version_id


def test_a_front_page_is_nobodys_address():
    assert report('<link rel="canonical" href="https://wire.example/">').address.startswith("text:")


def test_where_it_was_fetched_wins_over_what_it_says():
    assert report(CANONICAL, "https://copy.example/a").url == "https://copy.example/a"

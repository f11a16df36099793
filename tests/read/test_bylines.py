"""A byline is names of people; what stands around them is left out, and outlets are kept apart."""

import lxml.html
import pytest

from reportedly.read.bylines import byline_of, parted
from reportedly.read.outlets import Own
from reportedly.read.stated import stated_on

OWN = Own(("Motor Wire",))
LINKED = '<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name": "Ann Lee"}]}</script>'


@pytest.mark.parametrize(
    ("said", "people", "outlets"),
    [
        (["By Ann Lee and Bo Ek"], ("Ann Lee", "Bo Ek"), ()),
        (["Ann Lee", "ann lee"], ("Ann Lee",), ()),
        (["Von Anna Groß und Bo Ek, dpa"], ("Anna Groß", "Bo Ek"), ("dpa",)),
        (["ANN LEE Associated Press"], ("ANN LEE",), ("Associated Press",)),
        (["Ann Lee (ale), Bo Ek (bek)"], ("Ann Lee", "Bo Ek"), ()),
        (["作者：李安"], ("李安",), ()),
        (["Analysis by Ann Lee"], ("Ann Lee",), ()),
        (["Motor Wire", "Motor Wire Staff"], (), ()),
        (["https://www.facebook.com/motorwire", "@motorwire", "ann-lee"], (), ()),
        (["News Desk", "admin", "2 min read"], (), ()),
        (["has written about cars for many years and lives in Linz"], (), ()),
        (["The Associated Press"], (), ("Associated Press",)),
        ([], (), ()),
    ],
)
def test_names_are_parted(said, people, outlets):
    found = parted(said, OWN)
    assert (found.people, found.outlets) == (people, outlets)


@pytest.mark.parametrize(
    ("head", "body", "people"),
    [
        (LINKED + "<meta name='author' content='Bo Ek'>", "", ("Ann Lee",)),
        ("<meta name='author' content='Motor Wire'>", "<a rel='author' href='/bo'>Bo Ek</a>", ("Bo Ek",)),
        ("", "<p class='article byline'>By <b>Ann Lee</b></p>", ("Ann Lee",)),
        ("<meta property='article:author' content='https://e.org/ann'>", "<p>By the river.</p>", ()),
    ],
)  # fmt: skip
def test_what_is_stated_goes_before_what_is_shown(head, body, people):
    page = lxml.html.document_fromstring(f"<html><head>{head}</head><body>{body}<p>x</p></body></html>")
    assert byline_of(page, stated_on(page), OWN).people == people

"""The main text is found also where the fast way finds next to nothing or takes everything."""

import lxml.html

from reportedly.read.body import paragraphs_of

STORY = [f"Acme said on Monday, in words of its own, that plant {n} will be closed for good." for n in range(12)]
MENU = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(60))


def paragraphs(body: str) -> list[str]:
    return paragraphs_of(
        lxml.html.document_fromstring(f"<html><head><title>x</title></head><body>{body}</body></html>")
    )


def test_paragraph_breaks_survive():
    assert paragraphs("<article>" + "".join(f"<p>{line}</p>" for line in STORY) + "</article>") == STORY


def test_menus_scripts_and_controls_are_no_text():
    found = paragraphs(
        f"<nav><ul>{MENU}</ul></nav><article>"
        + "".join(f"<p>{line}</p>" for line in STORY)
        + "<script>var a = 'not text';</script><svg><text>Not text</text></svg><button>Share this</button></article>"
    )
    assert found == STORY


def test_an_article_element_that_is_only_a_teaser_does_not_hide_the_story():
    teaser = "<article><p>Brio sues Zeta over a name.</p></article>"
    found = paragraphs(f"<div>{teaser}</div><div id='x'>" + "".join(f"<p>{line}</p>" for line in STORY) + "</div>")
    assert [line for line in STORY if line in found] == STORY

"""Sentences and names, as the reader cuts them."""

from reportedly.extract.text import names, sentences
from reportedly.model import Span


def test_sentences_do_not_end_at_abbreviations():
    text = "Acme Inc. of St. Louis bought Zeta Co. The deal closed at 5 p.m. on Monday. J. R. Doe left."
    assert [text[s.start : s.end] for s in sentences(text, Span(0, len(text)))] == [
        "Acme Inc. of St. Louis bought Zeta Co.",
        "The deal closed at 5 p.m. on Monday.",
        "J. R. Doe left.",
    ]


def test_no_sentence_is_endless():
    text = "a" * 10_000 + " b"
    assert max(s.end - s.start for s in sentences(text, Span(0, len(text)))) <= 1500


def test_names():
    text = "On Monday Acme Group Co. and 3M's unit met Škoda and Bank of Lyon in the No. 2 plant."
    assert [text[s.start : s.end] for s in names(text, Span(0, len(text)))][:4] == [
        "Acme Group Co",
        "3M",
        "Škoda",
        "Bank of Lyon",
    ]

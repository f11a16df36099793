"""A quote is the text at its offsets, always."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Span


@given(st.text(min_size=1), st.data())
def test_a_quote_is_the_text_at_its_offsets(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = Span(start, end).of(text)
    assert text[quote.span.start : quote.span.end] == quote.text


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2)])
def test_no_span_is_empty_or_turned_around(start, end):
    with pytest.raises(ValueError, match="no span"):
        Span(start, end)


def test_a_span_beyond_the_text_is_refused():
    with pytest.raises(ValueError, match="no span to 9"):
        Span(0, 9).of("Acme")

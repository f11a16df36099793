"""Where something stands in a text, and the text that stands there.

In: character offsets. Out: Span, a half-open interval, and Quote, a span with its exact text.
What a newcomer would get wrong: a quote is only ever cut from a text with `Span.of`, never typed by hand, so
`text[quote.span.start:quote.span.end] == quote.text` always holds.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (half-open, never empty) of a text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"no span from {self.start} to {self.end}")

    def of(self, text: str) -> "Quote":
        """The quote that stands here in `text`.

        >>> Span(0, 6).of("Xiaomi may")
        Quote(text='Xiaomi', span=Span(start=0, end=6))
        """
        if self.end > len(text):
            raise ValueError(f"no span to {self.end} in a text of {len(text)} characters")
        return Quote(text[self.start : self.end], self)

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character.

        >>> Span(0, 3).overlaps(Span(2, 5)), Span(0, 3).overlaps(Span(3, 5))
        (True, False)
        """
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Exact text and where it stands in the report."""

    text: str
    span: Span

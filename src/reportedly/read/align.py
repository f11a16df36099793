"""Where text that was cut out of a page stands in the page's source.

In: the decoded source of a page, and strings cut from it by an extractor that keeps no offsets. Out: spans of it.
What a newcomer would get wrong: white space never counts (an extractor changes it), and entities count as the
character they mean; a string that the extractor changed otherwise has no place, and gets None.
"""

import html
import json
import re
from bisect import bisect_right
from collections.abc import Iterator

from reportedly.model import Span

# A run of text, and before it whatever is none. Nothing is looked at twice, so hostile markup costs linear time.
# (The three elements are spelled out: Python 3.11 loses its way with a group inside a possessive repetition.)
_DUMB = "|".join(rf"<{name}\b(?:[^<]++|<(?!/{name}\b))*+(?:</[^<>]*+>?)?" for name in ("script", "style", "template"))
_COMMENT = r"<!--(?:[^-]++|-(?!->))*+(?:-->)?"
_RUN = re.compile(
    rf"(?:\s++|{_COMMENT}|{_DUMB}|</?[a-zA-Z][^<>]*+>?|<![^<>]*+>?)*+(?P<text>[^<]++|<)?",
    re.I,
)
_PIECE = re.compile(r"&\#?\w{1,31};?|[^\s&]+|&")


class Alignment:
    """The visible characters of a page, each with its place in the source.

    >>> page = "<h1>Zeta &amp; Co</h1><p>Acme buys\\n  Zeta.</p>"
    >>> found = Alignment(page)
    >>> page[slice(*found.span_pair("Acme buys Zeta."))]
    'Acme buys\\n  Zeta.'
    """

    def __init__(self, source: str) -> None:
        # Which character of a run lies where is worked out only for runs in which a span begins or ends: a page has
        # hundreds of thousands of characters, and few of them are asked for.
        shown: list[str] = []
        self._source = source
        self._runs: list[tuple[int, int]] = []
        self._first: list[int] = []  # of each run, the place in what is shown at which it begins
        count = 0
        for run in _RUN.finditer(source):
            if text := run["text"]:
                seen = "".join(p for p, _, _ in _pieces(text)) if "&" in text else "".join(text.split())
                self._runs.append(run.span("text"))
                self._first.append(count)
                shown.append(seen)
                count += len(seen)
        self._shown = "".join(shown)
        self._from = 0

    def span(self, text: str) -> Span | None:
        """Where `text` stands: first looked for behind the last one found, then from the start."""
        wanted = "".join(text.split())
        if not wanted:
            return None
        at = self._shown.find(wanted, self._from)
        if at < 0:
            at = self._shown.find(wanted)
        if at < 0:
            return None
        self._from = at + len(wanted)
        return Span(self._place(at)[0], self._place(at + len(wanted) - 1)[1])

    def written(self, text: str) -> Span | None:
        """Where `text` is written in the source, shown or not: a title may stand in a meta element or a script only."""
        for form in (text, html.escape(text), html.escape(text, quote=False), json.dumps(text)[1:-1]):
            if form and (at := self._source.find(form)) >= 0:
                return Span(at, at + len(form))
        return None

    def _place(self, at: int) -> tuple[int, int]:
        """From where to where in the source the character stands that is shown at `at`."""
        run = bisect_right(self._first, at) - 1
        (start, end), at = self._runs[run], at - self._first[run]
        for piece, begins, ends in _pieces(self._source[start:end]):
            if at < len(piece):
                as_it_is = ends - begins == len(piece)
                return (start + begins + at, start + begins + at + 1) if as_it_is else (start + begins, start + ends)
            at -= len(piece)
        raise AssertionError("a character that is shown stands in a run")

    def span_pair(self, text: str) -> tuple[int, int]:
        """`span` as two numbers; ValueError where there is none."""
        found = self.span(text)
        if found is None:
            raise ValueError(f"{text!r} does not stand in the source")
        return found.start, found.end


def _pieces(run: str) -> Iterator[tuple[str, int, int]]:
    """The words and entities of a run of text as they are shown, each with its place in the run."""
    for piece in _PIECE.finditer(run):
        text, (begins, ends) = piece.group(), piece.span()
        yield ("".join(html.unescape(text).split()) if text[0] == "&" and ends - begins > 1 else text), begins, ends

"""Where text that was cut out of a page stands in the page's source.

In: the decoded source of a page, and strings cut from it by an extractor that keeps no offsets. Out: spans of it.
What a newcomer would get wrong: white space never counts (an extractor changes it), and entities count as the
character they mean; a string that the extractor changed otherwise has no place, and gets None.
"""

import html
import re
from array import array

from reportedly.model import Span

# One pass, each alternative eats what it has looked at, so hostile markup costs linear time.
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<dumb>script|style|template)\b.*?(?:</(?P=dumb)\s*>|\Z)|</?[a-zA-Z][^<>]*>?|<![^<>]*>?"
    r"|(?P<entity>&\#?\w{1,31};?)|(?P<text>[^<&]+|[<&])",
    re.S | re.I,
)
_NO_SPACE = re.compile(r"\S")


class Alignment:
    """The visible characters of a page, each with its place in the source.

    >>> page = "<h1>Zeta &amp; Co</h1><p>Acme buys\\n  Zeta.</p>"
    >>> found = Alignment(page)
    >>> page[slice(*found.span_pair("Acme buys Zeta."))]
    'Acme buys\\n  Zeta.'
    """

    def __init__(self, source: str) -> None:
        shown: list[str] = []
        self._starts = array("L")
        self._ends = array("L")
        for token in _MARKUP.finditer(source):
            if token["entity"]:
                self._take(html.unescape(token["entity"]), token, shown)
            elif token["text"]:
                for at in _NO_SPACE.finditer(token["text"]):
                    shown.append(at.group())
                    self._starts.append(token.start() + at.start())
                    self._ends.append(token.start() + at.end())
        self._shown = "".join(shown)
        self._from = 0

    def _take(self, text: str, token: re.Match[str], shown: list[str]) -> None:
        for character in text:
            if not character.isspace():
                shown.append(character)
                self._starts.append(token.start())
                self._ends.append(token.end())

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
        return Span(self._starts[at], self._ends[at + len(wanted) - 1])

    def span_pair(self, text: str) -> tuple[int, int]:
        """`span` as two numbers; ValueError where there is none."""
        found = self.span(text)
        if found is None:
            raise ValueError(f"{text!r} does not stand in the source")
        return found.start, found.end

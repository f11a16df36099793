"""Other names that a report itself gives to somebody: in brackets, or with words such as "formerly known as".

In: a text and the mentions in it. Out: which names stand for which mention there.
What a newcomer would get wrong: what stands in brackets behind a name is mostly something else ("Reuters (London)"). It
is taken for a name only where it can be an abbreviation of what stands before, or words say that it is one.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportedly.model import Span
from reportedly.resolve.forms import fold, normal
from reportedly.resolve.mentions import Mention

_TAIL = 30  # characters between a name and its bracket that may be its legal form
_QUOTES = "\"'“”„«»‘’「」『』"
_BRACKET = re.compile(
    rf"[ \u00a0]?[(（]\s*(?P<called>以下简称|下称|简称|以下簡稱|下稱|簡稱|以下、?|hereinafter|hereafter|kurz"
    rf"|im folgenden|en abrégé)?[:：,为]?\s*(?:the )?[{_QUOTES}]?"
    rf"(?P<short>[^()（）{_QUOTES}\n]{{2,40}}?)[{_QUOTES}]?\s*[)）]",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"[,，]?\s?[(（]?(?:(?:which )?(?:has |is |was |were )?(?:formerly|previously|earlier|once|now|also|better|then)?"
    r"\s?(?:known as|called|named|renamed(?: as| to| itself)?)|formerly|previously|(?:has )?changed (?:its|their) name"
    rf" to|früher|ehemals|anciennement|antes|原名|曾用名|前身(?:为|是)|(?:已)?更名为|旧)[:：]?\s?[{_QUOTES}]?",
    re.IGNORECASE,
)


def introduced(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Span]]:
    """Each mention for which another name is given, with the place of that name.

    >>> text = "Acme Neue Energie AG (ANE) of Acme (Berlin)."
    >>> found = introduced(text, [Mention("~acme neue energie", Span(0, 20)), Mention("acme", Span(30, 34))])
    >>> [(mention.key, span.of(text).text) for mention, span in found]
    [('~acme neue energie', 'ANE')]
    """
    for mention in mentions:
        if (bracket := _bracket(text, mention)) is not None:
            short = Span(bracket.start("short"), bracket.end("short"))
            whole = text[mention.span.start : bracket.start()]
            if bracket.group("called") or abbreviates(short.of(text).text, whole):
                yield mention, short
    for one, other in pairwise(mentions):
        if one.key != other.key and _ALSO.fullmatch(text, one.span.end, other.span.start):
            yield one, other.span


def _bracket(text: str, mention: Mention) -> re.Match[str] | None:
    """The bracket behind a name, between which and the name nothing stands but its legal form."""
    start, end = mention.span.start, mention.span.end
    found = _BRACKET.search(text, end, end + _TAIL + 60)
    if found is None or found.start() - end > _TAIL:
        return None
    return found if normal(text[start : found.start()]) == normal(text[start:end]) else None


def abbreviates(short: str, whole: str) -> bool:
    """Whether `short` can be an abbreviation of `whole`: its letters stand there in order, the first at a word's start.

    The test of Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions".

    >>> abbreviates("ANE", "Acme Neue Energie"), abbreviates("London", "Reuters"), abbreviates("CDU", "Acme Corp")
    (True, False, False)
    """
    letters, words = [c for c in fold(short) if c.isalnum()], fold(whole)
    if len(letters) < 2 or not short[:1].isupper() or len(short) >= len(whole):
        return False
    at = len(words)
    for n, letter in reversed(list(enumerate(letters))):
        at = words.rfind(letter, 0, at)
        while n == 0 and at > 0 and words[at - 1].isalnum():
            at = words.rfind(letter, 0, at)
        if at < 0:
            return False
    return True

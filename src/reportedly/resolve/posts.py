"""Whose chief, director or spokeswoman a text says that somebody is, told by how the words are put.

In: a text, and where a person is named in it. Out: the names of those whom the title belongs to, as they stand there.
What a newcomer would get wrong: a title near a name and a company says little. "Acme will buy Zeta, President Jo Doe
said" makes nobody president of Zeta; "Zeta president Jo Doe" does, and so does "Jo Doe, president of Zeta".
"""

import re
from collections.abc import Iterator

from reportedly.model import Span

TITLE = re.compile(
    r"\b(?:chief|ceo|cfo|coo|chair(?:man|woman|person)?|president|(?:co-)?founder|head|director|boss|owner"
    r"|spokes(?:man|woman|person|people)|executives?|vice[- ]president)\b",
    re.IGNORECASE,
)
NOT_OF_IT = re.compile(
    r"\b(?:former|ex|analysts?|economists?|professor|minister|secretary|governor|works? councils?"
    r"|(?<!european )(?:labou?r )?unions?)\b",
    re.IGNORECASE,
)
_LINK = (
    "and|or|but|as|by|with|the|a|an|its|his|her|their|whose|for|from|to|of|in|at|on|has|had|have|is|was|were|will"
    "|would|that|which|when|while|after|before|if|than|under|sa(?:id|ys)|t(?:old|ells)"
)
_WORD = rf"(?!(?:{_LINK})\b)[a-z][a-z-]*"  # "finance" in "its finance chief"
_TITLE = rf"(?i:{TITLE.pattern})"
_POST = rf"(?>{_TITLE}(?:(?:,? and |[ /,-]){_TITLE}| (?i:(?:\w+ )?officer))*)"
_NAME_WORD = rf"(?!{_TITLE})[^\W\da-z_]\w*(?:[&.-]\w+|['’](?!s\b)\w+)*(?:(?<=Inc|Ltd)\.|(?<=Corp)\.|(?<=Co)\.)?"
_NAME = rf"(?<![\w'’-])(?P<name>{_NAME_WORD}(?: (?:& )?{_NAME_WORD})*)"
_OWN = rf"{_NAME}(?:['’]s? (?:{_WORD} ){{0,2}}| (?:{_WORD} )?){_POST}"  # "Acme's new finance chief"
# "chief executive of the maker Acme"
_OF = rf"{_POST}(?: (?:of )?{_WORD}){{0,3}}? (?:of|at|for) (?:the )?(?:{_WORD} ){{0,3}}?{_NAME}"
_BEFORE = (
    re.compile(rf"{_OWN},? (?i:(?:mr|mrs|ms|dr)\.? )?$"),
    re.compile(rf"{_OF}, $"),
)
_AFTER = (
    re.compile(rf",(?: who is| now)?(?: the| an?)?(?: {_WORD}){{0,2}} {_OF}"),
    re.compile(rf",(?: who is| now)?(?: the)? {_OWN}(?! [^\W\da-z_])"),
)
_REACH = 120  # characters in which such words stand
_BESIDE = 14  # characters beside them in which "former" or "works council" can stand


def holds_post_at(text: str, person: Span) -> Iterator[str]:
    """The names of those of whom the text says, at that place, that the person is their chief or speaks for them.

    >>> text = "Zeta Motors chief executive Jo Doe met Al Roe, an analyst at Brio."
    >>> list(holds_post_at(text, Span(28, 34))), list(holds_post_at(text, Span(39, 45)))
    (['Zeta Motors'], [])
    """
    before, start = text[max(0, person.start - _REACH) : person.start], max(0, person.start - _REACH)
    for pattern in _BEFORE:
        if found := pattern.search(before):
            yield from _named(text, found, Span(start + found.start(), person.end))
    for pattern in _AFTER:
        if found := pattern.match(text[person.end : person.end + _REACH]):
            yield from _named(text, found, Span(person.start, person.end + found.end()))


def _named(text: str, found: re.Match[str], words: Span) -> Iterator[str]:
    """The name in `found`, unless the post is one of the past, or one with somebody else there."""
    if not NOT_OF_IT.search(text[max(0, words.start - _BESIDE) : words.end + _BESIDE]):
        yield found.group("name")

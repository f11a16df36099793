"""Text from outside, made safe for a terminal.

In: any text. Out: one line without control characters.
What a newcomer would get wrong: in tables and messages everything that a page says goes through here, titles and names
too; JSON is for programs and keeps the text as it is.
"""


def clean(text: str | None) -> str:
    """`text` without control characters, which a page could use to write over a terminal.

    >>> clean("a\\x1b[2Jb\\nc")
    'a�[2Jb c'
    """
    return "".join(_visible(c) for c in text or "")


def _visible(c: str) -> str:
    if c in "\n\t\r\u2028\u2029":
        return " "
    hidden = c < " " or "\x7f" <= c <= "\x9f" or "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069"
    return "\ufffd" if hidden else c

"""Names that nobody knew before: runs of words with capitals, in scripts that have them.

In: a text, and where known names stand in it. Out: mentions whose key is "~" and the name's normal form.
What a newcomer would get wrong: a capital at the start of a sentence says nothing, nor do headlines in which every
word has one; there only words that are not common ones count, or that stand with a capital elsewhere in the text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.model import Span
from reportedly.resolve.forms import fold, normal
from reportedly.resolve.mentions import NEW, Mention
from reportedly.resolve.words import is_common

_TOKEN = re.compile(r"[^\W\d_]+(?:[-&'’.][^\W\d_]+)*\d*")
_OPENS = re.compile(r"[.!?:;»«“\"”()|–—-]\s*$")
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()
)
_SMALL = frozenset(
    """a an the in on at by to of as if it he we our its his her and but for new now not all der die das ein eine im am
    aus auf fur nach bei mit vom zum zur seit ohne uber
    le la les un une el los las lo il gli di o os um uma en de""".split()
)
_POSTS = frozenset("ceo cfo coo chief executive president chairman chairwoman".split())
_TITLES = _POSTS | frozenset("minister premier mr mrs ms dr sir".split())
# Words that make a name that of a public body, folded: "Bundeswirtschaftsministerium", "Ministerio de Industria".
PUBLIC_BODY = re.compile(
    r"minist(?:erium|ere|erio|ero|ry|erstvo)|regierung|gouvernement|gobierno|governo|kartellamt|kommission|behorde"
    r"|staatskanzlei|министерств|правительств|prefeitura|tribunal|gericht|senado|parlament"
)
_LEAST = 4  # letters of a name of one word
_NOUNS_HAVE_CAPITALS = frozenset({"de"})  # there a single word with a capital tells nothing
_HEADLINE = 0.7  # share of words with capitals from which capitals say nothing


@dataclass(frozen=True, slots=True)
class _Run:
    """Words with capitals that follow each other; `told` where their capitals say something."""

    words: tuple[str, ...]
    span: Span
    told: bool


def new_names(text: str, known: Iterable[Mention], language: str | None) -> Iterator[Mention]:
    """Mentions of names outside of `known`; a word that begins "Zeta Motors" elsewhere stands for that.

    >>> [m.key for m in new_names("The Zeta Motors Inc plant. Workers of Zeta met Jo Doe.", [], "en")]
    ['~zeta motors', '~zeta motors', '~jo doe']
    """
    runs = [run for line in re.finditer(r"[^\n]+", text) for run in _runs(text, line.start(), line.group(), [*known])]
    sure = {fold(word) for run in runs if run.told for word in run.words}
    found = [(form, run.span) for run in runs if (form := _form(run, sure, language))]
    longer = {short: form for form, _ in reversed(found) for short in _shorter(form)}
    for form, span in found:
        yield Mention(NEW + longer.get(form, form), span)


def _shorter(form: str) -> Iterator[str]:
    """Short names by which a longer one may go later on: its first words.

    >>> list(_shorter("zeta motors europe"))
    ['zeta', 'zeta motors']
    """
    words = form.split()
    yield from (" ".join(words[:n]) for n in range(1, len(words)))


def _runs(text: str, at: int, line: str, known: Sequence[Mention]) -> Iterator[_Run]:
    tokens = [Span(at + m.start(), at + m.end()) for m in _TOKEN.finditer(line)]
    capitals = [text[t.start].isupper() for t in tokens]
    free = [not any(t.overlaps(m.span) for m in known) for t in tokens]
    headline = len(tokens) > 3 and sum(capitals) > _HEADLINE * len(tokens)
    i = 0
    while i < len(tokens):
        end = i + 1
        if capitals[i] and free[i]:
            while end < len(tokens) and capitals[end] and free[end] and _joined(text, tokens, end):
                end += 1
            opens = i == 0 or bool(_OPENS.search(text[tokens[i - 1].end : tokens[i].start]))
            words = tuple(text[t.start : t.end] for t in tokens[i:end])
            yield _Run(words, Span(tokens[i].start, tokens[end - 1].end), told=not opens and not headline)
        i = end


def _is_small(word: str) -> bool:
    return word in _SMALL or is_common(word)


def _joined(text: str, tokens: Sequence[Span], n: int) -> bool:
    """Whether only a space stands before token `n`, and it is no post: "Zeta CEO Jo Doe" are two names."""
    token = text[tokens[n].start : tokens[n].end]
    return text[tokens[n - 1].end : tokens[n].start] == " " and fold(token) not in _POSTS


def _form(run: _Run, sure: set[str], language: str | None) -> str:
    """The normal form of a run, without common words at its ends; empty where it is no name."""
    words = [fold(word) for word in run.words]
    while words and _is_small(words[0]) and (not run.told or len(words) == 1):
        words.pop(0)
    while words and _is_small(words[-1]) and not run.told:
        words.pop()
    while len(words) > 1 and words[0] in _TITLES:
        words.pop(0)
    if len(words) == 1 and (words[0] in _CALENDAR | _TITLES or len(words[0]) < _LEAST):
        return ""
    if len(words) == 1 and language in _NOUNS_HAVE_CAPITALS and not PUBLIC_BODY.search(words[0]):
        return ""
    if len(words) == 1 and not run.told and language != "en" and words[0] not in sure:
        return ""
    return normal(" ".join(words))

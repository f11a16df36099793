"""Names that nobody knew before: runs of words with capitals, in scripts that have them.

In: a text, and where known names stand in it. Out: mentions whose key is "~" and the name's normal form.
What a newcomer would get wrong: the capital of a sentence's first word says nothing, nor do headlines in which every
word has one; there only words that are not common ones count, or that stand with a capital elsewhere in the text. What
a claim calls a participant is one name, wherever it stands.
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
    """Words with capitals that follow each other; the capitals of the first `untold` say nothing."""

    words: tuple[str, ...]
    places: tuple[Span, ...]
    untold: int

    @property
    def name(self) -> str:
        """The normal form of all its words."""
        return normal(" ".join(self.words))


def new_names(
    text: str, known: Iterable[Mention], language: str | None, called: Iterable[Span] = ()
) -> Iterator[Mention]:
    """Mentions of names outside of `known`; a word that begins "Zeta Motors" elsewhere stands for that.

    What stands at a span of `called` is known to be one name, whatever its words are.

    >>> [m.key for m in new_names("The Zeta Motors Inc plant. Workers of Zeta met Jo Doe.", [], "en")]
    ['~zeta motors', '~zeta motors', '~jo doe']
    >>> [m.key for m in new_names("Drive Courier said so.", [], "en", [Span(0, 13)])]
    ['~drive courier']
    """
    known, called = [*known], [*called]
    runs = [run for line in re.finditer(r"[^\n]+", text) for run in _runs(text, line, known, called)]
    told = {run.name for run in runs if not run.untold}
    sure = {fold(word) for run in runs for word in run.words[run.untold :]}
    found = list(filter(None, (_found(run, told, sure, language) for run in runs)))
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


def _runs(text: str, line: re.Match[str], known: Sequence[Mention], called: Sequence[Span]) -> Iterator[_Run]:
    tokens = [Span(line.start() + m.start(), line.start() + m.end()) for m in _TOKEN.finditer(line.group())]
    capitals = [text[t.start].isupper() for t in tokens]
    free = [not any(t.overlaps(m.span) for m in known) for t in tokens]
    whole = [next((name for name in called if t.overlaps(name)), None) for t in tokens]
    headline = len(tokens) > 3 and sum(capitals) > _HEADLINE * len(tokens)
    i = 0
    while i < len(tokens):
        end = i + 1
        if capitals[i] and free[i]:
            while end < len(tokens) and capitals[end] and free[end] and whole[end] == whole[i]:
                if not (whole[i] or _joined(text, tokens, end)):
                    break
                end += 1
            opens = i == 0 or bool(_OPENS.search(text[tokens[i - 1].end : tokens[i].start]))
            untold = 0 if whole[i] else end - i if headline else int(opens)
            yield _Run(tuple(text[t.start : t.end] for t in tokens[i:end]), tuple(tokens[i:end]), untold)
        i = end


def _is_small(word: str) -> bool:
    return word in _SMALL or is_common(word)


def _joined(text: str, tokens: Sequence[Span], n: int) -> bool:
    """Whether only a space stands before token `n`, and it is no post: "Zeta CEO Jo Doe" are two names."""
    token = text[tokens[n].start : tokens[n].end]
    return text[tokens[n - 1].end : tokens[n].start] == " " and fold(token) not in _POSTS


def _found(run: _Run, told: set[str], sure: set[str], language: str | None) -> tuple[str, Span] | None:
    """The normal form of the name in a run, and its place: without common words whose capitals say nothing."""
    words, untold = [fold(word) for word in run.words], 0 if run.name in told else run.untold
    first, end = 0, len(words)
    while first < end and _is_small(words[first]) and (first < untold or end - first == 1):
        first += 1
    while first < end and _is_small(words[end - 1]) and end <= untold:
        end -= 1
    while end - first > 1 and words[first] in _TITLES:
        first += 1
    if end - first == 1 and not _is_name(words[first], first >= untold, sure, language):
        return None
    form = normal(" ".join(words[first:end]))
    return (form, Span(run.places[first].start, run.places[end - 1].end)) if form else None


def _is_name(word: str, told: bool, sure: set[str], language: str | None) -> bool:
    """Whether a word by itself is a name."""
    if word in _CALENDAR | _TITLES or len(word) < _LEAST:
        return False
    if language in _NOUNS_HAVE_CAPITALS and not PUBLIC_BODY.search(word):
        return False
    return told or language == "en" or word in sure

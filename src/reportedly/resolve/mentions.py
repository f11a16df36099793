"""Where a text names whom: known names in any script, and names that nobody knew before.

In: a report's text and the known entities. Out: mentions, in order of their place.
What a newcomer would get wrong: a name counts only where it stands as a word of its own (in scripts with spaces) and
as a name is written; "apple" is no company, nor is the "BAIC" within "ARABAICA".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from reportedly.model import Span
from reportedly.resolve.forms import fold, normal
from reportedly.resolve.known import Known

NEW = "~"  # begins the key of an entity that is in no table
_LETTER = re.compile(r"[^\W\d_]")
_NO_SPACES = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ENDINGS = re.compile(r"[\u0400-\u04ff]{1,3}(?![\u0400-\u04ff])|(?:s|s'|n|en|nak|nek|ului)\b")  # cases and genitives
_SHORT = 4  # letters up to which a name that is written in capitals is one only in capitals
_LONG = 5  # letters from which a name may carry a case ending


@dataclass(frozen=True, slots=True)
class Mention:
    """The entity `key` is named at `span`."""

    key: str
    span: Span


class Names:
    """Finds the names of known entities.

    >>> from reportedly.model import Entity, EntityType
    >>> nio = Entity("nio", "Nio", EntityType.COMPANY, ("NIO", "Nio", "蔚来"))
    >>> names = Names(Known({"nio": nio}))
    >>> [m.span.start for m in names.find("Nio, 蔚来汽车, NIO's and Nioh")]
    [0, 5, 11]
    """

    def __init__(self, known: Known) -> None:
        self._forms = _forms(known)
        self._search = AhoCorasick(list(self._forms), matchkind=MatchKind.LeftmostLongest)
        self._order = list(self._forms)

    def find(self, text: str) -> Iterator[Mention]:
        """Mentions that do not overlap; of several names at one place the longest."""
        folded, reached = fold(text), 0
        for n, start, end in self._search.find_matches_as_indexes(folded, overlapping=False):
            if start < reached:
                continue
            written, key = self._forms[self._order[n]]
            if _is_word(folded, start, end) and _is_written(text[start:end], written):
                yield Mention(key, Span(start, end))
                reached = end

    def key_of(self, name: str) -> str | None:
        """The key of the known entity whose name `name` is, also without its legal form."""
        for form in (fold(name).strip(), normal(name)):
            if form in self._forms:
                return self._forms[form][1]
        return None


def _forms(known: Known) -> Mapping[str, tuple[str, str]]:
    """Folded names, each with how it is written and whose it is; a name of several entities is the first one's."""
    found: dict[str, tuple[str, str]] = {}
    for entity in known.entities.values():
        for name in (entity.name, *entity.names):
            whole, short = fold(name), normal(name)
            if len(whole) > 1:
                found.setdefault(whole, (name, entity.key))
            if _is_telling(short) or name[: len(short)].isupper():
                found.setdefault(short, (name[: len(short)], entity.key))
    return found


def _is_telling(short: str) -> bool:
    """Whether a name is one without its legal form, too: "On Holding" is not to be found in every "on"."""
    return " " in short or len(short) >= _SHORT or (len(short) > 1 and bool(_NO_SPACES.match(short)))


def _is_word(folded: str, start: int, end: int) -> bool:
    if _NO_SPACES.search(folded[start] + folded[end - 1]):
        return True
    if start and _LETTER.match(folded[start - 1]) and not _NO_SPACES.match(folded[start - 1]):
        return False
    rest = folded[end : end + 4]
    if not rest or not (_LETTER.match(rest) or rest[0].isdigit()) or _NO_SPACES.match(rest):
        return True
    return end - start >= _LONG and bool(_ENDINGS.match(rest))


@lru_cache(maxsize=1 << 14)
def _is_written(found: str, written: str) -> bool:
    """Whether `found` is written as a name: with a capital where the name has one, in capitals where it is short."""
    if len(written) <= _SHORT and written.isupper():
        return found.isupper()
    first, own = found[0], written[0]
    return not (own.isupper() and first.islower())

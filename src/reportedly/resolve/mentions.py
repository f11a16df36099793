"""Where a text names whom that is known: names in any script, each with all whom it may stand for.

In: a report's text and the known entities. Out: finds, in order of their place; what they stand for is `here`'s to say.
What a newcomer would get wrong: a name counts only where it stands as a word of its own (in scripts with spaces) and
as a name is written; "apple" is no company, nor is the "BAIC" within "ARABAICA". Several companies may share a name.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from reportedly.model import Span
from reportedly.resolve.forms import fold, normal, without_legal_form
from reportedly.resolve.known import Known
from reportedly.resolve.words import is_common

NEW = "~"  # begins the key of an entity that is in no table
_LETTER = re.compile(r"[^\W\d_]")
_UNSPACED = r"\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_NO_SPACES = re.compile(f"[{_UNSPACED}]")
_STARTS = re.compile(rf"[{_UNSPACED}](?=(.))|[^\W_{_UNSPACED}]+")
_ENDINGS = re.compile(r"[\u0400-\u04ff]{1,3}(?![\u0400-\u04ff])|(?:s|s'|n|en|nak|nek|ului)\b")  # cases and genitives
_LONGEST_ENDING = 3
_SHORT = 4  # letters up to which a name that is written in capitals is one only in capitals
_LONG = 5  # letters from which a name may carry a case ending
Forms = Mapping[str, tuple[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Mention:
    """The entity `key` is named at `span`."""

    key: str
    span: Span


@dataclass(frozen=True, slots=True)
class Find:
    """A known name stands at `span`: `keys` are all whom it may stand for."""

    keys: tuple[str, ...]
    span: Span


class Names:
    """Finds the names of known entities.

    >>> from reportedly.model import Entity, EntityType
    >>> nio = Entity("nio", "Nio", EntityType.COMPANY, ("NIO", "Nio", "蔚来"))
    >>> names = Names(Known({"nio": nio}))
    >>> [found.span.start for found in names.find("Nio, 蔚来汽车, NIO's and Nioh")]
    [0, 5, 11]
    """

    def __init__(self, known: Known) -> None:
        self._known = known
        self._forms, self._lengths, self._begin = _index(known.unjudged or known)

    def find(self, text: str) -> Iterator[Find]:
        """Names that do not overlap; of several at one place the longest."""
        folded, reached = fold(text), 0
        for token in _STARTS.finditer(folded):
            start = token.start()
            if start < reached:
                continue
            for lengths in self._lengths_at(token):
                if keys := self._keys_at(start, lengths, folded, text):
                    reached = start + keys[0]
                    yield Find(self._now(keys[1]), Span(start, reached))
                    break

    def _lengths_at(self, token: re.Match[str]) -> Iterator[tuple[int, ...]]:
        """How long the names are that may start at a token, the longest first; then those it may inflect."""
        word, following = token.group(0, 1)
        if found := self._lengths.get(word + following if following else word):
            yield found
        if not following and len(word) > _LONG and word[:_LONG] in self._begin:
            for cut in range(1, _LONGEST_ENDING + 1):
                if found := self._lengths.get(word[:-cut]):
                    yield found

    def _keys_at(
        self, start: int, lengths: tuple[int, ...], folded: str, text: str
    ) -> tuple[int, tuple[str, ...]] | None:
        """The longest name at `start`: its length, and whose it is."""
        for length in lengths:
            end = start + length
            found = self._forms.get(folded[start:end])
            if found and end <= len(folded) and is_word(folded, start, end) and _is_written(text[start:end], found[0]):
                return length, found[1]
        return None

    def keys_of(self, name: str) -> tuple[str, ...]:
        """All whose name `name` is, also without its legal form."""
        for form in (fold(name).strip(), normal(name)):
            if form in self._forms:
                return self._now(self._forms[form][1])
        return ()

    def _now(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(self._known.now, keys))) if self._known.same else keys


@lru_cache(maxsize=2)
def _index(known: Known) -> tuple[Forms, Mapping[str, tuple[int, ...]], frozenset[str]]:
    """Forms of names, how long those are that begin with a word, and how the first words begin."""
    forms = _forms(known)
    lengths = _lengths(forms)
    return forms, lengths, frozenset(begins[:_LONG] for begins in lengths)


def _lengths(forms: Forms) -> Mapping[str, tuple[int, ...]]:
    """How long the forms are that begin with a word, or with two characters of a script without spaces."""
    found: dict[str, set[int]] = defaultdict(set)
    for form in forms:
        first = form.partition(" ")[0]
        found[first if first.isascii() and first.isalnum() else _start(form)].add(len(form))
    return {begins: tuple(sorted(lengths, reverse=True)) for begins, lengths in found.items()}


def _start(form: str) -> str:
    token = _STARTS.match(form)
    return token.group() + (token.group(1) or "") if token else form


def _forms(known: Known) -> Forms:
    """Folded names, each with how it is written and whose it is.

    A name that somebody bears as it stands is nobody's short form: "Porsche" is not Porsche SE.
    """
    found: dict[str, tuple[str, tuple[str, ...]]] = {fold(name): (name, keys) for name, keys in known.shared.items()}
    short: dict[str, tuple[str, tuple[str, ...]]] = {}
    for entity in known.entities.values():
        keys = (entity.key,)
        for name in entity.names:
            whole = fold(name)
            if len(whole) > 1:
                found.setdefault(whole, (name, keys))
            without = without_legal_form(whole)
            if without != whole and _is_telling(without, name[: len(without)]):
                written, others = short.get(without, (name[: len(without)], keys))
                short[without] = (written, others if entity.key in others else others + keys)
        usual = fold(entity.name)
        if usual in found and found[usual][1] == keys:  # of NIO and Nio the usual one says how it is written
            found[usual] = (entity.name, keys)
    return short | found


def _is_telling(short: str, written: str) -> bool:
    """Whether a name is one without its legal form, too: "On Holding" is not to be found in every "on"."""
    if " " in short or written.isupper():
        return True
    spaced = not _NO_SPACES.match(short)
    return (len(short) >= _SHORT and not is_common(short)) if spaced else len(short) > 1


def is_word(folded: str, start: int, end: int) -> bool:
    """Whether a name stands there as a word of its own, perhaps with a case ending."""
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
    if not written.isascii() and is_common(fold(written)):
        return found == written  # the newspaper Expansión, not an expansion
    if len(written) <= _SHORT and written.isupper():
        return found.isupper()
    first, own = found[0], written[0]
    return not (own.isupper() and first.islower())

"""Whom the names in one report stand for, in that report.

In: a text and the known entities. Out: Here: its mentions, and the key of whom a name in it means.
What a newcomer would get wrong: a name that several bear is decided once for the whole report, by what else it says;
where nothing decides, the name is kept as a new one, under no company. What is decided here holds nowhere else.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.model import EntityType, Span
from reportedly.resolve.bearers import told_apart
from reportedly.resolve.forms import fold, normal
from reportedly.resolve.introduced import abbreviates, introduced
from reportedly.resolve.known import Known
from reportedly.resolve.mentions import NEW, Find, Mention, Names, is_word
from reportedly.resolve.new_names import new_names


@dataclass(frozen=True)
class Here:
    """`mentions` in order of their place; `stands` gives keys for names that the report itself decides, folded."""

    mentions: tuple[Mention, ...]
    stands: Mapping[str, str]
    names: Names
    known: Known

    def key_of(self, name: str) -> str | None:
        """The key of whom `name` as a whole means here; None where it is the name of nobody known or introduced."""
        for form in (fold(name).strip(), normal(name)):
            if form in self.stands:
                return self.stands[form]
        keys = self.names.keys_of(name)
        return apart(keys[0], name, self.known) if len(keys) == 1 else None

    def find(self, text: str) -> Iterator[Mention]:
        """The known names within `text`, a part of the report."""
        return _decided(self.names.find(text), text, self.stands, self.known)


def here(text: str, language: str | None, names: Names, known: Known, called: Iterable[str] = ()) -> Here:
    """The names in `text`; each of `called` is one name, as its claims have it, though it begins with a place's."""
    finds = list(names.find(text))
    whole = _called(text, [name for name in called if not names.keys_of(name)], finds, known)
    finds = [found for found in finds if not any(found.span.overlaps(span) for span in whole)]
    stands = _shared(text, finds, known)
    found = list(_decided(finds, text, stands, known))
    new = (Mention(known.now(m.key), m.span) for m in new_names(text, found, language, whole))
    mentions = sorted([*found, *new], key=lambda m: m.span)
    given = _given(text, mentions, known)
    mentions = _with_given(text, mentions, given)
    short = {fold(m.span.of(text).text): m.key for m in mentions if m.key.startswith(NEW)}
    return Here(tuple(mentions), short | stands | given, names, known)


def _called(text: str, called: Iterable[str], finds: Sequence[Find], known: Known) -> list[Span]:
    """Where those names stand with capitals, unless one known that is no place stands there ("Acme" in "Acme Ost")."""
    forms = sorted({fold(name) for name in called}, key=lambda form: (-len(form), form))
    found: list[Span] = []
    folded = fold(text)
    for place in re.finditer("|".join(map(re.escape, forms)), folded) if forms else ():
        span = Span(*place.span())
        capitals = all(word[0].isupper() or not word[0].isalnum() for word in span.of(text).text.split())
        within = [f for f in finds if f.span.overlaps(span)]
        if capitals and is_word(folded, span.start, span.end) and all(_is_place(f, span, known) for f in within):
            found.append(span)
    return found


def _is_place(found: Find, within: Span, known: Known) -> bool:
    inside = within.start <= found.span.start and found.span.end <= within.end
    return inside and all(key in known.entities and known.entities[key].type is EntityType.PLACE for key in found.keys)


def apart(key: str, name: str, known: Known) -> str:
    """`key`, unless people keep that name apart from it: then the name stands for itself."""
    own = NEW + normal(name)
    return own if frozenset({key, own}) in known.apart else key


def _decided(finds: Iterable[Find], text: str, stands: Mapping[str, str], known: Known) -> Iterator[Mention]:
    for found in finds:
        name = found.span.of(text).text
        key = stands.get(fold(name)) or (found.keys[0] if len(found.keys) == 1 else NEW + normal(name))
        yield Mention(apart(key, name, known), found.span)


def _shared(text: str, finds: Sequence[Find], known: Known) -> dict[str, str]:
    """For every name in the text that several bear (or that is a word, too): whom it means here."""
    named = [(f.span.of(text).text, f.keys) for f in finds]
    unsure = {fold(name): keys for name, keys in named if name in known.shared or len(keys) > 1}
    if not unsure:
        return {}
    sure = {keys[0] for name, keys in named if fold(name) not in unsure}
    words = _blanked(fold(text), [f.span for f in finds])
    return {form: told_apart(keys, sure, words, known) or NEW + normal(form) for form, keys in unsure.items()}


def _blanked(folded: str, spans: Sequence[Span]) -> str:
    """The words between names, which tell what a report is about: "Saab cars" says nothing of who Saab is."""
    kept, at = [], 0
    for span in spans:
        kept.append(folded[at : span.start])
        at = span.end
    return " ".join([*kept, folded[at:]])


def _given(text: str, mentions: Sequence[Mention], known: Known) -> dict[str, str]:
    """For every other name that the text itself gives to somebody: whose it is."""
    at = {m.span: m.key for m in mentions}
    given: dict[str, str] = {}
    for mention, span in introduced(text, mentions):
        short = Mention(at.get(span) or known.now(NEW + normal(span.of(text).text)), span)
        if (head := _head(text, mention, short, known)) is not None:
            name = (mention if head == short.key else short).span.of(text).text
            given |= {form: head for form in (fold(name).strip(), normal(name)) if form not in given}
    return given


def _head(text: str, mention: Mention, short: Mention, known: Known) -> str | None:
    """Which of two names that the text brings together both stand for; None where people keep them apart.

    "Acme Neue Energie (ANE)" is not Automotive News Europe, which is short ANE, too: they have no word in common.
    """
    if mention.key == short.key or frozenset({mention.key, short.key}) in known.apart:
        return None
    if short.key.startswith(NEW):
        return mention.key
    if not mention.key.startswith(NEW):
        return None
    whole, entity = mention.span.of(text).text, known.entities[short.key]
    words = {word for name in entity.names for word in normal(name).split()}
    another = abbreviates(short.span.of(text).text, whole) and words.isdisjoint(normal(whole).split())
    return mention.key if another else short.key


def _with_given(text: str, mentions: Sequence[Mention], given: Mapping[str, str]) -> list[Mention]:
    """The mentions, with every place where a given name stands."""
    if not given:
        return list(mentions)
    own = {NEW + form: key for form, key in given.items()}
    kept = [Mention(given.get(fold(m.span.of(text).text), own.get(m.key, m.key)), m.span) for m in mentions]
    taken = {place for m in mentions for place in range(m.span.start, m.span.end)}
    folded = fold(text)
    for place in re.finditer("|".join(re.escape(form) for form in sorted(given, key=len, reverse=True)), folded):
        start, end = place.span()
        if not (taken.intersection(range(start, end)) or text[start].islower()) and is_word(folded, start, end):
            kept.append(Mention(given[place.group()], Span(start, end)))
    return sorted(kept, key=lambda m: m.span)

"""By what right a voice speaks of an event: for whom it speaks, and whether that is somebody who takes part in it.

In: a voice, its report. Out: the keys of those it speaks for; its standing among the parties of an event.
What a newcomer would get wrong: a leaked paper or an engineer of Acme has no standing of its own; a spokesperson has,
and so have a chief executive who is named by title only, a filing, and "both companies".
"""

import re
from collections.abc import Callable, Sequence

from reportedly.model import EntityType, Report, Span, Standing, Voice, VoiceType
from reportedly.resolve.here import Here
from reportedly.resolve.known import Known
from reportedly.resolve.mentions import NEW
from reportedly.resolve.posts import NOT_OF_IT, TITLE, holds_post_at

# Beside the titles, whose word is the word of the body that they belong to, where they are not named.
_FOR_A_BODY = re.compile(
    r"\b(?:representatives?|press offic\w+|officials?|lawyers?|attorneys?|person in charge|management|board"
    r"|ministers?)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"\b(?:minister|secretary|commissioner|governor|mayor|senator|chancellor)\b", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\b(?:filings?|statements?|announcements?|(?:press|news|earnings) releases?|(?:annual|quarterly) reports?"
    r"|prospectus|websites?|disclosures?|circulars?|blog posts?|notices?)\b",
    re.IGNORECASE,
)
_NOT_PUBLISHED = re.compile(r"\b(?:internal|leaked|draft|confidential|seen by|viewed by|reviewed by)\b", re.IGNORECASE)
_TOGETHER = re.compile(r"(?:both|each|neither|the (?:two|three|pair|duo|companies|firms|partners|carmakers))\b", re.I)
_TIED = 70  # characters within which a title ties a person to a party
_BEFORE = 24  # characters before a name in which an office stands


class Standings:
    """Judges voices, with `key` to find out whom a name names."""

    def __init__(self, here: Here, known: Known, key: Callable[[str], str]) -> None:
        self._here, self._known, self._key = here, known, key

    def speaks_for(self, voice: Voice, parties: frozenset[str], report: Report) -> frozenset[str]:
        """The keys of those whose word a voice's word is; empty for one who speaks for nobody."""
        name = voice.name.text
        if is_together(voice):
            return parties
        if (
            voice.type is VoiceType.PERSON
            and (voice.named or not voice.of)
            and self._key(name) not in self._known.entities
        ):
            return self.tied(voice, report) | {self._key(name)}
        if not (voice.named or _is_voice_of_a_body(voice)):
            return frozenset()
        body = voice.of if voice.of and voice.type in (VoiceType.PERSON, VoiceType.DOCUMENT) else voice.name
        return frozenset({self._key(body.text), self._key(name)})

    def standing(self, voice: Voice | None, speaks_for: frozenset[str], parties: frozenset[str], text: str) -> Standing:
        """How a voice stands to an event between `parties`; the author's own word is the outlet's."""
        if voice is None:
            return Standing.OUTLET
        if self._known.lines(speaks_for) & self._known.lines(parties):
            return Standing.PARTY
        if voice.type is VoiceType.UNNAMED or (not voice.named and voice.type is not VoiceType.PERSON):
            return Standing.UNKNOWN if voice.type is VoiceType.OUTLET else Standing.UNNAMED
        if (
            voice.type is VoiceType.AUTHORITY
            or self._is_any(self._known.lines(speaks_for), EntityType.AUTHORITY)
            or _in_office(voice, text)
        ):
            return Standing.AUTHORITY
        if voice.type is VoiceType.OUTLET or self._is_any(frozenset({self._key(voice.name.text)}), EntityType.OUTLET):
            return Standing.OUTLET
        return Standing.NAMED if voice.named else Standing.UNNAMED

    def body(self, voice: Voice) -> tuple[str, str] | None:
        """The name and key of the body that an unnamed person or paper speaks for, where it is told."""
        if voice.named or not _is_voice_of_a_body(voice):
            return None
        key = self._key((voice.of or voice.name).text)
        if voice.of:
            return voice.of.text, key
        return (self._known.entities[key].name, key) if key in self._known.entities else None

    def tied(self, voice: Voice, report: Report) -> frozenset[str]:
        """Whom the text ties a person to, by a title that it gives them there, else by one beside both."""
        if voice.type is not VoiceType.PERSON or not (voice.named or TITLE.search(voice.name.text)):
            return frozenset()
        places = [Span(*place.span()) for place in re.finditer(re.escape(voice.name.text), report.text)]
        key = self._with_title(report.text, places) or self._near_title(report.text, places)
        return frozenset({key}) if key else frozenset()

    def _with_title(self, text: str, places: Sequence[Span]) -> str | None:
        names = (name for place in places for name in holds_post_at(text, place))
        keys = (self._key(self._known_here(name)) for name in names)
        return next((key for key in keys if key.startswith(NEW) or self._is_body(key)), None)

    def _near_title(self, text: str, places: Sequence[Span]) -> str | None:
        around = (text[max(0, place.start - _TIED) : place.end + _TIED] for place in places)
        return next((key for part in around if not NOT_OF_IT.search(part) and (key := self._beside_title(part))), None)

    def _known_here(self, name: str) -> str:
        """The longest part of `name` that names somebody here: "Acme" in the "Acme Finance" of its Director."""
        words = name.split()
        parts = [words[i : i + n] for n in range(len(words), 0, -1) for i in range(len(words) - n + 1)]
        return next((part for part in map(" ".join, parts) if self._here.key_of(part)), name)

    def _beside_title(self, text: str) -> str | None:
        """Whom a title in `text` stands nearest to: "Acme chief Jo Doe said Zeta" is the chief of Acme."""
        titles = [found.span() for found in TITLE.finditer(text)]
        bodies = [m for m in self._here.find(text) if self._is_body(m.key)]
        gaps = [(max(start - m.span.end, m.span.start - end), m.key) for start, end in titles for m in bodies]
        return min(gaps)[1] if gaps else None

    def _is_body(self, key: str) -> bool:
        entity = self._known.entities.get(key)  # a name of several that nothing tells apart is nobody known
        return entity is not None and entity.type not in (EntityType.PLACE, EntityType.OUTLET, EntityType.PERSON)

    def _is_any(self, keys: frozenset[str], wanted: EntityType) -> bool:
        return any((e := self._known.entities.get(key)) is not None and e.type is wanted for key in keys)


def is_together(voice: Voice) -> bool:
    """Whether a voice is that of several parties, none of which it names: "the two companies"."""
    return voice.type is VoiceType.COMPANY and bool(_TOGETHER.match(voice.name.text))


def _is_voice_of_a_body(voice: Voice) -> bool:
    """Whether an unnamed voice is one that speaks for a body in public."""
    name = voice.name.text
    if voice.type is VoiceType.DOCUMENT:
        return bool(_PUBLISHED.search(name)) and not _NOT_PUBLISHED.search(name)
    return voice.type is VoiceType.PERSON and bool(TITLE.search(name) or _FOR_A_BODY.search(name))


def _in_office(voice: Voice, text: str) -> bool:
    """Whether a person is named by a public office ("Economy Minister Jo Doe", "a governor")."""
    if voice.type is not VoiceType.PERSON:
        return False
    before = text[max(0, voice.name.span.start - _BEFORE) : voice.name.span.start]
    return bool(_OFFICE.search(before.rpartition("\n")[2] + voice.name.text))

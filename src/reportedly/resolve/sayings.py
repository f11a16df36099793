"""What a claim says, once its names are known: about whom, by whose word, with what standing.

In: a claim, its report, and the entities that its names stand for. Out: Told, from which stories are made.
What a newcomer would get wrong: an unnamed source within a party has no standing of its own; a spokesperson has, and so
has a person whom the text ties to the party ("Acme's chief executive Jo Doe").
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.model import (
    Claim,
    EntityType,
    Kind,
    Part,
    Quote,
    Report,
    Role,
    Saying,
    Standing,
    Voice,
    VoiceType,
)
from reportedly.resolve.forms import normal
from reportedly.resolve.here import Here
from reportedly.resolve.known import Known
from reportedly.resolve.mentions import NEW

FAMILIES = {
    Kind.ACQUISITION: "control",
    Kind.STAKE: "control",
    Kind.MERGER: "control",
    Kind.PARTNERSHIP: "together",
    Kind.SUPPLY: "together",
    Kind.PRODUCTION: "making",
    Kind.FACILITY: "making",
    Kind.LAUNCH: "making",
}  # any other kind is a family of its own
_TITLED = re.compile(
    r"\b(?:chief executive|ceo|chair(?:man|woman|person)?|president|founder|co-founder|head|director|boss|chief|cfo|coo"
    r"|spokes(?:man|woman|person)|vice[- ]president|minister|owner)\b",
    re.IGNORECASE,
)
_TIED = 70  # characters within which a title ties a person to a party


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with its names resolved: `parties` have a part in it; `objects` and `places` tell which event it is."""

    saying: Saying
    family: str
    parties: frozenset[str]
    objects: frozenset[str]
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the report that a claim stands in: whose text it is, when it came out, if it is a copy."""

    report: Report
    outlet: str | None
    outlet_key: str | None
    copied: bool
    on: date | None
    earliest: date | None = None
    latest: date | None = None


class Resolver:
    """Names in the claims of one report become keys of entities."""

    def __init__(self, here: Here, known: Known) -> None:
        self._here = here
        self._known = known
        self.met: set[str] = set()  # every key that a name in a claim was found to mean

    def key(self, name: str) -> str:
        """The key of whom `name` names: one who is known, by the whole name or a name within it, or a new one."""
        found = self._here.key_of(name) or next((m.key for m in self._here.find(name) if self._acts(m.key)), None)
        key = found or self._known.now(NEW + normal(name))
        self.met.add(key)
        return key

    def _acts(self, key: str) -> bool:
        return not self._is(key, EntityType.PLACE, EntityType.OUTLET)

    def told(self, claim: Claim, context: Context) -> Told:
        """`claim` with its names resolved."""
        parties = self._parties(claim)
        lines = frozenset().union(*(self._known.line(key) for key in parties))
        origin, origin_key = self._origin(claim, context)
        voice = claim.voices[0] if claim.voices else None
        return Told(
            saying=Saying(
                claim_id=claim.id,
                version_id=claim.version_id,
                kind=claim.kind,
                phase=claim.phase,
                certainty=claim.certainty,
                stance=claim.stance,
                standing=self._standing(voice, lines, context),
                speaker=voice.name.text if voice else None,
                origin=origin,
                origin_key=origin_key,
                on=context.on,
                earliest=context.earliest,
                latest=context.latest,
                copied=context.copied,
            ),
            family=FAMILIES.get(claim.kind, claim.kind.value),
            parties=frozenset(parties),
            objects=frozenset(self._objects(claim)),
            places=frozenset(self._places(claim)),
        )

    def _parties(self, claim: Claim) -> list[str]:
        """Actors and counterparties, and what is bought, built or merged where it has a name of its own."""
        quotes = [*claim.fillers(Role.ACTOR, Role.COUNTERPARTY), *filter(_is_name, claim.fillers(Role.OBJECT))]
        keys = [self.key(quote.text) for quote in quotes if _is_name(quote)]
        return [key for key in keys if not self._is(key, EntityType.PLACE, EntityType.PLANT)]

    def _objects(self, claim: Claim) -> Iterable[str]:
        """Plants and other things named, and the words for what has no name."""
        for quote in claim.fillers(Role.OBJECT):
            key = self.key(quote.text)
            if self._is(key, EntityType.PLANT, EntityType.PRODUCT) or key.startswith(NEW):
                yield key

    def _places(self, claim: Claim) -> Iterable[str]:
        for quote in claim.fillers(Role.PLACE, Role.OBJECT):
            yield from (m.key for m in self._here.find(quote.text) if self._is(m.key, EntityType.PLACE))

    def _is(self, key: str, *types: EntityType) -> bool:
        entity = self._known.entities.get(key)
        return entity is not None and entity.type in types

    def _standing(self, voice: Voice | None, lines: frozenset[str], context: Context) -> Standing:
        if voice is None:
            return Standing.OUTLET
        key = self.key((voice.of if voice.of and not voice.named else voice.name).text)
        if voice.type is VoiceType.UNNAMED or (not voice.named and voice.type is not VoiceType.PERSON):
            return Standing.UNKNOWN if voice.type is VoiceType.OUTLET else Standing.UNNAMED
        if self._known.line(key) & lines or self._speaks_for(voice, lines, context.report):
            return Standing.PARTY
        if voice.type is VoiceType.AUTHORITY or self._is(key, EntityType.AUTHORITY):
            return Standing.AUTHORITY
        if voice.type is VoiceType.OUTLET or self._is(key, EntityType.OUTLET):
            return Standing.OUTLET
        return Standing.NAMED if voice.named else Standing.UNNAMED

    def _speaks_for(self, voice: Voice, lines: frozenset[str], report: Report) -> bool:
        """Whether the text ties a named person to a party by a title beside both names."""
        if voice.type is not VoiceType.PERSON or not voice.named:
            return False
        for place in re.finditer(re.escape(voice.name.text), report.text):
            around = report.text[max(0, place.start() - _TIED) : place.end() + _TIED]
            if _TITLED.search(around) and any(self._known.line(m.key) & lines for m in self._here.find(around)):
                return True
        return False

    def _origin(self, claim: Claim, context: Context) -> tuple[str | None, str | None]:
        """Who first put the claim into the world, by name and by key; None, None where that is not told.

        The first named voice that is no outlet; else the first outlet in the chain; else the author's own outlet.
        """
        voices = claim.voices
        speaker = next((v for v in voices if v.named and not self._is_outlet(v)), None)
        outlet = next((v for v in voices if self._is_outlet(v)), None)
        found = speaker or outlet
        if found is not None:
            return (found.name.text, self._top(self.key(found.name.text))) if found.named else (None, None)
        return context.outlet, context.outlet_key

    def _is_outlet(self, voice: Voice) -> bool:
        return voice.type is VoiceType.OUTLET or self._is(self.key(voice.name.text), EntityType.OUTLET)

    def _top(self, key: str) -> str:
        """An outlet counts as its owner; a company, person or authority as itself."""
        return min(self._known.roots(key)) if self._is(key, EntityType.OUTLET) else key


def _is_name(quote: Quote) -> bool:
    return any(character.isupper() or character > "\u2e80" for character in quote.text)


def body_first(claims: Sequence[Claim]) -> list[Claim]:
    """Claims that a page makes itself; headlines of other stories on it say nothing here."""
    return [claim for claim in claims if claim.part is not Part.LINK]


def entities_of(told: Iterable[Told], known: Known) -> Mapping[str, str]:
    """Names to show of the entities in `told`, by key."""
    keys = {key for one in told for key in (*one.parties, *one.objects, *one.places)}
    return {key: known.entities[key].name if key in known.entities else key.removeprefix(NEW) for key in sorted(keys)}

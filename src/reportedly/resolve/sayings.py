"""What a claim says, once its names are known: about whom, by whose word, with what standing.

In: a claim, its report, and the entities that its names stand for. Out: Told, from which stories are made.
What a newcomer would get wrong: a claim often names one party only, so a voice can turn out to be a party of its story
that is none of its claim; `speaks_for` is kept for that.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.model import (
    Claim,
    EntityType,
    Interval,
    Kind,
    Part,
    Quote,
    Report,
    Role,
    Saying,
    Voice,
    VoiceType,
)
from reportedly.model.times import when
from reportedly.resolve.forms import normal
from reportedly.resolve.here import Here
from reportedly.resolve.known import Known
from reportedly.resolve.mentions import NEW
from reportedly.resolve.standing import Standings, is_together

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
_DEAL = re.compile(
    r"\b(?:deal|merger|take-?over|acquisition|sale|purchase|buy|bid|buy-?out|transaction|tie-up)\b", re.I
)
_THE_AUTHORITY = re.compile(r"(?:the|this) (?:\w+ )?(?:authority|regulator|watchdog|agency)", re.I)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with its names resolved: `parties` have a part in it; `objects` and `places` tell which event it is.

    `speaks_for` are the keys of those whose word its first voice's word is; `when` is when the event happens.
    """

    saying: Saying
    family: str
    parties: frozenset[str]
    objects: frozenset[str]
    places: frozenset[str]
    speaks_for: frozenset[str] = frozenset()
    when: Interval | None = None


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
        self._standings = Standings(here, known, self.key)
        self.met: dict[str, Counter[str]] = defaultdict(
            Counter
        )  # every key that a name in a claim meant, with the names

    def key(self, name: str) -> str:
        """The key of whom `name` names: one who is known, by the whole name or a name within it, or a new one."""
        found = self._here.key_of(name) or next((m.key for m in self._here.find(name) if self._acts(m.key)), None)
        key = found or self._known.now(NEW + normal(name))
        self.met[key][name] += 1
        return key

    def _acts(self, key: str) -> bool:
        return not self._is(key, EntityType.PLACE, EntityType.OUTLET)

    def told(self, claim: Claim, context: Context) -> Told:
        """`claim` with its names resolved."""
        named = self._parties(claim)
        parties = frozenset(named.values())
        origin, origin_key = self._origin(claim, context, named)
        voice = claim.voices[0] if claim.voices else None
        own_key = self.key(voice.name.text) if voice and voice.named and voice.type is VoiceType.PERSON else None
        speaks_for = self._standings.speaks_for(voice, parties, context.report) if voice else frozenset()
        return Told(
            saying=Saying(
                claim_id=claim.id,
                version_id=claim.version_id,
                kind=claim.kind,
                phase=claim.phase,
                certainty=claim.certainty,
                stance=claim.stance,
                standing=self._standings.standing(voice, speaks_for, parties, context.report.text),
                speaker=voice.name.text if voice else None,
                origin=origin,
                origin_key=origin_key,
                on=context.on,
                earliest=context.earliest,
                latest=context.latest,
                copied=context.copied,
                phase_score=claim.scores.phase if claim.scores else None,
                speaker_key=own_key if own_key != origin_key else None,
            ),
            family=self._family(claim),
            parties=parties,
            objects=frozenset(self._objects(claim)),
            places=frozenset(self._places(claim)),
            speaks_for=speaks_for,
            when=when(claim, context.report.published),
        )

    def _family(self, claim: Claim) -> str:
        """The family of its kind; to clear a deal is a step of the deal, to license a maker is a matter of its own."""
        if claim.kind is Kind.APPROVAL and any(self._is_deal(quote) for quote in claim.fillers(Role.OBJECT)):
            return FAMILIES[Kind.MERGER]
        return FAMILIES.get(claim.kind, claim.kind.value)

    def _is_deal(self, quote: Quote) -> bool:
        return bool(_DEAL.search(quote.text)) or self._is(self.key(quote.text), EntityType.COMPANY)

    def _parties(self, claim: Claim) -> dict[str, str]:
        """Actors and counterparties, and what is bought, built or merged where it has a name of its own, by name."""
        quotes = [*claim.fillers(Role.ACTOR, Role.COUNTERPARTY), *filter(is_name, claim.fillers(Role.OBJECT))]
        keys = {quote.text: self.key(quote.text) for quote in quotes if is_name(quote)}
        return {name: key for name, key in keys.items() if not self._is(key, EntityType.PLACE, EntityType.PLANT)}

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

    def _origin(self, claim: Claim, context: Context, parties: Mapping[str, str]) -> tuple[str | None, str | None]:
        """Who first put the claim into the world, by name and by key; None, None where that is not told.

        The first named voice that is no outlet, or the body that an unnamed one speaks for; else the first outlet in
        the chain; else the author's own outlet. Of parties that speak as one ("the two companies") it is the first, and
        of a party's own chief the party: they are no further origin.
        """
        voices = claim.voices
        if voices and (body := self._standings.body(voices[0])):
            return body
        speaker = next((v for v in voices if v.named and not self._is_outlet(v)), None)
        if speaker and (body := self._party(speaker, parties, context.report) or self._described(speaker)):
            return body
        outlet = next((v for v in voices if self._is_outlet(v)), None)
        found = speaker or outlet
        if found is not None:
            return (found.name.text, self._top(self.key(found.name.text))) if found.named else (None, None)
        return context.outlet, context.outlet_key

    def _party(self, voice: Voice, parties: Mapping[str, str], report: Report) -> tuple[str, str] | None:
        """The party whose word a voice's word is, by name and key."""
        if is_together(voice):
            return next(iter(parties.items()), None)
        if self.key(voice.name.text) in parties.values():
            return None
        firms = self._standings.tied(voice, report)
        return next(((name, key) for name, key in parties.items() if key in firms), None)

    def _described(self, voice: Voice) -> tuple[str, str] | None:
        """The only public body that the page names, by name and key, where a voice is just "the authority"."""
        if voice.type is not VoiceType.AUTHORITY or not _THE_AUTHORITY.fullmatch(voice.name.text):
            return None
        named = {m.key: m for m in self._here.mentions if self._is(m.key, EntityType.AUTHORITY)}
        return (self._known.entities[key].name, key) if len(named) == 1 and (key := min(named)) else None

    def _is_outlet(self, voice: Voice) -> bool:
        return voice.type is VoiceType.OUTLET or self._is(self.key(voice.name.text), EntityType.OUTLET)

    def _top(self, key: str) -> str:
        """An outlet counts as its owner; a company, person or authority as itself."""
        return min(self._known.roots(key)) if self._is(key, EntityType.OUTLET) else key


def is_name(quote: Quote) -> bool:
    """Whether a filler is a name, and no description."""
    return any(character.isupper() or character > "\u2e80" for character in quote.text)


def body_first(claims: Sequence[Claim]) -> list[Claim]:
    """Claims that a page makes itself; headlines of other stories on it say nothing here."""
    return [claim for claim in claims if claim.part is not Part.LINK]


def called(claims: Iterable[Claim]) -> set[str]:
    """What claims call a participant or a voice, in words that all have capitals: each is one name."""
    quotes = (quote for claim in claims for quote in claim.fillers(Role.ACTOR, Role.COUNTERPARTY))
    voices = (voice.name for claim in claims for voice in claim.voices if voice.named)
    return {quote.text for quote in (*quotes, *voices) if _is_whole_name(quote.text)}


def _is_whole_name(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and all(word[0].isupper() or word == "&" for word in words)

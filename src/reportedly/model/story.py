"""One event in the world that claims are about: who says what of it, on which pages, and how it stands.

In: claims and pages that a resolver joined. Out: Story with its sayings and pages, and its History.
What a newcomer would get wrong: a story is derived. It can be dropped and made again from the ledger, so nothing
that was said is ever kept only here.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reportedly.model.bounds import Bounds
from reportedly.model.claim import Certainty, Kind, Phase, Stance
from reportedly.model.ids import digest_id


class Status(StrEnum):
    """The ladder from rumour to completion, and what stands aside from it."""

    RUMOURED = "rumoured"
    IN_TALKS = "in talks"
    ANNOUNCED = "announced"
    AGREED = "agreed"
    CLEARED = "cleared"
    COMPLETED = "completed"
    STALLED = "stalled"
    DENIED = "denied"
    OFF = "off"
    LAPSED = "lapsed"


class Standing(StrEnum):
    """By what right a voice speaks of an event."""

    PARTY = "party"
    AUTHORITY = "authority"
    NAMED = "named"  # somebody who is named, and neither a party nor an authority
    OUTLET = "outlet"  # an outlet's own plain word
    UNNAMED = "unnamed"
    UNKNOWN = "unknown"  # an outlet that is not named


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim as its story has it: who says it with what standing, and who first put it into the world.

    `on` is the day it was said, else `earliest` and `latest` bound it where anything does. `speaker` and `origin` are
    names to show; `origin_key` tells origins apart, and is None for an unknown one. `copied` is set where the page is a
    copy, whose claims are shown and count for nothing. `phase_score` is how probable its engine held the phase.
    `word_of` are the keys of the event's parties whose word it is, sorted: both of them where both companies say it.
    `speaker_key` is that of a named person whose word is the word of the origin, their own firm.
    """

    claim_id: str
    version_id: str
    kind: Kind
    phase: Phase
    certainty: Certainty
    stance: Stance
    standing: Standing
    speaker: str | None
    origin: str | None
    origin_key: str | None
    on: date | None
    earliest: date | None = None
    latest: date | None = None
    copied: bool = False
    phase_score: float | None = None
    word_of: tuple[str, ...] = ()
    speaker_key: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A report that feeds a story: `main` where the report is mostly about it, `copy_of` the version it was taken from.

    `origins` are names as they stand on the page. `bounds` are there where it tells no day: its own, and those that its
    copies and other reports of the story add.
    """

    version_id: str
    main: bool
    copy_of: str | None
    origins: tuple[str, ...]
    bounds: Bounds | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """`participants` are keys of entities, sorted; `part_of` is the id of the wider story that this one belongs to.

    `first` names the story: the id of its first claim, or of its first page where there is no claim.
    """

    first: str
    kind: Kind | None
    participants: tuple[str, ...]
    places: tuple[str, ...]
    sayings: tuple[Saying, ...]
    pages: tuple[Page, ...]
    part_of: str | None = None

    @property
    def id(self) -> str:
        """Made from what came first."""
        return story_id(self.first)


def story_id(first: str) -> str:
    """The id of the story that begins with that claim or page.

    >>> story_id("c1-a")[:3]
    's2-'
    """
    return digest_id("s2", {"first": first})


@dataclass(frozen=True, slots=True)
class StatusStep:
    """The status that a claim caused, on the day it was said, if known, and why it could."""

    status: Status
    claim_id: str | None
    on: date | None
    standing: Standing | None
    reason: str


@dataclass(frozen=True, slots=True)
class History:
    """How a story stands and how it came to that: steps in order of time, and whether standing parties disagree."""

    steps: tuple[StatusStep, ...]
    disputed: bool

    @property
    def status(self) -> Status | None:
        """How the story stands after the last step, if there was any."""
        return self.steps[-1].status if self.steps else None

    @property
    def changed_on(self) -> date | None:
        """The last day on which the status changed, as far as days are known."""
        return max((step.on for step in self.steps if step.on), default=None)

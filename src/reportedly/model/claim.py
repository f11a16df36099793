"""The unit of the project: one event or fact that a report puts forward, on somebody's word.

In: quotes of a report. Out: Claim, as docs/claims.md defines it, with its plain JSON form.
What a newcomer would get wrong: `voices` is a chain (nearest to the event first), not a set; two speakers side by
side make two claims. The report's own outlet is never in it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from reportedly.model.ids import Plain, digest_id
from reportedly.model.report import Part
from reportedly.model.span import Quote


class Kind(StrEnum):
    """What sort of event it is."""

    ACQUISITION = "acquisition"
    STAKE = "stake"
    MERGER = "merger"
    PARTNERSHIP = "partnership"
    SUPPLY = "supply"
    PRODUCTION = "production"
    FACILITY = "facility"
    APPROVAL = "approval"
    FUNDING = "funding"
    LAUNCH = "launch"
    RECALL = "recall"
    WORKFORCE = "workforce"
    LEADERSHIP = "leadership"
    RESULTS = "results"
    INSOLVENCY = "insolvency"
    LEGAL = "legal"
    POLICY = "policy"
    STRUCTURE = "structure"
    OTHER = "other"


class Role(StrEnum):
    """What a filler is to the event."""

    ACTOR = "actor"
    OBJECT = "object"
    COUNTERPARTY = "counterparty"
    PLACE = "place"
    AMOUNT = "amount"
    TIME = "time"
    PURPOSE = "purpose"


CORE_ROLES = (Role.ACTOR, Role.OBJECT, Role.COUNTERPARTY)


class Phase(StrEnum):
    """How far along the event is, as stated."""

    CONSIDERED = "considered"
    TALKS = "talks"
    PLANNED = "planned"
    SOUGHT = "sought"
    AGREED = "agreed"
    CLEARED = "cleared"
    UNDERWAY = "underway"
    DONE = "done"
    STALLED = "stalled"
    OFF = "off"


class Certainty(StrEnum):
    """How sure the voice presents it."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class Stance(StrEnum):
    """What the voice does with the event."""

    AFFIRMS = "affirms"
    DENIES = "denies"
    UNAWARE = "unaware"
    NO_COMMENT = "no-comment"


class VoiceType(StrEnum):
    """What sort of speaker or carrier a voice is."""

    PERSON = "person"
    COMPANY = "company"
    AUTHORITY = "authority"
    OUTLET = "outlet"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Voice:
    """On whose word; `of` says whom an unnamed source belongs to."""

    name: Quote
    type: VoiceType
    named: bool
    of: Quote | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role."""

    role: Role
    name: Quote
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """How probable its engine holds what a claim says, each from 0 to 1: `claim` that there is one of its kind."""

    claim: float
    phase: float
    certainty: float
    stance: float
    evidence: float
    said: float | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one voice said once about one event; all texts are quotes of one version of a report."""

    version_id: str
    kind: Kind
    roles: tuple[Filler, ...]
    phase: Phase
    certainty: Certainty
    stance: Stance
    voices: tuple[Voice, ...]
    evidence: tuple[Quote, ...]
    part: Part
    trigger: Quote | None = None
    said: Quote | None = None
    scores: Scores | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a claim needs evidence")

    @property
    def id(self) -> str:
        """Made from every field but the scores, quotes by their offsets: claims that differ in anything differ here."""
        labels: dict[str, Plain] = {
            "version": self.version_id,
            "kind": self.kind.value,
            "phase": self.phase.value,
            "certainty": self.certainty.value,
            "stance": self.stance.value,
            "part": self.part.value,
            "voices": [[v.type.value, v.named] for v in self.voices],
        }
        return digest_id("c1", {"labels": labels, "offsets": self.offsets()})

    def fillers(self, *roles: Role) -> tuple[Quote, ...]:
        """What fills any of `roles`, in order."""
        return tuple(f.name for f in self.roles if f.role in roles)

    def as_json(self) -> dict[str, Any]:
        """The claim as docs/claims.md writes it: texts without offsets, absent fields left out."""
        roles: dict[str, list[str]] = {}
        for role in Role:
            if names := [q.text for q in self.fillers(role)]:
                roles[role.value] = names
        plain: dict[str, Any] = {
            "kind": self.kind.value,
            "roles": roles,
            "phase": self.phase.value,
            "certainty": self.certainty.value,
            "stance": self.stance.value,
            "voices": [_voice_json(v) for v in self.voices],
            "evidence": [q.text for q in self.evidence],
            "part": self.part.value,
        }
        if self.said:
            plain["said"] = self.said.text
        if self.trigger:
            plain["trigger"] = self.trigger.text
        return plain

    def scores_json(self) -> dict[str, Any] | None:
        """Scores under the names of the fields of `as_json`, with two decimals; None where there are none."""
        if self.scores is None:
            return None
        known = {name: getattr(self.scores, name) for name in Scores.__slots__}
        roles = {
            role.value: [_rounded(f.score) for f in self.roles if f.role is role] for role in Role if self.fillers(role)
        }
        found: dict[str, Any] = {name: _rounded(score) for name, score in known.items() if score is not None}
        return found | {"roles": roles, "voices": [_rounded(v.score) for v in self.voices]}

    def offsets(self) -> dict[str, Plain]:
        """Where the texts of `as_json` stand in the report: [start, end] for each, roles as [role, place]."""
        return {
            "roles": [[f.role.value, _place(f.name)] for f in self.roles],
            "voices": [[_place(v.name), _place(v.of)] for v in self.voices],
            "evidence": [_place(q) for q in self.evidence],
            "trigger": _place(self.trigger),
            "said": _place(self.said),
        }


def _voice_json(voice: Voice) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "name": voice.name.text,
        "type": voice.type.value,
        "named": voice.named,
    }
    if voice.of:
        plain["of"] = voice.of.text
    return plain


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 2)


def _place(quote: Quote | None) -> Plain:
    return [quote.span.start, quote.span.end] if quote else None

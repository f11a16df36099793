"""The nouns of the path: frozen values that know nothing of files, networks or databases.

In: nothing of ours. Out: Report, Claim, Voice, Quote, Span, Entity, Story and the protocols between stages.
What a newcomer would get wrong: offsets count characters of `Report.text` (not bytes, not the page's source);
`Passage.source` leads back to the source.
"""

from reportedly.model.claim import (
    CORE_ROLES,
    Certainty,
    Claim,
    Filler,
    Kind,
    Phase,
    Role,
    Scores,
    Stance,
    Voice,
    VoiceType,
)
from reportedly.model.entity import Entity, EntityType
from reportedly.model.ports import ClaimStore, Engine
from reportedly.model.report import BasedHow, BasedOn, Caption, DateHow, Part, Passage, Published, Report, Source
from reportedly.model.span import Quote, Span
from reportedly.model.story import Status, StatusStep, Story

__all__ = [
    "CORE_ROLES",
    "BasedHow",
    "BasedOn",
    "Caption",
    "Certainty",
    "Claim",
    "ClaimStore",
    "DateHow",
    "Engine",
    "Entity",
    "EntityType",
    "Filler",
    "Kind",
    "Part",
    "Passage",
    "Phase",
    "Published",
    "Quote",
    "Report",
    "Role",
    "Scores",
    "Source",
    "Span",
    "Stance",
    "Status",
    "StatusStep",
    "Story",
    "Voice",
    "VoiceType",
]

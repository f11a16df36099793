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
from reportedly.model.feed import Feed, FeedList, FeedState, Followed, Item
from reportedly.model.ports import ClaimStore, Engine
from reportedly.model.report import DateHow, Part, Passage, Published, Report, Source
from reportedly.model.span import Quote, Span
from reportedly.model.story import History, Page, Saying, Standing, Status, StatusStep, Story, story_id

__all__ = [
    "CORE_ROLES",
    "Certainty",
    "Claim",
    "ClaimStore",
    "DateHow",
    "Engine",
    "Entity",
    "EntityType",
    "Feed",
    "FeedList",
    "FeedState",
    "Filler",
    "Followed",
    "History",
    "Item",
    "Kind",
    "Page",
    "Part",
    "Passage",
    "Phase",
    "Published",
    "Quote",
    "Report",
    "Role",
    "Saying",
    "Scores",
    "Source",
    "Span",
    "Stance",
    "Standing",
    "Status",
    "StatusStep",
    "Story",
    "Voice",
    "VoiceType",
    "story_id",
]

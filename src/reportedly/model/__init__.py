"""The nouns of the path: frozen values that know nothing of files, networks or databases.

In: nothing of ours. Out: Report, Claim, Voice, Quote, Span, Entity, Story and the protocols between stages.
What a newcomer would get wrong: offsets count characters of `Report.text` (not bytes, not the page's source);
`Passage.source` leads back to the source.
"""

from reportedly.model.bounds import Bounds, Ground, YearPart
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
from reportedly.model.feed import Feed, FeedList, FeedState, Followed, Item, SiteRules
from reportedly.model.interval import Interval
from reportedly.model.judgement import Judgement, Verdict
from reportedly.model.notes import Note, NoteKind, notes
from reportedly.model.order import is_older
from reportedly.model.ports import ClaimStore, Engine
from reportedly.model.report import (
    BasedHow,
    BasedOn,
    Caption,
    DateHow,
    Part,
    Passage,
    Precision,
    Published,
    Report,
    Source,
)
from reportedly.model.revision import Changed, Edit, Revision, carried, revision
from reportedly.model.span import Quote, Span
from reportedly.model.story import History, Page, Saying, Standing, Status, StatusStep, Story, story_id

__all__ = [
    "CORE_ROLES",
    "BasedHow",
    "BasedOn",
    "Bounds",
    "Caption",
    "Certainty",
    "Changed",
    "Claim",
    "ClaimStore",
    "DateHow",
    "Edit",
    "Engine",
    "Entity",
    "EntityType",
    "Feed",
    "FeedList",
    "FeedState",
    "Filler",
    "Followed",
    "Ground",
    "History",
    "Interval",
    "Item",
    "Judgement",
    "Kind",
    "Note",
    "NoteKind",
    "Page",
    "Part",
    "Passage",
    "Phase",
    "Precision",
    "Published",
    "Quote",
    "Report",
    "Revision",
    "Role",
    "Saying",
    "Scores",
    "SiteRules",
    "Source",
    "Span",
    "Stance",
    "Standing",
    "Status",
    "StatusStep",
    "Story",
    "Verdict",
    "Voice",
    "VoiceType",
    "YearPart",
    "carried",
    "is_older",
    "notes",
    "revision",
    "story_id",
]

"""Which of two versions of a report is the older one, by what they state of themselves.

In: two versions. Out: whether the first is surely from before the second.
What a newcomer would get wrong: that a version was read later tells little; an archive brings old pages after new ones.
"""

from datetime import UTC, date, datetime

from reportedly.model.notes import noted_on
from reportedly.model.report import Report


def is_older(one: Report, other: Report) -> bool:
    """Whether `one` is from before `other`, by when they say that they were modified or by the days of their notes.

    A version that states neither is as it was published; where both state neither, nothing tells.
    """
    if one.modified and other.modified and (found := _instant(one.modified)) != (then := _instant(other.modified)):
        return found < then
    changed, other_changed = _changed_on(one), _changed_on(other)
    if changed is None and other_changed is None:
        return False
    return (changed or one.published.on or date.min) < (other_changed or other.published.on or date.min)


def _instant(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _changed_on(report: Report) -> date | None:
    """The last day on which it says that it was changed."""
    days = [*noted_on(report), *([report.modified.date()] if report.modified else [])]
    return max(days, default=None)

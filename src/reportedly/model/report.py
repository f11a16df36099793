"""One page or document at one address, in one version.

In: text that a reader has cut out of a source. Out: Report, with its parts (title, body, link), its date or the
reason why it has none, what else the page tells about itself, and offsets back into the source.
What a newcomer would get wrong: `text` may hold characters that belong to no passage (a text file keeps its
furniture); only passages are read for claims.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from reportedly.model.bounds import Bounds, Ground
from reportedly.model.ids import digest_id
from reportedly.model.interval import Interval
from reportedly.model.span import Quote, Span


class Part(StrEnum):
    """What a passage is on its page; `link` is the headline of another story."""

    TITLE = "title"
    BODY = "body"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, title or headline: its place in the report's text and, where known, in the source."""

    part: Part
    span: Span
    source: Span | None = None


class DateHow(StrEnum):
    """How a date of publication is known."""

    STATED = "stated"
    URL = "url"
    FEED = "feed"
    DATELINE = "dateline"
    INFERRED = "inferred"


class Precision(StrEnum):
    """How exactly a publication is dated."""

    INSTANT = "instant"
    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Published:
    """The day of publication (and the instant, in the time zone in which it is told), or why it is unknown.

    Where it is unknown `bounds` say between which days it lies, as far as anything tells.

    >>> Published.unknown("the page states none").on is None
    True
    """

    on: date | None
    at: datetime | None = None
    how: DateHow | None = None
    reason: str | None = None
    bounds: Bounds | None = None

    def __post_init__(self) -> None:
        by_month = self.on is None and self.bounds is not None
        if (self.on is None) == (self.reason is None) or ((self.on is None) != (self.how is None) and not by_month):
            raise ValueError("a date is either known, with how, or unknown, with the reason")
        if self.on is not None and self.bounds is not None:
            raise ValueError("a day that is known needs no bounds")

    @classmethod
    def unknown(cls, reason: str, bounds: Bounds | None = None) -> "Published":
        """No date, and why."""
        return cls(None, reason=reason, bounds=bounds)

    @classmethod
    def month(cls, days: Interval, how: DateHow, reason: str) -> "Published":
        """A month that is stated without a day."""
        return cls(None, None, how, reason, Bounds(days, None, (Ground(reason),)))

    def by(self, day: date, reason: str) -> "Published":
        """The same, published on that day at the latest, if its own day is unknown; later days are no bounds.

        >>> Published.unknown("the page states none").by(date(2024, 3, 10), "it was added on 2024-03-10").days.last
        datetime.date(2024, 3, 10)
        """
        if self.on is not None:
            return self
        tomorrow = day + timedelta(days=1)
        own, latest = self.bounds, Bounds(Interval(None, tomorrow), None, (Ground(reason),))
        if own is None or (own.earliest or day) > tomorrow:
            return replace(self, bounds=latest)
        if own.earliest == tomorrow:  # by its own words: somewhere on earth it is that day already
            return replace(self, bounds=replace(own, days=Interval.of(tomorrow)))
        return replace(self, bounds=own.and_(latest))

    @property
    def precision(self) -> Precision | None:
        """How exactly it is stated; None where it is not."""
        if self.on is not None:
            return Precision.INSTANT if self.at else Precision.DAY
        return Precision.MONTH if self.how else None

    @property
    def days(self) -> Interval | None:
        """The day of publication, or the days between which it lies."""
        return Interval.of(self.on) if self.on else self.bounds.days if self.bounds else None


class BasedHow(StrEnum):
    """How it is known that a report is a copy of another outlet's."""

    STATED = "stated"
    IS_BASED_ON = "isBasedOn"
    CANONICAL = "canonical"
    SOURCE_LINE = "source line"
    BYLINE = "byline"
    DATELINE = "dateline"
    SUFFIX = "suffix"


@dataclass(frozen=True, slots=True)
class BasedOn:
    """Whose copy a report is: the outlet, the address of the original, or both; never the report's own outlet.

    >>> str(BasedOn(BasedHow.BYLINE, "Reuters"))
    'Reuters (byline)'
    """

    how: BasedHow
    outlet: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if not self.outlet and not self.url:
            raise ValueError("a copy is of an outlet's or of an address's report")

    def __str__(self) -> str:
        return f"{self.outlet or self.url} ({self.how.value})"


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands under a picture: no part of the report's text, and not read for claims."""

    text: str
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What was read, decoded: `media_type` like "text/html"; `text` is None where it equals the report's."""

    media_type: str
    text: str | None = None


@dataclass(frozen=True)  # without slots, so that ids are worked out once: they digest the whole text
class Report:
    """One version of one report.

    `address` is what makes two versions the same report: its URL, else the id it came with ("id:w1-11"), else
    the digest of its text ("text:..."), so a file without an address is the same report wherever it lies.
    `authors` are the people of its byline, without outlets; `captions` are those of the pictures in its main text.
    `modified` is when the page says that it was last changed; a day is its first instant.
    """

    address: str
    text: str
    passages: tuple[Passage, ...]
    published: Published
    source: Source
    given_id: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    based_on: BasedOn | None = None
    captions: tuple[Caption, ...] = ()
    modified: datetime | None = None

    @cached_property
    def id(self) -> str:
        """The report in all its versions: made from `address` alone."""
        return digest_id("r1", {"address": self.address})

    @cached_property
    def version_id(self) -> str:
        """This version: made from address, text, passages (without their source), title, outlet and date."""
        return digest_id(
            "v1",
            {
                "address": self.address,
                "text": self.text,
                "passages": [[p.part.value, p.span.start, p.span.end] for p in self.passages],
                "title": self.title,
                "outlet": self.outlet,
                "published": self.published.on.isoformat() if self.published.on else None,
            },
        )

    @property
    def name(self) -> str:
        """What the report is called outside: the id it came with, else its address."""
        return self.given_id or self.address

    def quotes(self, *parts: Part) -> Iterator[tuple[Part, Quote]]:
        """The passages with their text, all of them or only those of `parts`, in order."""
        for passage in self.passages:
            if not parts or passage.part in parts:
                yield passage.part, passage.span.of(self.text)

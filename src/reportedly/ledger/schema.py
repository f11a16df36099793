"""The tables, in SQLAlchemy Core, for SQLite and PostgreSQL alike.

In: nothing. Out: the metadata that the migrations make real.
What a newcomer would get wrong: reports, versions with what hangs on them, readings, claims and voices are append-only.
Only `quarantine`, `archives`, `feeds` and `items` are work lists, whose rows change; those of the first two go when
their input has been read. Instants of the ledger's own are ISO 8601 text in UTC, so that they sort.
`folded` is the text case-folded, for finding names in every script.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# A report in all its versions.
reports = Table(
    "reports",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("address", Text, nullable=False),
    Column("given_id", Text, index=True),
)

# One version: its text, what is known about it, and the source it was cut from (zlib; null where it is the text).
# `published_at` and `modified_at` keep the time zone in which they were told; `published_bounds` is JSON, where no day
# is known. `number` is its place among the versions of its report, the oldest first, whenever they came (model.order).
versions = Table(
    "versions",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("report_seq", ForeignKey("reports.seq"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("url", Text),
    Column("title", Text),
    Column("outlet", Text),
    Column("language", Text),
    Column("section", Text),
    Column("based_on_how", Text),
    Column("based_on_outlet", Text),
    Column("based_on_url", Text),
    Column("published_on", Date, index=True),
    Column("published_at", Text),
    Column("published_how", Text),
    Column("published_reason", Text),
    Column("published_bounds", Text),
    Column("modified_at", Text),
    Column("text", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("source", LargeBinary),
    Column("came_from", Text, nullable=False),
    Column("added_at", Text, nullable=False),
    UniqueConstraint("report_seq", "number"),
    CheckConstraint("(published_on IS NULL) = (published_reason IS NOT NULL)", name="date_or_reason"),
)

passages = Table(
    "passages",
    metadata,
    Column("version_seq", ForeignKey("versions.seq"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("part", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("source_start", Integer),
    Column("source_end", Integer),
)

# The people of a version's byline.
authors = Table(
    "authors",
    metadata,
    Column("version_seq", ForeignKey("versions.seq"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
)

# What stands under a version's pictures: no part of its text, so the place in the source is all there is.
captions = Table(
    "captions",
    metadata,
    Column("version_seq", ForeignKey("versions.seq"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("source_start", Integer),
    Column("source_end", Integer),
)

# That an engine has read a version; its claims hang on this, so a better engine can read it again. `note` says why
# there are no claims where the engine could not tell. Scores are probabilities; null where an engine gives none.
readings = Table(
    "readings",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("version_seq", ForeignKey("versions.seq"), nullable=False),
    Column("engine", Text, nullable=False),
    Column("read_at", Text, nullable=False),
    Column("note", Text),
    UniqueConstraint("version_seq", "engine"),
)

claims = Table(
    "claims",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("reading_seq", ForeignKey("readings.seq"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("id", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False, index=True),
    Column("phase", Text, nullable=False, index=True),
    Column("certainty", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Column("part", Text, nullable=False),
    Column("claim_score", Float),
    Column("phase_score", Float),
    Column("certainty_score", Float),
    Column("stance_score", Float),
    Column("evidence_score", Float),
    Column("said_score", Float),
    UniqueConstraint("reading_seq", "n"),
    UniqueConstraint("reading_seq", "id"),
)

# Every other quote of a claim, under what it is there for: a role, "evidence", "trigger" or "said".
quotes = Table(
    "quotes",
    metadata,
    Column("claim_seq", ForeignKey("claims.seq"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("use", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("score", Float),
)

voices = Table(
    "voices",
    metadata,
    Column("claim_seq", ForeignKey("claims.seq"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("of", Text),
    Column("of_start", Integer),
    Column("of_end", Integer),
    Column("score", Float),
)

# Archives that were read in part: how far, in which state of the file. A row goes when its archive is through.
archives = Table(
    "archives",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("place", Text, nullable=False, unique=True),
    Column("state", Text, nullable=False),
    Column("reached", BigInteger, nullable=False),
)

# Feeds that are or were followed; `next_at` is null where a feed is not to be asked. See model.Followed.
feeds = Table(
    "feeds",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("address", Text, nullable=False, unique=True),
    Column("kind", Text),
    Column("title", Text),
    Column("via", Text),
    Column("state", Text, nullable=False),
    Column("etag", Text),
    Column("modified", Text),
    Column("followed_at", Text, nullable=False),
    Column("asked_at", Text),
    Column("next_at", Text),
    Column("failures", Integer, nullable=False),
    Column("reason", Text),
    Column("moved_to", Text),
)

# What feeds named: "pending" until it is "done" or "refused". `text` is an item's full text (zlib), until it is read.
items = Table(
    "items",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("feed_seq", ForeignKey("feeds.seq"), nullable=False, index=True),
    Column("address", Text, nullable=False, unique=True),
    Column("has_page", Boolean, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("published", Text),
    Column("modified", Text),
    Column("text", LargeBinary),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("found_at", Text, nullable=False),
    Column("next_at", Text),
    Column("settled_at", Text),
    Index("ix_items_state_next_at", "state", "next_at"),
)

# robots.txt files (zlib), so that a site is asked for its own once a day and not by each fetch.
site_rules = Table(
    "site_rules",
    metadata,
    Column("address", Text, primary_key=True),
    Column("asked_at", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# Inputs that could not be read or kept, and why: at most one row for a place.
quarantine = Table(
    "quarantine",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("place", Text, nullable=False, unique=True),
    Column("error", Text, nullable=False),
    Column("fate", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("first_at", Text, nullable=False),
    Column("last_at", Text, nullable=False),
    Column("tries", Integer, nullable=False),
)

# What a person decided about names: "merge", "split" or "confirm" of two entities. Append-only; the last one holds.
judgements = Table(
    "judgements",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("one", Text, nullable=False),
    Column("other", Text, nullable=False),
    Column("reason", Text),
)

# What follows is derived: made from the tables above and from judgements, dropped and made again by `rebuild`.
# What is needed of the latest version of each report to compare it with others; `body` is JSON (zlib), `fault` says why
# it stands there without its claims.
pages = Table(
    "pages",
    metadata,
    Column("version_seq", ForeignKey("versions.seq"), primary_key=True),
    Column("reading_seq", Integer, nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),
    Column("fault", Text),
    Column("root_seq", Integer, index=True),
    Column("copy_of_seq", Integer),
    Column("how", Text),
    Column("share", Float),
    Column("matter", Text, index=True),
)

# Digests by which pages find each other; `sort` says what of: "copy", "matter" or "pair" (of names in one claim).
page_keys = Table(
    "page_keys",
    metadata,
    Column("sort", Text, primary_key=True),
    Column("key", BigInteger, primary_key=True),
    Column("version_seq", Integer, primary_key=True, index=True),
)

# Which pages that are no copies are alike, the smaller seq first.
likeness = Table(
    "likeness",
    metadata,
    Column("one_seq", Integer, primary_key=True),
    Column("other_seq", Integer, primary_key=True, index=True),
)

# Whom a page names: the entity's key, and the name as it stands there first.
named = Table(
    "named",
    metadata,
    Column("key", Text, primary_key=True),
    Column("version_seq", Integer, primary_key=True, index=True),
    Column("name", Text, nullable=False),
    Column("times", Integer, nullable=False),
)

# What reports tell of who is whose, by the keys of entities: one row for each owner that a claim names.
ties = Table(
    "ties",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("part", Text, primary_key=True, index=True),
    Column("owner", Text, primary_key=True, index=True),
    Column("origin", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("version_seq", Integer, nullable=False, index=True),
)

# Stories; `body` is the whole story as JSON (zlib), the columns are what is asked for.
stories = Table(
    "stories",
    metadata,
    Column("id", Text, primary_key=True),
    Column("matter", Text, nullable=False, index=True),
    Column("kind", Text),
    Column("status", Text),
    Column("disputed", Boolean, nullable=False),
    Column("changed_on", Date),
    Column("body", LargeBinary, nullable=False),
)

story_pages = Table(
    "story_pages",
    metadata,
    Column("story", Text, primary_key=True),
    Column("version_seq", Integer, primary_key=True, index=True),
    Column("main", Boolean, nullable=False),
)

# Ids that a story has or would have, had another of its claims or pages come first: an old id still finds it.
story_ids = Table(
    "story_ids",
    metadata,
    Column("id", Text, primary_key=True),
    Column("story", Text, primary_key=True, index=True),
)

# Pairs of participants by which claims on other pages find a matter.
matter_pairs = Table(
    "matter_pairs",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("matter", Text, primary_key=True, index=True),
)

# By which rules the tables above were made: one row, or none where they are empty.
made = Table(
    "made",
    metadata,
    Column("rules", Integer, primary_key=True, autoincrement=False),
)

"""The tables, in SQLAlchemy Core, for SQLite and PostgreSQL alike.

In: nothing. Out: the metadata that the migrations make real.
What a newcomer would get wrong: reports, versions with what hangs on them, readings, claims and voices are append-only.
Only `quarantine` and `archives` are work lists, whose rows go when their input has been read. Instants are ISO 8601
text in UTC, so that they sort.
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

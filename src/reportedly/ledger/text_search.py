"""Full-text search over evidence and text: FTS5, in SQLite.

In: words. Out: SQL conditions on claims and versions.
What a newcomer would get wrong: the two indexes keep no text of their own (contentless); they are filled beside
their rows and, like them, never changed.
"""

import re
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from reportedly.errors import UsageError

_WORDS = re.compile(r"\w+\*?")


_NEW_EVIDENCE = sa.text("INSERT INTO evidence_fts(rowid, evidence) VALUES (:seq, :evidence)")
_NEW_VERSION = sa.text("INSERT INTO version_fts(rowid, title, text) VALUES (:seq, :title, :text)")


def index_claims(connection: sa.Connection, evidence: Mapping[int, Sequence[str]]) -> None:
    """Make claims findable by their evidence; `evidence` gives it by the claims' seqs."""
    connection.execute(_NEW_EVIDENCE, [{"seq": seq, "evidence": "\n".join(texts)} for seq, texts in evidence.items()])


def index_version(connection: sa.Connection, seq: int, title: str, text: str) -> None:
    """Make the version with that `seq` findable by its title and text."""
    connection.execute(_NEW_VERSION, {"seq": seq, "title": title, "text": text})


def matches(table: str, column: sa.ColumnElement[int], words: str) -> sa.ColumnElement[bool]:
    """Whether the row at `column` holds all of `words` in index `table`; "plan*" stands for its beginnings."""
    statement = f"SELECT rowid FROM {table} WHERE {table} MATCH :words"  # noqa: S608 - a name of our own
    found = sa.text(statement).bindparams(words=query(words))
    return column.in_(found.columns(sa.column("rowid", sa.Integer)).scalar_subquery())


def query(words: str) -> str:
    """`words` as an FTS5 query in which nothing a person types is an operator.

    >>> query('BAIC "plant* OR')
    '"BAIC" "plant"* "OR"'
    """
    if not _WORDS.search(words):
        raise UsageError(f"there are no words to search for in {words!r}")
    return " ".join(f'"{word.rstrip("*")}"{"*" if word.endswith("*") else ""}' for word in _WORDS.findall(words))

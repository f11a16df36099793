"""Full-text search over evidence and text: FTS5, in SQLite.

In: words. Out: SQL conditions on claims and versions.
What a newcomer would get wrong: the two indexes keep no text of their own (contentless); they are filled beside
their rows and, like them, never changed.
"""

import re

import sqlalchemy as sa

_WORDS = re.compile(r"\w+\*?")


def index_claim(connection: sa.Connection, seq: int, evidence: str) -> None:
    """Make the claim with that `seq` findable by its evidence."""
    statement = sa.text("INSERT INTO evidence_fts(rowid, evidence) VALUES (:seq, :evidence)")
    connection.execute(statement, {"seq": seq, "evidence": evidence})


def index_version(connection: sa.Connection, seq: int, title: str, text: str) -> None:
    """Make the version with that `seq` findable by its title and text."""
    statement = sa.text("INSERT INTO version_fts(rowid, title, text) VALUES (:seq, :title, :text)")
    connection.execute(statement, {"seq": seq, "title": title, "text": text})


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
    return " ".join(f'"{word.rstrip("*")}"{"*" if word.endswith("*") else ""}' for word in _WORDS.findall(words))

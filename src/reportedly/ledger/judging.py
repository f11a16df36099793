"""People's judgements as rows: put on record, never changed.

In: a connection, Judgement. Out: all of them, in the order in which they came.
What a newcomer would get wrong: they are no part of what is derived, so a rebuild leaves them alone.
"""

from datetime import datetime

import sqlalchemy as sa

from reportedly.ledger import schema as t
from reportedly.model import Judgement, Verdict


def put_judgement(connection: sa.Connection, judgement: Judgement) -> None:
    """Put a judgement on record."""
    at = judgement.at.isoformat(timespec="seconds")
    row = {"at": at, "verdict": judgement.verdict.value, "one": judgement.one, "other": judgement.other}
    connection.execute(sa.insert(t.judgements), row | {"reason": judgement.reason})


def all_judgements(connection: sa.Connection) -> list[Judgement]:
    """All judgements, the oldest first."""
    rows = connection.execute(sa.select(t.judgements).order_by(t.judgements.c.seq)).mappings()
    return [
        Judgement(Verdict(row["verdict"]), row["one"], row["other"], row["reason"], datetime.fromisoformat(row["at"]))
        for row in rows
    ]

"""The ledger's history of shapes, run by Alembic when a ledger is opened for writing."""

REVISIONS = ("0001", "0002", "0003", "0005")
HEAD = REVISIONS[-1]

"""The ledger's history of shapes, run by Alembic when a ledger is opened for writing."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010")
HEAD = REVISIONS[-1]

"""How sure an engine is of what it read, and why it read nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SCORES = {
    "claims": ("claim_score", "phase_score", "certainty_score", "stance_score", "evidence_score", "said_score"),
    "quotes": ("score",),
    "voices": ("score",),
}


def upgrade() -> None:
    op.add_column("readings", sa.Column("note", sa.Text(), nullable=True))
    for table, columns in SCORES.items():
        for column in columns:
            op.add_column(table, sa.Column(column, sa.Float(), nullable=True))


def downgrade() -> None:
    for table, columns in SCORES.items():
        for column in columns:
            op.drop_column(table, column)
    op.drop_column("readings", "note")

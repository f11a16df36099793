"""Who is whose, as reports tell it; by which rules the stories were made; pages without their claims."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ties",
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("version_seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("claim", "part", "owner", name=op.f("pk_ties")),
    )
    for column in ("owner", "part", "version_seq"):
        op.create_index(op.f(f"ix_ties_{column}"), "ties", [column], unique=False)
    op.add_column("pages", sa.Column("fault", sa.Text(), nullable=True))
    op.create_table(
        "made",
        sa.Column("rules", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("rules", name=op.f("pk_made")),
    )


def downgrade() -> None:
    op.drop_table("made")
    op.drop_column("pages", "fault")
    op.drop_table("ties")

"""What a page tells about itself: its authors, section, whose copy it is, its captions."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COLUMNS = ("section", "based_on_how", "based_on_outlet", "based_on_url")


def upgrade() -> None:
    for column in COLUMNS:
        op.add_column("versions", sa.Column(column, sa.Text(), nullable=True))
    op.create_table(
        "authors",
        sa.Column("version_seq", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["version_seq"], ["versions.seq"], name=op.f("fk_authors_version_seq")),
        sa.PrimaryKeyConstraint("version_seq", "n", name=op.f("pk_authors")),
    )
    op.create_table(
        "captions",
        sa.Column("version_seq", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source_start", sa.Integer(), nullable=True),
        sa.Column("source_end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["version_seq"], ["versions.seq"], name=op.f("fk_captions_version_seq")),
        sa.PrimaryKeyConstraint("version_seq", "n", name=op.f("pk_captions")),
    )


def downgrade() -> None:
    op.drop_table("captions")
    op.drop_table("authors")
    for column in COLUMNS:
        op.drop_column("versions", column)

"""Stories and what they are made from, and what people decided about names."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "judgements",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("one", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_judgements")),
    )
    op.create_table(
        "pages",
        sa.Column("version_seq", sa.Integer(), nullable=False),
        sa.Column("reading_seq", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("root_seq", sa.Integer(), nullable=True),
        sa.Column("copy_of_seq", sa.Integer(), nullable=True),
        sa.Column("how", sa.Text(), nullable=True),
        sa.Column("share", sa.Float(), nullable=True),
        sa.Column("matter", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["version_seq"], ["versions.seq"], name=op.f("fk_pages_version_seq")),
        sa.PrimaryKeyConstraint("version_seq", name=op.f("pk_pages")),
    )
    op.create_index(op.f("ix_pages_matter"), "pages", ["matter"], unique=False)
    op.create_index(op.f("ix_pages_reading_seq"), "pages", ["reading_seq"], unique=False)
    op.create_index(op.f("ix_pages_root_seq"), "pages", ["root_seq"], unique=False)
    op.create_table(
        "page_keys",
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("version_seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sort", "key", "version_seq", name=op.f("pk_page_keys")),
    )
    op.create_index(op.f("ix_page_keys_version_seq"), "page_keys", ["version_seq"], unique=False)
    op.create_table(
        "likeness",
        sa.Column("one_seq", sa.Integer(), nullable=False),
        sa.Column("other_seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("one_seq", "other_seq", name=op.f("pk_likeness")),
    )
    op.create_index(op.f("ix_likeness_other_seq"), "likeness", ["other_seq"], unique=False)
    op.create_table(
        "named",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version_seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "version_seq", name=op.f("pk_named")),
    )
    op.create_index(op.f("ix_named_version_seq"), "named", ["version_seq"], unique=False)
    op.create_table(
        "stories",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
    )
    op.create_index(op.f("ix_stories_matter"), "stories", ["matter"], unique=False)
    op.create_table(
        "story_pages",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("version_seq", sa.Integer(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("story", "version_seq", name=op.f("pk_story_pages")),
    )
    op.create_index(op.f("ix_story_pages_version_seq"), "story_pages", ["version_seq"], unique=False)
    op.create_table(
        "story_ids",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "story", name=op.f("pk_story_ids")),
    )
    op.create_index(op.f("ix_story_ids_story"), "story_ids", ["story"], unique=False)
    op.create_table(
        "matter_pairs",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", "matter", name=op.f("pk_matter_pairs")),
    )
    op.create_index(op.f("ix_matter_pairs_matter"), "matter_pairs", ["matter"], unique=False)


def downgrade() -> None:
    for table in (
        "matter_pairs",
        "story_ids",
        "story_pages",
        "stories",
        "named",
        "likeness",
        "page_keys",
        "pages",
        "judgements",
    ):
        op.drop_table(table)

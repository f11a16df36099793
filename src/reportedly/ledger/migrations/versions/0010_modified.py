"""When a version says that it was modified."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("versions", sa.Column("modified_at", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("versions", "modified_at")

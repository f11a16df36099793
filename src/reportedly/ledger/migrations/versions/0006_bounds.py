"""Between which days a report was published, where no day is known."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("versions", sa.Column("published_bounds", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("versions", "published_bounds")

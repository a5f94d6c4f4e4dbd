"""What was counted of whom in the minute that runs, for web processes that count together"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "request_window",
        sa.Column("counted", sa.String(100), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.Double(), nullable=False, index=True),
    )


def downgrade() -> None:
    """One step down."""
    op.drop_table("request_window")

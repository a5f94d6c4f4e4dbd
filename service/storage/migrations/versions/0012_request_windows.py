"""What was counted of whom in the minute that runs, for web processes that count together"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0012", "0011"


def upgrade() -> None:
    op.create_table(
        "request_window",
        sa.Column("counted", sa.String(100), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.Double(), nullable=False, index=True),
    )


def downgrade() -> None:
    op.drop_table("request_window")

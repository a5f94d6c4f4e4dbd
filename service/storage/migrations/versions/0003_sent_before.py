"""Idempotency keys"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    op.create_table(
        "sent_before",
        sa.Column("holder", sa.String(16), primary_key=True),
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("job_id", sa.String(22), sa.ForeignKey("job.id", ondelete="CASCADE"), nullable=False),
        sa.Column("sent_at", sa.Double(), nullable=False),
    )
    op.create_index("ix_sent_before_sent_at", "sent_before", ["sent_at"])


def downgrade() -> None:
    op.drop_table("sent_before")

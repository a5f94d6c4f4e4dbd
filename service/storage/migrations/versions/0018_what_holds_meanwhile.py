"""What a verdict stands on: reviewers' dismissals, or the last report on the same content"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0018", "0017"


def upgrade() -> None:
    """Nothing is known of articles of before: both are found at the next check or decision."""
    op.add_column("article", sa.Column("is_cleared", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("article", sa.Column("kept_verdict", sa.String(10), nullable=True))


def downgrade() -> None:
    op.drop_column("article", "kept_verdict")
    op.drop_column("article", "is_cleared")

"""Whether an article was sent back and not finished since: a column of its own, no longer a count below zero"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0017", "0016"


def upgrade() -> None:
    """While an article is back its count is not asked for, and the next decision on it counts anew."""
    op.add_column("article", sa.Column("is_back", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE article SET is_back = TRUE WHERE open_errors < 0 OR review = 'sent back'")
    op.execute("UPDATE article SET open_errors = 0 WHERE open_errors < 0")


def downgrade() -> None:
    op.execute("UPDATE article SET open_errors = -1 WHERE is_back")
    op.drop_column("article", "is_back")

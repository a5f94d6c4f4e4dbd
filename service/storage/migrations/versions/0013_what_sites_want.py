"""What sites want of the checker"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up. Sites of before want nothing of their own."""
    op.add_column("site", sa.Column("wishes", sa.JSON(), nullable=True))


def downgrade() -> None:
    """And back."""
    op.drop_column("site", "wishes")

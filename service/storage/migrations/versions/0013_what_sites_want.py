"""What sites want of the checker"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0013", "0012"


def upgrade() -> None:
    """One step up. Sites of before want nothing of their own."""
    op.add_column("site", sa.Column("wishes", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("site", "wishes")

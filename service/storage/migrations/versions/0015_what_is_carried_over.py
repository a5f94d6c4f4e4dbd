"""Which post-edits and marks of earlier revisions hold in a revision with new content"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0015", "0014"


def upgrade() -> None:
    """One step up. To revisions of before nothing was carried."""
    op.add_column("revision", sa.Column("carried", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("revision", "carried")

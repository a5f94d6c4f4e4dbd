"""Sign-ins that were ended, whose cookies open nothing any more"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "sign_out",
        sa.Column("sign_in", sa.String(22), primary_key=True),
        sa.Column("at", sa.Double(), nullable=False, index=True),
    )


def downgrade() -> None:
    """One step down."""
    op.drop_table("sign_out")

"""Sign-ins that were ended, whose cookies open nothing any more"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0011", "0010"


def upgrade() -> None:
    op.create_table(
        "sign_out",
        sa.Column("sign_in", sa.String(22), primary_key=True),
        sa.Column("at", sa.Double(), nullable=False, index=True),
    )


def downgrade() -> None:
    op.drop_table("sign_out")

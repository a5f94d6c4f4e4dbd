"""Which revisions say the same as the one before"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0009", "0008"


def upgrade() -> None:
    """One step up. Revisions of before each stand for themselves."""
    op.add_column("revision", sa.Column("kept_since", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("revision", "kept_since")

"""Endpoints of webhooks, and what is to be delivered there"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0004", "0003"


def upgrade() -> None:
    op.create_table(
        "endpoint",
        sa.Column("id", sa.String(22), primary_key=True),
        sa.Column("site", sa.String(100), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("url", sa.String(2000), nullable=False),
        sa.Column("secret", sa.String(100), nullable=False),
        sa.Column("inside_allowed", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.Column("disabled_at", sa.Double()),
        sa.UniqueConstraint("site", "name"),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.String(22), primary_key=True),
        sa.Column("endpoint_id", sa.String(22), sa.ForeignKey("endpoint.id", ondelete="CASCADE"), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.Column("due_at", sa.Double(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_status", sa.Integer()),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("delivered_at", sa.Double()),
    )
    op.create_index("ix_delivery_endpoint_id", "delivery", ["endpoint_id"])
    op.create_index("ix_delivery_waiting", "delivery", ["state", "due_at"])


def downgrade() -> None:
    for table in ("delivery", "endpoint"):
        op.drop_table(table)

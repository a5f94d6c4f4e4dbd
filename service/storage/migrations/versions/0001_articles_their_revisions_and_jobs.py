"""Articles, their revisions, and jobs"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001", None


def upgrade() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.String(22), primary_key=True),
        sa.Column("site", sa.String(100), nullable=False),
        sa.Column("cms_id", sa.String(200), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.UniqueConstraint("site", "cms_id"),
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.String(22), primary_key=True),
        sa.Column("article_id", sa.String(22), sa.ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cms_revision", sa.String(200), nullable=False),
        sa.Column("sent", sa.JSON(), nullable=False),
        sa.Column("received_at", sa.Double(), nullable=False),
        sa.Column("report", sa.JSON()),
        sa.Column("verdict", sa.String(10)),
        sa.Column("penalty", sa.Double()),
        sa.Column("scored_at", sa.Double()),
        sa.UniqueConstraint("article_id", "number"),
    )
    op.create_index("ix_revision_worst_first", "revision", ["verdict", "penalty"])
    op.create_table(
        "job",
        sa.Column("id", sa.String(22), primary_key=True),
        sa.Column("revision_id", sa.String(22), sa.ForeignKey("revision.id", ondelete="CASCADE"), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.Column("due_at", sa.Double(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(22)),
        sa.Column("lease_until", sa.Double()),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("finished_at", sa.Double()),
        sa.CheckConstraint("state IN ('queued', 'running', 'done', 'retired')", name="known_state"),
    )
    op.create_index("ix_job_revision_id", "job", ["revision_id"])
    op.create_index("ix_job_waiting", "job", ["state", "due_at"])


def downgrade() -> None:
    for table in ("job", "revision", "article"):
        op.drop_table(table)

"""People as accounts of a site, whose account decided, and to whom articles are assigned"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0014", "0013"


def upgrade() -> None:
    """One step up. Articles of before are assigned to nobody; their events name people, and no account."""
    op.create_table(
        "account",
        sa.Column("id", sa.String(22), primary_key=True),
        sa.Column("site", sa.String(100), nullable=False),
        sa.Column("login", sa.String(100), nullable=False, index=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("password_hash", sa.String(255), nullable=False),
        sa.Column("sign_ins", sa.Integer(), nullable=False),
        sa.Column("link_hash", sa.String(64), nullable=False),
        sa.Column("link_until", sa.Double(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.Column("deactivated_at", sa.Double(), nullable=True),
        sa.UniqueConstraint("site", "login"),
    )
    op.add_column("event", sa.Column("account_id", sa.String(22), nullable=False, server_default=""))
    op.add_column("article", sa.Column("assignee", sa.String(22), nullable=False, server_default=""))
    op.add_column("article", sa.Column("assigned_by", sa.String(200), nullable=False, server_default=""))
    op.create_index("ix_article_of_assignee", "article", ["site", "assignee", "place", "id"])


def downgrade() -> None:
    op.drop_index("ix_article_of_assignee", "article")
    for table, column in (("article", "assigned_by"), ("article", "assignee"), ("event", "account_id")):
        op.drop_column(table, column)
    op.drop_table("account")

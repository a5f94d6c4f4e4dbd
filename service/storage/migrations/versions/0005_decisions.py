"""What reviewers did, what sites want, and the queue in one index"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0005", "0004"

COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("newest", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("place", sa.Double(), nullable=False, server_default="0"),
    sa.Column("verdict", sa.String(10)),
    sa.Column("source_lang", sa.String(35), nullable=False, server_default=""),
    sa.Column("target_lang", sa.String(35), nullable=False, server_default=""),
    sa.Column("review", sa.String(10), nullable=False, server_default="pending"),
    sa.Column("reviewer", sa.String(200), nullable=False, server_default=""),
)
NEWEST = "UPDATE article SET newest = (SELECT MAX(number) FROM revision WHERE revision.article_id = article.id)"
VERDICT = (
    "UPDATE article SET verdict = (SELECT verdict FROM revision"
    " WHERE revision.article_id = article.id AND revision.number = article.newest)"
)
PLACE = (
    "UPDATE article SET place = (SELECT CASE verdict WHEN 'reject' THEN 0 WHEN 'review' THEN 1000000"
    " WHEN 'pass' THEN 2000000 ELSE 3000000 END - COALESCE(penalty, 0) FROM revision"
    " WHERE revision.article_id = article.id AND revision.number = article.newest)"
)


def upgrade() -> None:
    """One step up. The languages of articles checked before stay empty until they are checked again."""
    op.create_table(
        "site",
        sa.Column("name", sa.String(100), primary_key=True),
        sa.Column("publishing", sa.String(30), nullable=False),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.String(22), primary_key=True),
        sa.Column("article_id", sa.String(22), sa.ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("made_at", sa.Double(), nullable=False),
        sa.UniqueConstraint("article_id", "sequence"),
    )
    for column in COLUMNS:
        op.add_column("article", column)
    op.add_column("revision", sa.Column("memory", sa.JSON()))
    with op.batch_alter_table("delivery") as table:
        table.add_column(sa.Column("article_id", sa.String(22)))
        table.create_foreign_key("delivery_article_id_fkey", "article", ["article_id"], ["id"], ondelete="CASCADE")
    op.create_index("ix_delivery_article_id", "delivery", ["article_id"])
    for statement in (NEWEST, VERDICT, PLACE):
        op.execute(statement)
    op.drop_index("ix_revision_worst_first", "revision")
    op.create_index("ix_article_worst_first", "article", ["site", "place", "id"])


def downgrade() -> None:
    op.drop_index("ix_article_worst_first", "article")
    op.create_index("ix_revision_worst_first", "revision", ["verdict", "penalty"])
    op.drop_index("ix_delivery_article_id", "delivery")
    with op.batch_alter_table("delivery") as table:
        table.drop_constraint("delivery_article_id_fkey", type_="foreignkey")
        table.drop_column("article_id")
    op.drop_column("revision", "memory")
    for column in COLUMNS:
        op.drop_column("article", column.name)
    for gone in ("event", "site"):
        op.drop_table(gone)

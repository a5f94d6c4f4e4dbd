"""What the queue page shows and filters by; what is decided stands behind what waits; secrets of the service"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0006", "0005"

RECEIVED = (
    "UPDATE article SET received_at = COALESCE((SELECT received_at FROM revision"
    " WHERE revision.article_id = article.id AND revision.number = article.newest), created_at)"
)
LATER = "UPDATE article SET place = place + 4000000 WHERE review IN ('reviewed', 'approved', 'sent back')"
SOONER = "UPDATE article SET place = place - 4000000 WHERE review IN ('reviewed', 'approved', 'sent back')"
INDEXES = {
    "ix_article_of_pair": ["site", "source_lang", "target_lang", "place", "id"],
    "ix_article_of_reviewer": ["site", "reviewer", "place", "id"],
}


def upgrade() -> None:
    """One step up. Articles checked before are shown by the CMS's id until they are checked again."""
    op.create_table(
        "secret",
        sa.Column("name", sa.String(50), primary_key=True),
        sa.Column("value", sa.String(100), nullable=False),
    )
    op.add_column("article", sa.Column("received_at", sa.Double(), nullable=False, server_default="0"))
    op.add_column("article", sa.Column("summary", sa.JSON()))
    for statement in (RECEIVED, LATER):
        op.execute(statement)
    for name, columns in INDEXES.items():
        op.create_index(name, "article", columns)


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, "article")
    op.execute(SOONER)
    op.drop_column("article", "summary")
    op.drop_column("article", "received_at")
    op.drop_table("secret")

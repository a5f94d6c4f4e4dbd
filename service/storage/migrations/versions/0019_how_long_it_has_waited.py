"""Since when the content of an article waits, however often the same content is sent again"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0019", "0018"

FIRST_SENT = (
    "UPDATE article SET waits_since = COALESCE((SELECT alike.received_at FROM revision AS newest"
    " JOIN revision AS alike ON alike.article_id = newest.article_id"
    " AND alike.number = CASE WHEN newest.kept_since > 0 THEN newest.kept_since ELSE newest.number END"
    " WHERE newest.article_id = article.id AND newest.number = article.newest), received_at)"
)


def upgrade() -> None:
    op.add_column("article", sa.Column("waits_since", sa.Double(), nullable=False, server_default="0"))
    op.execute(FIRST_SENT)


def downgrade() -> None:
    op.drop_column("article", "waits_since")

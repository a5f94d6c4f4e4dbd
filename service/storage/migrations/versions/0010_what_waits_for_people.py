"""What may be published does not wait for people: its place in the queue is behind what does"""

from __future__ import annotations

from alembic import op

revision, down_revision = "0010", "0009"

FREE = (
    "review = 'pending' AND (verdict = 'pass' OR (verdict IS NOT NULL"
    " AND site IN (SELECT name FROM site WHERE publishing = 'never-hold')))"
)
TO_COME_DOWN = "review = 'sent back' AND site IN (SELECT name FROM site WHERE publishing = 'publish-then-review')"
LATER, SOONER = (f"UPDATE article SET place = place {sign} 4000000 WHERE " for sign in "+-")


def upgrade() -> None:
    op.create_index("ix_article_of_review", "article", ["site", "review", "place", "id"])
    op.execute(LATER + FREE)
    op.execute(SOONER + TO_COME_DOWN)


def downgrade() -> None:
    """And back: what is pending stands in front again, what is decided behind."""
    op.execute(SOONER + "place > 3000000 AND review IN ('pending', 'in review')")
    op.execute(LATER + "place <= 3000000 AND review IN ('reviewed', 'approved', 'sent back')")
    op.drop_index("ix_article_of_review", "article")

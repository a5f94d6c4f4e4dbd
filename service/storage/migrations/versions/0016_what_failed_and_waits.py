"""What could not be checked waits for people only where its site asks them, as what fails from now on does"""

from __future__ import annotations

from alembic import op

revision, down_revision = "0016", "0015"

MODE = "COALESCE((SELECT publishing FROM site WHERE name = article.site), 'hold')"
FOUR_EYES = "COALESCE((SELECT four_eyes FROM site WHERE name = article.site), FALSE)"
IS_WAITING = (
    "CASE WHEN review = 'in review' THEN TRUE"
    f" WHEN {MODE} = 'never-hold' THEN FALSE"
    f" WHEN review = 'sent back' OR open_errors < 0 THEN {MODE} = 'publish-then-review'"
    f" WHEN open_errors > 0 AND ({MODE} = 'hold' OR review IN ('reviewed', 'approved')) THEN TRUE"
    f" WHEN review = 'reviewed' AND {FOUR_EYES} THEN TRUE"
    " ELSE review NOT IN ('reviewed', 'approved') END"
)
HAS_FAILED = (
    "verdict IS NULL AND EXISTS (SELECT 1 FROM revision JOIN job ON job.revision_id = revision.id"
    " WHERE revision.article_id = article.id AND revision.number = article.newest AND job.state = 'retired')"
)


def upgrade() -> None:
    """`service.articles.publishing.waits_for_people`, of what has no verdict because its check has failed."""
    op.execute(f"UPDATE article SET place = CASE WHEN {IS_WAITING} THEN 3000000 ELSE 7000000 END WHERE {HAS_FAILED}")


def downgrade() -> None:
    """Nothing to take back: an earlier version finds both places where it looks for them."""

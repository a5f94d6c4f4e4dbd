"""What answers and webhooks tell alike of an article at one of its revisions."""

from __future__ import annotations

from typing import Any

from service.storage.tables import ArticleRow, Revision


def revision_facts(article: ArticleRow, revision: Revision) -> dict[str, Any]:
    """Whose it is, under the CMS's names and ours, and how it was checked and decided on; ready for JSON."""
    return {
        "id": article.id,
        "cms_id": article.cms_id,
        "revision": revision.number,
        "cms_revision": revision.cms_revision,
        "unchanged": revision.kept_since > 0,
        "metadata": revision.sent.get("metadata", {}),
        "verdict": revision.verdict,
        "mqm_penalty_per_100_words": revision.penalty,
        "review": article.review,
    }

"""Articles and jobs as they are sent."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NoReturn

from flask import abort

from service.articles.shelf import Kept


def missing(what: str) -> NoReturn:
    """404, the same whether it never was or belongs to another site."""
    abort(404, f"There is no such {what} of yours. It may have been deleted.")


def article_state(kept: Kept) -> dict[str, Any]:
    """The wire form `ArticleState`."""
    article, revision, job = kept.article, kept.revision, kept.job
    return {
        "id": article.id,
        "cms_id": article.cms_id,
        "revision": revision.number,
        "cms_revision": revision.cms_revision,
        "metadata": revision.sent.get("metadata", {}),
        "state": job.state,
        "error": job.error,
        "verdict": revision.verdict,
        "mqm_penalty_per_100_words": revision.penalty,
        "received_at": _time(revision.received_at),
        "scored_at": _time(revision.scored_at),
        "job": job.id,
    }


def job_state(kept: Kept) -> dict[str, Any]:
    """The wire form `JobState`."""
    job = kept.job
    return {
        "id": job.id,
        "article": kept.article.id,
        "revision": kept.revision.number,
        "state": job.state,
        "attempts": job.attempts,
        "error": job.error,
        "created_at": _time(job.created_at),
        "finished_at": _time(job.finished_at),
    }


def _time(seconds: float | None) -> str | None:
    """RFC 3339, UTC."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")

"""Articles and jobs as they are sent."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NoReturn

from flask import abort

from service.api.answers import ArticleState, JobState
from service.articles.shelf import Kept


def missing(what: str) -> NoReturn:
    """404, the same whether it never was or belongs to another site."""
    abort(404, f"There is no such {what} of yours. It may have been deleted.")


def article_state(kept: Kept) -> dict[str, Any]:
    """An article at one of its revisions, as JSON."""
    article, revision, job = kept.article, kept.revision, kept.job
    told = {
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
        "scored_at": _time(revision.scored_at) if revision.scored_at else None,
        "job": job.id,
    }
    return ArticleState.model_validate(told).model_dump(mode="json")


def job_state(kept: Kept) -> dict[str, Any]:
    """The work on a revision, as JSON."""
    job = kept.job
    told = {
        "id": job.id,
        "article": kept.article.id,
        "revision": kept.revision.number,
        "state": job.state,
        "attempts": job.attempts,
        "error": job.error,
        "created_at": _time(job.created_at),
        "finished_at": _time(job.finished_at) if job.finished_at else None,
    }
    return JobState.model_validate(told).model_dump(mode="json")


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(round(seconds, 3), UTC)

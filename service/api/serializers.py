"""Articles and jobs as they are sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, NoReturn

from flask import abort

from models.check_catalogue import check_name
from service.api.report_form import Corrected, FlagDecision, Mark, PostEdit
from service.api.response_schemas import ArticleState, EventState, JobState
from service.articles.article_queries import StoredArticle
from service.articles.corrected import corrected_texts, whole_text
from service.articles.revision_facts import revision_facts
from service.decisions.open_errors import post_edits
from service.decisions.review_state import DISMISS, ReviewState, review_state_of
from service.moments import to_utc
from service.storage.tables import Event


def abort_not_found(what: str, why: str = "It may have been deleted.") -> NoReturn:
    """404, the same whether it never was or belongs to another site."""
    abort(404, f"There is no such {what} of yours. {why}")


def article_state(kept: StoredArticle) -> dict[str, Any]:
    """An article at one of its revisions, as JSON."""
    article, revision, job = kept.article, kept.revision, kept.job
    wire = revision_facts(article, revision) | {
        "state": job.state,
        "error": job.error,
        "reviewer": article.reviewer,
        "assigned_to": asdict(kept.assignee) if kept.assignee else None,
        "assigned_by": article.assigned_by,
        "publishing": asdict(kept.publishing),
        "received_at": to_utc(revision.received_at),
        "scored_at": to_utc(revision.scored_at) if revision.scored_at else None,
        "job": job.id,
    }
    return ArticleState.model_validate(wire).model_dump(mode="json")


def job_state(kept: StoredArticle) -> dict[str, Any]:
    """The work on a revision, as JSON."""
    job = kept.job
    wire = {
        "id": job.id,
        "article": kept.article.id,
        "cms_id": kept.article.cms_id,
        "revision": kept.revision.number,
        "state": job.state,
        "attempts": job.attempts,
        "error": job.error,
        "created_at": to_utc(job.created_at),
        "finished_at": to_utc(job.finished_at) if job.finished_at else None,
    }
    return JobState.model_validate(wire).model_dump(mode="json")


def report_of(kept: StoredArticle, events: Sequence[Event]) -> dict[str, Any]:
    """The report on a revision, with what reviewers said of its flags, as JSON. `events`: all of the article's."""
    review_state = review_state_of(events, kept.revision)
    report = dict(kept.revision.report or {})
    report["flags"] = [_flag(flag, review_state) for flag in report["flags"]]
    report["marks"] = [
        _mark(name, event, review_state)
        for name, event in review_state.marks.items()
        if name not in review_state.dismissed
    ]
    report["edits"] = [_edit(segment, event) for segment, event in post_edits(report, review_state).items()]
    return report | {"article": article_state(kept)}


def corrected_state(kept: StoredArticle, events: Sequence[Event]) -> dict[str, Any]:
    """The article with its post-edits, as JSON. `kept` must have a report. `events`: all of the article's."""
    texts = corrected_texts(kept, review_state_of(events, kept.revision))
    named = [asdict(text) for text in texts if text.name]
    wire = {"article": article_state(kept), "text": whole_text(texts), "html": None, "fields": named}
    if not named:
        wire["html"] = texts[0].html
    return Corrected.model_validate(wire).model_dump(mode="json")


def _flag(flag: dict[str, Any], review_state: ReviewState) -> dict[str, Any]:
    decision = _decision(review_state, flag["fingerprint"])
    agreed = {} if decision is None else {"dismissed": decision["action"] == DISMISS}
    return {"check_name": check_name(flag["check"]), **flag, **agreed, "decision": decision}


def _decision(review_state: ReviewState, fingerprint: str) -> dict[str, Any] | None:
    event = review_state.flags.get(fingerprint)
    if event is None:
        return None
    return FlagDecision.model_validate({"action": event.action, **event.data, **_made(event)}).model_dump(mode="json")


def _mark(fingerprint: str, event: Event, review_state: ReviewState) -> dict[str, Any]:
    """A marked passage, with what was said of it later."""
    later = review_state.flags.get(fingerprint)
    changed = {name: later.data[name] for name in ("category", "severity") if name in later.data} if later else {}
    wire: dict[str, Any] = {"side": "target", "fingerprint": fingerprint} | event.data | _made(event) | changed
    return Mark.model_validate(wire).model_dump(mode="json")


def _edit(segment: str, event: Event) -> dict[str, Any]:
    found = PostEdit.model_validate({"segment": segment, "text": event.data.get("text", "")} | _made(event))
    return found.model_dump(mode="json")


def _made(event: Event) -> dict[str, Any]:
    return {"by": event.by, "at": to_utc(event.made_at), "event": event.id}


def event_state(event: Event, undone: bool) -> dict[str, Any]:
    """An event, as JSON."""
    wire = {name: getattr(event, name) for name in ("id", "sequence", "revision", "action", "subject", "data", "by")}
    wire["account"] = event.account_id
    found = EventState.model_validate(wire | {"at": to_utc(event.made_at), "undone": undone})
    return found.model_dump(mode="json")

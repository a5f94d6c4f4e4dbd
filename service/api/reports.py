"""`/api/v1/articles/{id}/report`, and that of every revision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

from flask import Response, abort, jsonify
from sqlalchemy.orm import Session

from service.access.keys import READ, Holder
from service.api.operations import Notes, SiteOperations, WrittenAnswer
from service.api.report_form import Corrected, Report
from service.api.serializers import abort_not_found, article_state, corrected_state, report_of
from service.articles import article_queries
from service.articles.article_queries import StoredArticle
from service.decisions.actions import MAX_NUMBER
from service.decisions.history import events_of
from service.storage.tables import Event

REPORT = Notes({200: WrittenAnswer("The report", Report)})


REPORTS = SiteOperations("reports")
"""What was found."""


@REPORTS.add(
    "GET /articles/<article>/report",
    READ,
    "The report on the newest revision",
    description="While content that came again unchanged has none of its own: the one before. `article` is the newest.",
    notes=REPORT,
)
def _newest(session: Session, holder: Holder, article: str) -> Response:
    newest, checked, events = _read(session, holder, article)
    return jsonify(report_of(checked, events) | {"article": article_state(newest)})


@REPORTS.add(
    f"GET /articles/<article>/revisions/<int(max={MAX_NUMBER}):number>/report",
    READ,
    "The report on a revision",
    notes=REPORT,
)
def _of_revision(session: Session, holder: Holder, article: str, number: int) -> Response:
    kept = article_queries.find(session, holder.site, article, number) or abort_not_found("revision")
    if kept.revision.report is None:
        _abort_unchecked(kept)
    return jsonify(report_of(kept, events_of(session, article)))


@REPORTS.add(
    "GET /articles/<article>/corrected",
    READ,
    "The corrected text: the translation with reviewers' post-edits",
    description="Of the newest revision. HTML keeps its markup: only the words that were edited are other ones.",
    answer=Corrected,
)
def _corrected(session: Session, holder: Holder, article: str) -> dict[str, Any]:
    newest, checked, events = _read(session, holder, article)
    return corrected_state(checked, events) | {"article": article_state(newest)}


def _read(session: Session, holder: Holder, article: str) -> tuple[StoredArticle, StoredArticle, Sequence[Event]]:
    """The newest revision, the one whose report and post-edits hold for it (it says the same), and what was done."""
    newest = article_queries.find(session, holder.site, article) or abort_not_found("article")
    checked = article_queries.find_checked(session, newest) or _abort_unchecked(newest)
    return newest, checked, events_of(session, article)


def _abort_unchecked(kept: StoredArticle) -> NoReturn:
    why = f"It could not be checked: {kept.job.error}" if kept.job.finished_at else "It is not checked yet."
    abort(404, f"There is no report on this revision. {why}")

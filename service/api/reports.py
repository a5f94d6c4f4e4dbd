"""`/api/v1/articles/{id}/report`, and that of every revision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, jsonify
from sqlalchemy.orm import Session

from service.access.keys import READ, Holder
from service.api.operations import Notes, SiteOperations, WrittenAnswer
from service.api.report_form import Corrected, Report
from service.api.serializers import abort_not_found, corrected_state, report_of
from service.articles import article_queries
from service.articles.article_queries import StoredArticle
from service.decisions.actions import MAX_NUMBER
from service.decisions.history import events_of
from service.storage.tables import Event

REPORT = Notes({200: WrittenAnswer("The report", Report)})


REPORTS = SiteOperations("reports")
"""What was found."""


@REPORTS.add("GET /articles/<article>/report", READ, "The report on the newest revision", notes=REPORT)
def _newest(session: Session, holder: Holder, article: str) -> Response:
    return jsonify(report_of(*_read(session, holder, article)))


@REPORTS.add(
    f"GET /articles/<article>/revisions/<int(max={MAX_NUMBER}):number>/report",
    READ,
    "The report on a revision",
    notes=REPORT,
)
def _of_revision(session: Session, holder: Holder, article: str, number: int) -> Response:
    return jsonify(report_of(*_read(session, holder, article, number)))


@REPORTS.add(
    "GET /articles/<article>/corrected",
    READ,
    "The corrected text: the translation with reviewers' post-edits",
    description="Of the newest revision. HTML keeps its markup: only the words that were edited are other ones.",
    answer=Corrected,
)
def _corrected(session: Session, holder: Holder, article: str) -> dict[str, Any]:
    return corrected_state(*_read(session, holder, article))


def _read(
    session: Session, holder: Holder, article: str, number: int | None = None
) -> tuple[StoredArticle, Sequence[Event]]:
    kept = article_queries.find(session, holder.site, article, number)
    events = events_of(session, article) if kept else ()
    if kept is None:
        abort_not_found("article" if number is None else "revision")
    if kept.revision.report is None:
        why = f"It could not be checked: {kept.job.error}" if kept.job.finished_at else "It is not checked yet."
        abort(404, f"There is no report on this revision. {why}")
    return kept, events

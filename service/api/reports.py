"""`/api/v1/articles/{id}/report`, and that of every revision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from apiflask import APIBlueprint, HTTPTokenAuth
from flask import Response, abort, jsonify
from sqlalchemy import Engine

from service.access.guard import holder
from service.access.keys import READ
from service.api.operations import Notes, Operations, WrittenAnswer
from service.api.report_form import Corrected, Report
from service.api.serializers import abort_not_found, corrected_state, report_of
from service.articles import article_queries
from service.articles.article_queries import StoredArticle
from service.decisions.actions import MAX_NUMBER
from service.decisions.history import events_of
from service.storage.database import reading
from service.storage.tables import Event

REPORT = Notes({200: WrittenAnswer("The report", Report)})


def reports_blueprint(engine: Engine, auth: HTTPTokenAuth) -> APIBlueprint:
    """What was found."""
    api = Operations("reports", auth)

    @api.add("GET /articles/<article>/report", READ, "The report on the newest revision", notes=REPORT)
    def newest(article: str) -> Response:
        return report(article, None)

    @api.add(
        f"GET /articles/<article>/revisions/<int(max={MAX_NUMBER}):number>/report",
        READ,
        "The report on a revision",
        notes=REPORT,
    )
    def of_revision(article: str, number: int) -> Response:
        return report(article, number)

    @api.add(
        "GET /articles/<article>/corrected",
        READ,
        "The corrected text: the translation with reviewers' post-edits",
        description="Of the newest revision. HTML keeps its markup: only the words that were edited are other ones.",
        answer=Corrected,
    )
    def corrected(article: str) -> dict[str, Any]:
        kept, events = read(article, None)
        return corrected_state(kept, events)

    def report(article: str, number: int | None) -> Response:
        return jsonify(report_of(*read(article, number)))

    def read(article: str, number: int | None) -> tuple[StoredArticle, Sequence[Event]]:
        with reading(engine) as session:
            kept = article_queries.find(session, holder(auth).site, article, number)
            events = events_of(session, article) if kept else ()
        if kept is None:
            abort_not_found("article" if number is None else "revision")
        if kept.revision.report is None:
            why = f"It could not be checked: {kept.job.error}" if kept.job.finished_at else "It is not checked yet."
            abort(404, f"There is no report on this revision. {why}")
        return kept, events

    return api.blueprint

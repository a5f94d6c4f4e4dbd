"""`POST /api/v1/articles`: send once, never lost."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from apiflask import APIBlueprint, HTTPTokenAuth
from flask import Response, jsonify, request, url_for
from sqlalchemy import Engine

from service.access.guard import holder
from service.access.keys import SUBMIT
from service.api.examples import FIELDS
from service.api.long_polling import LongPolling
from service.api.operations import Notes, Operations, WrittenAnswer
from service.api.report_form import Report
from service.api.response_schemas import ArticleState
from service.api.serializers import abort_not_found, article_state, report_of
from service.articles import article_queries
from service.articles.article_queries import StoredArticle
from service.articles.article_submission import ArticleSubmission
from service.articles.request_schemas import ArticleBody
from service.decisions.history import events_of
from service.storage.database import reading
from service.storage.tables import DONE, Event

RETRY_AFTER_SECONDS = 2
SENT = Notes(
    {201: WrittenAnswer("Its report", Report), 202: WrittenAnswer("Accepted; it waits to be checked", ArticleState)},
    example=FIELDS | {"revision": "3", "metadata": {"desk": "maritime"}},
    errors=(507,),
)


def submission_blueprint(engine: Engine, auth: HTTPTokenAuth, notify: Callable[[], object]) -> APIBlueprint:
    """The CMS's way in. `notify()` says that a job waits."""
    api = Operations("submission")
    polling = LongPolling()

    @api.add(
        "POST /articles",
        SUBMIT,
        "Send an article",
        description="Kept when this answers. With `Prefer: wait=10` the answer is the report, if ready by then. "
        "Sent again under the same `Idempotency-Key` within a day, it is kept once.",
        body=ArticleBody,
        notes=SENT,
    )
    def send(body: ArticleBody) -> Response:
        sender = holder(auth)
        submission = ArticleSubmission(engine, sender, notify, request.headers.get("Idempotency-Key", ""))
        accepted = submission.accept(body, time.time())

        def look() -> StoredArticle:
            with reading(engine) as session:
                found = article_queries.find(session, sender.site, accepted.article, accepted.revision)
                return found or abort_not_found("article")

        waited_for = polling.wait(request.headers.get("Prefer", ""), look)
        if waited_for is not None and waited_for.job.state == DONE:
            with reading(engine) as session:
                events = events_of(session, waited_for.article.id)
            return _checked(waited_for, events)
        return _accepted(waited_for or look())

    return api.blueprint(auth)


def _checked(kept: StoredArticle, events: Sequence[Event]) -> Response:
    """201 with the report, for a client that wished to wait for it."""
    answer = jsonify(report_of(kept, events))
    answer.status_code = 201
    answer.headers["Location"] = _place(kept)
    return answer


def _accepted(kept: StoredArticle) -> Response:
    """202 with where to ask again."""
    answer = jsonify(article_state(kept))
    answer.status_code = 202
    answer.headers["Location"] = _place(kept)
    answer.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return answer


def _place(kept: StoredArticle) -> str:
    return url_for("articles.one", article=kept.article.id)

"""`/api/v1/exports/…` and what else leaves as a file: decisions, post-edits, an article for translators."""

from __future__ import annotations

from apiflask import APIBlueprint, HTTPTokenAuth
from flask import Response, abort
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service.access.guard import holder
from service.access.keys import READ, Holder
from service.api.operations import File, Notes, Operations, SiteOperations, WrittenAnswer
from service.api.queries import CellsQuery, ExportQuery
from service.api.serializers import abort_not_found
from service.articles import article_queries
from service.articles.article_queries import StoredArticle
from service.decisions.history import events_of
from service.exports import bilingual, lines
from service.exports.site_files import CSV, SITE_FILES, SiteFile, written


def exports_blueprint(engine: Engine, auth: HTTPTokenAuth) -> APIBlueprint:
    """For whoever learns from decisions, and for translators' tools."""
    api = Operations("exports")
    since = "The oldest first; `since` leaves out what came before."

    def add(name: str, file: SiteFile) -> None:
        @api.add(
            f"GET /exports/{name}",
            READ,
            file.summary,
            description=since,
            query=CellsQuery if name == CSV else ExportQuery,
            notes=Notes({200: WrittenAnswer(file.piece, File((file.media_type.partition(";")[0],)))}),
            endpoint=name.replace(".", "_"),
        )
        def site_file(query: ExportQuery) -> Response:
            content = written(query.chosen(file), engine, holder(auth).site, query.seconds())
            answer = Response(content, content_type=file.media_type)
            answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
            return answer

    for name, file in SITE_FILES.items():
        add(name, file)
    return api.blueprint(auth)


ARTICLE_FILES = SiteOperations("article_files")
"""One article as a file."""


@ARTICLE_FILES.add(
    "GET /articles/<article>/history.jsonl",
    READ,
    "Everything that was done to an article, as JSON lines",
    notes=Notes({200: WrittenAnswer("An event a line", File((lines.MEDIA_TYPE,)))}),
)
def _history(session: Session, holder: Holder, article: str) -> Response:
    content = lines.history_lines(session, _kept(session, holder, article).article)
    return Response(content, content_type=lines.MEDIA_TYPE)


@ARTICLE_FILES.add(
    "GET /articles/<article>/xliff",
    READ,
    "An article as XLIFF 1.2 with ITS 2.0 annotations",
    description="As reviewers left it: their post-edits, what they marked, without what they dismissed.",
    notes=Notes({200: WrittenAnswer("The file", File((bilingual.MEDIA_TYPE,)))}),
)
def _xliff(session: Session, holder: Holder, article: str) -> Response:
    found = article_queries.find_checked(session, _kept(session, holder, article))
    if found is None:
        abort(404, "There is no report on this article yet.")
    content = bilingual.article_xliff(found, events_of(session, article))
    return Response(content, content_type=bilingual.MEDIA_TYPE)


def _kept(session: Session, holder: Holder, article: str) -> StoredArticle:
    return article_queries.find(session, holder.site, article) or abort_not_found("article")

"""`/api/v1/exports/…` and what else leaves as a file: decisions, post-edits, an article for translators."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from apiflask import APIBlueprint, HTTPTokenAuth
from flask import Response, abort
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service.access.guard import holder
from service.access.keys import READ
from service.api.queries import ExportQuery
from service.api.states import missing
from service.articles import shelf
from service.articles.shelf import Kept
from service.decisions.history import events_of
from service.decisions.standing import EDIT
from service.exports import bilingual, lines, memory, spreadsheet
from service.exports.events import Row, pages_of_site
from service.storage.database import reading

Write = Callable[[Iterable[list[Row]]], Iterator[bytes]]


def exports_blueprint(engine: Engine, auth: HTTPTokenAuth) -> APIBlueprint:
    """For whoever learns from decisions, and for translators' tools."""
    blueprint = APIBlueprint("exports", __name__, url_prefix="/api/v1")
    since = "The oldest first; `since` leaves out what came before."

    @blueprint.get("/exports/decisions.jsonl")
    @blueprint.auth_required(auth, roles=[READ])
    @blueprint.input(ExportQuery, location="query", arg_name="query")
    @blueprint.doc(summary="All decisions as JSON lines", description=since, responses={200: "An event a line"})
    def decisions_jsonl(query: ExportQuery) -> Response:
        return streamed(query, lines.decision_lines, lines.MEDIA_TYPE, "decisions.jsonl")

    @blueprint.get("/exports/decisions.csv")
    @blueprint.auth_required(auth, roles=[READ])
    @blueprint.input(ExportQuery, location="query", arg_name="query")
    @blueprint.doc(summary="All decisions as CSV", description=since, responses={200: "An event a line"})
    def decisions_csv(query: ExportQuery) -> Response:
        return streamed(query, spreadsheet.decision_cells, spreadsheet.MEDIA_TYPE, "decisions.csv")

    @blueprint.get("/exports/post-edits.tmx")
    @blueprint.auth_required(auth, roles=[READ])
    @blueprint.input(ExportQuery, location="query", arg_name="query")
    @blueprint.doc(
        summary="Post-edits as a translation memory (TMX 1.4)", description=since, responses={200: "A unit a segment"}
    )
    def post_edits(query: ExportQuery) -> Response:
        return streamed(query, memory.memory_pieces, memory.MEDIA_TYPE, "post-edits.tmx", EDIT)

    def streamed(query: ExportQuery, write: Write, media_type: str, name: str, action: str = "") -> Response:
        pieces = write(pages_of_site(engine, holder(auth).site, query.seconds(), action))
        begun = _begun(pieces)  # what the database refuses is refused before the answer has begun
        answer = Response(begun, content_type=media_type)
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    return blueprint


def article_files_blueprint(engine: Engine, auth: HTTPTokenAuth) -> APIBlueprint:
    """One article as a file."""
    blueprint = APIBlueprint("article_files", __name__, url_prefix="/api/v1")

    @blueprint.get("/articles/<article>/history.jsonl")
    @blueprint.auth_required(auth, roles=[READ])
    @blueprint.doc(summary="Everything that was done to an article, as JSON lines", responses={200: "An event a line"})
    def history(article: str) -> Response:
        with reading(engine) as session:
            content = lines.history_lines(session, kept(session, article).article)
        return Response(content, content_type=lines.MEDIA_TYPE)

    @blueprint.get("/articles/<article>/xliff")
    @blueprint.auth_required(auth, roles=[READ])
    @blueprint.doc(
        summary="An article as XLIFF 1.2 with ITS 2.0 annotations",
        description="As reviewers left it: their post-edits, what they marked, without what they dismissed.",
        responses={200: "The file"},
    )
    def xliff(article: str) -> Response:
        with reading(engine) as session:
            found = kept(session, article)
            if found.revision.report is None:
                abort(404, "There is no report on this article yet.")
            content = bilingual.article_xliff(found, events_of(session, article))
        return Response(content, content_type=bilingual.MEDIA_TYPE)

    def kept(session: Session, article: str) -> Kept:
        return shelf.find(session, holder(auth).site, article) or missing("article")

    return blueprint


def _begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces, of which the first two are there: a header may stand before the first row."""
    first = [piece for _, piece in zip(range(2), pieces, strict=False)]
    return chain(first, pieces)

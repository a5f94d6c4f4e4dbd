"""Files to take away from the pages, for whoever is signed in: the same as `/api/v1/exports` gives to programs."""

from __future__ import annotations

from collections.abc import Iterator

from apiflask import APIBlueprint
from flask import Response, abort, request
from sqlalchemy import Engine

from service.exports import bilingual, lines
from service.exports.site_files import CSV, SITE_FILES, with_separator, written
from service.exports.spreadsheet import SEPARATORS
from service.review.article import checked, read
from service.review.session import reader, readers_blueprint
from service.storage.database import reading


def files_blueprint(engine: Engine) -> APIBlueprint:
    """Downloads: of a site, and of one article."""
    blueprint = readers_blueprint("files", engine)

    @blueprint.get("/exports/<name>")
    def of_site(name: str) -> Response:
        if name not in SITE_FILES:
            abort(404, f"There are {', '.join(SITE_FILES)}.")
        file, site = SITE_FILES[name], reader().site(request.args.get("site", ""))
        if name == CSV and (separator := request.args.get("separator", "")) in SEPARATORS:
            file = with_separator(file, separator)
        return _download(written(file, engine, site, 0.0), file.media_type, name)

    @blueprint.get("/articles/<article>/history.jsonl")
    def history(article: str) -> Response:
        kept, _ = read(engine, article)
        with reading(engine) as session:
            content = lines.history_lines(session, kept.article)
        return _download(content, lines.MEDIA_TYPE, "history.jsonl")

    @blueprint.get("/articles/<article>/article.xlf")
    def xliff(article: str) -> Response:
        kept, events = read(engine, article)
        return _download(bilingual.article_xliff(checked(kept), events), bilingual.MEDIA_TYPE, "article.xlf")

    return blueprint


def _download(content: bytes | Iterator[bytes], media_type: str, name: str) -> Response:
    answer = Response(content, content_type=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

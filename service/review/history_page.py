"""`/articles/{id}/history`: everything that was done to an article, in words."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response, make_response, render_template
from sqlalchemy import Engine

from service.articles import article_queries
from service.decisions.history import events_of
from service.decisions.review_state import review_state_of
from service.review.article import kept_article
from service.review.history_words import history_lines
from service.review.session import reader, readers_blueprint
from service.storage.database import reading


def history_blueprint(engine: Engine) -> APIBlueprint:
    """Who did what to which words, and when."""
    blueprint = readers_blueprint("history", engine)

    @blueprint.get("/articles/<article>/history")
    def show(article: str) -> Response:
        with reading(engine) as session:
            kept, events = kept_article(session, article), events_of(session, article)
            revisions = article_queries.revisions(session, kept.article.site, article)
            reports = {one.revision.number: one.revision.report for one in revisions if one.revision.report}
            lines = history_lines(events, reports, review_state_of(events, kept.revision).undone)
            return make_response(render_template("history.html", kept=kept, lines=lines, reader=reader()))

    return blueprint

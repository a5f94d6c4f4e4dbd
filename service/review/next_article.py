"""`/articles/{id}/next`: from an article that is done to the next one that waits."""

from __future__ import annotations

from collections.abc import Sequence

from apiflask import APIBlueprint
from flask import Response, make_response, redirect, url_for
from sqlalchemy import Engine

from service.articles import article_queries
from service.articles.article_queries import OPEN, Filter, StoredArticle
from service.decisions.review_state import DECIDED
from service.review.article import kept_article
from service.review.session import reader, readers_blueprint
from service.storage.database import reading

MAX_LOOKED_AT = 50
"""Articles from the top of the queue: when all of them are in other hands, the queue itself says more."""


def next_blueprint(engine: Engine) -> APIBlueprint:
    """The way on after a review."""
    blueprint = readers_blueprint("next", engine)

    @blueprint.get("/articles/<article>/next")
    def show(article: str) -> Response:
        with reading(engine) as session:
            site = kept_article(session, article).article.site
            waiting = article_queries.overview(session, site, MAX_LOOKED_AT, "", Filter(review=OPEN)).kept
            following = next_of(waiting, article, reader().name)
        if following is None:
            return make_response(redirect(url_for("queue.show", site=site), 303))
        return make_response(redirect(url_for("article.show", article=following), 303))

    return blueprint


def next_of(waiting: Sequence[StoredArticle], done: str, name: str) -> str | None:
    """The id of the worst article that `name` can take up; None: there is none.

    Not the one that is done, none that is still being checked, none in somebody else's hands. Those whose review is
    finished, and which wait for an edit or a second pair of eyes, come last.
    """
    free = [
        kept.article
        for kept in waiting
        if kept.article.id != done and kept.article.verdict and kept.article.reviewer in ("", name)
    ]
    free.sort(key=lambda article: article.review in DECIDED)
    return free[0].id if free else None

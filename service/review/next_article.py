"""`/articles/{id}/next`: from an article that is done to the next one that waits."""

from __future__ import annotations

from collections.abc import Sequence

from apiflask import APIBlueprint
from flask import Response, make_response, redirect, url_for
from sqlalchemy import Engine

from service.articles import article_queries
from service.articles.article_queries import OPEN, Filter, StoredArticle
from service.articles.order import LAST_OPEN
from service.decisions.history import Person
from service.decisions.review_state import DECIDED
from service.review.article import kept_article
from service.review.session import reader, readers_blueprint
from service.storage.database import reading
from service.storage.tables import PENDING, ArticleRow

MAX_LOOKED_AT = 50
"""Articles from the top of the queue: when all of them are in other hands, the queue itself says more."""


def next_blueprint(engine: Engine) -> APIBlueprint:
    """The way on after a review."""
    blueprint = readers_blueprint("next", engine)

    @blueprint.get("/articles/<article>/next")
    def show(article: str) -> Response:
        with reading(engine) as session:
            site = kept_article(session, article).article.site
            me = reader().person(site)
            wanted = [Filter(review=PENDING), Filter(review=OPEN)]  # those that nobody has begun may stand far down
            if me.account_id:  # and their own
                wanted.insert(0, Filter(review=OPEN, assignee=me.account_id))
            pages = [article_queries.overview(session, site, MAX_LOOKED_AT, "", one).kept for one in wanted]
            waiting = [kept for page in pages for kept in page if kept.article.place <= LAST_OPEN]
            following = next_of(waiting, article, me)
        if following is None:
            return make_response(redirect(url_for("queue.show", site=site), 303))
        return make_response(redirect(url_for("article.show", article=following), 303))

    return blueprint


def next_of(waiting: Sequence[StoredArticle], done: str, who: Person) -> str | None:
    """The id of the worst article that `who` can take up, of those assigned to them first; None: there is none.

    Not the one that is done, none that is still being checked, none in somebody else's hands or assigned to them. Those
    whose review is finished, and which wait for an edit or a second pair of eyes, come last, whoever they were assigned
    to.
    """
    free = [kept.article for kept in waiting if kept.article.id != done and _is_free(kept.article, who)]
    free.sort(key=lambda article: (article.review in DECIDED, not _is_own(article, who), article.place))
    return free[0].id if free else None


def _is_free(article: ArticleRow, who: Person) -> bool:
    others = article.assignee and not _is_own(article, who) and article.review not in DECIDED
    return bool(article.verdict) and article.reviewer in ("", who.name) and not others


def _is_own(article: ArticleRow, who: Person) -> bool:
    return bool(who.account_id) and article.assignee == who.account_id

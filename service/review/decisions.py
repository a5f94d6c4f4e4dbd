"""Where the forms of an article's page go: each is one action, and answered by the part of the page that it changed."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from apiflask import APIBlueprint
from flask import Response, make_response, redirect, render_template, request, url_for
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models.errors import InvalidInput
from models.rendering.view import ReportRow
from service.access.accounts import active_people
from service.articles import article_queries
from service.articles.article_queries import StoredArticle
from service.articles.assigning import assign
from service.articles.deciding import Recorded, record
from service.decisions.conflicts import Conflict, Unfinished
from service.decisions.history import events_of
from service.decisions.review_state import review_state_of
from service.review.acting import action_of, token_of
from service.review.article import abort_page_not_found, checked, kept_article, shown
from service.review.refusing import refused
from service.review.review_page import ReviewPage, find, review_page_of
from service.review.session import reader, readers_blueprint
from service.statistics.precision import precision_of
from service.statistics.shares import Share
from service.storage.database import reading, transaction
from service.storage.tables import Account


def review_blueprint(engine: Engine) -> APIBlueprint:
    """What a signed-in reviewer does."""
    blueprint = readers_blueprint("decide", engine)

    @blueprint.post("/articles/<article>/act")
    def act(article: str) -> Response:
        try:
            with transaction(engine) as session:
                done = _record(session, kept_article(session, article))
                events = events_of(session, article)
                measured = precision_of(session, done.kept.article.site)
                people = active_people(session, done.kept.article.site)
        except Unfinished as error:
            left = find(_looked_at(engine, article).view, error.flags[0])
            return refused(error, left.id if left else "")
        except (Conflict, InvalidInput) as error:
            return refused(error)
        match request.form.get("origin"):
            case "queue":
                return _moved()
            case "held":
                return _reloaded(article)  # what the other one has done is not on the page
        page = review_page_of(done.kept, events)
        return _noted(_changed(page, _row_of(page, done), measured, people), done)

    @blueprint.post("/articles/<article>/assign")
    def give(article: str) -> Response:
        """To the login in `to`, "" for nobody; `held`: whose it was on the page, `revision`: which of it that shows."""
        form, now = request.form, time.time()
        try:
            with transaction(engine) as session:
                site = kept_article(session, article).article.site
                by = reader().person(site).name
                kept = assign(session, site, article, form.get("to", ""), by, now, form.get("held"))
                last = article_queries.find_checked(session, kept or abort_page_not_found())
                events, people = events_of(session, article), active_people(session, site)
        except (Conflict, InvalidInput) as error:
            return refused(error)
        if form.get("origin") == "queue":
            return _moved()
        if last is None or 0 < form.get("revision", 0, int) < last.revision.first_alike:
            return _reloaded(article)  # parts of the newer text do not go with what the page shows
        return _changed(review_page_of(last, events), None, {}, people)

    return blueprint


def _looked_at(engine: Engine, article: str) -> ReviewPage:
    """The article as the page shows it, where the same content has come in since: with the flags of then."""
    with reading(engine) as session:
        newest, seen = kept_article(session, article), request.form.get("revision", 0, int)
        shown_then = article_queries.find(session, newest.article.site, article, seen) if seen else None
        return review_page_of(shown_then or newest, events_of(session, article))


def _row_of(page: ReviewPage, done: Recorded) -> ReportRow | None:
    """The row that shows what was done, or what was so already."""
    return page.row_about(done.subject) if done.event is None else page.row_of(done.event)


def _noted(answer: Response, done: Recorded) -> Response:
    """With a word for the page where nothing was added: it has nothing then to take back."""
    if done.is_unchanged:
        answer.headers["X-Unchanged"] = "yes"
    return answer


def _moved() -> Response:
    """For the queue, which then looks again."""
    answer = make_response("", 204)
    answer.headers["HX-Trigger"] = "moved"
    return answer


def _reloaded(article: str) -> Response:
    """The page again, all of it."""
    if not request.headers.get("HX-Request"):
        return make_response(redirect(url_for("article.show", article=article), 303))
    answer = make_response("", 204)
    answer.headers["HX-Refresh"] = "true"
    return answer


def _record(session: Session, kept: StoredArticle) -> Recorded:
    """What the form asks for, done. Raises Conflict and InvalidInput."""
    article, form = kept.article, request.form
    who = reader().person(article.site)
    events = list(events_of(session, article.id))
    action = action_of(form, checked(kept), events, review_state_of(events, kept.revision), who)
    done = record(session, article.site, article.id, action, who, time.time(), token_of(form))
    return done or abort_page_not_found()


def _changed(
    page: ReviewPage, row: ReportRow | None, measured: Mapping[str, Share], people: Sequence[Account]
) -> Response:
    """The part of the page that the action has changed; without htmx, the page again."""
    article = page.kept.article.id
    if not request.headers.get("HX-Request"):
        finding = find(page.view, request.form.get("flag", ""))
        anchor = finding.id if finding else None
        return make_response(redirect(url_for("article.show", article=article, _anchor=anchor), 303))
    parts = shown(page) | {"precisions": measured, "people": people}
    if row is None:
        answer = make_response(render_template("_moved.html", **parts))
        answer.headers["HX-Retarget"] = "#review-state"
    else:
        number = page.view.rows.index(row) + 1
        answer = make_response(render_template("_changed.html", row=row, number=number, **parts))
        answer.headers["HX-Retarget"] = f"#row-{number}"
    answer.headers["HX-Reswap"] = "outerHTML"
    return answer

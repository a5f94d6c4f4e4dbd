"""`/articles/{id}`: source and target side by side, the flags, and what a reviewer does with them."""

from __future__ import annotations

import time
from typing import Any, NoReturn

from apiflask import APIBlueprint
from flask import Response, abort, make_response, redirect, render_template, request, url_for
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models.errors import InvalidInput
from models.mqm import Category, Severity
from models.rendering.view import Row
from models.rendering.wording import CATEGORY_WORDS
from service.articles import shelf
from service.articles.deciding import Recorded, record
from service.articles.shelf import Kept
from service.decisions.history import Conflict, Person, events_of
from service.decisions.standing import FROM, stand
from service.review.acting import action_of, token_of
from service.review.desk import Desk, desk_of, find
from service.review.post_edit import distance
from service.review.session import reader, require_reader
from service.storage.database import transaction

REFUSED = {Conflict: 409, InvalidInput: 422}


def article_blueprint(engine: Engine) -> APIBlueprint:
    """One article's page, and the one address its forms go to."""
    blueprint = APIBlueprint("article", __name__, enable_openapi=False)
    blueprint.before_request(lambda: require_reader(engine))

    @blueprint.get("/articles/<article>")
    def show(article: str) -> Response:
        with transaction(engine) as session:
            kept = _find(session, article)
            if kept.revision.report is None:
                return make_response(render_template("waiting.html", kept=kept, reader=reader()))
            desk = desk_of(kept, events_of(session, article))
        return make_response(render_template("article.html", **_shown(desk)))

    @blueprint.get("/articles/<article>/segments/<segment>")
    def edit(article: str, segment: str) -> Response:
        with transaction(engine) as session:
            desk = desk_of(_checked(_find(session, article)), events_of(session, article))
        for row in desk.view.rows:
            if row.segment is not None and row.segment.segment.id == segment and row.target:
                return make_response(render_template("_edit.html", row=row, **_shown(desk)))
        abort(404, "There is no such sentence in this revision.")

    @blueprint.get("/articles/<article>/news")
    def news(article: str) -> Response:
        """Whether others have done something since `seen`; the page asks every few seconds."""
        with transaction(engine) as session:
            kept, events = _find(session, article), events_of(session, article)
        later = events[max(0, request.args.get("seen", 0, int)) :]
        others = sorted({event.by for event in later if event.by != reader().name})
        newer = kept.revision.number > request.args.get("revision", 0, int)
        if not others and not newer:
            return make_response("", 204)
        return make_response(render_template("_news.html", others=others, newer=newer))

    @blueprint.get("/articles/<article>/history")
    def history(article: str) -> Response:
        with transaction(engine) as session:
            kept, events = _find(session, article), events_of(session, article)
        standing = stand(events, kept.revision.number)
        return make_response(
            render_template("history.html", kept=kept, events=events, standing=standing, reader=reader())
        )

    @blueprint.post("/articles/<article>/act")
    def act(article: str) -> Response:
        try:
            with transaction(engine) as session:
                done = _record(session, _find(session, article))
                desk = None if _from_queue() else desk_of(done.kept, events_of(session, article))
        except (Conflict, InvalidInput) as error:
            return _refused(article, error)
        if desk is None:
            answer = make_response("", 204)
            answer.headers["HX-Trigger"] = "moved"
            return answer
        return _changed(desk, desk.row_of(done.event))

    return blueprint


def _find(session: Session, article: str) -> Kept:
    """The article at its newest revision, of any site that the person is signed in to."""
    for site in reader().sites:
        if kept := shelf.find(session, site, article):
            return kept
    _missing()


def _missing() -> NoReturn:
    abort(404, "There is no such article of yours. It may have been deleted.")


def _checked(kept: Kept) -> Kept:
    """Raises Conflict for an article that has no report yet."""
    if kept.revision.report is None:
        raise Conflict("It is not checked yet.")
    return kept


def _record(session: Session, kept: Kept) -> Recorded:
    """What the form asks for, done. Raises Conflict and InvalidInput."""
    article, holder, form = kept.article, reader().holders[kept.article.site], request.form
    who = Person(reader().name, holder.key_id)
    events = list(events_of(session, article.id))
    action = action_of(form, _checked(kept), events, stand(events, kept.revision.number), who)
    done = record(session, article.site, article.id, action, who, time.time(), token_of(form))
    return done or _missing()


def _from_queue() -> bool:
    return request.form.get("origin") == "queue"


def _shown(desk: Desk) -> dict[str, Any]:
    """What the templates of an article want."""
    edited = [(edit.machine, edit.text) for edit in desk.edits.values()]
    return {
        "desk": desk,
        "view": desk.view,
        "article": desk.kept.article,
        "reader": reader(),
        "moves": [move for move, states in FROM.items() if desk.standing.review in states],
        "distance": distance(edited) if edited else None,
        "categories": CATEGORY_WORDS,
        "severities": [severity for severity in reversed(Severity)],
        "usual_category": Category.MISTRANSLATION,
    }


def _changed(desk: Desk, row: Row | None) -> Response:
    """The part of the page that the action has changed; without htmx, the page again."""
    article = desk.kept.article.id
    if not request.headers.get("HX-Request"):
        finding = find(desk.view, request.form.get("flag", ""))
        anchor = finding.id if finding else None
        return make_response(redirect(url_for("article.show", article=article, _anchor=anchor), 303))
    shown = _shown(desk)
    if row is None:
        answer = make_response(render_template("_standing.html", **shown))
        answer.headers["HX-Retarget"] = "#standing"
    else:
        number = desk.view.rows.index(row) + 1
        answer = make_response(render_template("_changed.html", row=row, number=number, **shown))
        answer.headers["HX-Retarget"] = f"#row-{number}"
    answer.headers["HX-Reswap"] = "outerHTML"
    return answer


def _refused(article: str, error: Conflict | InvalidInput) -> Response:
    """Told where the reader looks; what was typed stays where it is."""
    status = REFUSED[type(error)]
    if not request.headers.get("HX-Request"):
        abort(status, str(error))
    answer = make_response(render_template("_refused.html", told=str(error)), status)
    answer.headers["HX-Reswap"] = "none"
    return answer

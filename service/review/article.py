"""`/articles/{id}`: source and target side by side, the flags, and what a reviewer does with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

from apiflask import APIBlueprint
from flask import Response, abort, make_response, render_template, request
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models.mqm import Category, Severity
from models.rendering.view import ReportRow
from models.rendering.wording import CATEGORY_WORDS
from service.access.accounts import active_people
from service.articles import article_queries
from service.articles.article_queries import StoredArticle
from service.decisions.conflicts import Conflict, unchecked
from service.decisions.history import events_of
from service.decisions.review_state import FROM, IN_REVIEW
from service.review.asking import questions
from service.review.news import Sent, others_since, sent_since
from service.review.post_edit import distance
from service.review.refusing import refused
from service.review.review_page import ReviewPage, review_page_of
from service.review.session import reader, readers_blueprint
from service.review.suggestion import Suggestion, can_apply, suggest
from service.statistics.precision import precision_of
from service.storage.database import reading
from service.storage.tables import RETIRED, Account, Event


def article_blueprint(engine: Engine) -> APIBlueprint:
    """One article's pages; what is done there goes to `service.review.decisions`."""
    blueprint = readers_blueprint("article", engine)

    @blueprint.get("/articles/<article>")
    def show(article: str) -> Response:
        kept, events = read(engine, article)
        if request.headers.get("HX-Request"):
            return _waited(kept)
        with reading(engine) as session:
            last = article_queries.find_checked(session, kept)
            if last is None:
                return make_response(render_template("waiting.html", kept=kept, reader=reader()))
            measured = precision_of(session, kept.article.site)
            people = active_people(session, kept.article.site)
        context = shown(review_page_of(last, events)) | {"precisions": measured, "people": people}
        return make_response(render_template("article.html", **context))

    @blueprint.get("/articles/<article>/segments/<segment>")
    def edit(article: str, segment: str) -> Response:
        """The sentence to be edited, with a flag's replacement put in where `flag` and `choice` name one.

        `revision`: the one that is looked at; another text has other sentences by the same ids. `seen`: up to which
        event, so that an edit of what somebody else has finished since is refused.
        """
        try:
            return _opened(*read(engine, article), segment)
        except Conflict as error:
            return refused(error)

    @blueprint.get("/articles/<article>/news")
    def news(article: str) -> Response:
        """Whether others have done something since `seen`, or `revision` came in again; the page asks now and then."""
        with reading(engine) as session:
            kept, events = kept_article(session, article), events_of(session, article)
            sent = sent_since(session, kept, request.args.get("revision", 0, int))
            # of another text, nothing goes with what the page shows
            last = article_queries.find_checked(session, kept) if sent != "other" else None
            people = active_people(session, kept.article.site)
        return _news(kept, events, sent, last, people)

    return blueprint


def _news(
    kept: StoredArticle, events: Sequence[Event], sent: Sent, last: StoredArticle | None, people: Sequence[Account]
) -> Response:
    """What has happened elsewhere, in words; 204 where nothing has. Beside it, how the review stands now.

    `last`: the revision that goes with the page. Up to which event that is read stays as it is: its text is of then.
    """
    asked, article = request.args, kept.article
    others = others_since(events, asked.get("seen", 0, int), reader().person(article.site).name)
    given = article.assignee != asked.get("assignee", article.assignee)
    if not (sent or others or given):
        return make_response("", 204)
    holder = article.reviewer if article.review == IN_REVIEW and article.reviewer in others else ""
    context = {"others": others, "sent": sent, "given": given, "kept": kept, "holder": holder, "people": people}
    stands = shown(review_page_of(last, events)) if last is not None else {}
    return make_response(render_template("_news.html", **stands, **context))


def _opened(kept: StoredArticle, events: Sequence[Event], segment: str) -> Response:
    """The sentence in a field. Raises Conflict where what was asked for is not there."""
    page = review_page_of(_unchanged(kept, request.args.get("revision", 0, int)), events)
    row = _row_of(page, segment)
    suggestion = _suggested(page, row) if request.args.get("flag") else None
    # up to where the page was loaded: who opens one sentence does not see what was done elsewhere since
    seen = request.args.get("seen", page.review_state.last, int)
    return make_response(render_template("_edit.html", row=row, suggestion=suggestion, seen=seen, **shown(page)))


def _unchanged(kept: StoredArticle, seen: int) -> StoredArticle:
    """Raises Conflict where the article has no report, or says something else than in the revision `seen` (0: any)."""
    if 0 < seen < kept.revision.first_alike:
        raise Conflict(f"Revision {kept.revision.number} has come in: read it first, then edit that one.")
    return checked(kept)


def _row_of(page: ReviewPage, segment: str) -> ReportRow:
    """The sentence of that id. Raises Conflict where it has no translation, or is not there."""
    for row in page.view.rows:
        if row.segment is not None and row.segment.segment.id == segment and row.target:
            return row
    raise Conflict("There is no such sentence in this revision.")


def _suggested(page: ReviewPage, row: ReportRow) -> Suggestion:
    """What the address asks for. Raises Conflict: the sentence has no such flag, or the flag no such replacement."""
    edited = page.edits.get(row.segment.segment.id) if row.segment is not None else None
    for finding in row.findings:
        if finding.fingerprint == request.args["flag"]:
            choice = request.args.get("choice", 0, int)
            found = suggest(row, finding, choice, page.view.report, edited.text if edited else None)
            if found is not None:
                return found
    raise Conflict("There is no such suggestion in this revision any more.")


def _waited(kept: StoredArticle) -> Response:
    """For the page that waits for a report: 204, and once there is one, that it may load itself anew."""
    answer = make_response("", 204)
    if kept.revision.report is not None or kept.job.state == RETIRED:
        answer.headers["HX-Refresh"] = "true"
    return answer


def read(engine: Engine, article: str) -> tuple[StoredArticle, Sequence[Event]]:
    """The article at its newest revision and everything that was done to it, as of one moment."""
    with reading(engine) as session:
        return kept_article(session, article), events_of(session, article)


def kept_article(session: Session, article: str) -> StoredArticle:
    """The article at its newest revision, of any site that the person is signed in to."""
    for site in reader().sites:
        if kept := article_queries.find(session, site, article):
            return kept
    abort_page_not_found()


def abort_page_not_found() -> NoReturn:
    """404, the same whether it never was or belongs to another site."""
    abort(404, "There is no such article of yours. It may have been deleted.")


def checked(kept: StoredArticle) -> StoredArticle:
    """Raises Conflict for an article that has no report."""
    if kept.revision.report is None:
        raise unchecked(kept.job)
    return kept


def shown(page: ReviewPage) -> dict[str, Any]:
    """What the templates of an article want; those of its state want `people` too, to whom it may be assigned."""
    edited = [(edit.machine, edit.text) for edit in page.edits.values()]
    return {
        "page": page,
        "view": page.view,
        "decided": page.outcome,
        "article": page.kept.article,
        "reader": reader(),
        "me": reader().person(page.kept.article.site),
        "moves": [move for move, states in FROM.items() if page.review_state.review in states],
        "questions": questions(page),
        "distance": distance(edited) if edited else None,
        "categories": CATEGORY_WORDS,
        "severities": [severity for severity in reversed(Severity)],
        "can_apply": can_apply,
        "usual_category": Category.MISTRANSLATION,
    }

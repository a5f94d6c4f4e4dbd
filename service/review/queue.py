"""`/`: the articles that wait for somebody, worst first, and the others by filter."""

from __future__ import annotations

import hashlib
import time
from typing import Any, Literal

from apiflask import APIBlueprint
from flask import Response, abort, make_response, render_template, request, url_for
from markupsafe import Markup
from pydantic import Field, ValidationError, model_validator
from sqlalchemy import Engine

from models.languages import LanguagePair
from service.access.accounts import ME, NOBODY, active_people
from service.articles import article_queries
from service.articles.article_queries import OPEN, Filter
from service.articles.assigning import filter_of
from service.articles.language_codes import PairCode
from service.articles.review_filter import ReviewFilter, read_as_review, review_of
from service.decisions.history import Person
from service.http.strict import Strict, Text
from service.review.session import reader, readers_blueprint
from service.review.wording import pair_name
from service.storage.database import reading
from service.storage.tables import Account

PAGE = 50
WAITING = {"": 0, "1h": 3_600, "4h": 4 * 3_600, "1d": 86_400, "7d": 7 * 86_400}
"""Seconds for which an article has waited at least."""
UNSIGNED = "unsigned"
SECONDS_BETWEEN_LOOKS = 5
"""How soon the page sees what happened elsewhere."""


class QueueQuery(Strict):
    """The filters, as they stand in the address."""

    site: Text = Field("", max_length=100)
    review: ReviewFilter = "open"
    verdict: Literal["", "reject", "review", "pass"] = ""
    pair: PairCode = ""
    reviewer: Text = Field("", max_length=200)
    assigned: Text = Field("", max_length=100)
    waiting: Literal["", "1h", "4h", "1d", "7d"] = ""
    cursor: Text = Field("", max_length=100)

    @model_validator(mode="before")
    @classmethod
    def _by_either_name(cls, sent: dict[str, str]) -> dict[str, str]:
        return read_as_review(sent)

    def filter(self, now: float, assignee: str) -> Filter:
        """The same for the article_queries. `assignee`: what `assigned` stands for (`service.articles.assigning`)."""
        return Filter(
            verdict=self.verdict,
            review=review_of(self.review),
            reviewer=self.reviewer,
            assignee=assignee,
            pair=LanguagePair.parse(self.pair) if self.pair else None,
            waits_since=now - WAITING[self.waiting] if self.waiting else 0.0,
        )

    def address(self, **changes: str) -> str:
        """The queue's address with these filters, but for the changes."""
        chosen = {name: value for name, value in (self.model_dump() | changes).items() if value}
        return url_for("queue.show", **{name: value for name, value in chosen.items() if (name, value) != _USUAL})


_USUAL = ("review", OPEN)


def queue_blueprint(engine: Engine) -> APIBlueprint:
    """The first page of whoever reviews."""
    blueprint = readers_blueprint("queue", engine)

    @blueprint.get("/")
    def show() -> Response:
        sent = request.args.to_dict()
        seen = sent.pop("seen", "")
        query, now = _query(sent), time.time()
        site = reader().site(query.site)
        with reading(engine) as session:
            me = reader().person(site)
            wanted = query.filter(now, filter_of(session, site, query.assigned, me.account_id))
            page = article_queries.overview(session, site, PAGE, query.cursor, wanted)
            context = {"page": page, "query": query, "site": site, "now": now, "look_again": SECONDS_BETWEEN_LOOKS}
            context |= {"here": query.address(seen=UNSIGNED), "me": me, "own": reader().login(site)}
            context["counted"] = article_queries.count(session, site, wanted)
            if request.headers.get("HX-Request"):
                headline = render_template("_headline.html", beside=True, **context)
                return _unless_seen(render_template("_queue.html", **context), seen, headline)
            context |= _choices(article_queries.pairs(session, site), article_queries.reviewers(session, site), me)
            context["assignees"] = _assignees(active_people(session, site), me)
        rows = Markup(_signed(render_template("_queue.html", **context)))
        return make_response(render_template("queue.html", reader=reader(), rows=rows, **context))

    return blueprint


def _query(sent: dict[str, str]) -> QueueQuery:
    try:
        return QueueQuery.model_validate(sent)
    except ValidationError:
        abort(422, "The address has a filter that does not exist.")


def _unless_seen(rows: str, seen: str, headline: str) -> Response:
    """204 when the page shows these very rows already: nothing under the reader's hands is moved for nothing."""
    return make_response("", 204) if _digest(rows) == seen else make_response(_signed(rows) + headline)


def _signed(rows: str) -> str:
    """The rows, which know their own digest so that the next look can name it."""
    return rows.replace(f"seen={UNSIGNED}", f"seen={_digest(rows)}", 1)


def _digest(rows: str) -> str:
    return hashlib.sha256(rows.encode()).hexdigest()[:12]


def _assignees(people: list[Account], me: Person) -> list[tuple[str, str]]:
    """To whom articles are assigned, to choose from; empty where the site has no people."""
    if not people:
        return []
    own = [(ME, "Me")] if me.account_id else []
    others = [(account.login, account.name) for account in people if account.id != me.account_id]
    return [("", "Anyone"), *own, (NOBODY, "Nobody"), *others]


def _choices(pairs: list[LanguagePair], reviewers: list[str], me: Person) -> dict[str, Any]:
    named = [(str(pair), pair_name(pair)) for pair in pairs if pair.source or pair.target]
    others = [(name, name) for name in reviewers if name != me.name]
    sites = [(site, site) for site in reader().sites]
    return {"pairs": sorted(named, key=lambda pair: pair[1]), "reviewers": others, "named_sites": sites}

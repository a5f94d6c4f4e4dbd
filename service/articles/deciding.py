"""The one way in for decisions, for a program and for the page: locked, added, put in its place, told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from sqlalchemy.orm import Session

from service.articles import article_queries
from service.articles.article_queries import StoredArticle
from service.articles.dismissals import apply_dismissals, passes_by_dismissal
from service.articles.kept_texts import article_of
from service.articles.notifications import notify_decided
from service.articles.publishing import set_place
from service.decisions.actions import Action
from service.decisions.conflicts import Conflict
from service.decisions.history import Person, count_left, decide, events_of, lock
from service.decisions.review_state import ON_FLAGS, UNDO
from service.decisions.unchanged import Unchanged
from service.feedback.recalibrating import RecalibrationScope, refit_when_due
from service.storage.tables import Event


@dataclass(frozen=True, slots=True)
class Recorded:
    """The event that came of an action, and the article after it.

    `is_unchanged`: it was so already; `event` is then the one that made it so, None where the machine did.
    `subject`: what the action was about.
    """

    event: Event | None
    kept: StoredArticle
    subject: str
    is_unchanged: bool = False


def record(
    session: Session, site: str, article: str, action: Action, who: Person, now: float, token: str = ""
) -> Recorded | None:
    """Adds what somebody did to the newest revision of a site's article; None where the site has no such article.

    `token`: the event's id, where the sender has chosen one (22 random characters): sent again, because the answer
    was lost on the way, it is the same event. Raises Conflict and InvalidInput as `service.decisions.history.decide`.
    """
    if lock(session, site, article) is None:
        return None
    kept = article_queries.find(session, site, article)
    if kept is None:
        return None
    sent_before = session.get(Event, token) if token else None
    if sent_before is not None:
        if sent_before.article_id != article:
            raise Conflict("That was done to another article.")
        return Recorded(sent_before, kept, sent_before.subject)
    read = partial(article_of, kept.revision.sent)
    before = kept.publishing
    made = decide(session, kept.article, kept.revision, action, who, now, read, token)
    if isinstance(made, Unchanged):
        return Recorded(made.event, kept, made.subject, is_unchanged=True)
    on_flags = made.event.action in (*ON_FLAGS, UNDO)
    if on_flags:
        apply_dismissals(session, kept.article, kept.revision, made.after)
    count_left(kept.article, kept.revision, made.after)
    events = events_of(session, article)
    kept.article.is_cleared = passes_by_dismissal(session, kept.article, kept.revision, made.after, events)
    set_place(kept.article, kept.revision, kept.job.state, kept.rules)
    notify_decided(session, kept.revision, made, before, now)
    if on_flags:
        refit_when_due(session, RecalibrationScope(site, kept.article.pair), now)
    return Recorded(made.event, kept, made.event.subject)

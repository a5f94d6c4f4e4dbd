"""Whose an article is to review: assigned to a person of its site, taken away again, told to endpoints.

Who is assigned something should do it; nobody else is kept from it. Who has it in hand is another thing, and follows
from the decisions (`service.decisions.review_state`).
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import InvalidInput
from service.access.accounts import ME, NOBODY, active_people, deactivate, find
from service.articles import article_queries
from service.articles.article_queries import UNASSIGNED, Assignee, StoredArticle
from service.articles.notifications import notify_assigned
from service.decisions.conflicts import Conflict
from service.decisions.history import lock
from service.storage.tables import Account, ArticleRow, Revision


def assign(
    session: Session, site: str, article: str, login: str, by: str, now: float, seen: str | None = None
) -> StoredArticle | None:
    """Assigns a site's article to its person of that login, "" for nobody; None where the site has no such article.

    `by`: the name of who does so. `seen`: whose it was when they looked, by login, "" for nobody's; None: no matter.
    Raises InvalidInput for somebody who is no active person of the site, Conflict where it is another's by now.
    """
    if lock(session, site, article) is None:
        return None
    kept = article_queries.find(session, site, article)
    if kept is None:
        return None
    before = kept.assignee.login if kept.assignee else ""
    wanted = _person(session, site, login) if login else None
    if before == (wanted.login if wanted else ""):
        return kept
    if seen is not None and before != seen.lower():
        whose = f"It is assigned to {kept.assignee.name}" if kept.assignee else "It is assigned to nobody"
        raise Conflict(f"{whose} by now. Look at that first.")
    _give(session, kept.article, wanted, by, now)
    session.flush()
    return article_queries.find(session, site, article)


def deactivate_person(session: Session, account: Account, by: str, now: float) -> int:
    """Ends an account and leaves its articles to nobody; how many they were."""
    deactivate(account, now)
    wanted = select(ArticleRow).where(ArticleRow.site == account.site, ArticleRow.assignee == account.id)
    articles = session.scalars(wanted.order_by(ArticleRow.id).with_for_update()).all()
    for article in articles:
        _give(session, article, None, by, now)
    return len(articles)


def filter_of(session: Session, site: str, asked: str, me: str = "") -> str:
    """What `article_queries.Filter.assignee` is for `me`, `none` or a login; "" for "".

    `me`: the account's id of who asks. Raises InvalidInput for somebody whom the site does not have, and for `me` of
    whoever has no account.
    """
    if asked in ("", NOBODY):
        return UNASSIGNED if asked else ""
    if asked == ME and not me:
        raise InvalidInput("a key is nobody's account: name a login instead of me", "assigned")
    if asked == ME:
        return me
    found = find(session, site, asked)
    if found is None:
        raise InvalidInput(f"this site has no person {asked[:60]!r}: give a login, {ME} or {NOBODY}", "assigned")
    return found.id


def _person(session: Session, site: str, login: str) -> Account:
    found = find(session, site, login)
    if found is None:
        known = ", ".join(account.login for account in active_people(session, site)[:20]) or "nobody yet"
        raise InvalidInput(f"this site has no person {login[:60]!r}: it has {known}", "assigned_to")
    if found.deactivated_at is not None:
        raise InvalidInput(f"{found.login} is deactivated: nothing can be assigned to them", "assigned_to")
    return found


def _give(session: Session, article: ArticleRow, to: Account | None, by: str, now: float) -> None:
    article.assignee, article.assigned_by = (to.id, by) if to else ("", "")
    newest = select(Revision).where(Revision.article_id == article.id, Revision.number == article.newest)
    whom = Assignee(to.id, to.login, to.name) if to else None
    notify_assigned(session, session.scalars(newest).one(), whom, by, now)

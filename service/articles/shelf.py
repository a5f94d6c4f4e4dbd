"""Articles found again: one by its id, or a page of them, those in most need of an editor first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from sqlalchemy import Row, Select, and_, case, func, select, tuple_
from sqlalchemy.orm import Session

from models.errors import InvalidInput
from service.storage.tables import Article, Job, Revision

URGENCY = {"reject": 0, "review": 1, "pass": 2}
UNSCORED = 3
"""What has no report yet comes last: there is nothing to see."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An article with one of its revisions and the job on it."""

    article: Article
    revision: Revision
    job: Job


@dataclass(frozen=True, slots=True)
class Page:
    """Some articles, and the cursor of the next page; None: there are no more."""

    kept: Sequence[Kept]
    next_cursor: str | None


def find(session: Session, site: str, article: str, number: int | None = None) -> Kept | None:
    """A revision of the site's article, the newest when no number is given."""
    wanted = _revisions(site).where(Article.id == article).order_by(Revision.number.desc())
    if number is not None:
        wanted = wanted.where(Revision.number == number)
    row = session.execute(wanted.limit(1)).first()
    return _kept(row) if row else None


def revisions(session: Session, site: str, article: str) -> Sequence[Kept]:
    """All revisions of an article, the newest first; none where the site has no such article."""
    wanted = _revisions(site).where(Article.id == article).order_by(Revision.number.desc())
    return [_kept(row) for row in session.execute(wanted)]


def find_job(session: Session, site: str, job: str) -> Kept | None:
    """The job of one of the site's articles."""
    row = session.execute(_revisions(site).where(Job.id == job)).first()
    return _kept(row) if row else None


def page(session: Session, site: str, size: int, cursor: str = "", verdict: str = "", state: str = "") -> Page:
    """The newest revision of every article of the site, worst first. Raises InvalidInput for a foreign cursor."""
    urgency = case(URGENCY, value=Revision.verdict, else_=UNSCORED)
    penalty = -func.coalesce(Revision.penalty, 0.0)
    order = (urgency, penalty, Article.id)
    newest = (
        select(Revision.article_id, func.max(Revision.number).label("number")).group_by(Revision.article_id).subquery()
    )
    is_newest = and_(Revision.article_id == newest.c.article_id, Revision.number == newest.c.number)
    wanted = _revisions(site).join(newest, is_newest).add_columns(urgency, penalty).order_by(*order)
    if verdict:
        wanted = wanted.where(Revision.verdict == verdict)
    if state:
        wanted = wanted.where(Job.state == state)
    if cursor:
        wanted = wanted.where(tuple_(*order) > _read(cursor))
    rows = session.execute(wanted.limit(size + 1)).all()
    shown = rows[:size]
    more = _written(shown[-1][3], shown[-1][4], shown[-1][0].id) if len(rows) > size else None
    return Page([_kept(row) for row in shown], more)


def delete(session: Session, site: str, article: str) -> bool:
    """Takes an article away with its revisions, reports and jobs. False: the site has none of that id."""
    found = session.scalar(select(Article).where(Article.site == site, Article.id == article))
    if found is not None:
        session.delete(found)
    return found is not None


def _revisions(site: str) -> Select[Article, Revision, Job]:
    return (
        select(Article, Revision, Job)
        .join(Revision, Revision.article_id == Article.id)
        .join(Job, Job.revision_id == Revision.id)
        .where(Article.site == site)
    )


def _kept(row: Row[*tuple[Any, ...]]) -> Kept:
    return Kept(row[0], row[1], row[2])


def _written(urgency: int, penalty: float, article: str) -> str:
    return f"{urgency}~{penalty!r}~{article}"


def _read(cursor: str) -> tuple[int, float, str]:
    try:
        urgency, penalty, article = cursor.split("~")
        place = int(urgency), float(penalty), article
    except ValueError:
        place = -1, 0.0, ""
    if not (0 <= place[0] <= UNSCORED and isfinite(place[1])):
        raise InvalidInput("cursor must be one that a page before has given", "cursor")
    return place

"""Articles found again: one by its id, or a page of them, those in most need of an editor first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, false, func, or_, select, tuple_
from sqlalchemy.orm import Session, defer

from models.article import SIDES
from models.intake.fields import MAX_FIELDS
from models.languages import LanguagePair
from service.articles.order import APART, LAST_OPEN, URGENCY
from service.articles.publishing import HOLD, PublishingState, SiteRules, publishing_of
from service.decisions.review_state import IN_REVIEW
from service.storage import cursors
from service.storage.tables import RETIRED, Account, ArticleRow, Job, Revision, Site


@dataclass(frozen=True, slots=True)
class Assignee:
    """The person to whom an article is assigned: the account's id, its login and name."""

    id: str
    login: str
    name: str


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with one of its revisions and the job on it, what its site has chosen, and whose it is to review."""

    article: ArticleRow
    revision: Revision
    job: Job
    rules: SiteRules
    assignee: Assignee | None = None

    @property
    def pair(self) -> LanguagePair:
        """Its languages; unknown before it is checked, and the source's where nobody has told it or there is none."""
        return LanguagePair(self.article.source_lang, self.article.target_lang)

    @property
    def publishing(self) -> PublishingState:
        """May the CMS publish it?"""
        return publishing_of(self.article, self.revision.verdict, self.job.state, self.rules)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles: those for which everything holds that is not empty.

    `review` is one of `service.decisions.review_state.REVIEWS`, or OPEN: whatever waits for somebody. `assignee`: an
    account's id, or UNASSIGNED. `pair`: these very languages; one that is empty is not known. `waits_since`: then or
    longer.
    """

    verdict: str = ""
    state: str = ""
    review: str = ""
    reviewer: str = ""
    assignee: str = ""
    source_lang: str = ""
    target_lang: str = ""
    pair: LanguagePair | None = None
    cms_id: str = ""
    text: str = ""
    received_since: float = 0.0
    received_before: float = 0.0
    waits_since: float = 0.0


EVERYTHING = Filter()
_Found = Select[ArticleRow, Revision, Job, str, bool, str, str]
OPEN, UNASSIGNED = "open", "none"


@dataclass(frozen=True, slots=True)
class Page:
    """Some articles, and the cursor of the next page; None: there are no more."""

    kept: Sequence[StoredArticle]
    next_cursor: str | None


MAX_COUNTED = 1_000
"""Whoever has more before them need not know how many more: counting those would take longer than showing the page."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Articles that a filter shows, and how many of them wait for the machine: MAX_COUNTED + 1 stands for more."""

    shown: int
    being_checked: int

    @property
    def for_people(self) -> int:
        """Those that do not wait for the machine."""
        return self.shown - self.being_checked

    @property
    def is_more(self) -> bool:
        """Whether there are more than were counted."""
        return self.shown > MAX_COUNTED


def find(session: Session, site: str, article: str, number: int | None = None) -> StoredArticle | None:
    """A revision of the site's article, the newest when no number is given."""
    wanted = _revisions(site).where(ArticleRow.id == article).order_by(Revision.number.desc())
    if number is not None:
        wanted = wanted.where(Revision.number == number)
    row = session.execute(wanted.limit(1)).first()
    return _kept(row) if row else None


def find_checked(session: Session, newest: StoredArticle) -> StoredArticle | None:
    """The newest revision if it has a report; else the last with one of those before that say the same. None: none has.

    What people have made of an article (`Revision.kept_since`) is to be had while it is checked again, and when that
    fails.
    """
    if newest.revision.report is not None:
        return newest
    if not newest.revision.kept_since:
        return None
    wanted = _revisions(newest.article.site).where(
        ArticleRow.id == newest.article.id,
        Revision.number >= newest.revision.kept_since,
        Revision.verdict.is_not(None),
    )
    row = session.execute(wanted.order_by(Revision.number.desc()).limit(1)).first()
    return _kept(row) if row else None


def find_by_cms_id(session: Session, site: str, cms_id: str) -> StoredArticle | None:
    """The newest revision of the article that the site's CMS calls so."""
    wanted = _revisions(site).where(ArticleRow.cms_id == cms_id, Revision.number == ArticleRow.newest)
    row = session.execute(wanted).first()
    return _kept(row) if row else None


def revisions(session: Session, site: str, article: str) -> Sequence[StoredArticle]:
    """All revisions of an article, the newest first; none where the site has no such article."""
    wanted = _revisions(site).where(ArticleRow.id == article).order_by(Revision.number.desc())
    return [_kept(row) for row in session.execute(wanted)]


def find_job(session: Session, site: str, job: str) -> StoredArticle | None:
    """The job of one of the site's articles."""
    row = session.execute(_revisions(site).where(Job.id == job)).first()
    return _kept(row) if row else None


def page(session: Session, site: str, size: int, cursor: str = "", wanted: Filter = EVERYTHING) -> Page:
    """The newest revision of every article of the site, worst first. Raises InvalidInput for a foreign cursor."""
    return _page(session, _revisions(site).options(defer(Revision.report)), size, cursor, wanted)


def overview(session: Session, site: str, size: int, cursor: str = "", wanted: Filter = EVERYTHING) -> Page:
    """The same without the texts: what they were is read only when it is asked for."""
    lean = _revisions(site).options(defer(Revision.report), defer(Revision.sent))
    return _page(session, lean, size, cursor, wanted)


def _page(
    session: Session, found: _Found, size: int, cursor: str, wanted: Filter
) -> Page:
    order = (ArticleRow.place, ArticleRow.id)
    found = found.where(Revision.number == ArticleRow.newest, *_conditions(wanted)).order_by(*order)
    if cursor:
        found = found.where(tuple_(*order) > cursors.read(cursor))
    rows = session.execute(found.limit(size + 1)).all()
    shown = [_kept(row) for row in rows[:size]]
    last = shown[-1].article if len(rows) > size else None
    return Page(shown, cursors.written(last.place, last.id) if last else None)


def count(session: Session, site: str, wanted: Filter) -> Counted:
    """How many articles a filter shows, on all its pages together; it may name no state of a job and no text."""
    found = select(ArticleRow.id).where(ArticleRow.site == site, *_conditions(wanted))
    being_checked = (
        found.join(Revision, and_(Revision.article_id == ArticleRow.id, Revision.number == ArticleRow.newest))
        .join(Job, Job.revision_id == Revision.id)
        .where(ArticleRow.place == LAST_OPEN, Job.state != RETIRED)
    )
    return Counted(_number_of(session, found), _number_of(session, being_checked))


def _number_of(session: Session, found: Select[str]) -> int:
    return session.scalar(select(func.count()).select_from(found.limit(MAX_COUNTED + 1).subquery())) or 0


def pairs(session: Session, site: str) -> list[LanguagePair]:
    """The language pairs of the site's articles."""
    found = select(ArticleRow.source_lang, ArticleRow.target_lang).where(ArticleRow.site == site).distinct()
    return [LanguagePair(source, target) for source, target in session.execute(found)]


def reviewers(session: Session, site: str) -> list[str]:
    """Who has articles of the site in hand, by name."""
    found = select(ArticleRow.reviewer).where(ArticleRow.site == site, ArticleRow.reviewer != "").distinct()
    return list(session.scalars(found.order_by(ArticleRow.reviewer)))


def _conditions(wanted: Filter) -> Iterator[ColumnElement[bool]]:
    for name in ("verdict", "reviewer", "source_lang", "target_lang", "cms_id"):
        if value := getattr(wanted, name):
            yield getattr(ArticleRow, name) == value
    if wanted.pair is not None:
        yield ArticleRow.source_lang == wanted.pair.source
        yield ArticleRow.target_lang == wanted.pair.target
    if wanted.assignee:
        yield ArticleRow.assignee == ("" if wanted.assignee == UNASSIGNED else wanted.assignee)
    if wanted.state:
        yield Job.state == wanted.state
    if wanted.text:
        yield _says(wanted.text)
    if wanted.received_since:
        yield ArticleRow.received_at >= wanted.received_since
    if wanted.received_before:
        yield ArticleRow.received_at < wanted.received_before
    if wanted.waits_since:
        yield ArticleRow.waits_since <= wanted.waits_since
    if wanted.review in (OPEN, IN_REVIEW):
        yield ArticleRow.place <= LAST_OPEN
    if wanted.review and wanted.review != OPEN:
        yield ArticleRow.review == wanted.review
    if wanted.verdict in URGENCY and wanted.review == OPEN:  # spares the index the better or worse ones
        end = APART * URGENCY[wanted.verdict]
        yield ArticleRow.place.between(end - APART, end)


def _says(text: str) -> ColumnElement[bool]:
    """Whether one of the texts that were sent holds these words; letters beyond a to z have to be of the same case."""
    places: list[tuple[str | int, ...]] = [(side,) for side in SIDES]
    places += [("fields", number, side) for number in range(MAX_FIELDS) for side in SIDES]
    return or_(*(Revision.sent[place].as_string().icontains(text, autoescape=True) for place in places))


def delete(session: Session, site: str, article: str) -> bool:
    """Takes an article away with its revisions, reports and jobs. False: the site has none of that id."""
    found = session.scalar(select(ArticleRow).where(ArticleRow.site == site, ArticleRow.id == article))
    if found is not None:
        session.delete(found)
    return found is not None


def _revisions(site: str) -> _Found:
    return (
        select(
            ArticleRow,
            Revision,
            Job,
            func.coalesce(Site.publishing, HOLD),
            func.coalesce(Site.four_eyes, false()),
            func.coalesce(Account.login, ""),
            func.coalesce(Account.name, ""),
        )
        .join(Revision, Revision.article_id == ArticleRow.id)
        .join(Job, Job.revision_id == Revision.id)
        .outerjoin(Site, Site.name == ArticleRow.site)
        .outerjoin(Account, Account.id == ArticleRow.assignee)
        .where(ArticleRow.site == site)
    )


def _kept(row: Row[*tuple[Any, ...]]) -> StoredArticle:
    article, revision, job, mode, four_eyes, login, name = row
    assignee = Assignee(article.assignee, login, name) if login else None
    return StoredArticle(article, revision, job, SiteRules(mode, four_eyes), assignee)

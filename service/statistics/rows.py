"""What is asked of the database for the figures: the one place with SQL. Sums are made there where it can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, select, tuple_
from sqlalchemy.orm import Session

from models.check_catalogue import REVIEWER
from models.languages import LanguagePair
from service.decisions.review_state import DECIDED, DISMISS, ON_FLAGS
from service.storage.counted import DecidedFlag, FlagRow
from service.storage.tables import ArticleRow, Event, Revision

_PAIR = (ArticleRow.source_lang, ArticleRow.target_lang)


@dataclass(frozen=True, slots=True)
class Scope:
    """What is counted: a site, since a time (seconds), in a language pair; None: in all."""

    site: str
    since: float = 0.0
    pair: LanguagePair | None = None

    def of_pair(self, pair: LanguagePair | None) -> Scope:
        """The same for another pair."""
        return replace(self, pair=pair)


class CheckCounts(NamedTuple):
    """How often reviewers said the same of a check's flags in a language pair."""

    check: str
    pair: LanguagePair
    outcome: str
    flags: int


class FlagSum(NamedTuple):
    """Flags of one confidence in reviewed articles of a language pair: how many, and of how many code points.

    `outcome` is None where nobody has decided on them.
    """

    pair: LanguagePair
    confidence: float
    side: str
    outcome: str | None
    flags: int
    length: int


class Reviewed(NamedTuple):
    """Reviewed articles of a pair, the code points of their translations, passages that had to be marked in them."""

    pair: LanguagePair
    articles: int
    length: int
    missed: int


class ReviewerChoice(NamedTuple):
    """What one of several people said of a flag."""

    article: str
    fingerprint: str
    reviewer: str
    outcome: str
    at: float


class Step(NamedTuple):
    """Something that was done to an article whose review was finished."""

    id: str
    article: str
    revision: int
    by: str
    action: str
    subject: str
    at: float


def decided(session: Session, scope: Scope) -> list[CheckCounts]:
    """The last word on every flag, summed by check, pair and outcome."""
    names = (DecidedFlag.check, DecidedFlag.source_lang, DecidedFlag.target_lang, DecidedFlag.outcome)
    wanted = select(*names, func.count()).where(*_decisions(scope)).group_by(*names)
    found = session.execute(wanted)
    return [CheckCounts(check, LanguagePair(s, t), outcome, flags) for check, s, t, outcome, flags in found]


def decided_by_check(session: Session, site: str) -> list[tuple[str, str, int]]:
    """(check, outcome, count), for pages that are in a hurry.

    Jumps along an index from check to check and only counts between, which costs half of grouping what it reads.
    """
    of_site = (DecidedFlag.site == site, DecidedFlag.counts.is_(True))
    first = select(func.min(DecidedFlag.check).label("name")).where(*of_site).cte("name", recursive=True)
    following = select(func.min(DecidedFlag.check)).where(*of_site, DecidedFlag.check > first.c.name).scalar_subquery()
    names = first.union_all(select(following).where(first.c.name.is_not(None)))
    own = select(func.count()).select_from(DecidedFlag).where(*of_site, DecidedFlag.check == names.c.name)
    counts = [own.where(DecidedFlag.outcome == outcome).correlate(names).scalar_subquery() for outcome in ON_FLAGS]
    found = session.execute(select(names.c.name, *counts).where(names.c.name.is_not(None)))
    by_outcome = [(row[0], zip(ON_FLAGS, row[1:], strict=True)) for row in found if row[0] != REVIEWER]
    return [(check, outcome, count) for check, counted in by_outcome for outcome, count in counted]


def flag_sums(session: Session, scope: Scope) -> list[FlagSum]:
    """The flags of the newest reports on reviewed articles."""
    last_word = and_(
        DecidedFlag.article_id == ArticleRow.id,
        DecidedFlag.fingerprint == FlagRow.fingerprint,
        DecidedFlag.counts.is_(True),
    )
    names = (*_PAIR, FlagRow.confidence, FlagRow.side, DecidedFlag.outcome)
    wanted = (
        select(*names, func.count(), func.sum(FlagRow.length))
        .select_from(ArticleRow)
        .join(Revision, and_(Revision.article_id == ArticleRow.id, Revision.number == ArticleRow.newest))
        .join(FlagRow, FlagRow.revision_id == Revision.id)
        .outerjoin(DecidedFlag, last_word)
        .where(*_reviewed(scope))
        .group_by(*names)
    )
    found = session.execute(wanted)
    return [
        FlagSum(LanguagePair(s, t), said, side, outcome, flags, length)
        for s, t, said, side, outcome, flags, length in found
    ]


def reviewed(session: Session, scope: Scope) -> list[Reviewed]:
    """The articles that `flag_sums` is about."""
    counted = select(*_PAIR, func.count(), func.sum(ArticleRow.length)).where(*_reviewed(scope)).group_by(*_PAIR)
    marked = (
        select(*_PAIR, func.count())
        .join(DecidedFlag, DecidedFlag.article_id == ArticleRow.id)
        .where(*_reviewed(scope), DecidedFlag.check == REVIEWER, DecidedFlag.counts.is_(True))
        .where(DecidedFlag.outcome != DISMISS, DecidedFlag.revision == ArticleRow.newest)
        .group_by(*_PAIR)
    )
    missed = {LanguagePair(source, target): marks for source, target, marks in session.execute(marked)}
    found = session.execute(counted.order_by(*_PAIR))
    of_pairs = [(LanguagePair(s, t), articles, length) for s, t, articles, length in found]
    return [Reviewed(pair, articles, length, missed.get(pair, 0)) for pair, articles, length in of_pairs]


def pairs(session: Session, scope: Scope) -> list[LanguagePair]:
    """Language pairs of reviewed articles and of decisions."""
    of_articles = select(ArticleRow.source_lang, ArticleRow.target_lang).where(*_reviewed(scope.of_pair(None)))
    of_decisions = select(DecidedFlag.source_lang, DecidedFlag.target_lang).where(*_decisions(scope.of_pair(None)))
    return sorted({LanguagePair(source, target) for wanted in (of_articles, of_decisions)
                   for source, target in session.execute(wanted.distinct())})  # fmt: skip


def verdicts(session: Session, scope: Scope) -> list[tuple[float, str]]:
    """(when, verdict) of every report."""
    wanted = (
        select(Revision.scored_at, Revision.verdict)
        .join(ArticleRow, ArticleRow.id == Revision.article_id)
        .where(ArticleRow.site == scope.site, Revision.scored_at >= scope.since, *_of_pair(ArticleRow, scope))
    )
    return [(when, verdict) for when, verdict in session.execute(wanted) if when is not None and verdict is not None]


def reviewer_choices(session: Session, scope: Scope) -> list[ReviewerChoice]:
    """What was said of flags on which two people or more have decided."""
    on_flags = (DecidedFlag.site == scope.site, DecidedFlag.check != REVIEWER, *_of_pair(DecidedFlag, scope))
    name = (DecidedFlag.article_id, DecidedFlag.fingerprint)
    several = select(*name).where(*on_flags).group_by(*name)
    several = several.having(func.count() > 1, func.max(DecidedFlag.at) >= scope.since)
    wanted = select(*name, DecidedFlag.reviewer, DecidedFlag.outcome, DecidedFlag.at).where(tuple_(*name).in_(several))
    return [ReviewerChoice(*row) for row in session.execute(wanted.order_by(*name, DecidedFlag.at))]


def steps(session: Session, scope: Scope, ends: Sequence[str]) -> list[Step]:
    """All events of articles on which one of the actions `ends` was done since then, in their order."""
    ended: Select[str] = select(Event.article_id).where(Event.action.in_(ends), Event.made_at >= scope.since)
    wanted = (
        select(Event.id, Event.article_id, Event.revision, Event.by, Event.action, Event.subject, Event.made_at)
        .join(ArticleRow, ArticleRow.id == Event.article_id)
        .where(ArticleRow.site == scope.site, *_of_pair(ArticleRow, scope), Event.article_id.in_(ended))
        .order_by(Event.article_id, Event.sequence)
    )
    return [Step(*row) for row in session.execute(wanted)]


def _decisions(scope: Scope) -> list[ColumnElement[bool]]:
    """Last words on flags."""
    found = [DecidedFlag.site == scope.site, DecidedFlag.counts.is_(True), DecidedFlag.check != REVIEWER]
    return [*found, DecidedFlag.at >= scope.since, *_of_pair(DecidedFlag, scope)]


def _reviewed(scope: Scope) -> list[ColumnElement[bool]]:
    found = [ArticleRow.site == scope.site, ArticleRow.review.in_(DECIDED), ArticleRow.received_at >= scope.since]
    return [*found, *_of_pair(ArticleRow, scope)]


def _of_pair(table: type[ArticleRow] | type[DecidedFlag], scope: Scope) -> list[ColumnElement[bool]]:
    if scope.pair is None:
        return []
    return [table.source_lang == scope.pair.source, table.target_lang == scope.pair.target]

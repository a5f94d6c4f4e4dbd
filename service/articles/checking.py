"""A kept article, checked: what a worker does with it, and what it knows from the revisions before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import null, select, update
from sqlalchemy.orm import Session

from models.intake.requests import CheckRequest
from models.report import ArticleReport
from service.articles.dismissals import passes_by_dismissal
from service.articles.former_names import former_names, under_former_names
from service.articles.giving_up import give_up
from service.articles.kept_texts import request_of
from service.articles.notifications import notify_checked
from service.articles.publishing import rules_of, set_place
from service.articles.site_settings import preferences_of
from service.articles.summary import summary_of
from service.decisions.carrying import carried_over
from service.decisions.flagged import keep_flags, target_length
from service.decisions.history import count_left, events_of
from service.decisions.review_state import review_state_of
from service.feedback.recalibrating import recalibrated
from service.storage.tables import DONE, ArticleRow, Revision


@dataclass(frozen=True, slots=True)
class Checking:
    """`service.jobs.worker.Work` on articles. `check` is the checker's."""

    check: Callable[[CheckRequest], ArticleReport]

    def load(self, session: Session, revision: Revision) -> CheckRequest:
        """What was sent, with the ratings of the revision before and the flags that reviewers dismissed."""
        before = select(Revision.memory).where(
            Revision.article_id == revision.article_id, Revision.number < revision.number, Revision.memory.is_not(None)
        )
        memory = session.scalar(before.order_by(Revision.number.desc()).limit(1))
        asked = request_of(revision.sent)
        review_state = review_state_of(events_of(session, revision.article_id), revision)
        dismissed = (asked.dismissed - review_state.flags.keys()) | review_state.dismissed
        today = {name for name, former in former_names(session, revision).items() if former in dismissed}
        article = session.get_one(ArticleRow, revision.article_id)
        wanted = preferences_of(session, article.site)
        return replace(asked, memory=memory or {}, dismissed=dismissed | today, preferences=wanted)

    def do(self, loaded: CheckRequest) -> ArticleReport:
        """The checker's report. Raises whatever the checker raises."""
        return self.check(loaded)

    def keep(self, session: Session, revision: Revision, result: ArticleReport, now: float) -> None:
        """The report goes to its revision, its state to the article, and a message to whoever wants to know."""
        article = session.get_one(ArticleRow, revision.article_id, with_for_update=True)
        named = under_former_names(recalibrated(session, article.site, result), former_names(session, revision))
        report = named.to_dict()
        revision.report, revision.memory = report, dict(result.memory)
        revision.verdict, revision.penalty = report["verdict"], report["mqm_penalty_per_100_words"]
        revision.scored_at = now
        keep_flags(session, revision.id, report, [flag.confidence for flag in result.flags])
        _carry_over(session, revision)
        earlier = (Revision.article_id == revision.article_id, Revision.number < revision.number)
        session.execute(update(Revision).where(*earlier).values(memory=null()))
        if article.newest == revision.number:
            article.verdict, article.summary, article.kept_verdict = revision.verdict, summary_of(report), None
            article.length = target_length(report)
            _keep_review_state(session, article, revision)
            set_place(article, revision, DONE, rules_of(session, article.site))
            article.source_lang, article.target_lang = report["languages"]["source"], report["languages"]["target"]
        notify_checked(session, revision, now)

    def give_up(self, session: Session, revision: Revision, now: float) -> None:
        """Told to whoever waits for the report."""
        give_up(session, revision, now)


def _carry_over(session: Session, revision: Revision) -> None:
    """What people did before holds where the sentence says the same. Where all does, it holds as it stands.

    Post-edits name segments: where the same text is cut otherwise now, they are carried as to new content.
    """
    events = events_of(session, revision.article_id)
    if not events or revision.report is None:
        return
    earlier = (Revision.article_id == revision.article_id, Revision.number < revision.number)
    wanted = select(Revision).where(*earlier, Revision.verdict.is_not(None)).order_by(Revision.number.desc())
    before = session.scalar(wanted.limit(1))
    if before is None or before.report is None:
        return
    if revision.kept_since and before.number >= revision.kept_since:
        if _segments(before) == _segments(revision):
            revision.carried = before.carried
            return
        revision.kept_since = 0
    revision.carried = carried_over(before.report, review_state_of(events, before), revision.report)


def _keep_review_state(session: Session, article: ArticleRow, revision: Revision) -> None:
    """How far people are with it."""
    events = events_of(session, article.id)
    review_state = review_state_of(events, revision)
    article.review, article.reviewer = review_state.review, review_state.reviewer
    count_left(article, revision, review_state)
    article.is_cleared = passes_by_dismissal(session, article, revision, review_state, events)


def _segments(revision: Revision) -> list[tuple[str, str]]:
    return [(segment["id"], segment["target"]["text"]) for segment in (revision.report or {}).get("segments", ())]

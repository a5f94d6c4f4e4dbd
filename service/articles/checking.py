"""A kept article, checked: what a worker does with it, and what it knows from the revisions before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import null, select, update
from sqlalchemy.orm import Session

import models.article
from models.intake.requests import CheckRequest, take_in
from models.report import ArticleReport
from service.articles.notifications import tell_checked
from service.articles.order import place
from service.articles.request_schemas import ArticleBody
from service.articles.summary import summary_of
from service.decisions.flagged import keep_flags, target_length
from service.decisions.history import events_of
from service.decisions.review_state import replay_events
from service.feedback.recalibrating import recalibrated
from service.storage.tables import ArticleRow, Revision


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
        dismissed = replay_events(events_of(session, revision.article_id), revision.number).dismissed
        asked = request_of(revision.sent)
        return replace(asked, memory=memory or {}, dismissed=asked.dismissed | dismissed)

    def do(self, loaded: CheckRequest) -> ArticleReport:
        """The checker's report. Raises whatever the checker raises."""
        return self.check(loaded)

    def keep(self, session: Session, revision: Revision, result: ArticleReport, now: float) -> None:
        """The report goes to its revision, its standing to the article, and a message to whoever wants to know."""
        article = session.get_one(ArticleRow, revision.article_id, with_for_update=True)
        report = recalibrated(session, article.site, result).to_dict()
        revision.report, revision.memory = report, dict(result.memory)
        revision.verdict, revision.penalty = report["verdict"], report["mqm_penalty_per_100_words"]
        revision.scored_at = now
        keep_flags(session, revision.id, report, [flag.confidence for flag in result.flags])
        earlier = (Revision.article_id == revision.article_id, Revision.number < revision.number)
        session.execute(update(Revision).where(*earlier).values(memory=null()))
        if article.newest == revision.number:
            article.verdict, article.summary = revision.verdict, summary_of(report)
            article.length = target_length(report)
            article.place = place(revision.verdict, revision.penalty, article.review)
            article.source_lang, article.target_lang = report["languages"]["source"], report["languages"]["target"]
        tell_checked(session, revision, now)


def request_of(sent: Mapping[str, Any]) -> CheckRequest:
    """What was kept of an article (an `ArticleBody` as JSON), as a request."""
    return ArticleBody.model_validate(sent).request()


def article_of(sent: Mapping[str, Any]) -> models.article.Article:
    """Its texts as they are read, without markup, in which a report's offsets count."""
    return take_in(request_of(sent)).article

"""A newsroom in a few words: articles that are sent and checked, and what reviewers do with them, by the clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fake_checker import FakeChecker, Planted
from sqlalchemy import Engine

from models.mqm import Category, Severity
from service.articles.checking import Checking
from service.articles.deciding import record
from service.articles.submission import submit
from service.check_queue import ArticleChecker
from service.decisions.actions import Decision
from service.decisions.history import Person, events_of
from service.jobs.worker import Worker
from service.storage.database import transaction
from service.storage.tables import ArticleRow, Event, Revision

SOURCE = "كانت محاولات للتقارب مع الحلف."
TARGET = "They take advantage of it 👩‍🚀🇲🇷 today."
"""With two flags of `fake_checker.PLANTED`: "take advantage" and the emoji."""


def planted(words: str, confidence: float, worst: Severity = Severity.MAJOR) -> tuple[Planted, ...]:
    """A flag of that confidence on each of the words, minor ones after the first."""
    return tuple(
        Planted(word, Severity.MINOR if n else worst, Category.GRAMMAR, confidence=confidence)
        for n, word in enumerate(words.split())
    )


@dataclass
class Newsroom:
    """`clock`: what time it is, in seconds; every step below takes one."""

    engine: Engine
    checker: ArticleChecker = field(default_factory=FakeChecker)
    site: str = "news"
    clock: float = 1_000.0

    def tick(self) -> float:
        self.clock += 1.0
        return self.clock

    def article(self, target: str = TARGET, source: str | None = SOURCE, **more: Any) -> str:
        """Sends an article and has it checked; its id."""
        sent = {"target": target, "source": source, "source_lang": "ar", "target_lang": "en"} | more
        with transaction(self.engine) as session:
            made = submit(session, self.site, sent.get("id", ""), "", sent, self.tick())
        assert Worker(self.engine, Checking(self.checker.check), self.tick).work(made.job)
        return made.article

    def flags(self, article: str) -> list[str]:
        """Fingerprints of the newest report."""
        with transaction(self.engine) as session:
            newest = session.get_one(ArticleRow, article).revisions[-1]
            return [flag["fingerprint"] for flag in (newest.report or {})["flags"]]

    def flag(self, article: str, text: str) -> str:
        """The fingerprint of the flag on these words."""
        return next(str(flag["fingerprint"]) for flag in self.report(article)["flags"] if flag["text"] == text)

    def events(self, article: str) -> list[str]:
        """Ids of everything that was done to it, the oldest first."""
        with transaction(self.engine) as session:
            return [event.id for event in events_of(session, article)]

    def act(self, article: str, by: str, action: str, **more: Any) -> Event:
        """Something that a reviewer does, as the API takes it."""
        decision = Decision.model_validate({"action": action, **more}).root
        with transaction(self.engine) as session:
            done = record(session, self.site, article, decision, Person(by, "key"), self.tick())
            assert done is not None and done.event is not None
        return done.event

    def report(self, article: str) -> dict[str, Any]:
        """The newest, as it was kept."""
        with transaction(self.engine) as session:
            revisions = session.get_one(ArticleRow, article).revisions
            newest: Revision = revisions[-1]
            return newest.report or {}

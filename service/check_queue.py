"""One article at a time: the model uses every core, so two at once would only slow each other down."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from models.errors import CheckerError
from models.intake.requests import CheckRequest
from models.report import ArticleReport
from service.deadline import check_seconds, within
from service.memory import giving_back

RETRY_AFTER_SECONDS = 10
WAITING_REQUESTS = 8
"""How many requests may wait for the model before the next one is told to come back later."""


class ArticleChecker(Protocol):
    """What the service needs of `models.checker.Checker` (whose import takes seconds, for torch)."""

    @property
    def signature(self) -> str:
        """Names the model, its weights and the calibration."""
        ...

    def check(self, request: CheckRequest) -> ArticleReport:
        """The report on one article. Raises InvalidInput and ModelUnavailable."""
        ...


class Busy(CheckerError):
    """So many articles wait already that another would wait too long."""


def check_in_time(check: Callable[[CheckRequest], ArticleReport], request: CheckRequest) -> ArticleReport:
    """The report, or TookTooLong at the deadline that the length of the texts gives."""
    parts = [(request.target, request.source), *((field.target, field.source) for field in request.fields)]
    characters = sum(len(target) + len(source or "") for target, source in parts)
    with giving_back():
        return within(check_seconds(characters), f"The check of {characters:,} characters", check, request)


class CheckQueue:
    """A checker behind a short queue. Up to `waiting` requests wait; the next one gets Busy at once."""

    def __init__(self, checker: ArticleChecker, waiting: int = WAITING_REQUESTS) -> None:
        self.signature = checker.signature
        self._checker = checker
        self._turn = threading.Lock()
        self._places = threading.BoundedSemaphore(waiting + 1)

    def check_patiently(self, request: CheckRequest) -> ArticleReport:
        """The checker's report, however many wait: for a worker, which takes one article after the other.

        Raises TookTooLong at the request's deadline; the next then has its turn beside what was given up.
        """
        with self._turn:
            return check_in_time(self._checker.check, request)

    def check(self, request: CheckRequest) -> ArticleReport:
        """The checker's report. Raises Busy, TookTooLong, and whatever the checker raises."""
        if not self._places.acquire(blocking=False):
            raise Busy("The check queue is full: other texts are being checked. Please try again in a few seconds.")
        try:
            return self.check_patiently(request)
        finally:
            self._places.release()

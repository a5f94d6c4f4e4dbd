"""One article at a time: the model uses every core, so two at once would only slow each other down."""

from __future__ import annotations

import threading
from typing import Protocol

from models.errors import CheckerError
from models.intake.requests import CheckRequest
from models.report import ArticleReport

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


class CheckQueue:
    """A checker behind a short queue. Up to `waiting` requests wait; the next one gets Busy at once."""

    def __init__(self, checker: ArticleChecker, waiting: int = WAITING_REQUESTS) -> None:
        self.signature = checker.signature
        self._checker = checker
        self._turn = threading.Lock()
        self._places = threading.BoundedSemaphore(waiting + 1)

    def check_patiently(self, request: CheckRequest) -> ArticleReport:
        """The checker's report, however many wait: for a worker, which takes one article after the other."""
        with self._turn:
            return self._checker.check(request)

    def check(self, request: CheckRequest) -> ArticleReport:
        """The checker's report. Raises Busy, and whatever the checker raises."""
        if not self._places.acquire(blocking=False):
            raise Busy("Other articles are being checked. Please try again in a few seconds.")
        try:
            return self.check_patiently(request)
        finally:
            self._places.release()

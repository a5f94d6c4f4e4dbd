"""One article at a time: the model uses every core, so two at once would only slow each other down.

Requests wait their turn: many where they come at once by chance, few where more come than can be checked. There a long
queue serves nobody: as many are refused, and whoever is not waits for all the others (a standing queue, Nichols and
Jacobson 2012, "Controlling queue delay"). A refusal tells the one from the other.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Protocol

from models.errors import CheckerError
from models.intake.requests import CheckRequest
from models.report import ArticleReport
from service.deadline import check_seconds, within
from service.memory import giving_back

RETRY_AFTER_SECONDS = 10
WAITING_REQUESTS = 8
"""How many requests may wait for the model before the next one is told to come back later,"""
WAITING_WHEN_CROWDED = 2
"""and how many after one was told so,"""
CROWDED_SECONDS = 30.0
"""until nobody has been for so long."""


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
    """A checker behind a short queue. Up to `waiting` requests wait; the next one gets Busy at once.

    While it is crowded no more than WAITING_WHEN_CROWDED wait.
    """

    def __init__(
        self,
        checker: ArticleChecker,
        waiting: int = WAITING_REQUESTS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.signature = checker.signature
        self._checker, self._waiting, self._clock = checker, waiting, clock
        self._turn = threading.Lock()
        self._counting = threading.Lock()
        self._inside = 0
        self._crowded_until = 0.0

    @property
    def inside(self) -> int:
        """Requests that wait or are being checked, less those of workers."""
        return self._inside

    def check_patiently(self, request: CheckRequest) -> ArticleReport:
        """The checker's report, however many wait: for a worker, which takes one article after the other.

        Raises TookTooLong at the request's deadline; the next then has its turn beside what was given up.
        """
        with self._turn:
            return check_in_time(self._checker.check, request)

    def check(self, request: CheckRequest) -> ArticleReport:
        """The checker's report. Raises Busy, TookTooLong, and whatever the checker raises."""
        self._enter()
        try:
            return self.check_patiently(request)
        finally:
            with self._counting:
                self._inside -= 1

    def _enter(self) -> None:
        """Counts a request in. Raises Busy where too many wait, from when on it is crowded."""
        with self._counting:
            now = self._clock()
            crowded = now < self._crowded_until
            most = min(self._waiting, WAITING_WHEN_CROWDED) if crowded else self._waiting
            if self._inside > most:
                self._crowded_until = now + CROWDED_SECONDS
                raise Busy("The check queue is full: other texts are being checked. Please try again in a few seconds.")
            self._inside += 1

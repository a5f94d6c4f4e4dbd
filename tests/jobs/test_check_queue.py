"""How many requests wait for the model: many in a burst, few while more come than can be checked."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from waiting import wait_for

from models.intake.requests import CheckRequest
from models.report import ArticleReport
from service.check_queue import CROWDED_SECONDS, WAITING_REQUESTS, WAITING_WHEN_CROWDED, Busy, CheckQueue

ALL, FEW = WAITING_REQUESTS + 1, WAITING_WHEN_CROWDED + 1
"""One is being checked."""


class Held:
    """A checker and a clock that stand still until they are told to go on; and who was refused."""

    signature = "held"

    def __init__(self) -> None:
        self.now = 1_000.0
        self.refused = 0
        self._go = threading.Event()
        self._counting = threading.Lock()
        self.queue = CheckQueue(self, clock=lambda: self.now)

    def check(self, request: CheckRequest) -> ArticleReport:
        self._go.wait(60)
        raise ValueError  # there is no report to be made

    def come(self, requests: int) -> int:
        """So many requests come at once; how many of them were let in."""
        before, refused = self.queue.inside, self.refused
        for _ in range(requests):
            threading.Thread(target=self._ask, daemon=True).start()
        wait_for(lambda: self.queue.inside - before + self.refused - refused == requests)
        return requests - (self.refused - refused)

    def empty(self) -> None:
        """All that wait are checked."""
        self._go.set()
        wait_for(lambda: self.queue.inside == 0)
        self._go.clear()

    def _ask(self) -> None:
        try:
            self.queue.check(CheckRequest("They met."))
        except Busy:
            with self._counting:
                self.refused += 1
        except ValueError:
            pass


@pytest.fixture
def held() -> Iterator[Held]:
    one = Held()
    yield one
    one.empty()


def test_a_burst_is_let_in(held: Held) -> None:
    assert held.come(ALL) == ALL
    held.empty()
    assert held.come(ALL) == ALL, "nobody was refused"


def test_after_a_refusal_few_wait(held: Held) -> None:
    assert held.come(ALL + 1) == ALL
    held.empty()
    held.now += CROWDED_SECONDS - 1
    assert held.come(ALL) == FEW


@pytest.mark.parametrize(("later", "let_in"), [(CROWDED_SECONDS - 1, FEW), (CROWDED_SECONDS, ALL)])
def test_every_refusal_counts_anew(held: Held, later: float, let_in: int) -> None:
    held.come(ALL + 1)
    held.now += CROWDED_SECONDS - 1
    assert held.come(1) == 0
    held.empty()
    held.now += later
    assert held.come(ALL) == let_in


def test_whoever_waits_already_is_not_sent_away(held: Held) -> None:
    held.come(ALL + 1)
    assert held.queue.inside == ALL

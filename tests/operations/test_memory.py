"""What was freed goes back to the system, while a long text is checked too."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from fake_checker import FakeChecker

from models.intake.requests import CheckRequest
from models.report import ArticleReport
from service import memory
from service.check_queue import CheckQueue
from service.memory import give_back, keep_few_heaps

PIECES, PIECE_BYTES = 20_000, 4_000
STATUS = Path("/proc/self/statm")


class Waiting(FakeChecker):
    """Goes on when memory was given back so many times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self._left, self._enough = times, threading.Event()

    def given_back(self) -> None:
        self._left -= 1
        if self._left == 0:
            self._enough.set()

    def check(self, request: CheckRequest) -> ArticleReport:
        assert self._enough.wait(20)
        return super().check(request)


def test_it_goes_back_while_a_text_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    checker = Waiting(3)
    monkeypatch.setattr(memory, "GIVE_BACK_SECONDS", 0.02)
    monkeypatch.setattr(memory, "give_back", checker.given_back)
    assert CheckQueue(checker).check(CheckRequest("They met.")).verdict == "pass"
    assert "giving back" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.skipif(memory._library() is None or not STATUS.exists(), reason="another C library, or no Linux")
def test_what_lies_between_what_is_kept_goes_back() -> None:
    keep_few_heaps()
    pieces = [bytearray(PIECE_BYTES) for _ in range(PIECES)]  # too small for pages of their own
    last = pieces[-1]
    held = resident_pages()
    pieces.clear()
    give_back()
    assert resident_pages() < held - PIECES * PIECE_BYTES // 4_096 // 2
    assert len(last) == PIECE_BYTES


def resident_pages() -> int:
    return int(STATUS.read_text().split()[1])

"""Background threads that come back: begun again when they end by an error, counted, and named while they are down."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from service.logs import logger

FIRST_PAUSE_SECONDS = 1.0
"""Between the first error and the new beginning; it doubles while the work keeps ending at once."""
MAX_PAUSE_SECONDS = 30.0
"""So that work that can go on again does so within half a minute. What ran for longer begins anew with the pauses."""
log = logger(__name__)


class Supervised(Protocol):
    """What `/readyz` and `/metrics` tell of."""

    @property
    def name(self) -> str:
        """As a person is told: "webhook sender"."""
        ...

    @property
    def is_down(self) -> bool:
        """True while nobody does the work."""
        ...

    @property
    def restarts(self) -> int:
        """How often it was begun again."""
        ...


class SupervisedThread:
    """Does some work in a thread until it is stopped, and begins it again whenever it ends without that.

    `work()` returns soon after `stopping` is set; it may end in any error, SystemExit too.
    """

    def __init__(self, name: str, work: Callable[[], object]) -> None:
        self.name, self.restarts = name, 0
        self.stopping = threading.Event()
        self._work = work
        self._pauses = False
        self._thread = threading.Thread(target=self._keep_at_it, name=name, daemon=True)

    @property
    def is_down(self) -> bool:
        """True before it is started, while it pauses after an error, and when it is gone."""
        return self._pauses or not self._thread.is_alive()

    def is_alive(self) -> bool:
        """As of a thread: True during a pause, too."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    def join(self, seconds: float | None = None) -> bool:
        """Waits for its end, after `stopping` was set; True when it came in time."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _keep_at_it(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        while not self.stopping.is_set():
            began = time.monotonic()
            error = self._error_of_work()
            if self.stopping.is_set():
                return
            self._pauses = True
            log.error("a background thread ended: it is begun again", thread=self.name, exc_info=error)
            if time.monotonic() - began > MAX_PAUSE_SECONDS:
                pause = FIRST_PAUSE_SECONDS
            if self.stopping.wait(pause):
                return
            pause = min(2 * pause, MAX_PAUSE_SECONDS)
            self.restarts += 1
            self._pauses = False

    def _error_of_work(self) -> BaseException | None:
        try:
            self._work()
        except BaseException as error:  # SystemExit would end a thread without a word
            return error
        return None


def down(threads: Sequence[Supervised]) -> list[str]:
    """The names of those that are down, in their order."""
    return [thread.name for thread in threads if thread.is_down]

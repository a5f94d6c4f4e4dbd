"""What goes wrong in a cluster while it works: workers die, one is cut off, the broker and the database go down."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from scripts.measure.cluster_processes import Cluster
from scripts.measure.process_trees import ProcessTree

CUT_OFF_AT, RABBITMQ_AT, POSTGRES_AT = 0.1, 0.2, 0.4
"""The share of articles that are done when it happens: early enough that most of the work is still to come."""
LOOK_SECONDS = 0.2


@dataclass
class Faults:
    """Makes them in a thread, and counts them.

    `kill_every`: seconds between two kills, 0: none. `cut_off`: for how many seconds a worker is frozen, 0: not at all.
    `restarts`: whether the stores go down, each once.
    """

    cluster: Cluster
    kill_every: float
    cut_off: float
    restarts: bool
    killed: int = 0
    cut_offs: int = 0
    rabbitmq_restarts: int = 0
    postgres_restarts: int = 0
    _frozen: ProcessTree | None = None
    _over: threading.Event = field(default_factory=threading.Event)
    _restarted: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self, share_done: Callable[[], float]) -> None:
        """Begins. `share_done()`: from 0 to 1."""
        self._thread = threading.Thread(target=self._work, args=(share_done,), name="faults", daemon=True)
        self._thread.start()

    def wait_for_restarts(self, seconds: float) -> None:
        """Until both stores have gone down and come up, if they are to; at most so long."""
        if self.restarts:
            self._restarted.wait(seconds)

    def stop(self) -> None:
        """Ends; whoever is frozen goes on."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def _work(self, share_done: Callable[[], float]) -> None:
        kill_at, thaw_at = time.monotonic() + self.kill_every, 0.0
        while not self._over.wait(LOOK_SECONDS):
            now, done = time.monotonic(), share_done()
            if self._frozen is not None and now >= thaw_at:
                self._thaw()
            if self.cut_off and not self.cut_offs and done >= CUT_OFF_AT:
                self._frozen, thaw_at = self.cluster.workers[-1], now + self.cut_off
                self._frozen.freeze()
                self.cut_offs += 1
            if self.restarts and not self.rabbitmq_restarts and done >= RABBITMQ_AT:
                self.cluster.restart_rabbitmq()
                self.rabbitmq_restarts += 1
            if self.restarts and not self.postgres_restarts and done >= POSTGRES_AT:
                self.cluster.restart_postgres()
                self.postgres_restarts += 1
            if self.rabbitmq_restarts and self.postgres_restarts:
                self._restarted.set()
            if self.kill_every and now >= kill_at:
                kill_at = now + self.kill_every
                self._kill()
        if self._frozen is not None:
            self._thaw()

    def _kill(self) -> None:
        """The worker that has lived longest and is not frozen: one that is at work, not one that still starts."""
        able = [worker for worker in self.cluster.workers if worker is not self._frozen]
        if able:
            self.cluster.kill_worker(able[0])
            self.killed += 1

    def _thaw(self) -> None:
        if self._frozen is not None:
            self._frozen.thaw()
            self._frozen = None

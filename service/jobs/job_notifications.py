"""Notifications by Celery: a message says that some job waits, and nothing is lost when the message is.

Whoever gets it works on the job that has waited longest: messages are all alike, so that one too many costs a look at
the database and no more. Without a broker URL they stay in memory, for a thread of this process; with one, worker
processes take them (`scripts/worker.py`). `sweep` notifies again while jobs wait although nobody came.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from celery import Celery, signals
from celery.worker import WorkController
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from service.jobs import ledger
from service.logs import logger
from service.storage.tables import Revision
from service.supervision import SupervisedThread

IN_MEMORY = "memory://localhost/"
TASK = "mtqc.score"
SWEEP_SECONDS = 5.0
_SINGLE_WORKER: dict[str, Any] = {"without_mingle": True, "without_gossip": True, "without_heartbeat": True}
"""What celery's workers say to each other: in one process there is nobody else, and each costs a second at the end."""
MAX_NOTIFIED = 20
"""Enough to keep so many workers busy that lost all their messages (`work_on`), few beside thousands that wait."""
log = logger(__name__)


NotificationApp = Celery
"""What sends notifications, and what workers listen to."""
GiveUp = Callable[[Session, Revision, float], None]
"""What follows, in the same transaction, when the job on a revision is retired (`service.jobs.worker.Work.give_up`)."""


def notification_app(broker: str = IN_MEMORY) -> NotificationApp:
    """The application that sends notifications and that workers listen to."""
    app = Celery("mtqc", broker=broker, set_as_current=False)
    app.conf.update(
        accept_content=["json"],
        task_serializer="json",
        task_ignore_result=True,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_enable_remote_control=False,  # its queue has the worker's name: the second of a machine could not start
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        broker_connection_retry_on_startup=True,
        broker_transport_options={"polling_interval": 0.1} if broker == IN_MEMORY else {},
    )
    return app


def work_on(work_next: Callable[[], bool], pause: Callable[[float], object] = time.sleep) -> bool:
    """What a worker on a broker does with a message: works until nothing waits, and begins nothing more once the next
    sweep is due. So workers are busy although a broker or database that was down has cost them their messages.

    While the database does not answer, the message is held for a while: else all messages would be gone in a moment.
    True when there was work.
    """
    until, found = time.monotonic() + SWEEP_SECONDS, False
    try:
        while work_next():
            found = True
            if time.monotonic() >= until:
                break
    except SQLAlchemyError:
        log.warning("the database does not answer: the worker waits", exc_info=True)
        pause(SWEEP_SECONDS)
    return found


def when_notified(app: NotificationApp, work: Callable[[], bool]) -> None:
    """`work` is what a notification starts: of this application, and of no other in the process."""

    def begin() -> bool:
        return work()

    app.task(name=TASK, shared=False)(begin)


def write_logs(set_up: Callable[[], None]) -> None:
    """`set_up()` instead of celery's own logs, which quote whatever an exception quotes."""
    signals.setup_logging.connect(lambda **_: set_up(), weak=False)


def notify(app: NotificationApp) -> None:
    """Says that a job waits. A broker that does not answer costs a few seconds: the sweeper notifies again."""
    try:
        app.send_task(TASK, retry=False)
    except Exception:
        log.warning("the broker did not take the message that a job waits", exc_info=True)


def sweep(app: NotificationApp, engine: Engine, now: float, give_up: GiveUp) -> int:
    """Notifies of jobs that wait, retires those that killed too many workers; how many notifications it sent."""
    with Session(engine) as session, session.begin():
        for revision in ledger.retire_silent(session, now):
            give_up(session, revision, now)
        waiting = len(ledger.waiting(session, now, MAX_NOTIFIED))
    for _ in range(waiting):
        notify(app)
    return waiting


class InProcessWorker(SupervisedThread):
    """A thread of this process that works when it is notified: for one machine, without a broker.

    When it is stopped, the article at hand may take `last_seconds`; what is not finished then is handed back.
    """

    def __init__(
        self, app: NotificationApp, last_seconds: float = 0.0, hand_back: Callable[[], object] = lambda: None
    ) -> None:
        super().__init__("worker", self._run)
        self._app, self._last_seconds, self._hand_back = app, last_seconds, hand_back
        self._controller: WorkController | None = None

    def stop(self) -> None:
        """Ends, after the article at hand or without it."""
        self.stopping.set()
        if self._controller is not None:
            self._controller.stop()
        self.join(self._last_seconds)
        self._hand_back()

    def _run(self) -> None:
        """Celery's own loop. It returns, too, when it has met an error that it cannot live with."""
        self._app.set_current()  # of this thread: that is where Celery looks up what a notification starts
        self._controller = WorkController(
            app=self._app, pool_cls="solo", concurrency=1, loglevel="WARNING", **_SINGLE_WORKER
        )
        if not self.stopping.is_set():
            self._controller.start()


class Sweeper(SupervisedThread):
    """A thread that sweeps at once, then every few seconds."""

    def __init__(self, app: NotificationApp, engine: Engine, give_up: GiveUp) -> None:
        super().__init__("sweeper", self._run)
        self._app, self._engine, self._give_up = app, engine, give_up

    def stop(self) -> None:
        """Ends, after the sweep at hand."""
        self.stopping.set()
        self.join()

    def _run(self) -> None:
        while True:
            try:
                sweep(self._app, self._engine, time.time(), self._give_up)
            except SQLAlchemyError:
                log.warning("the database does not answer: nothing is swept", exc_info=True)
            if self.stopping.wait(SWEEP_SECONDS):
                return

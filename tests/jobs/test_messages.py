"""What a worker on a broker makes of a message: messages get lost, and workers must be busy all the same."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError

from service.jobs import job_notifications
from service.jobs.job_notifications import SWEEP_SECONDS, TASK, notification_app, when_notified, work_on


class Queue:
    """So many jobs that take `lasts` seconds each, on a clock of its own; then no more, or `error`."""

    def __init__(self, jobs: int, lasts: float = 1.0, error: Exception | None = None) -> None:
        self.now, self.left, self.paused = 0.0, jobs, 0.0
        self._lasts, self._error = lasts, error

    def work_next(self) -> bool:
        if not self.left:
            if self._error:
                raise self._error
            return False
        self.left -= 1
        self.now += self._lasts
        return True

    def pause(self, seconds: float) -> None:
        self.paused += seconds


@pytest.mark.parametrize(
    ("jobs", "lasts", "left", "found"),
    [
        (0, 1.0, 0, False),
        (1, 1.0, 0, True),
        (4, 1.0, 0, True),
        (100, 1.0, 95, True),  # until the next sweep, which notifies again
        (100, 60.0, 99, True),  # what is begun is ended
    ],
)
def test_a_message_is_worth_work_until_the_next_sweep(
    monkeypatch: pytest.MonkeyPatch, jobs: int, lasts: float, left: int, found: bool
) -> None:
    queue = Queue(jobs, lasts)
    monkeypatch.setattr(job_notifications.time, "monotonic", lambda: queue.now)
    assert SWEEP_SECONDS == 5.0
    assert work_on(queue.work_next, queue.pause) is found
    assert (queue.left, queue.paused) == (left, 0.0)


@pytest.mark.parametrize(("jobs", "found"), [(0, False), (2, True)])
def test_a_message_is_held_while_the_database_does_not_answer(jobs: int, found: bool) -> None:
    """Else all messages were gone in a moment, and the workers idle when it is back."""
    queue = Queue(jobs, 0.0, OperationalError("SELECT", {}, Exception("the connection is closed")))
    assert work_on(queue.work_next, queue.pause) is found
    assert queue.paused == SWEEP_SECONDS


def test_what_is_no_fault_of_the_database_is_not_kept_quiet() -> None:
    queue = Queue(0, error=RuntimeError("not foreseen"))
    with pytest.raises(RuntimeError):
        work_on(queue.work_next, queue.pause)


def test_two_workers_of_one_machine_do_not_lock_each_other_out() -> None:
    """Remote control has an exclusive queue of the worker's name, and the name is the machine's."""
    assert notification_app("amqp://nobody/").conf.worker_enable_remote_control is False


def test_each_application_has_work_of_its_own() -> None:
    """What Celery shares between the applications of a process would come first in every later one."""
    done: list[str] = []
    applications = {name: notification_app() for name in ("first", "second")}
    for name, app in applications.items():
        when_notified(app, lambda name=name: not done.append(name))
    for app in applications.values():
        app.tasks[TASK]()
    assert done == ["first", "second"]

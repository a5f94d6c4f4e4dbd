"""Work that may take so long and no longer: it is then given up, and whoever waited for it goes on.

A thread of Python's cannot be ended from outside. What was given up is left to end by itself, and what it returns then
is thrown away; `abandoned` tells how many still run.
"""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

from models.errors import CheckerError

FIRST_SECONDS = 300.0
"""For a text of no length: a model that is read from a slow disk, on a machine that has other work."""
SECONDS_A_CHARACTER = 0.01
"""Of both sides: a minute for a page and its source (3,000 each), which one core of an old machine does in seconds."""
MAX_ABANDONED = 4
"""What was given up and still runs: as much shares the cores with the next check, and more is to come. Only a restart
ends it."""
Given = ParamSpec("Given")
Result = TypeVar("Result")
_given_up: set[threading.Thread] = set()


class TookTooLong(CheckerError):
    """The work was given up; trying it again would take as long."""


def check_seconds(characters: int) -> float:
    """How long a text of so many characters may be checked: check_seconds(6_000) == 360.0."""
    return FIRST_SECONDS + SECONDS_A_CHARACTER * characters


def within(
    seconds: float, what: str, work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs
) -> Result:
    """What `work` returns or raises, done in a thread of its own. Raises TookTooLong, which tells `what` it was."""
    return _waited_for(seconds, what, lambda: work(*given, **named), _given_up.add)


def in_time(seconds: float, what: str, work: Callable[[], Result]) -> Result:
    """As `within`, but not counted: for what takes no processor and ends by itself some time, such as a look-up."""
    return _waited_for(seconds, what, work, lambda thread: None)


def _waited_for(
    seconds: float, what: str, work: Callable[[], Result], give_up: Callable[[threading.Thread], None]
) -> Result:
    outcome: _Outcome[Result] = _Outcome()
    own = contextvars.copy_context()  # what logs say of the request
    thread = threading.Thread(target=own.run, args=(outcome.of, work), name=what, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        give_up(thread)
        raise TookTooLong(f"{what} took longer than {seconds:,.0f} seconds and was given up.")
    return outcome.result()


def abandoned() -> int:
    """How much was given up and still runs."""
    for thread in _given_up.copy():
        if not thread.is_alive():
            _given_up.discard(thread)
    return len(_given_up)


class _Outcome(Generic[Result]):
    """What came of the work in the other thread."""

    def __init__(self) -> None:
        self._results: list[Result] = []
        self._error: BaseException | None = None

    def of(self, work: Callable[[], Result]) -> None:
        try:
            self._results.append(work())
        except BaseException as error:  # raised again where it is waited for
            self._error = error

    def result(self) -> Result:
        if self._error is not None:
            raise self._error
        return self._results[0]

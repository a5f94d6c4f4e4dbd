"""Logs: one JSON object a line on standard error, and never a word of an article.

An exception is told by its type and by the places it went through, not by its message and not by the values around it:
both quote what was sent. Of what libraries say, the wording is kept where it is a template, and what is filled into
it is left out, except from those that only ever speak of connections.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import Any, cast

import structlog
from structlog.stdlib import BoundLogger, ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

OURS = ("service", "scripts")
"""They tell of every request, job and delivery; others only of what is wrong."""
SPEAK_OF_CONNECTIONS = ("waitress", "celery.worker", "kombu")
MAX_PLACES = 20
WITHHELD = "(what a library says is not written down)"


def logger(name: str) -> BoundLogger:
    """For `logger(__name__).info("what happened", job=…)`. Ids, numbers and names of ours, nothing that was sent."""
    return cast(BoundLogger, structlog.get_logger(name))


def set_up() -> None:
    """Has this process write its logs to standard error, what libraries and dying threads say included."""
    formatter = ProcessorFormatter(
        foreign_pre_chain=[_without_arguments, *_CHAIN],
        processors=[ProcessorFormatter.remove_processors_meta, structlog.processors.JSONRenderer(default=_kind)],
    )
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.captureWarnings(True)
    logging.raiseExceptions = False  # would write the arguments of a message that cannot be written
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    sys.excepthook = lambda kind, error, trace: _died("the process", error)
    threading.excepthook = lambda exception: _died("a thread", exception.exc_value)
    sys.unraisablehook = lambda exception: _died("a finaliser", exception.exc_value)


def places(trace: TracebackType | None) -> list[str]:
    """Where an exception went through, `module:line`, the innermost last."""
    frames = [(frame.f_globals.get("__name__", "?"), line) for frame, line in traceback.walk_tb(trace)]
    return [f"{module}:{line}" for module, line in frames[-MAX_PLACES:]]


def _died(what: str, error: BaseException | None) -> None:
    if not isinstance(error, KeyboardInterrupt):
        logger(__name__).error(f"{what} died", exc_info=error)


def _failure(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """`exc_info` becomes `error`, the types of the exception and its causes, and `at`, where it went through."""
    exception = event.pop("exc_info", None)
    if exception is True:
        exception = sys.exc_info()
    error = exception[1] if isinstance(exception, tuple) else exception
    if isinstance(error, BaseException):
        event["at"] = places(error.__traceback__)
        kinds: list[str] = []
        while error is not None and len(kinds) < MAX_PLACES:
            kinds.append(_kind(error))
            error = error.__cause__ or error.__context__
        event["error"] = " from ".join(kinds)
    event.pop("stack_info", None)
    return event


def _without_arguments(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """A library's message as a template, with the place that it comes from."""
    record: logging.LogRecord = event["_record"]
    if not any(f"{record.name}.".startswith(f"{name}.") for name in SPEAK_OF_CONNECTIONS):
        event["event"] = str(record.msg) if _had_arguments(event) else WITHHELD
        event["from"] = f"{record.module}:{record.lineno}"
    return event


def _had_arguments(event: EventDict) -> bool:
    """Without arguments a message may have been put together before: then it may hold anything."""
    return bool(str(event["_record"].msg) != event["event"])


def _kind(value: Any) -> str:
    return f"{type(value).__module__}.{type(value).__qualname__}".removeprefix("builtins.")


_CHAIN: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _failure,
]
structlog.configure(
    processors=[structlog.stdlib.filter_by_level, *_CHAIN, ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=BoundLogger,
)

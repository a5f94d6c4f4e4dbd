"""Sends what the outbox holds: signed as Standard Webhooks says (standardwebhooks.com), never redirected."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPException

import urllib3
from sqlalchemy import Engine
from standardwebhooks import Webhook
from urllib3.connection import HTTPConnection, HTTPSConnection

from models.errors import CheckerError
from service.deadline import in_time
from service.logs import logger
from service.moments import to_utc
from service.storage.database import transaction
from service.storage.tables import Delivery, Endpoint
from service.supervision import SupervisedThread
from service.webhooks import outbox
from service.webhooks.addresses import Lookup, Place, addresses_of, locate, parse

TIMEOUT_SECONDS = 10.0
"""Without a byte;"""
DEADLINE_SECONDS = 20.0
"""and of a whole delivery, from looking up the receiver's name to the answer's status: less than its lease."""
LOOK_EVERY_SECONDS = 1.0
AT_ONCE = 20
MAX_ENDPOINTS_AT_ONCE = 32
TURN_SECONDS = 10.0
"""After which an endpoint begins no further message while others may wait for a thread; it has its turn again."""
log = logger(__name__)


class TooSlow(CheckerError):
    """The receiver did not answer in time."""


class WebhookSender(SupervisedThread):
    """A thread that looks for messages, and others that deliver them: one an endpoint, so that none waits for another.

    What goes wrong with a message is told of that message; whatever else ends a thread, it is begun again.
    """

    def __init__(
        self, engine: Engine, clock: Callable[[], float] = time.time, lookup: Lookup = addresses_of
    ) -> None:
        super().__init__("webhook sender", self._run)
        self._engine, self._clock, self._lookup = engine, clock, lookup
        self._pool = ThreadPoolExecutor(MAX_ENDPOINTS_AT_ONCE, "delivery")
        self._look = threading.Event()
        self._lock = threading.Lock()
        self._busy: set[str] = set()

    def stop(self) -> None:
        """Ends, after the messages at hand."""
        self.stopping.set()
        self._look.set()
        self.join()
        self._pool.shutdown()

    def deliver_due(self) -> int:
        """Tries every message that is due, until it is stopped; how many it tried."""
        return sum(begun.result() for begun in self._begin())

    def _begin(self) -> Sequence[Future[int]]:
        """Has what is due delivered, of each endpoint that is not at it already."""
        with self._lock:
            with transaction(self._engine) as session:
                waiting = outbox.due(session, self._clock(), AT_ONCE, self._busy)
            self._busy |= waiting.keys()
        begun: list[Future[int]] = []
        try:
            for endpoint, some in waiting.items():
                begun.append(self._pool.submit(self._serve, endpoint, some))
        except RuntimeError:  # no thread is to be had: what is not begun is nobody's
            with self._lock:
                self._busy -= set(list(waiting)[len(begun) :])
            raise
        return begun

    def _run(self) -> None:
        while not self.stopping.is_set():
            self._look.wait(LOOK_EVERY_SECONDS)
            self._look.clear()
            try:
                self._begin()
            except CheckerError:
                log.warning("the database does not answer: nothing is delivered", exc_info=True)

    def _serve(self, endpoint: str, deliveries: Sequence[str]) -> int:
        """Delivers to one endpoint, and has what is due looked for again at once where there may be more."""
        tried = 0
        try:
            tried = self._deliver_all(deliveries)
        except BaseException as error:  # the pool's next thread takes the endpoint over at the next look
            log.error("a delivering thread ended: another takes its endpoint over", exc_info=error)
            self.restarts += 1
        finally:
            with self._lock:
                self._busy.discard(endpoint)
        if tried:
            self._look.set()
        return tried

    def _deliver_all(self, deliveries: Sequence[str]) -> int:
        """Tries them one after the other, until its turn is over; how many it tried."""
        tried, until = 0, time.monotonic() + TURN_SECONDS
        for delivery in deliveries:
            if self.stopping.is_set() or time.monotonic() > until:
                break
            try:
                tried += self._deliver(delivery)
            except CheckerError:
                log.warning("the database does not answer: nothing is delivered", exc_info=True)
            except Exception:  # the lease runs out, and the message is tried again
                log.exception("a delivery failed", delivery=delivery)
        return tried

    def _deliver(self, delivery: str) -> bool:
        with transaction(self._engine) as session:
            if not outbox.claim(session, delivery, self._clock()):
                return False
            message = session.get_one(Delivery, delivery)
            endpoint = session.get_one(Endpoint, message.endpoint_id)
            tries = message.attempts
        began = time.perf_counter()
        status, error = self._attempt(message, endpoint)
        seconds = round(time.perf_counter() - began, 3)
        with transaction(self._engine) as session:
            outcome = outbox.record(session, delivery, status, error, self._clock())
        fields = {"delivery": delivery, "article": message.article_id, "endpoint": endpoint.name}
        log.info("delivery", **fields, outcome=outcome, status=status, tries=tries, seconds=seconds)
        return True

    def _attempt(self, message: Delivery, endpoint: Endpoint) -> tuple[int | None, str]:
        """The receiver's status, or None and why there is none."""
        now = to_utc(self._clock())
        body = json.dumps(message.body, ensure_ascii=False)
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "mtqc",
            "webhook-id": message.id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(endpoint.secret).sign(message.id, now, body),
        }
        began = time.monotonic()
        try:
            place = self._located(endpoint)
            status = post(place, body.encode(), headers, DEADLINE_SECONDS, time.monotonic() - began)
        except CheckerError as error:
            return None, str(error)
        except (urllib3.exceptions.HTTPError, HTTPException, OSError, ValueError) as error:
            return None, f"{type(error).__name__}: {error}"
        return status, "" if 200 <= status < 300 else f"The receiver answered {status}."

    def _located(self, endpoint: Endpoint) -> Place:
        """Where it goes now. Raises TookTooLong: a name server may keep silent for longer than a lease lasts."""
        url, allowed, lookup = endpoint.url, endpoint.inside_allowed, self._lookup
        return in_time(DEADLINE_SECONDS, f"The look-up of {parse(url)[1]}", lambda: locate(url, allowed, lookup))


def post(
    place: Place, body: bytes, headers: Mapping[str, str], deadline: float = DEADLINE_SECONDS, spent: float = 0.0
) -> int:
    """Connects to the address that was looked up, whatever its name says by now; the status of the answer.

    Raises TooSlow after `deadline` seconds in all, of which `spent` are over, however steadily bytes come; OSError,
    HTTPException or urllib3's HTTPError for what else goes wrong.
    """
    connection = _connection(place)
    late = threading.Event()
    watchdog = threading.Timer(max(0.0, deadline - spent), _cut, (connection, late))
    watchdog.start()
    try:
        connection.request("POST", place.path, body, dict(headers) | {"Host": place.authority})
        return int(connection.getresponse().status)  # what it says beyond that is nobody's business
    except Exception as error:
        if late.is_set():
            raise TooSlow(f"The receiver did not answer within {deadline:.0f} seconds.") from error
        raise
    finally:
        watchdog.cancel()
        connection.close()


def _connection(place: Place) -> HTTPConnection:
    if place.scheme == "https":
        return HTTPSConnection(
            place.address,
            place.port,
            timeout=TIMEOUT_SECONDS,
            assert_hostname=place.host,
            server_hostname=place.host,
        )
    return HTTPConnection(place.address, place.port, timeout=TIMEOUT_SECONDS)


def _cut(connection: HTTPConnection, late: threading.Event) -> None:
    """Ends a connection under the thread that waits for it."""
    late.set()
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)

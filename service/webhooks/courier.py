"""Sends what the outbox holds: signed as Standard Webhooks says (standardwebhooks.com), never redirected."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

import urllib3
from sqlalchemy import Engine
from standardwebhooks import Webhook

from models.errors import CheckerError
from service.logs import logger
from service.storage.database import transaction
from service.storage.tables import Delivery, Endpoint
from service.webhooks import outbox
from service.webhooks.addresses import Lookup, Place, addresses_of, locate

TIMEOUT_SECONDS = 10.0
LOOK_EVERY_SECONDS = 1.0
AT_ONCE = 20
log = logger(__name__)


class Courier:
    """A thread that delivers, one message after the other."""

    def __init__(
        self, engine: Engine, clock: Callable[[], float] = time.time, lookup: Lookup = addresses_of
    ) -> None:
        self._engine, self._clock, self._lookup = engine, clock, lookup
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    def stop(self) -> None:
        """Ends, after the message at hand."""
        self._stopped.set()
        self._thread.join()

    def deliver_due(self) -> int:
        """Tries every message that is due, until it is stopped; how many it tried."""
        with transaction(self._engine) as session:
            waiting = outbox.due(session, self._clock(), AT_ONCE)
        return sum(self._deliver(delivery) for delivery in waiting if not self._stopped.is_set())

    def _run(self) -> None:
        while not self._stopped.wait(LOOK_EVERY_SECONDS):
            try:
                while self.deliver_due() and not self._stopped.is_set():
                    pass
            except CheckerError:
                log.warning("the database does not answer: nothing is delivered", exc_info=True)

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
        told = {"delivery": delivery, "article": message.article_id, "endpoint": endpoint.name}
        log.info("delivery", **told, outcome=outcome, status=status, tries=tries, seconds=seconds)
        return True

    def _attempt(self, message: Delivery, endpoint: Endpoint) -> tuple[int | None, str]:
        """The receiver's status, or None and why there is none."""
        now = datetime.fromtimestamp(self._clock(), UTC)
        body = json.dumps(message.body, ensure_ascii=False)
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "mtqc",
            "webhook-id": message.id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(endpoint.secret).sign(message.id, now, body),
        }
        try:
            place = locate(endpoint.url, endpoint.inside_allowed, self._lookup)
            status = post(place, body.encode(), headers)
        except (CheckerError, urllib3.exceptions.HTTPError) as error:
            return None, str(error)
        return status, "" if 200 <= status < 300 else f"The receiver answered {status}."


def post(place: Place, body: bytes, headers: dict[str, str]) -> int:
    """Connects to the address that was looked up, whatever its name says by now; the status of the answer."""
    if place.scheme == "https":
        pool: urllib3.HTTPConnectionPool = urllib3.HTTPSConnectionPool(
            place.address, place.port, assert_hostname=place.host, server_hostname=place.host
        )
    else:
        pool = urllib3.HTTPConnectionPool(place.address, place.port)
    named = headers | {"Host": f"{place.host}:{place.port}"}
    with pool:
        answer = pool.request(
            "POST", place.path, body, headers=named, timeout=TIMEOUT_SECONDS, retries=False, preload_content=False
        )
        answer.close()  # what it says beyond the status is nobody's business
        return int(answer.status)

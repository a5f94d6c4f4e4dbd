"""Clients that send a byte a second, or nothing, hold up nobody: no thread is theirs, and no connection for long."""

from __future__ import annotations

import socket
import time
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress

import pytest
from service_app import make_key
from sqlalchemy import Engine

from durability.served import Served, served
from scripts.cli.patience import CONNECTIONS, CROWDED, MIN_BYTES_A_SECOND, WaitingFor, seconds
from scripts.cli.web_threads import THREADS
from service.repeating import repeating

SLOW = 150
REQUESTS = 20
ORDINARY_SECONDS = 1.0
HEAD = b"POST /api/v1/articles HTTP/1.1\r\nHost: mtqc\r\n"
IN_THE_BODY = HEAD + b"Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n"


def dripping(connections: list[socket.socket]) -> AbstractContextManager[None]:
    """Sends another byte on each of them, every second."""

    def drip() -> None:
        for connection in connections:
            with suppress(OSError):  # it has been closed
                connection.send(b"x")

    return repeating(drip, 1, "dripping")


@pytest.mark.parametrize("begun", [IN_THE_BODY, HEAD + b"X-Long: "], ids=["body", "headers"])
def test_slow_clients_hold_up_nobody(engine: Engine, begun: bytes) -> None:
    assert SLOW > THREADS
    service = Served(engine.url.render_as_string(hide_password=False), make_key(engine))
    took = []
    with ExitStack() as stack:
        stack.callback(service.kill)
        slow = [stack.enter_context(service.connect()) for _ in range(SLOW)]
        for connection in slow:
            connection.sendall(begun)
        with dripping(slow):
            time.sleep(2)
            for number in range(REQUESTS):
                began = time.perf_counter()
                assert service.request("POST", "/api/v1/articles", {"id": str(number), "target": "They met."})
                took.append(time.perf_counter() - began)
    assert max(took) < ORDINARY_SECONDS, took


@pytest.mark.parametrize("begun", [IN_THE_BODY, HEAD + b"X-Long: ", b""], ids=["body", "headers", "nothing"])
def test_whoever_takes_all_connections_makes_room(engine: Engine, begun: bytes) -> None:
    with served(engine, make_key(engine)) as service, ExitStack() as stack:
        held = [stack.enter_context(service.connect()) for _ in range(CONNECTIONS + 20)]
        for connection in held:
            connection.sendall(begun)
        with dripping(held) if begun else nullcontext():
            began = time.monotonic()
            assert service.request("GET", "/healthz") or service.request("GET", "/healthz")
            assert time.monotonic() - began < 15


def test_a_request_that_does_not_come_in_is_refused(engine: Engine) -> None:
    patience = WaitingFor.THE_REST.value[0]
    with served(engine, make_key(engine)) as service, service.connect() as connection:
        connection.sendall(IN_THE_BODY)
        began = time.monotonic()
        with dripping([connection]):
            connection.settimeout(patience + 10)
            answer = connection.recv(65536)
            while not answer.endswith(b"}") and (more := connection.recv(65536)):
                answer += more
        assert answer.startswith(b"HTTP/1.1 408 Request Timeout\r\n") and b"application/problem+json" in answer
        assert b"/docs/problems/not-in-time" in answer
        assert patience <= time.monotonic() - began < patience + 5


def test_how_long_a_client_is_waited_for() -> None:
    assert seconds(WaitingFor.THE_REST, CROWDED - 1) == 30.0 and seconds(WaitingFor.THE_REST, CROWDED) == 5.0
    assert seconds(WaitingFor.THE_READER, 1) > seconds(WaitingFor.A_REQUEST, 1) > seconds(WaitingFor.A_REQUEST, CROWDED)
    assert seconds(WaitingFor.THE_REST, CROWDED, 60 * MIN_BYTES_A_SECOND) == 90.0

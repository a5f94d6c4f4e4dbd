"""Clients that send a byte a second, more of them than the server has threads, hold up nobody else."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from service_app import make_key
from sqlalchemy import Engine

from durability.served import Served
from scripts.cli.web_server import SPARE_THREADS
from service.check_queue import WAITING_REQUESTS

SLOW = 150
REQUESTS = 20
ORDINARY_SECONDS = 1.0
HEAD = b"POST /api/v1/articles HTTP/1.1\r\nHost: mtqc\r\n"
IN_THE_BODY = HEAD + b"Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n"


@contextmanager
def dripping(connections: list[socket.socket]) -> Iterator[None]:
    """Sends another byte on each of them, every second."""
    done = threading.Event()

    def drip() -> None:
        while not done.wait(1):
            for connection in connections:
                connection.send(b"x")

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


@pytest.mark.parametrize("begun", [IN_THE_BODY, HEAD + b"X-Long: "], ids=["body", "headers"])
def test_slow_clients_hold_up_nobody(engine: Engine, begun: bytes) -> None:
    assert SLOW > SPARE_THREADS + WAITING_REQUESTS + 1
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

"""The service itself and receivers that vanish, dawdle, or lead to where nothing may be sent."""

from __future__ import annotations

import socket
import time
from typing import Any

from sqlalchemy import Engine
from waiting import wait_for
from webhooks.test_bad_receivers import ANSWER, listening
from webhooks.test_sender import endpoint

from durability.served import Served
from service.webhooks.sender import DEADLINE_SECONDS

INSIDE = ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "017700000001", "127.1", "0", "[::ffff:127.0.0.1]",
          "１２７.0.0.1", "127。0.0.1")  # fmt: skip
"""Spellings of this machine."""


def errors(service: Served, name: str) -> list[str]:
    """What went wrong last with each message to an endpoint."""
    found: Any = service.request("GET", f"/api/v1/deliveries?endpoint={name}")
    return [one["last_error"] for one in found["deliveries"] if one["last_error"]]


def test_an_article_deleted_while_its_message_is_under_way_ends_nothing(engine: Engine, service: Served) -> None:
    heard: list[bytes] = []

    def deleting(connection: socket.socket) -> None:
        heard.append(connection.recv(65536))
        for article in service.request("GET", "/api/v1/articles")["articles"]:
            service.delete(f"/api/v1/articles/{article['id']}")
        connection.sendall(ANSWER)

    with listening(deleting) as port:
        endpoint(engine, f"http://127.0.0.1:{port}/")
        for number in range(3):
            service.send({"id": str(number), "target": "They met."})
            wait_for(lambda told=number + 1: len(heard) >= told, 30)
    assert service.request("GET", "/readyz")["status"] == "ready"
    told = service.text("/metrics")
    assert 'mtqc_thread_restarts_total{thread="webhook sender"} 0.0' in told
    assert 'mtqc_thread_down{thread="webhook sender"} 0.0' in told


def test_a_receiver_that_dawdles_holds_up_no_other_and_is_given_up_in_time(engine: Engine, service: Served) -> None:
    heard: list[bytes] = []

    def dawdling(connection: socket.socket) -> None:
        connection.recv(65536)
        while True:  # until it is cut off
            connection.sendall(b"H")
            time.sleep(0.3)

    def prompt(connection: socket.socket) -> None:
        heard.append(connection.recv(65536))
        connection.sendall(ANSWER)

    with listening(dawdling) as slow, listening(prompt) as quick:
        endpoint(engine, f"http://127.0.0.1:{slow}/", name="slow")
        endpoint(engine, f"http://127.0.0.1:{quick}/", name="quick")
        began = time.monotonic()
        for number in range(3):
            service.send({"id": str(number), "target": "They met."})
        wait_for(lambda: len(heard) == 3, DEADLINE_SECONDS / 2)
        wait_for(lambda: errors(service, "slow"), 2 * DEADLINE_SECONDS)
        assert time.monotonic() - began < 2 * DEADLINE_SECONDS
        assert set(errors(service, "slow")) == {"The receiver did not answer within 20 seconds."}


def test_nothing_is_sent_inside_however_it_is_spelt_or_redirected(engine: Engine, service: Served) -> None:
    heard: list[bytes] = []

    def inside(connection: socket.socket) -> None:
        heard.append(connection.recv(65536))

    with listening(inside) as secret:
        place = f"Location: http://127.0.0.1:{secret}/\r\nContent-Length: 0\r\n\r\n"

        def redirecting(connection: socket.socket) -> None:
            connection.recv(65536)
            connection.sendall(f"HTTP/1.1 307 Elsewhere\r\n{place}".encode())

        with listening(redirecting) as allowed:
            endpoint(engine, f"http://127.0.0.1:{allowed}/", name="redirecting")
            for number, host in enumerate(INSIDE):  # as if the rules had been others when it was registered
                endpoint(engine, f"http://{host}:{secret}/", name=f"inside-{number}", inside=False)
            service.send({"id": "1", "target": "They met."})
            names = ["redirecting", *(f"inside-{number}" for number in range(len(INSIDE)))]
            wait_for(lambda: all(errors(service, name) for name in names), 60)
            told = {name: errors(service, name) for name in names}
    assert told.pop("redirecting") == ["The receiver answered 307."]
    assert all(len(one) == 1 and "not a public address" in one[0] for one in told.values()), told
    assert not heard

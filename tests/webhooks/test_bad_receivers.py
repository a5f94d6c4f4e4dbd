"""Receivers that dawdle, hang up or vanish: they cost themselves something, and nobody else."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy import Engine, delete
from sqlalchemy.orm import Session

from models.errors import InvalidInput
from service.deadline import abandoned
from service.storage.database import transaction
from service.storage.tables import ArticleRow, Delivery
from service.webhooks import sender as webhook_sender
from service.webhooks.addresses import Place
from service.webhooks.outbox import DELIVERED, WAITING
from service.webhooks.sender import TooSlow, WebhookSender, post
from tests.webhooks.test_sender import Clock, endpoint, put

ANSWER = b"HTTP/1.1 204 No Content\r\n\r\n"
Behaviour = Callable[[socket.socket], None]


@contextmanager
def listening(behaviour: Behaviour) -> Iterator[int]:
    """A receiver on a port of this machine that does so with every connection."""
    stopped = threading.Event()

    def serve(server: socket.socket) -> None:
        while not stopped.is_set():
            with suppress(OSError):
                connection, _ = server.accept()
                with connection, suppress(OSError):
                    behaviour(connection)

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        thread = threading.Thread(target=serve, args=[server])
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            stopped.set()
            thread.join()


def prompt(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(ANSWER)


def dawdling(connection: socket.socket) -> None:
    """A byte now and then: no single read ever takes long."""
    connection.recv(65536)
    for byte in b"HTTP/1.1 204 " + b"x" * 60:
        connection.sendall(bytes([byte]))
        time.sleep(0.05)


@pytest.fixture
def sender(database: Engine) -> Iterator[WebhookSender]:
    found = WebhookSender(database, Clock(), lambda host, port: ["127.0.0.1"])
    yield found
    found._pool.shutdown()


def states(database: Engine) -> dict[str, str]:
    with Session(database) as session:
        return {str(d.body["data"]["to"]): d.state for d in session.query(Delivery)}


def test_a_delivery_has_a_deadline_however_steadily_bytes_come() -> None:
    with listening(dawdling) as port:
        began = time.monotonic()
        with pytest.raises(TooSlow, match="within 0 seconds"):
            post(Place("http", "cms.example", port, "/", "127.0.0.1"), b"{}", {}, deadline=0.3)
        assert time.monotonic() - began < 2


def test_a_name_server_that_keeps_silent_holds_no_delivery(
    database: Engine, sender: WebhookSender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_sender, "DEADLINE_SECONDS", 0.3)
    answered = threading.Event()
    sender._lookup = lambda host, port: ["127.0.0.1"] if answered.wait(10) else []
    endpoint(database, "http://cms.example:1/")
    put(database, Clock(), to="a")
    began = time.monotonic()
    assert sender.deliver_due() == 1
    assert time.monotonic() - began < 5
    answered.set()
    with Session(database) as session:
        kept = session.query(Delivery).one()
        assert (kept.state, kept.last_status) == (WAITING, None)
        assert kept.last_error == "The look-up of cms.example took longer than 0 seconds and was given up."
    assert abandoned() == 0  # no check


def test_what_a_look_up_takes_is_part_of_the_deadline(
    database: Engine, sender: WebhookSender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_sender, "DEADLINE_SECONDS", 2.0)
    sender._lookup = lambda host, port: time.sleep(1.5) or ["127.0.0.1"]  # type: ignore[func-returns-value]
    with listening(dawdling) as port:
        endpoint(database, f"http://cms.example:{port}/")
        put(database, Clock(), to="a")
        began = time.monotonic()
        assert sender.deliver_due() == 1
        assert time.monotonic() - began < 3.2  # not 1.5 and then another 2
    with Session(database) as session:
        assert "within 2 seconds" in session.query(Delivery).one().last_error


@pytest.mark.parametrize("last_words", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 99999 ?\r\n\r\n", b"\xff" * 70_000])
def test_a_receiver_that_talks_nonsense_is_tried_again_later(
    database: Engine, sender: WebhookSender, last_words: bytes
) -> None:
    def nonsense(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(last_words)

    with listening(nonsense) as port:
        endpoint(database, f"http://cms.example:{port}/")
        put(database, Clock(), to="a")
        assert sender.deliver_due() == 1
    assert states(database) == {"a": WAITING}
    with Session(database) as session:
        assert session.query(Delivery).one().last_error


def test_no_receiver_waits_for_another(
    database: Engine, sender: WebhookSender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_sender, "LOOK_EVERY_SECONDS", 0.05)
    with listening(dawdling) as slow, listening(prompt) as quick:
        endpoint(database, f"http://slow.example:{slow}/", name="slow")
        endpoint(database, f"http://quick.example:{quick}/", name="quick")
        put(database, Clock(), "slow", to="slow")
        sender.start()
        time.sleep(0.2)
        put(database, Clock(), "quick", to="quick")
        until = time.monotonic() + 2
        while states(database)["quick"] == WAITING and time.monotonic() < until:
            time.sleep(0.05)
        assert states(database) == {"slow": WAITING, "quick": DELIVERED}
        sender.stop()


def test_an_endpoint_has_its_turn_while_others_wait_for_a_thread(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_sender, "MAX_ENDPOINTS_AT_ONCE", 1)
    monkeypatch.setattr(webhook_sender, "TURN_SECONDS", 0.1)
    only_thread = WebhookSender(database, Clock(), lambda host, port: ["127.0.0.1"])

    def slow(connection: socket.socket) -> None:
        time.sleep(0.2)
        prompt(connection)

    with listening(slow) as port:
        for name in ("one", "two"):
            endpoint(database, f"http://cms.example:{port}/", name=name)
            for number in range(5):
                put(database, Clock(), name, to=f"{name} {number}")
        assert only_thread.deliver_due() == 2  # one of each
        only_thread._pool.shutdown()
    assert sorted(state for state in states(database).values()) == [DELIVERED] * 2 + [WAITING] * 8


def test_many_messages_of_one_endpoint_do_not_wait_for_the_next_look(
    database: Engine, sender: WebhookSender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_sender, "LOOK_EVERY_SECONDS", 0.5)
    monkeypatch.setattr(webhook_sender, "AT_ONCE", 2)
    with listening(prompt) as port:
        endpoint(database, f"http://cms.example:{port}/")
        for number in range(20):  # ten looks: five seconds, if each waited
            put(database, Clock(), to=str(number))
        sender.start()
        until = time.monotonic() + 3
        while set(states(database).values()) != {DELIVERED} and time.monotonic() < until:
            time.sleep(0.05)
        assert set(states(database).values()) == {DELIVERED}
        sender.stop()


def test_an_article_deleted_while_its_message_is_under_way(database: Engine, sender: WebhookSender) -> None:
    def deleting(connection: socket.socket) -> None:
        connection.recv(65536)
        with transaction(database) as session:
            session.execute(delete(Delivery))
            session.execute(delete(ArticleRow))
        connection.sendall(ANSWER)

    with listening(deleting) as port:
        endpoint(database, f"http://cms.example:{port}/")
        put(database, Clock(), to="a")
        assert sender.deliver_due() == 1
    with listening(prompt) as port:
        endpoint(database, f"http://cms.example:{port}/", name="other")
        put(database, Clock(), "other", to="b")
        assert sender.deliver_due() == 1
    assert states(database) == {"b": DELIVERED}


def test_a_fault_of_ours_ends_nothing(
    database: Engine, sender: WebhookSender, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("not foreseen")

    monkeypatch.setattr(webhook_sender, "LOOK_EVERY_SECONDS", 0.02)
    endpoint(database, "http://cms.example:1/")
    with monkeypatch.context() as patched:
        patched.setattr(webhook_sender.outbox, "due", broken)
        sender.start()
        time.sleep(0.2)
        assert sender._thread.is_alive()
    with monkeypatch.context() as patched:
        patched.setattr(webhook_sender, "locate", broken)
        put(database, Clock(), to="a")
        time.sleep(0.3)
    assert sender._thread.is_alive()
    sender.stop()


def test_an_endpoint_kept_from_before_with_a_host_that_cannot_be_looked_up(
    database: Engine, sender: WebhookSender
) -> None:
    endpoint(database, "https://a..example/")
    put(database, Clock(), to="a")
    assert sender.deliver_due() == 1
    assert states(database) == {"a": WAITING}
    with pytest.raises(InvalidInput):
        webhook_sender.locate("https://a..example/", False)

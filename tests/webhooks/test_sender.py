"""Messages: signed, sent to whom they are for, again until they arrive, and never where a redirect leads."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from service.storage.database import transaction
from service.storage.tables import ArticleRow, Delivery, Endpoint, new_id
from service.webhooks import outbox
from service.webhooks.outbox import DELIVERED, GIVEN_UP, PAUSES, WAITING
from service.webhooks.sender import WebhookSender

SECRET = "whsec_" + base64.b64encode(b"0123456789abcdef0123456789abcdef").decode()
HOUR = 3600.0


@dataclass
class Receiver:
    """A CMS that listens: what it got, and what it answers."""

    url: str = ""
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    found = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.got.append((self.path, dict(self.headers), body))
            self.send_response(found.status)
            for name, value in found.headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    found.url = f"http://cms.example:{server.server_port}/hook"
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


class Clock:
    """Stands still until it is set."""

    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sender(database: Engine, clock: Clock) -> WebhookSender:
    return WebhookSender(database, clock, lambda host, port: ["127.0.0.1"])


def endpoint(database: Engine, url: str, *, site: str = "news", name: str = "cms", inside: bool = True) -> None:
    with transaction(database) as session:
        session.add(
            Endpoint(site=site, name=name, url=url, secret=SECRET, inside_allowed=inside, created_at=0.0)
        )


def put(database: Engine, clock: Clock, callback: str = "", **data: Any) -> int:
    with transaction(database) as session:
        article = ArticleRow(site="news", cms_id=new_id(), created_at=0.0)
        session.add(article)
        session.flush()
        return outbox.put(session, article, callback, "article.checked", data, clock())


def only(database: Engine) -> Delivery:
    with Session(database) as session:
        return session.query(Delivery).one()


def test_a_message_arrives_signed(database: Engine, sender: WebhookSender, clock: Clock, receiver: Receiver) -> None:
    endpoint(database, receiver.url)
    put(database, clock, verdict="review", text="محاولات 👩‍🚀")
    assert sender.deliver_due() == 1 and sender.deliver_due() == 0
    ((path, headers, body),) = receiver.got
    assert path == "/hook" and headers["Host"].startswith("cms.example:")
    own = {name.lower(): value for name, value in headers.items()}
    message = _verified(own, body, clock)
    assert (message["type"], message["timestamp"]) == ("article.checked", "2027-01-15T08:00:00.000Z")
    assert message["data"] == {"verdict": "review", "text": "محاولات 👩‍🚀"}
    with pytest.raises(WebhookVerificationError):
        _verified(own, body.replace(b"review", b"reject"), clock)
    kept = only(database)
    assert (kept.state, kept.attempts, kept.last_status, kept.delivered_at) == (DELIVERED, 1, 204, clock.now)


def _verified(headers: dict[str, str], body: bytes, clock: Clock) -> Any:
    """As a receiver does it, whose clock shows the time of the test."""
    signed = Webhook(SECRET)
    expected = signed.sign(headers["webhook-id"], datetime.fromtimestamp(clock.now, UTC), body.decode())
    if expected != headers["webhook-signature"]:
        raise WebhookVerificationError("another signature")
    return json.loads(body)


def test_a_receiver_down_for_an_hour_is_told_in_the_end(
    database: Engine, sender: WebhookSender, clock: Clock, receiver: Receiver
) -> None:
    endpoint(database, receiver.url)
    receiver.status = 503
    put(database, clock)
    began = clock.now
    while clock.now < began + HOUR:
        sender.deliver_due()
        clock.now += 60
    tried = len(receiver.got)
    assert 3 <= tried <= 5 and only(database).state == WAITING and only(database).last_status == 503
    receiver.status = 200
    while only(database).state == WAITING:
        sender.deliver_due()
        clock.now += 60
        assert clock.now < began + 4 * HOUR
    assert only(database).state == DELIVERED and len(receiver.got) == tried + 1
    assert len({headers["webhook-id"] for _, headers, _ in receiver.got}) == 1


def test_what_never_arrives_is_given_up_and_can_be_sent_again(
    database: Engine, sender: WebhookSender, clock: Clock
) -> None:
    endpoint(database, "http://cms.example:1/")  # nobody listens
    put(database, clock)
    for _ in range(len(PAUSES) + 1):
        assert sender.deliver_due() == 1
        clock.now += 2 * max(PAUSES)
    kept = only(database)
    assert (kept.state, kept.attempts, kept.last_status) == (GIVEN_UP, len(PAUSES) + 1, None) and kept.last_error
    assert sender.deliver_due() == 0
    with transaction(database) as session:
        assert not outbox.replay(session, "theirs", kept.id, clock())
        assert outbox.replay(session, "news", kept.id, clock())
    assert sender.deliver_due() == 1


def test_a_redirect_is_not_followed(database: Engine, sender: WebhookSender, clock: Clock, receiver: Receiver) -> None:
    endpoint(database, receiver.url)
    receiver.status, receiver.headers = 307, {"Location": receiver.url.replace("cms.example", "127.0.0.1")}
    put(database, clock)
    assert sender.deliver_due() == 1 and len(receiver.got) == 1
    assert (only(database).state, only(database).last_status) == (WAITING, 307)


def test_an_address_inside_is_refused_unless_allowed(
    database: Engine, sender: WebhookSender, clock: Clock, receiver: Receiver
) -> None:
    endpoint(database, receiver.url, inside=False)
    put(database, clock)
    assert sender.deliver_due() == 1 and not receiver.got
    assert "not a public address" in only(database).last_error


def test_gone_means_gone(database: Engine, sender: WebhookSender, clock: Clock, receiver: Receiver) -> None:
    endpoint(database, receiver.url)
    receiver.status = 410
    put(database, clock)
    sender.deliver_due()
    assert only(database).state == GIVEN_UP
    assert put(database, clock) == 0


def test_only_those_who_asked_are_told(database: Engine, clock: Clock) -> None:
    endpoint(database, "https://a.example/", name="a")
    endpoint(database, "https://b.example/", name="b")
    endpoint(database, "https://c.example/", name="a", site="theirs")
    assert (put(database, clock), put(database, clock, "b"), put(database, clock, "c")) == (2, 1, 0)

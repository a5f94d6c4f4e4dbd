"""The example client against a real server: everything that a CMS calls, and the messages that it gets."""

from __future__ import annotations

import base64
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from unittest.mock import patch

import pytest
from fake_checker import FakeChecker
from service_app import make_app, make_key, serving
from sqlalchemy import Engine
from standardwebhooks import Webhook

from service.articles.checking import Checking
from service.jobs.worker import Worker

with patch.object(sys, "path", [*sys.path, str(Path(__file__).resolve().parent.parent / "examples")]):
    import client as example

NOW = 1_800_000_000
SECRET = "whsec_" + base64.b64encode(b"0123456789abcdef0123456789abcdef").decode()
BODY = '{"type": "article.checked", "timestamp": "…", "data": {"cms_id": "port-7", "verdict": "review"}}'.encode()
PORT = {"id": "port-7", "source": "للتقارب", "target": "They take advantage.", "format": "html"}


@pytest.fixture
def mtqc(engine: Engine) -> Iterator[example.Mtqc]:
    """A client of a server whose worker answers at once."""
    app = make_app(engine, FakeChecker(), notify=Worker(engine, Checking(FakeChecker().check)).work_next)
    with serving(app) as address:
        yield example.Mtqc(make_key(engine), address + "/")


def test_an_article_from_sending_to_deleting(mtqc: example.Mtqc) -> None:
    article = mtqc.send(PORT, once="port-7-1")
    assert mtqc.send(PORT, once="port-7-1") == article and len(mtqc.revisions(article)) == 1
    report = mtqc.report(article)
    assert (report["verdict"], mtqc.job(report["article"]["job"])["state"]) == ("review", "done")
    assert mtqc.article(article)["publishing"]["allowed"] is False
    mtqc.decide(article, {"action": "dismiss", "flag": report["flags"][0]["fingerprint"]})
    mtqc.decide(article, {"action": "edit", "segment": "s1", "text": "They draw closer."})
    after = mtqc.decide(article, {"action": "finish"})["article"]
    assert after["publishing"]["allowed"] and after["publishing"]["edits"] == 1
    assert mtqc.corrected(article)["html"] == "They draw closer."
    assert [event["action"] for event in mtqc.decisions(article)][-3:] == ["dismiss", "edit", "finish"]
    mtqc.delete(article)
    with pytest.raises(example.Refused) as refused:
        mtqc.article(article)
    assert refused.value.status == 404


def test_many_articles_at_once_and_page_by_page(mtqc: example.Mtqc) -> None:
    results = mtqc.send_batch([PORT, {"id": "empty", "target": " "}, {"id": "b", "target": "Fine."}], once="all")
    assert [result["status"] for result in results] == [202, 422, 202]
    assert {found["cms_id"] for found in mtqc.articles(limit="1")} == {"port-7", "b"}
    assert [found["cms_id"] for found in mtqc.articles(verdict="review", limit="1")] == ["port-7"]


def test_what_is_not_kept_and_what_is_known(mtqc: example.Mtqc) -> None:
    assert mtqc.check(PORT)["verdict"] == "review" and list(mtqc.articles()) == []
    assert mtqc.capabilities()["limits"]["characters"] > 0


def test_waiting_ends(engine: Engine) -> None:
    with serving(make_app(engine, FakeChecker())) as address, pytest.raises(TimeoutError):
        client = example.Mtqc(make_key(engine), address)
        client.wait(client.send(PORT, once="1"), patience_seconds=0.1)


@pytest.mark.parametrize(
    ("status", "headers", "body", "told"),
    [
        (302, {"Location": "http://127.0.0.1:1/"}, b"", "302 Found"),
        (502, {}, b"<h1>Bad gateway</h1>", "502 Bad Gateway"),
        (500, {}, b"[]", "500 Internal Server Error"),
        (422, {}, b'{"status": 422, "title": "Unprocessable Entity", "detail": "target has no text"}', "no text"),
    ],
)
def test_a_refusal_is_told_whoever_refuses(status: int, headers: dict[str, str], body: bytes, told: str) -> None:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    with pytest.raises(example.Refused, match=told) as refused:
        example.Mtqc("mtqc_key", f"http://127.0.0.1:{server.server_port}").capabilities()
    assert refused.value.status == status
    thread.join(10)
    server.server_close()


@pytest.mark.parametrize(
    ("told", "pause"), [("7", 7.0), ("", 2.0), ("Wed, 21 Oct 2026 07:28:00 GMT", 2.0), ("-1", 2.0)]
)
def test_a_busy_service_says_when_to_ask_again(told: str, pause: float) -> None:
    headers = Message()
    headers["Retry-After"] = told
    assert example._pause(headers, 2.0) == pause


def signed(at: int = NOW, body: bytes = BODY, secret: str = SECRET) -> dict[str, str]:
    """The headers of a message as the library writes them."""
    signature = Webhook(secret).sign("msg_1", datetime.fromtimestamp(at, UTC), body.decode())
    return {"Webhook-Id": "msg_1", "webhook-timestamp": str(at), "webhook-signature": signature}


@pytest.mark.parametrize("at", [NOW, NOW - 299, NOW + 299])
def test_a_signed_message_is_read(at: int) -> None:
    message = example.verify(SECRET, signed(at), BODY, NOW)
    assert (message.id, message.type, message.data["verdict"]) == ("msg_1", "article.checked", "review")


def test_one_of_several_signatures_is_enough() -> None:
    headers = signed()
    several = headers | {"webhook-signature": f"v1,AAAA v2,é {headers['webhook-signature']}"}
    assert example.verify(SECRET, several, BODY, NOW).id == "msg_1"


@pytest.mark.parametrize(
    ("headers", "body", "secret"),
    [
        ({}, BODY, SECRET),
        (signed(NOW - 301), BODY, SECRET),
        (signed(NOW + 301), BODY, SECRET),
        (signed(), BODY.replace(b"review", b"passed"), SECRET),
        (signed() | {"Webhook-Id": "msg_2"}, BODY, SECRET),
        (signed() | {"webhook-timestamp": str(NOW + 1)}, BODY, SECRET),
        (signed() | {"webhook-timestamp": "soon"}, BODY, SECRET),
        (signed() | {"webhook-timestamp": "١٨٠٠٠٠٠٠٠٠"}, BODY, SECRET),
        (signed() | {"webhook-timestamp": "9" * 5000}, BODY, SECRET),
        (signed() | {"webhook-signature": "é"}, BODY, SECRET),
        (signed(), BODY, "whsec_" + base64.b64encode(b"another").decode()),
        (signed(), BODY, "no base64"),
        (signed(), BODY, ""),
    ],
    ids=lambda value: "" if isinstance(value, bytes | str) else str(len(value)),
)
def test_everything_else_is_refused(headers: dict[str, str], body: bytes, secret: str) -> None:
    with pytest.raises(example.NotSigned):
        example.verify(secret, headers, body, NOW)

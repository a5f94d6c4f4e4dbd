"""Bodies that are too long are refused when they are announced or as soon as they are; strangers are hardly read."""

from __future__ import annotations

import http.client
import json
import re
import socket
import time
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from fake_checker import FakeChecker
from service_app import make_app, make_client, make_key, running, sign_in
from sqlalchemy import Engine

from scripts.cli.web_server import MAX_IN_MEMORY_BYTES, web_server
from service.access.body_limits import MAX_BATCH_BYTES, MAX_REQUEST_BYTES, MAX_STRANGER_BYTES, BodyLimits
from service.review.session import is_signed_in
from service.storage.database import StorageUnavailable

ARTICLES, BATCHES, PO = "/api/v1/articles", "/api/v1/batches", "/api/v1/formats/po"
PIECE = b"x" * 65_536
MAX_READ_BEYOND = 8 * 2**20
"""What may lie in the buffers of both sockets when the refusal comes: some 4 MB on one machine."""


@pytest.fixture
def port(engine: Engine) -> Iterator[int]:
    app = make_app(engine, FakeChecker(), open_to_all=False)
    with running(web_server(app, "127.0.0.1", 0, BodyLimits(engine, partial(is_signed_in, app, engine)))) as server:
        yield server.effective_port


def sent(
    port: int, path: str, length: int, key: str = "", chunked: bool = False, **headers: str
) -> tuple[int, Any, int]:
    """Sends until it is answered or done: the status, the answer's JSON, and how much of the body was taken."""
    own = {"Content-Type": "application/jsonl" if path == BATCHES else "application/json"} | headers
    own |= {"Authorization": f"Bearer {key}"} if key else {}
    own |= {"Transfer-Encoding": "chunked"} if chunked else {"Content-Length": str(length)}
    head = f"POST {path} HTTP/1.1\r\nHost: mtqc\r\n" + "".join(f"{name}: {value}\r\n" for name, value in own.items())
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(f"{head}\r\n".encode())
        taken, connection_is_read = 0, False
        connection.setblocking(False)
        until = time.monotonic() + 20
        while taken < length and not connection_is_read and time.monotonic() < until:
            try:
                connection_is_read = bool(connection.recv(1, socket.MSG_PEEK))
            except BlockingIOError:
                piece = PIECE[: length - taken]
                try:
                    connection.setblocking(True)
                    connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece)
                    taken += len(piece)
                finally:
                    connection.setblocking(False)
        connection.setblocking(True)
        if chunked and not connection_is_read:
            connection.sendall(b"0\r\n\r\n")
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        assert answer.getheader("Content-Type") == "application/problem+json"
        return answer.status, json.loads(answer.read()), taken


@pytest.mark.parametrize("chunked", [False, True], ids=["announced", "chunked"])
@pytest.mark.parametrize(
    ("path", "most"), [(ARTICLES, MAX_REQUEST_BYTES), (BATCHES, MAX_BATCH_BYTES), (PO, MAX_REQUEST_BYTES)]
)
def test_too_long(engine: Engine, port: int, path: str, most: int, chunked: bool) -> None:
    status, problem, taken = sent(port, path, 20 * most, make_key(engine), chunked)
    assert (status, problem["status"]) == (413, 413) and f"{most:,} bytes" in problem["detail"]
    assert taken < (most if chunked else 0) + MAX_READ_BEYOND


@pytest.mark.parametrize("chunked", [False, True], ids=["announced", "chunked"])
@pytest.mark.parametrize("key", ["", "mtqc_0123456789abcdef_nonsense"], ids=["none", "wrong"])
def test_strangers_are_hardly_read(port: int, key: str, chunked: bool) -> None:
    status, problem, taken = sent(port, BATCHES, MAX_BATCH_BYTES, key, chunked)
    assert status == 401 and "valid key" in problem["detail"] and taken < MAX_READ_BEYOND
    assert MAX_STRANGER_BYTES < MAX_IN_MEMORY_BYTES  # nothing of it is ever on disk


def test_nobody_is_asked_to_go_on_with_what_will_be_refused(port: int) -> None:
    status, _, taken = sent(port, ARTICLES, 100 * MAX_REQUEST_BYTES, Expect="100-continue")
    assert status == 413 and taken < MAX_READ_BEYOND


def test_who_waits_for_the_answer_gets_it_however_much_was_sent(engine: Engine, port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {"Authorization": f"Bearer {make_key(engine)}", "Content-Type": "application/json"}
    connection.request("POST", ARTICLES, b"x" * (MAX_REQUEST_BYTES + 1), headers)
    assert connection.getresponse().status == 413
    connection.close()


def test_what_is_not_too_long_is_taken(engine: Engine, port: int) -> None:
    line = json.dumps({"target": "They met. " * 3_000}).encode()
    lines = b"\n".join([line] * 30)
    assert len(lines) > MAX_IN_MEMORY_BYTES
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Authorization": f"Bearer {make_key(engine)}", "Content-Type": "application/jsonl"}
    for _ in range(2):  # on one connection
        connection.request("POST", BATCHES, lines, headers)
        answer = connection.getresponse()
        assert (answer.status, json.loads(answer.read())["accepted"]) == (200, 30)
    connection.close()


@pytest.mark.parametrize(("given", "taken"), [("cms-7", True), ("a b", False), ("", False)])
def test_what_is_refused_early_has_an_id_by_which_it_is_found(port: int, given: str, taken: bool) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        length = 2 * MAX_REQUEST_BYTES
        head = f"POST {ARTICLES} HTTP/1.1\r\nHost: mtqc\r\nX-Request-ID: {given}\r\nContent-Length: {length}"
        connection.sendall(f"{head}\r\n\r\n".encode())
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        own = answer.getheader("X-Request-ID") or ""
        assert answer.status == 413 and json.loads(answer.read())["request_id"] == own
    assert own == given if taken else re.fullmatch("[0-9a-f]{16}", own)


def test_who_comes_while_the_database_does_not_answer_is_told_when_to_come_again(engine: Engine) -> None:
    class Unavailable(BodyLimits):
        def is_stranger(self, path: str, authorization: str, cookie: str) -> bool:
            raise StorageUnavailable("The database does not answer.")

    app = make_app(engine, FakeChecker())
    with running(web_server(app, "127.0.0.1", 0, Unavailable(engine, lambda _: False))) as server:
        asked = http.client.HTTPConnection("127.0.0.1", server.effective_port, timeout=20)
        asked.request("POST", ARTICLES, b"x" * (MAX_STRANGER_BYTES + 1))
        answer = asked.getresponse()
        problem = json.loads(answer.read())
        asked.close()
    assert (answer.status, problem["type"].rpartition("/")[2]) == (503, "not-available")
    assert int(answer.getheader("Retry-After") or 0) > 0


@pytest.mark.parametrize(
    ("head", "status", "kind"),
    [
        ("GET /healthz HTTP/1.1\r\nHost: mtqc\r\nCookie: " + "x" * 300_000, 431, "headers-too-large"),
        ("POST /check HTTP/1.1\r\nHost: mtqc\r\nTransfer-Encoding: gzip", 501, "unknown-encoding"),
        ("nonsense", 400, "unreadable-request"),
    ],
)
def test_what_the_server_itself_refuses_has_its_kind(port: int, head: str, status: int, kind: str) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(f"{head}\r\n\r\n".encode())
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        problem = json.loads(answer.read())
    assert (answer.status, problem["type"].rpartition("/docs/problems/")[2]) == (status, kind)
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    asked.request("GET", f"/docs/problems/{kind}")
    assert asked.getresponse().status == 200
    asked.close()


def test_who_is_signed_in_is_no_stranger(engine: Engine) -> None:
    app = make_app(engine, FakeChecker())
    limits = BodyLimits(engine, partial(is_signed_in, app, engine), ("/open",))
    browser, passer_by = sign_in(app, make_key(engine)), make_client(app)
    passer_by.get("/sign-in")  # has a cookie, too: that of the form

    def cookie(client: Any) -> str:
        found = client.get_cookie("mtqc")
        return f"other=1; mtqc={found.value}" if found else ""

    assert not limits.is_stranger("/check", "", cookie(browser))
    assert limits.is_stranger("/check", "", cookie(passer_by)) and limits.is_stranger("/check", "", "mtqc=made.up")
    assert not limits.is_stranger("/open", "", "")
    assert not limits.is_stranger("/", f"bearer {make_key(engine)}", "") and limits.is_stranger("/", "Basic x", "")

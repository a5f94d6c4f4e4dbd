"""The service itself: many wrong passwords, a copy of a cookie after signing out, and Host headers of every kind."""

from __future__ import annotations

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest
from selectolax.lexbor import LexborHTMLParser

from durability.served import Served
from scripts.cli.web_threads import THREADS
from service.access.body_limits import MAX_REQUEST_BYTES, MAX_STRANGER_BYTES
from service.http.problem_types import TYPES

LONG = "/api/v1/articles"
"""A door where a long body needs a key or a sign-in."""


class Browser:
    """Keeps its cookies, on one connection for each request."""

    def __init__(self, service: Served, cookie: str = "") -> None:
        self._port, self.cookie = service.port, cookie

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, str]:
        """The answer's status and its text."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=20)
        try:
            connection.request(method, path, body, {"Cookie": self.cookie} | headers)
            answer = connection.getresponse()
            for name, morsel in SimpleCookie(answer.getheader("Set-Cookie", "")).items():
                self.cookie = f"{name}={morsel.value}"
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def token(self, page: str) -> str:
        return LexborHTMLParser(self.ask("GET", page)[1]).css_first("[name=csrf_token]").attributes["value"] or ""

    def send_form(self, path: str, token: str, **form: str) -> int:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urlencode(form | {"csrf_token": token}).encode(), **headers)[0]


def test_a_copy_of_a_cookie_opens_nothing_after_signing_out(service: Served, key: str) -> None:
    ana = Browser(service)
    assert ana.send_form("/sign-in", ana.token("/sign-in"), key=key, name="Ana") == 303
    copy = Browser(service, ana.cookie)
    long = b"x" * (2 * MAX_STRANGER_BYTES)
    assert copy.ask("GET", "/")[0] == 200
    assert copy.ask("POST", LONG, long)[0] == 415  # read to its end, as of whoever is signed in
    assert ana.send_form("/sign-out", ana.token("/")) == 303
    for path in ("/", "/stats", "/articles/x", "/check"):
        status, told = copy.ask("GET", path)
        assert status == 303 or (path == "/check" and "Sign out" not in told), path
    assert copy.ask("POST", "/articles/x/act", b"action=claim")[0] == 303
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=20)
    connection.putrequest("POST", LONG)
    for name, value in {"Cookie": copy.cookie, "Content-Length": str(MAX_STRANGER_BYTES + 1)}.items():
        connection.putheader(name, value)
    connection.endheaders()
    assert connection.getresponse().status == 401  # before any of it was sent
    connection.close()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells what a process has held")
def test_many_wrong_passwords_at_once_take_little_memory(service: Served) -> None:
    stranger = Browser(service)
    token = stranger.token("/sign-in")
    cookie, before = stranger.cookie, service.peak_bytes()
    form = {"login": "ana", "password": "seven grey herons"}
    with ThreadPoolExecutor(2 * THREADS) as pool:
        tries = [
            pool.submit(Browser(service, cookie).send_form, "/sign-in", token, **form) for _ in range(2 * THREADS)
        ]
        assert {one.result() for one in tries} == {401, 429}
    assert service.peak_bytes() - before < 200_000_000


def test_the_host_of_a_request_is_read_with_its_port(service: Served, key: str) -> None:
    for host in ("[::1]:8000", "[2001:db8::7]", "mtqc.example:8443", "127.0.0.1"):
        headers = {"Host": host, "Authorization": f"Bearer {key}"}
        by_the_application = Browser(service).ask("GET", f"{LONG}/none", **headers)
        too_long = {"Content-Length": str(MAX_REQUEST_BYTES + 1)}
        by_the_server = Browser(service).ask("POST", LONG, **headers, **too_long)
        for (status, told), expected in ((by_the_application, 404), (by_the_server, 413)):
            kind = json.loads(told)["type"].rpartition("/")[2]
            assert status == expected and json.loads(told)["type"] == f"http://{host}/docs/problems/{kind}"
            assert json.loads(told)["title"] == TYPES[kind].title


def test_no_host_is_too_odd(service: Served, key: str) -> None:
    for host in ("", "[::1", "a b", "[::1]]:80", "<script>", "x" * 5_000, "a:99999", "a:b", "a/b@c"):
        for path in ("/healthz", "/check", "/", f"{LONG}/none"):
            status, told = Browser(service).ask("GET", path, Host=host, Authorization=f"Bearer {key}")
            assert status < 500 and "<script>" not in told, (host[:20], path, status)

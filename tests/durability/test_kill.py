"""Nothing that was accepted is ever lost: the service is killed with -9 while articles are in flight."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path
from typing import Any

from service_app import make_key
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from service.jobs import ledger
from service.storage.tables import DONE, Job, Revision

PROGRAM = Path(__file__).with_name("killable_service.py")
ARTICLES, KILLS = 200, 10
PATIENCE_SECONDS = 120.0


class Service:
    """The program, started again as often as it is killed."""

    def __init__(self, url: str, key: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._url, self._key = url, key
        self.start()

    def start(self) -> None:
        own = {"PYTHONPATH": f"{PROGRAM.parents[2]}{os.pathsep}{PROGRAM.parents[1]}"}
        self._process = subprocess.Popen(
            [sys.executable, str(PROGRAM), self._url, str(self.port)], env=os.environ | own
        )
        until = time.monotonic() + PATIENCE_SECONDS
        while self.request("GET", "/healthz") is None:
            assert time.monotonic() < until and self._process.poll() is None, "the service did not start"
            time.sleep(0.05)

    def kill(self) -> None:
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def request(self, method: str, path: str, body: Any = None) -> Any:
        """The answer's JSON, or None where nobody answered."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._key}"}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return json.load(answer)
        except (urllib.error.URLError, OSError):
            return None


def test_two_hundred_articles_outlive_ten_kills(database: Engine) -> None:
    service = Service(database.url.render_as_string(hide_password=False), make_key(database))
    accepted: dict[str, str] = {}
    try:
        for number in range(ARTICLES):
            if number % (ARTICLES // KILLS) == ARTICLES // KILLS // 2:
                service.kill()
                service.start()
            sent = service.request("POST", "/api/v1/articles", {"id": str(number), "target": f"Story {number}."})
            accepted[sent["job"]] = sent["id"]
        states = _when_all_are_done(database)
    finally:
        service.kill()
    assert states == {DONE: ARTICLES} and len(accepted) == ARTICLES
    with Session(database) as session:
        reports = session.scalars(select(Revision.report)).all()
        jobs = session.scalars(select(Job)).all()
    assert Counter(report["id"] for report in reports if report) == {str(n): 1 for n in range(ARTICLES)}
    assert {job.id for job in jobs} == set(accepted)
    assert max(job.attempts for job in jobs) <= ledger.MOST_ATTEMPTS


def _when_all_are_done(database: Engine) -> Counter[str]:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        with Session(database) as session:
            states = Counter(session.scalars(select(Job.state)))
        if set(states) == {DONE} or time.monotonic() > until:
            return states
        time.sleep(0.2)

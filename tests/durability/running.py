"""A service of the tests' own that runs as a process, to be killed, started again, and sent anything."""

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
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).with_name("killable_service.py")
PATIENCE_SECONDS = 120.0
FAULT = "[the checker fails here]"
"""An article in which this stands is too much for the program's checker."""
OWN_PATH = {"PYTHONPATH": f"{PROGRAM.parents[2]}{os.pathsep}{PROGRAM.parents[1]}"}
"""The project and its tests, for programs that are started from them."""


class Service:
    """The program, started again as often as it is killed."""

    def __init__(self, url: str, key: str, *broker: str, log: Path | None = None) -> None:
        """`log`: where its standard error goes, if not to that of the tests."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._url, self._key, self._broker, self._log = url, key, broker, log
        self.start()

    def start(self) -> None:
        command = [sys.executable, str(PROGRAM), self._url, str(self.port), *self._broker]
        with open(self._log or os.devnull, "ab") as log:
            told = log if self._log else None
            self._process = subprocess.Popen(command, env=os.environ | OWN_PATH, stderr=told)
        self.wait_until_ready()

    def wait_until_ready(self, seconds: float = PATIENCE_SECONDS) -> None:
        """Until it answers. One that does not start is not left behind."""
        until = time.monotonic() + seconds
        while self.request("GET", "/healthz") is None:
            if time.monotonic() > until or self._process.poll() is not None:
                self.kill()
                raise AssertionError("the service did not start")
            time.sleep(0.05)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def send(self, article: dict[str, Any]) -> Any:
        """As a careful client sends: again under the same key, until it is told that the article is kept."""
        until = time.monotonic() + PATIENCE_SECONDS
        while (answer := self.request("POST", "/api/v1/articles", article, article["id"])) is None:
            assert time.monotonic() < until, f"article {article['id']} was not accepted"
            time.sleep(0.1)
        return answer

    def request(self, method: str, path: str, body: Any = None, once: str = "", prefer: str = "") -> Any:
        """The answer's JSON, or None where nobody answered."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._key}"}
        headers |= {name: value for name, value in (("Idempotency-Key", once), ("Prefer", prefer)) if value}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30 if prefer else 10) as answer:
                return json.load(answer)
        except (urllib.error.URLError, OSError):
            return None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


class Workers:
    """Worker processes on a broker, as `scripts/worker.py` starts them; killed all at once."""

    def __init__(self, url: str, broker: str) -> None:
        self._own = OWN_PATH | {"MTQC_DATABASE_URL": url, "MTQC_BROKER_URL": broker}
        self.start()

    def start(self) -> None:
        command = ["-m", "celery", "-A", "durability.killable_worker", "worker", "--pool", "prefork", "-c", "2"]
        self._process = subprocess.Popen(
            [sys.executable, *command, "-l", "ERROR"],
            env=os.environ | self._own,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

"""`scripts/serve.py` itself, around a checker that takes as long as an article says: for what only the whole must do.

    PYTHONPATH=.:tests python tests/durability/served.py LAST_SECONDS CHECK_SECONDS --database URL --port PORT
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fake_checker import FakeChecker
from sqlalchemy import Engine

from durability.running import OWN_PATH, Service
from scripts.measure.load import peak_bytes
from service import deadline

LASTS = re.compile(r"lasts ([\d.]+) seconds")


class AsLongAsTold(FakeChecker):
    """Takes as many seconds as the translation says."""

    def check(self, request: Any) -> Any:
        if told := LASTS.search(request.target):
            time.sleep(float(told[1]))
        return super().check(request)


class Served(Service):
    """The program, to be asked to stop. `last_seconds`: how long the article at hand may take then.

    `check_seconds`: how long a check of a short text may take.
    """

    def __init__(
        self, url: str, key: str, last_seconds: float = 20.0, check_seconds: float = deadline.FIRST_SECONDS
    ) -> None:
        self._own = str(last_seconds), str(check_seconds)
        super().__init__(url, key)

    def start(self) -> None:
        program = [sys.executable, str(Path(__file__)), *self._own]
        options = ["--database", self._url, "--port", str(self.port)]
        self._process = subprocess.Popen([*program, *options], env=os.environ | OWN_PATH)
        self.wait_until_ready()

    def ask_to_stop(self) -> None:
        self._process.terminate()

    def exit_code(self, within: float) -> int:
        """Raises subprocess.TimeoutExpired for a service that takes longer."""
        return self._process.wait(within)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def peak_bytes(self) -> int:
        """The most memory that it has held, where Linux tells."""
        return peak_bytes(self._process.pid)

    def text(self, path: str) -> str:
        """What is answered there that is no JSON."""
        with urllib.request.urlopen(self._asking(path), timeout=10) as answer:
            return str(answer.read().decode())

    def delete(self, path: str) -> None:
        urllib.request.urlopen(self._asking(path, "DELETE"), timeout=10).close()

    def _asking(self, path: str, method: str = "GET") -> urllib.request.Request:
        headers = {"Authorization": f"Bearer {self._key}"}
        return urllib.request.Request(f"{self.address}{path}", headers=headers, method=method)


@contextmanager
def served(engine: Engine, key: str, **options: float) -> Iterator[Served]:
    """The program on the test's database, killed in the end."""
    service = Served(engine.url.render_as_string(hide_password=False), key, **options)
    try:
        yield service
    finally:
        service.kill()


if __name__ == "__main__":
    from scripts import serve

    serve.load_checker = lambda *_: AsLongAsTold()  # type: ignore[assignment, return-value]
    serve.LAST_SECONDS, deadline.FIRST_SECONDS = map(float, sys.argv[1:3])
    sys.exit(serve.main(sys.argv[3:]))

"""`scripts/serve.py` itself, around a checker that takes as long as an article says: for what only the whole must do.

    PYTHONPATH=.:tests python tests/durability/served.py LAST_SECONDS --database URL --port PORT
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from fake_checker import FakeChecker

from durability.running import OWN_PATH, PATIENCE_SECONDS, Service

LASTS = re.compile(r"lasts ([\d.]+) seconds")


class AsLongAsTold(FakeChecker):
    """Takes as many seconds as the translation says."""

    def check(self, request: Any) -> Any:
        if told := LASTS.search(request.target):
            time.sleep(float(told[1]))
        return super().check(request)


class Served(Service):
    """The program, to be asked to stop. `last_seconds`: how long the article at hand may take then."""

    def __init__(self, url: str, key: str, last_seconds: float = 20.0) -> None:
        self._last_seconds = last_seconds
        super().__init__(url, key)

    def start(self) -> None:
        program = [sys.executable, str(Path(__file__)), str(self._last_seconds)]
        options = ["--database", self._url, "--port", str(self.port)]
        self._process = subprocess.Popen([*program, *options], env=os.environ | OWN_PATH)
        until = time.monotonic() + PATIENCE_SECONDS
        while self.request("GET", "/healthz") is None:
            assert time.monotonic() < until and self._process.poll() is None, "the service did not start"
            time.sleep(0.05)

    def ask_to_stop(self) -> None:
        self._process.terminate()

    def exit_code(self, within: float) -> int:
        """Raises subprocess.TimeoutExpired for a service that takes longer."""
        return self._process.wait(within)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)


if __name__ == "__main__":
    from scripts import serve

    serve.load_checker = lambda *_: AsLongAsTold()  # type: ignore[assignment, return-value]
    serve.LAST_SECONDS = float(sys.argv[1])
    sys.exit(serve.main(sys.argv[2:]))

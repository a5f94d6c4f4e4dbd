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

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

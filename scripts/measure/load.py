"""What the service does with more than it can: a real server around a checker that takes a set time, under load.

    python -m scripts.measure.load --seconds 60 --check 0.1 --times 2

Requests are sent at fixed moments, whether or not those before were answered: `--times` as many as can be checked.
Waiting times count from the moment at which a request should have been sent. Standard output: a table.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from urllib3 import HTTPConnectionPool, Timeout
from urllib3.exceptions import HTTPError

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = 64
"""At once: more than the service has threads."""
PATIENCE_SECONDS = 60.0
ANSWERED, REFUSED, NOT_ANSWERED = (200, 201, 202), 503, 0
DOORS = {"check": "/api/v1/check", "articles": "/api/v1/articles"}


@dataclass(frozen=True, slots=True)
class Answer:
    """Of one request: its status (0: none came), after how many seconds, and whether it says when to come back."""

    status: int
    seconds: float
    says_when: bool = False


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What came of a load. `peak_bytes`: of the server's resident memory, 0 where the system does not tell."""

    lasted: float
    answers: tuple[Answer, ...]
    peak_bytes: int

    @property
    def statuses(self) -> Counter[int]:
        """How many answers of each status."""
        return Counter(one.status for one in self.answers)

    def table(self) -> str:
        """As Markdown."""
        waited = [one.seconds for one in self.answers if one.status in ANSWERED]
        refused = [one for one in self.answers if one.status == REFUSED]
        parts = quantiles(waited, n=20, method="inclusive") if len(waited) > 1 else [0.0] * 19
        rows = {
            "sent a second": f"{len(self.answers) / self.lasted:.1f}",
            "answered a second": f"{len(waited) / self.lasted:.1f}",
            "seconds until answered, p50": f"{parts[9]:.2f}",
            "seconds until answered, p95": f"{parts[18]:.2f}",
            "refused (503)": f"{len(refused)}",
            "refused without Retry-After": f"{sum(not one.says_when for one in refused)}",
            "anything else": f"{len(self.answers) - len(waited) - len(refused)}",
            "memory of the server, MB": f"{self.peak_bytes / 2**20:.0f}",
        }
        return "\n".join(["| What | How much |", "|---|---|", *(f"| {name} | {much} |" for name, much in rows.items())])


def measure(seconds: float, check: float, times: float, door: str = DOORS["check"]) -> LoadReport:
    """Sends `times` as many requests as can be checked at `check` seconds each, for so many `seconds`."""
    with _served(check) as (server, port, key):
        pool = HTTPConnectionPool("127.0.0.1", port, maxsize=CLIENTS, timeout=Timeout(PATIENCE_SECONDS), retries=False)
        apart = check / times
        began = time.monotonic()
        moments = [began + number * apart for number in range(int(seconds / apart))]
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        with ThreadPoolExecutor(CLIENTS) as clients:
            answers = tuple(clients.map(lambda moment: _send(pool, door, headers, moment), moments))
        return LoadReport(time.monotonic() - began, answers, peak_bytes(server.pid))


def _send(pool: HTTPConnectionPool, door: str, headers: dict[str, str], moment: float) -> Answer:
    time.sleep(max(0.0, moment - time.monotonic()))
    body = json.dumps({"target": f"They met at {moment:.6f}.", "target_lang": "en"})
    try:
        found = pool.request("POST", door, body=body, headers=headers)
    except HTTPError:
        return Answer(NOT_ANSWERED, time.monotonic() - moment)
    return Answer(found.status, time.monotonic() - moment, "Retry-After" in found.headers)


@contextmanager
def _served(check: float) -> Iterator[tuple[subprocess.Popen[str], int, str]]:
    """The server's process, its port and a key of it."""
    with tempfile.TemporaryDirectory(prefix="mtqc-load-") as folder:
        command = [sys.executable, "-m", "scripts.measure.pretend_service", "--data", folder, "--check", str(check)]
        server = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert server.stdout is not None  # it is a pipe
        try:
            port, _, key = server.stdout.readline().strip().partition(" ")
            if not key:
                raise OSError("the server did not start")
            yield server, int(port), key
        finally:
            server.kill()
            server.wait()
            server.stdout.close()


def peak_bytes(process: int) -> int:
    """The most memory that a process has held, as Linux tells it."""
    status = Path(f"/proc/{process}/status")
    peak = re.search(r"^VmHWM:\s+(\d+) kB", status.read_text() if status.exists() else "", re.MULTILINE)
    return int(peak[1]) * 1024 if peak else 0


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 measured, 1 something was neither answered nor refused with Retry-After."""
    parser = argparse.ArgumentParser(prog="load.py", description="What the service does with more than it can.")
    parser.add_argument("--seconds", type=float, default=30.0, help="how long to send (default: %(default)s)")
    parser.add_argument("--check", type=float, default=0.1, help="seconds of a check (default: %(default)s)")
    parser.add_argument("--times", type=float, default=2.0, help="of what can be checked (default: %(default)s)")
    parser.add_argument("--door", choices=DOORS, default="check", help="where to (default: %(default)s)")
    chosen = parser.parse_args(arguments)
    if min(chosen.seconds, chosen.check, chosen.times) <= 0:
        parser.error("--seconds, --check and --times are above 0")
    report = measure(chosen.seconds, chosen.check, chosen.times, DOORS[chosen.door])
    print(report.table())
    good = {*ANSWERED, REFUSED}
    return int(any(one.status not in good or (one.status == REFUSED and not one.says_when) for one in report.answers))


if __name__ == "__main__":
    sys.exit(main())

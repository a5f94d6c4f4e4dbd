"""What the service does with more than it can: a real server under load, around a checker that takes a set time.

    python -m scripts.measure.load --seconds 60 --check 0.1 --times 2
    python -m scripts.measure.load --seconds 300 --model

Some requests are sent one by one first: the middle one tells how many can be checked with `--model`, the built-in
model on the sample story; without it `--check` does. Then requests are sent at fixed moments, whether or not those
before were answered: `--times` as many as can be checked. Waiting times count from the moment at which a request should
have been sent. Standard output: a table.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from urllib3 import HTTPConnectionPool, Timeout
from urllib3.exceptions import HTTPError

from scripts.measure.load_report import NOT_ANSWERED, Answer, LoadReport
from scripts.measure.process_memory import peak_bytes, resident_bytes

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = 64
"""At once: more than the service has threads."""
PATIENCE_SECONDS = 60.0
ALONE = 10
"""Requests that are sent one by one before the load, after one that does not count."""
DOORS = {"check": "/api/v1/check", "articles": "/api/v1/articles"}


@dataclass(frozen=True)
class Client:
    """Sends articles to a door of the server, each with a name of its own. `article`: what else they all have."""

    pool: HTTPConnectionPool
    door: str
    key: str
    article: Mapping[str, str]

    def send(self, name: str, moment: float) -> Answer:
        """The answer to one article, sent at that moment or, where that has passed, now."""
        time.sleep(max(0.0, moment - time.monotonic()))
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        target = f"{self.article['target']} They met at {moment:.6f}.".strip()
        body = json.dumps({**self.article, "id": name, "target": target})
        try:
            found = self.pool.request("POST", self.door, body=body, headers=headers)
        except HTTPError:
            return Answer(NOT_ANSWERED, time.monotonic() - moment)
        lasted = time.monotonic() - moment
        own = found.status != 200 or found.json().get("id") == name
        return Answer(found.status, lasted, "Retry-After" in found.headers, own)


def measure(seconds: float, check: float | None, times: float, door: str = DOORS["check"]) -> LoadReport:
    """Sends `times` as many requests as can be checked, for so many `seconds`.

    `check`: seconds of a check, None for those of the built-in model on the sample story.
    """
    with _served(check) as (server, port, key):
        pool = HTTPConnectionPool("127.0.0.1", port, maxsize=CLIENTS, timeout=Timeout(PATIENCE_SECONDS), retries=False)
        client = Client(pool, door, key, _article() if check is None else {"target": "", "target_lang": "en"})
        alone = [client.send(f"alone-{n}", time.monotonic()).seconds for n in range(ALONE + 1)][1:]
        apart = (median(alone) if check is None else check) / times
        began = time.monotonic()
        moments = [began + number * apart for number in range(int(seconds / apart))]
        answers, early = [], 0
        with ThreadPoolExecutor(CLIENTS) as clients:
            for answer in clients.map(client.send, map(str, range(len(moments))), moments):
                answers.append(answer)
                early = early or (resident_bytes(server.pid) if len(answers) >= len(moments) / 10 else 0)
        lasted = time.monotonic() - began
        held = resident_bytes(server.pid)
        return LoadReport(lasted, tuple(answers), peak_bytes(server.pid), tuple(alone), early, held)


def _article() -> dict[str, str]:
    sides = {"source": "ar", "target": "en"}
    texts = {side: (ROOT / "samples" / f"river-port.{lang}.txt").read_text("utf-8") for side, lang in sides.items()}
    return texts | {f"{side}_lang": lang for side, lang in sides.items()}


@contextmanager
def _served(check: float | None) -> Iterator[tuple[subprocess.Popen[str], int, str]]:
    """The server's process, its port and a key of it."""
    with tempfile.TemporaryDirectory(prefix="mtqc-load-") as folder:
        command = [sys.executable, "-m", "scripts.measure.pretend_service", "--data", folder]
        command += [] if check is None else ["--check", str(check)]
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


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 measured, 1 something was neither answered with its own report nor refused with Retry-After."""
    parser = argparse.ArgumentParser(prog="load.py", description="What the service does with more than it can.")
    parser.add_argument("--seconds", type=float, default=30.0, help="how long to send (default: %(default)s)")
    parser.add_argument("--check", type=float, default=0.1, help="seconds of a check (default: %(default)s)")
    parser.add_argument("--model", action="store_true", help="the built-in model checks the sample story instead")
    parser.add_argument("--times", type=float, default=2.0, help="of what can be checked (default: %(default)s)")
    parser.add_argument("--door", choices=DOORS, default="check", help="where to (default: %(default)s)")
    chosen = parser.parse_args(arguments)
    if min(chosen.seconds, chosen.check, chosen.times) <= 0:
        parser.error("--seconds, --check and --times are above 0")
    check = None if chosen.model else chosen.check
    report = measure(chosen.seconds, check, chosen.times, DOORS[chosen.door])
    print(report.table())
    return int(not report.good)


if __name__ == "__main__":
    sys.exit(main())

"""A client of mtqc for your own programs: copy it, it needs Python alone.

    KEY=mtqc_… python examples/client.py story.ar.txt story.en.txt
"""

from __future__ import annotations

import json
import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any


class Refused(Exception):
    """The service said no: `problem` is its RFC 9457 answer."""

    def __init__(self, problem: dict[str, Any]) -> None:
        super().__init__(f"{problem.get('status')} {problem.get('title')}: {problem.get('detail', '')}")
        self.problem = problem


class Mtqc:
    """One site's articles. `key` needs the scopes submit and read."""

    def __init__(self, key: str, address: str = "http://127.0.0.1:8000") -> None:
        self._key, self._address = key, address.rstrip("/")

    def send(self, article: dict[str, Any], once: str) -> str:
        """Keeps the article and returns its id. `once` names this sending: sent again under it, it is kept once."""
        state = self._call("POST", "/api/v1/articles", article, {"Idempotency-Key": once})
        return str(state["id"])

    def report(self, article: str, patience_seconds: float = 60.0) -> dict[str, Any]:
        """The report on the newest revision, as soon as there is one. Raises TimeoutError, Refused."""
        until = time.monotonic() + patience_seconds
        while time.monotonic() < until:
            state = self._call("GET", f"/api/v1/articles/{article}")
            if state["state"] in ("done", "retired"):
                return self._call("GET", f"/api/v1/articles/{article}/report")
            time.sleep(1)
        raise TimeoutError(f"article {article} was not checked within {patience_seconds:g} s")

    def _call(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        own = {"Authorization": f"Bearer {self._key}", "Content-Type": "application/json"} | (headers or {})
        request = urllib.request.Request(self._address + path, data, own, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return dict(json.load(answer))
        except urllib.error.HTTPError as error:
            raise Refused(json.load(error)) from error


def main(source: str, target: str) -> None:
    """Sends two files and prints what an editor should look at."""
    client = Mtqc(os.environ["KEY"], os.environ.get("ADDRESS", "http://127.0.0.1:8000"))
    article = {"id": target, "source": Path(source).read_text("utf-8"), "target": Path(target).read_text("utf-8")}
    report = client.report(client.send(article, once=f"{target}-{Path(target).stat().st_mtime_ns}"))
    print(report["verdict"], report["scores"])
    for flag in report["flags"]:
        print(f"{flag['severity']:9} {flag['text']!r}: {flag['message']}")


if __name__ == "__main__":
    main(*sys.argv[1:3])

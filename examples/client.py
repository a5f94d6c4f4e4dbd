"""A client of mtqc in one file: copy it into your own program. It needs Python 3.11 and nothing else.

From the command line it sends a source and its translation, waits, and prints what an editor should look at:

    KEY=mtqc_… python examples/client.py story.ar.txt story.en.txt

In a CMS:

    client = Mtqc(key, "https://mtqc.example")
    article = client.send({"id": "port-7", "source": …, "target": …, "callback": "cms"}, once="port-7-1")
    …
    message = verify(secret, request.headers, request.body)  # the webhook that says that its report is there
    if message.id not in seen and message.data["publishing"]["allowed"]:
        publish(client.corrected(message.data["id"]))

What the answers hold: docs/API.md, and /docs of a running service.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

TIMEOUT_SECONDS = 60.0
"""Of one request; longer than `check` may wait for its turn."""
MAX_TRIES = 4
"""Of one call, where the service is busy or the connection breaks."""
MAX_PAUSE_SECONDS = 60.0
"""Between two tries, whatever the service asks for: a limit that counts by the minute is over then."""
TOLERANCE_SECONDS = 300
"""How far the clocks of mtqc and of whoever verifies a webhook may differ (Standard Webhooks)."""
BUSY = (429, 503)
NOT_MODIFIED = 304

Json = dict[str, Any]


class Refused(Exception):
    """The service said no: `problem` is its RFC 9457 answer, with `status`, `title`, `detail` and `errors`."""

    def __init__(self, problem: Json) -> None:
        super().__init__(f"{problem.get('status')} {problem.get('title')}: {problem.get('detail', '')}")
        self.problem = problem

    @property
    def status(self) -> int:
        """The HTTP status, such as 404 or 422."""
        return int(self.problem.get("status", 0))


class NotSigned(Exception):
    """A message that is not from mtqc, or too old: answer 401 and do nothing."""


class Mtqc:
    """One site's articles. `key` needs the scopes of what is called: submit, read, review, admin.

    Every call may raise Refused, and OSError or HTTPException where nobody answers. A busy service is asked again.
    """

    def __init__(self, key: str, address: str = "http://127.0.0.1:8000") -> None:
        self._key, self._address = key, address.rstrip("/")
        self._opener = urllib.request.build_opener(_NoRedirects)

    # Send (scope submit)

    def send(self, article: Json, once: str) -> str:
        """Keeps the article and returns its id. `once` names this sending: sent again under it, it is kept once."""
        return str(self._call("POST", "/api/v1/articles", article, {"Idempotency-Key": once})["id"])

    def send_batch(self, articles: Iterable[Json], once: str) -> list[Json]:
        """Keeps up to 1,000 articles; for each its `line`, `status` (202: kept), and `id` or `errors`."""
        lines = "\n".join(json.dumps(article, ensure_ascii=False) for article in articles).encode()
        headers = {"Content-Type": "application/jsonl", "Idempotency-Key": once}
        return list(self._call("POST", "/api/v1/batches", lines, headers)["results"])

    def check(self, article: Json) -> Json:
        """The report on an article that is not kept."""
        return self._call("POST", "/api/v1/check", article)

    def job(self, job: str) -> Json:
        """How often a job of an article's state was tried, and the last error."""
        return self._call("GET", f"/api/v1/jobs/{_quoted(job)}")

    # Read (scope read)

    def article(self, article: str) -> Json:
        """Where it stands: `state`, `verdict`, `review`, and in `publishing` whether it may be published."""
        return self._call("GET", f"/api/v1/articles/{_quoted(article)}")

    def articles(self, **wanted: str) -> Iterator[Json]:
        """All articles, worst first; those alone of a `verdict`, `state`, `review`, `reviewer`, `source_lang` …"""
        cursor: str | None = ""
        while cursor is not None:
            page = self._call("GET", f"/api/v1/articles?{urlencode({**wanted, 'cursor': cursor})}")
            yield from page["articles"]
            cursor = page["next_cursor"]

    def wait(self, article: str, patience_seconds: float = 60.0) -> Json:
        """Where it stands, as soon as it is `done` or `retired`. Raises TimeoutError.

        A CMS that gets webhooks has no need of this.
        """
        until, tag = time.monotonic() + patience_seconds, ""
        while time.monotonic() < until:
            headers, state = self._exchange("GET", f"/api/v1/articles/{_quoted(article)}", None, _unless(tag))
            if state and state["state"] in ("done", "retired"):
                return state
            tag = headers.get("ETag", tag)
            time.sleep(1)
        raise TimeoutError(f"article {article} was not checked within {patience_seconds:g} s")

    def report(self, article: str, patience_seconds: float = 60.0) -> Json:
        """The report on the newest revision, as soon as there is one. Raises TimeoutError."""
        self.wait(article, patience_seconds)
        return self._call("GET", f"/api/v1/articles/{_quoted(article)}/report")

    def corrected(self, article: str) -> Json:
        """What is to be published: `text`, `html` where HTML was sent, and the named `fields` with both."""
        return self._call("GET", f"/api/v1/articles/{_quoted(article)}/corrected")

    def revisions(self, article: str) -> list[Json]:
        """All that was sent of it, the newest first."""
        return list(self._call("GET", f"/api/v1/articles/{_quoted(article)}/revisions")["revisions"])

    def decisions(self, article: str) -> list[Json]:
        """What reviewers did, the oldest first."""
        return list(self._call("GET", f"/api/v1/articles/{_quoted(article)}/decisions")["events"])

    def capabilities(self) -> Json:
        """Languages, categories, checks, models and limits of the service."""
        return self._call("GET", "/api/v1/capabilities")

    # Decide (scope review), delete (scope admin)

    def decide(self, article: str, decision: Json) -> Json:
        """Adds a decision, such as {"action": "dismiss", "flag": fingerprint}: the `event`, and the `article` now."""
        return self._call("POST", f"/api/v1/articles/{_quoted(article)}/decisions", decision)

    def delete(self, article: str) -> None:
        """The article with everything that belongs to it."""
        self._call("DELETE", f"/api/v1/articles/{_quoted(article)}")

    def _call(self, method: str, path: str, body: Json | bytes | None = None, headers: _Headers | None = None) -> Json:
        return self._exchange(method, path, body, headers or {})[1]

    def _exchange(self, method: str, path: str, body: Json | bytes | None, headers: _Headers) -> tuple[Message, Json]:
        """The headers and the object of the answer, which is empty for 204 and 304."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        own = {"Authorization": f"Bearer {self._key}", "Content-Type": "application/json", **headers}
        request = urllib.request.Request(self._address + path, data, own, method=method)
        may_repeat = method == "GET" or "Idempotency-Key" in headers
        for tries in range(1, MAX_TRIES + 1):
            pause = 2.0**tries
            try:
                with self._opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
                    return answer.headers, json.loads(answer.read() or b"{}")
            except urllib.error.HTTPError as error:
                with error:
                    if error.code == NOT_MODIFIED:
                        return error.headers, {}
                    if error.code not in BUSY or tries == MAX_TRIES:
                        raise Refused(_problem(error)) from error
                    pause = _pause(error.headers, pause)
            except (OSError, HTTPException):  # a connection that broke: it may have arrived
                if not may_repeat or tries == MAX_TRIES:
                    raise
            time.sleep(min(pause, MAX_PAUSE_SECONDS))
        raise AssertionError("the last try returns or raises")


_Headers = Mapping[str, str]


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """The key goes where it was meant to go and nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        """None: the redirection is an answer like any other."""


def _quoted(name: str) -> str:
    return quote(name, safe="")


def _unless(tag: str) -> dict[str, str]:
    return {"If-None-Match": tag} if tag else {}


def _pause(headers: Message, otherwise: float) -> float:
    seconds = headers.get("Retry-After", "")
    return float(seconds) if seconds.isdecimal() else otherwise


def _problem(error: urllib.error.HTTPError) -> Json:
    """The answer as RFC 9457 has it, also where a proxy gave it that knows nothing of that."""
    try:
        problem = json.load(error)
    except ValueError:
        problem = None
    return problem if isinstance(problem, dict) else {"status": error.code, "title": error.reason}


@dataclass(frozen=True, slots=True)
class Webhook:
    """A message from mtqc. `id` is the same whenever it is sent again: act once on each. `type`: article.checked,
    article.failed, article.decided or article.assigned; leave others alone. `data`: as docs/API.md shows it."""

    id: str
    type: str
    data: Json


def verify(secret: str, headers: Mapping[str, str], body: bytes, now: float | None = None) -> Webhook:
    """The message, if mtqc signed it less than five minutes ago. Raises NotSigned, and says why.

    `secret`: what scripts/webhooks.py printed, whsec_ and base64. `body`: the bytes as they came, before anything
    has read them as JSON. `now`: seconds since 1970, for tests.
    """
    own = {name.lower(): value for name, value in headers.items()}
    id, stamp, signatures = (own.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature"))
    if not id or not signatures or not (stamp.isascii() and stamp.isdecimal() and len(stamp) <= 12):
        raise NotSigned("the message is not signed")
    if abs((time.time() if now is None else now) - int(stamp)) > TOLERANCE_SECONDS:
        raise NotSigned("the message is too old, or from the future")
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except (ValueError, binascii.Error) as error:
        raise NotSigned("the secret is not one that scripts/webhooks.py printed") from error
    signed = f"{id}.{stamp}.".encode() + body
    expected = b"v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256))
    if not key or not any(hmac.compare_digest(expected, sent.encode()) for sent in signatures.split(" ")):
        raise NotSigned("the signature does not belong to this message")
    message = json.loads(body)
    return Webhook(id, str(message["type"]), dict(message["data"]))


def main(source: str, target: str) -> None:
    """Sends two files and prints what an editor should look at."""
    client = Mtqc(os.environ["KEY"], os.environ.get("ADDRESS", "http://127.0.0.1:8000"))
    article = {"id": target, "source": Path(source).read_text("utf-8"), "target": Path(target).read_text("utf-8")}
    report = client.report(client.send(article, once=f"{target}-{Path(target).stat().st_mtime_ns}"))
    print(report["verdict"], report["scores"])
    for flag in report["flags"]:
        print(f"{flag['severity']:9} {flag['text']!r}: {flag['message']}")


if __name__ == "__main__":
    if len(sys.argv) != 3 or "KEY" not in os.environ:
        sys.exit("usage: KEY=mtqc_… python client.py SOURCE_FILE TARGET_FILE  (ADDRESS: where the service is)")
    try:
        main(*sys.argv[1:])
    except (Refused, OSError, HTTPException) as error:
        sys.exit(str(error))

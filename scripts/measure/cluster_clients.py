"""A CMS that sends many articles to several web processes, each until it is accepted, as docs/API.md asks."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from urllib3 import PoolManager, Timeout
from urllib3.exceptions import HTTPError

CLIENTS = 16
"""At once: more than arrive while one is answered, fewer than the service has threads."""
TIMEOUT_SECONDS = 30.0
PAUSE_SECONDS = 0.5
"""Before an article that nobody answered is sent again; who is refused is told how long."""
UNANSWERED = "nobody answered"


class ClusterClients:
    """Sends. `accepted`: the ids of articles that are kept; `again`: why articles were sent again, how often each."""

    def __init__(self, ports: Sequence[int], key: str, words: int) -> None:
        """`words`: of each article's translation."""
        self._ports, self._words = ports, words
        self._headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        self._pool = PoolManager(maxsize=CLIENTS, timeout=Timeout(TIMEOUT_SECONDS), retries=False)
        self.accepted: list[str] = []
        self.again: Counter[str] = Counter()

    def send_all(self, articles: range, apart: float, patience: float) -> None:
        """Sends each at its moment, `apart` seconds after the one before; gives one up after `patience` seconds."""
        began = time.monotonic()

        def send(number: int) -> None:
            time.sleep(max(0.0, began + (number - articles.start) * apart - time.monotonic()))
            self._send(number, time.monotonic() + patience)

        with ThreadPoolExecutor(CLIENTS) as clients:
            for _ in clients.map(send, articles):
                pass

    def _send(self, number: int, until: float) -> None:
        name = f"story-{number}"
        body = json.dumps({"id": name, "target": _story(number, self._words), "target_lang": "en"})
        headers = self._headers | {"Idempotency-Key": name}
        tries = 0
        while time.monotonic() < until:
            address = f"http://127.0.0.1:{self._ports[(number + tries) % len(self._ports)]}/api/v1/articles"
            tries += 1
            try:
                answer = self._pool.request("POST", address, body=body, headers=headers)
            except HTTPError:
                self.again[UNANSWERED] += 1
                time.sleep(PAUSE_SECONDS)
                continue
            if answer.status == 202:
                self.accepted.append(name)
                return
            self.again[str(answer.status)] += 1
            time.sleep(float(answer.headers.get("Retry-After", PAUSE_SECONDS)))


def _story(number: int, words: int) -> str:
    """A text of so many words, not said by any other."""
    sentence = f"They met in hall {number} and talked about the harbour until the evening. ".split()
    return " ".join((sentence * (words // len(sentence) + 1))[:words])

"""`Prefer: wait=N` (RFC 7240): a client that would rather have the report than an address to ask again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from werkzeug.http import parse_dict_header

from service.articles.article_queries import StoredArticle

MAX_SECONDS = 30.0
LOOK_EVERY_SECONDS = 0.1
MAX_WAITING = 8
"""Requests that may hold a thread each; the next one is answered at once, as if it had not asked."""


class LongPolling:
    """Waits for jobs to end, for few at a time."""

    def __init__(self) -> None:
        self._places = threading.BoundedSemaphore(MAX_WAITING)

    def wait(self, preference: str, look: Callable[[], StoredArticle]) -> StoredArticle | None:
        """What `look` finds once its job has ended, or when the time is over; None when nobody is to wait."""
        seconds = wished_seconds(preference)
        if seconds <= 0 or not self._places.acquire(blocking=False):
            return None
        try:
            until = time.monotonic() + seconds
            while (kept := look()).job.finished_at is None and time.monotonic() < until:
                time.sleep(LOOK_EVERY_SECONDS)
            return kept
        finally:
            self._places.release()


def wished_seconds(preference: str) -> float:
    """wished_seconds("respond-async, wait=10") == 10.0; at most MAX_SECONDS, 0 for none or nonsense."""
    wish = parse_dict_header(preference).get("wait") or ""
    return min(MAX_SECONDS, float(wish)) if wish.isascii() and wish.isdigit() else 0.0

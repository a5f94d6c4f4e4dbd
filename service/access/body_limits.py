"""How much of a body is read, and of whom: decided when its length is announced, and again while it comes in."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from sqlalchemy import Engine

from service.access.guard import SCHEME
from service.access.keys import authenticate
from service.storage.database import reading

MAX_REQUEST_BYTES = 2 * 1024 * 1024
"""Of every body that is not a batch, files included: a text may have 200,000 characters a side, up to 4 bytes each."""
MAX_BATCH_BYTES = 32 * 1024 * 1024
"""A thousand lines of 32 KB, some five pages each."""
MAX_STRANGER_BYTES = 128 * 1024
"""Of whoever shows no valid key and is not signed in: as much as stays in memory, and far more than a sign-in takes."""
KNOWN_SECONDS = 60.0
"""For how long a key that was found valid is not looked up again here; the view that it opens looks every time."""
MAX_KNOWN_KEYS = 1_000
"""Far more than sites have; when there are more, all are looked up again."""
BATCHES = "/api/v1/batches"


def max_bytes(path: str) -> int:
    """What the door at a path takes at most."""
    return MAX_BATCH_BYTES if path == BATCHES else MAX_REQUEST_BYTES


@dataclass
class BodyLimits:
    """Who may send how much. `is_signed_in` tells by a Cookie header; at `open_paths` nobody is asked for a key."""

    engine: Engine
    is_signed_in: Callable[[str], bool]
    open_paths: Collection[str] = ()
    _known: dict[bytes, float] = field(default_factory=dict)

    def is_stranger(self, path: str, authorization: str, cookie: str) -> bool:
        """True for whoever may send MAX_STRANGER_BYTES and no more. Raises StorageUnavailable."""
        return path not in self.open_paths and not self.is_signed_in(cookie) and not self._has_key(authorization)

    def _has_key(self, authorization: str) -> bool:
        scheme, _, key = authorization.partition(" ")
        if scheme.lower() != SCHEME.lower():
            return False
        name, now = hashlib.sha256(key.strip().encode("utf-8", "replace")).digest(), time.monotonic()
        if self._known.get(name, 0.0) > now:
            return True
        with reading(self.engine) as session:
            found = authenticate(session, key.strip())
        if found is None:
            return False
        if len(self._known) >= MAX_KNOWN_KEYS:
            self._known.clear()
        self._known[name] = now + KNOWN_SECONDS
        return True

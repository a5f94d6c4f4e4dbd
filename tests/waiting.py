"""Waiting for what another thread, process or page does."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE_SECONDS = 60.0
LOOK_EVERY_SECONDS = 0.1
"""A service that is asked more often refuses as too often."""


def wait_for(found: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> None:
    """Asks until something is found. Raises AssertionError when it takes longer than `seconds`."""
    until = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < until, f"not within {seconds:.0f} seconds"
        time.sleep(LOOK_EVERY_SECONDS)

"""How many requests the web server answers at once, and how many connections to the database that takes."""

from __future__ import annotations

from service.api.long_polling import MAX_WAITING
from service.check_queue import WAITING_REQUESTS

HELD = WAITING_REQUESTS + 1 + MAX_WAITING
"""Threads that those hold who wait for the model, or with `Prefer: wait`, when there are as many as may."""
MIN_THREADS = HELD + 1
"""With fewer, /healthz and the pages could stand still behind them."""
THREADS = HELD + 4
BESIDE_REQUESTS = 8
"""Connections for the rest of the process: whoever reads requests, the worker, its lease, the sweeper, messages."""


def connections(threads: int) -> int:
    """At most, so that no thread ever waits for another's: connections(21) == 29."""
    return threads + BESIDE_REQUESTS

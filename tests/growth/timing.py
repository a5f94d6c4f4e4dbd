"""Time grows with the length of a text, not with its square: how that is told on a machine that does else, too."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

SIZES = (5_000, 20_000)
GROWTH_OF_SIZE = SIZES[1] // SIZES[0]
MAX_GROWTH = GROWTH_OF_SIZE * 2.0
"""Between n log n (4.6) and the square (16), so that neither noise nor a small fixed cost decides."""
MIN_SECONDS = 0.01
"""What a shorter time is taken for: below it the clock tells nothing."""
TRIES = 4
"""How often a comparison that fails is made anew: work that grows too fast does so each time, other load does not."""


def process_seconds(call: Callable[[], object]) -> float:
    """Processor time of one call."""
    started = time.process_time()
    call()
    return time.process_time() - started


def assert_grows_with_size(prepare: Callable[[int], Callable[[], object]]) -> None:
    """Fails when GROWTH_OF_SIZE times the text takes more than MAX_GROWTH times as long, as often as it is tried."""
    small, large = (prepare(size) for size in SIZES)
    small()  # what is loaded at the first call would hide how fast the second grows
    told = []
    for _ in range(TRIES):
        before, after = process_seconds(small), process_seconds(large)
        if after <= MAX_GROWTH * max(before, MIN_SECONDS):
            return
        told.append(f"{SIZES[1]:,} characters take {after:.3f} s, {SIZES[0]:,} took {before:.3f} s")
    pytest.fail("; ".join(told))

"""Memory that was freed goes back to the system, so that one long text does not stay a process's size for ever.

glibc keeps a heap for every few threads, each as large as the largest work that was done in it, in case it is wanted
again. Where the C library is another one, nothing is done.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from service.repeating import repeating

MALLOC_ARENA_MAX, HEAPS = -8, 2
"""What mallopt calls the greatest number of heaps, and how many there may be: requests and a check."""

GIVE_BACK_SECONDS = 2.0
"""While a text is checked: what cutting and pairing its sentences took is not needed while the model reads them."""


@lru_cache(1)
def _library() -> ctypes.CDLL | None:
    found = ctypes.CDLL(None)
    return found if hasattr(found, "malloc_trim") and hasattr(found, "mallopt") else None


def keep_few_heaps() -> None:
    """For the whole process, from its start on."""
    if (library := _library()) is not None:
        library.mallopt(MALLOC_ARENA_MAX, HEAPS)


def give_back() -> None:
    """What is free now; some milliseconds."""
    if (library := _library()) is not None:
        library.malloc_trim(0)


@contextmanager
def giving_back() -> Iterator[None]:
    """What is freed meanwhile goes back from time to time, and in the end."""
    try:
        with repeating(give_back, GIVE_BACK_SECONDS, "giving back"):
            yield
    finally:
        give_back()

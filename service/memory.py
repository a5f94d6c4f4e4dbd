"""Memory that was freed goes back to the system, so that one long text does not stay a process's size for ever.

glibc keeps a heap for every few threads, each as large as the largest work that was done in it, in case it is wanted
again. Where the C library is another one, nothing is done.
"""

from __future__ import annotations

import ctypes
from functools import lru_cache

MALLOC_ARENA_MAX, HEAPS = -8, 2
"""What mallopt calls the greatest number of heaps, and how many there may be: requests and a check."""


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

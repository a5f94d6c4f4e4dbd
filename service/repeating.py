"""Something done again and again beside a piece of work, for as long as that takes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def repeating(action: Callable[[], object], seconds: float, name: str) -> Iterator[None]:
    """Calls `action` every so many seconds, in a thread of that name, until the block ends or it answers False.

    What is under way when the block ends is waited for. An exception of `action` ends the thread alone.
    """
    done = threading.Event()

    def repeat() -> None:
        while not done.wait(seconds):
            if action() is False:
                return

    thread = threading.Thread(target=repeat, name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()

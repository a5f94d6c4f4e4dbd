"""A server of one's own in a folder of its own: stopped and gone when the block ends."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypeVar


class Stoppable(Protocol):
    """A server that runs."""

    def stop(self) -> None:
        """At once, as in a crash."""
        ...


Server = TypeVar("Server", bound=Stoppable)


@contextmanager
def throwaway_server(user: str, start: Callable[[Path], Server]) -> Iterator[Server]:
    """What `start` brings up in an empty folder; as root, the folder is the `user`'s whose programs they are."""
    folder = Path(tempfile.mkdtemp(prefix=f"mtqc-{user}-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, user)
        running = start(folder)
        try:
            yield running
        finally:
            running.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

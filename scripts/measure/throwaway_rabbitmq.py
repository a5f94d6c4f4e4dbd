"""A RabbitMQ of one's own on a loopback port: started where it is installed, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import AbstractContextManager
from pathlib import Path

from kombu import Connection

from scripts.measure.throwaway_server import free_port, throwaway_server

USER = "rabbitmq"
PROGRAM = shutil.which("rabbitmq-server") or "/usr/sbin/rabbitmq-server"
PATIENCE_SECONDS = 180.0
"""It takes seconds on an idle machine, and more than a minute on a busy one."""


def installed() -> bool:
    """Whether a broker can be started here: as root, under its own account."""
    return os.geteuid() == 0 and Path(PROGRAM).is_file()


class RabbitServer:
    """A broker with its folder: how to bring it down as a crash would, and up again on the same port."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port, self._distribution = folder, free_port(), free_port()
        self.url = f"amqp://guest:guest@127.0.0.1:{self._port}//"
        self.start()

    @property
    def process(self) -> int:
        """The number of the process that all its others descend from."""
        return self._program.pid

    def start(self) -> None:
        """Returns when it answers. Raises TimeoutError."""
        own = {
            "HOME": str(self._folder),
            "RABBITMQ_NODENAME": f"mtqc{self._port}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(self._port),
            "RABBITMQ_DIST_PORT": str(self._distribution),
            "RABBITMQ_MNESIA_BASE": str(self._folder / "data"),
            "RABBITMQ_LOG_BASE": str(self._folder / "log"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self._folder / "plugins"),
        }
        self._program = subprocess.Popen(
            ["runuser", "-u", USER, "--", "env", *(f"{name}={value}" for name, value in own.items()), PROGRAM],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, process_group=0, cwd=self._folder,
        )  # fmt: skip
        until = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            if time.monotonic() > until:
                self.stop()
                raise TimeoutError(f"RabbitMQ did not answer within {PATIENCE_SECONDS:.0f} seconds")
            time.sleep(0.2)

    def stop(self) -> None:
        """At once: messages that were not on the disk are gone."""
        os.killpg(self._program.pid, 9)
        self._program.wait()

    def _answers(self) -> bool:
        try:
            with Connection(self.url, connect_timeout=1) as connection:
                connection.connect()
        except OSError:
            return False
        return True


def server() -> AbstractContextManager[RabbitServer]:
    """A fresh broker."""
    return throwaway_server(USER, RabbitServer)

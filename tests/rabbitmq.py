"""A RabbitMQ of the tests' own: started where it is installed, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kombu import Connection
from postgres import free_port

USER = "rabbitmq"
PROGRAM = shutil.which("rabbitmq-server") or "/usr/sbin/rabbitmq-server"
PATIENCE_SECONDS = 90.0


def installed() -> bool:
    """Whether a broker can be started here: as root, under its own account."""
    return os.geteuid() == 0 and Path(PROGRAM).is_file()


@contextmanager
def server() -> Iterator[str]:
    """The URL of a fresh broker on a loopback port."""
    folder = Path(tempfile.mkdtemp(prefix="mtqc-mq-"))
    shutil.chown(folder, USER)
    port, distribution = free_port(), free_port()
    own = {
        "HOME": str(folder),
        "RABBITMQ_NODENAME": f"mtqc{port}@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_DIST_PORT": str(distribution),
        "RABBITMQ_MNESIA_BASE": str(folder / "data"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
    }
    program = subprocess.Popen(
        ["runuser", "-u", USER, "--", "env", *(f"{name}={value}" for name, value in own.items()), PROGRAM],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, cwd=folder,
    )  # fmt: skip
    try:
        _wait_until_it_answers(port)
        yield f"amqp://guest:guest@127.0.0.1:{port}//"
    finally:
        os.killpg(program.pid, 9)
        program.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_it_answers(port: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with Connection(f"amqp://guest:guest@127.0.0.1:{port}//", connect_timeout=1) as connection:
                connection.connect()
            return
        except OSError:
            assert time.monotonic() < until, "RabbitMQ did not start"
            time.sleep(0.2)

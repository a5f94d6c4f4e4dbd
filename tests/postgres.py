"""A PostgreSQL of the tests' own: started where its programs are installed, gone afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path

PROGRAMS = ("initdb", "pg_ctl")
PLACES = os.pathsep.join([os.environ.get("PATH", ""), *sorted(glob("/usr/lib/postgresql/*/bin"), reverse=True)])
"""Debian keeps them out of the way of the path."""
USER = "postgres"


def installed() -> bool:
    """Whether a server can be started here."""
    return all(shutil.which(program, path=PLACES) for program in PROGRAMS)


def _run(*command: str) -> None:
    """Runs one of its programs; as root under its own account, for it refuses root."""
    prefix = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
    program = shutil.which(command[0], path=PLACES) or command[0]
    words = [*prefix, program, *command[1:]]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def server() -> Iterator[str]:
    """The URL of a fresh server on a loopback port."""
    folder = Path(tempfile.mkdtemp(prefix="mtqc-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, USER)
        port = _free_port()
        _run("initdb", "-D", str(folder / "data"), "-U", USER, "-A", "trust", "--no-sync")
        options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off"
        _run("pg_ctl", "-D", str(folder / "data"), "-w", "-o", options, "-l", str(folder / "log"), "start")
        try:
            yield f"postgresql+psycopg://{USER}@127.0.0.1:{port}/postgres"
        finally:
            _run("pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)

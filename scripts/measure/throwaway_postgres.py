"""A PostgreSQL of one's own on a loopback port: started where its programs are installed, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from glob import glob
from pathlib import Path

from scripts.measure.throwaway_server import free_port, throwaway_server

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


@dataclass(frozen=True)
class PostgresServer:
    """A running server: its URL, and how to bring it down as a crash would and up again."""

    url: str
    folder: Path
    options: str

    @property
    def process(self) -> int:
        """The number of the process that all its others descend from."""
        return int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])

    def start(self) -> None:
        """Returns when it answers."""
        log = str(self.folder / "log")
        _run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-o", self.options, "-l", log, "start")

    def stop(self) -> None:
        """At once: whoever is connected loses the connection, and the next start recovers from the log."""
        _run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")


def server(flushed: bool = False) -> AbstractContextManager[PostgresServer]:
    """A fresh server. `flushed`: what is committed is on the disk, as in earnest; else it is quicker."""
    return throwaway_server(USER, partial(_started, flushed))


def _started(flushed: bool, folder: Path) -> PostgresServer:
    port = free_port()
    _run("initdb", "-D", str(folder / "data"), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync")
    url = f"postgresql+psycopg://{USER}@127.0.0.1:{port}/postgres"
    options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync={'on' if flushed else 'off'}"
    running = PostgresServer(url, folder, options)
    running.start()
    return running

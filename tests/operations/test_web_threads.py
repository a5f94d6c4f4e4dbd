"""Every thread of the web server has a connection to the database: none of them waits for another's."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from service_app import running
from sqlalchemy import text

from scripts.cli.web_server import web_server
from scripts.cli.web_threads import BESIDE_REQUESTS, MIN_THREADS, THREADS, connections
from service.access.body_limits import BodyLimits
from service.storage import database as storage
from service.storage.database import StorageUnavailable, open_database, reading, sqlite_url

PATIENCE_SECONDS = 30.0


@pytest.mark.parametrize("threads", [MIN_THREADS, THREADS, 2 * THREADS])
def test_as_many_requests_as_there_are_threads_read_the_database_at_once(tmp_path: Path, threads: int) -> None:
    engine = open_database(sqlite_url(tmp_path), connections(threads))
    together = threading.Barrier(threads)

    def app(_: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        with reading(engine) as session:
            session.execute(text("SELECT 1"))
            together.wait(PATIENCE_SECONDS)
        start("200 OK", [("Content-Length", "0")])
        return [b""]

    def ask(_: int) -> int:
        with urlopen(address, timeout=2 * PATIENCE_SECONDS) as answer:
            return int(answer.status)

    server = web_server(app, "127.0.0.1", 0, BodyLimits(engine, lambda _: False), threads=threads)
    with running(server), ThreadPoolExecutor(threads) as pool:
        address = f"http://127.0.0.1:{server.effective_port}/"
        assert list(pool.map(ask, range(threads))) == [200] * threads
    engine.dispose()


def test_the_rest_of_the_process_has_connections_beside_them_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(storage._ALIKE, "pool_timeout", 0.1)
    engine = open_database(sqlite_url(tmp_path), connections(THREADS))
    with ExitStack() as held:
        for _ in range(THREADS + BESIDE_REQUESTS):
            held.enter_context(engine.connect())
        with pytest.raises(StorageUnavailable), reading(engine) as session:
            session.execute(text("SELECT 1"))
    engine.dispose()

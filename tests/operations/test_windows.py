"""Counts that several processes share: together as many as one alone, and nothing is left of old ones."""

from __future__ import annotations

import threading
import time

import pytest
from fake_checker import FakeChecker
from service_app import make_app, make_client, make_key
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from service.access.limits import WRONG_KEYS_PER_MINUTE, MemoryWindows, RateLimits
from service.access.windows import MINUTE, DatabaseWindows, Window, Windows
from service.storage.tables import RequestWindow

ARTICLES = "/api/v1/articles"
NOW = 1_800_000_000.0


def test_a_window_begins_with_the_first_and_ends_after_a_minute(database: Engine) -> None:
    windows = DatabaseWindows(database)
    assert windows.look("a", NOW).count == 0
    assert windows.add("a", NOW) == Window(1, NOW + MINUTE)
    assert windows.add("a", NOW + 59) == windows.look("a", NOW + 59) == Window(2, NOW + MINUTE)
    assert windows.add("b", NOW + 1) == Window(1, NOW + 1 + MINUTE)
    assert windows.look("a", NOW + MINUTE).count == 0
    assert windows.add("a", NOW + MINUTE) == Window(1, NOW + 2 * MINUTE)


def test_windows_that_ended_are_forgotten(database: Engine) -> None:
    windows = DatabaseWindows(database)
    for number in range(20):
        windows.add(f"address {number}", NOW)
    windows.add("later", NOW + MINUTE)
    with Session(database) as session:
        assert session.scalar(select(func.count()).select_from(RequestWindow)) == 1


def test_many_at_once_are_all_counted(database: Engine) -> None:
    def count() -> None:
        windows = DatabaseWindows(database)
        for _ in range(10):
            windows.add("a", NOW)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert DatabaseWindows(database).look("a", NOW).count == 40


def test_two_processes_allow_together_what_one_allows(database: Engine) -> None:
    key = make_key(database)
    ports = [make_client(make_app(database, FakeChecker(), limits=RateLimits(5, DatabaseWindows(database))), key)
             for _ in "ab"]  # fmt: skip
    found = [port.get(ARTICLES).status_code for _ in range(4) for port in ports]
    assert found == [200] * 5 + [429] * 3


def test_they_count_wrong_keys_together(database: Engine) -> None:
    ports = [make_client(make_app(database, FakeChecker(), limits=RateLimits(600, DatabaseWindows(database))), "wrong")
             for _ in "ab"]  # fmt: skip
    found = [port.get(ARTICLES).status_code for _ in range(WRONG_KEYS_PER_MINUTE) for port in ports]
    assert found == [401] * WRONG_KEYS_PER_MINUTE + [429] * WRONG_KEYS_PER_MINUTE


@pytest.mark.parametrize("kind", ["memory", "database"])
def test_both_kinds_tell_the_same(kind: str, engine: Engine) -> None:
    windows: Windows = MemoryWindows() if kind == "memory" else DatabaseWindows(engine)
    limits = RateLimits(3, windows)
    assert [limits.count_request("key a").left for _ in range(3)] == [2, 1, 0]
    found = windows.look("requests key a", time.time())
    assert found.count == 3 and 0 < found.ends_at - time.time() <= MINUTE

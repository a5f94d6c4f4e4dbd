"""A service as it is started, on a database of the test's own, and a key of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from service_app import make_key
from sqlalchemy import Engine

from durability.served import Served, served


@pytest.fixture
def key(engine: Engine) -> str:
    return make_key(engine)


@pytest.fixture
def service(engine: Engine, key: str) -> Iterator[Served]:
    with served(engine, key) as found:
        yield found

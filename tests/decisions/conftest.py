"""A newsroom whose checker flags planted phrases, and a client that may read and review in it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from newsroom import Newsroom
from service_app import make_app, make_client, make_key
from sqlalchemy import Engine


@pytest.fixture
def room(engine: Engine) -> Newsroom:
    return Newsroom(engine)


@pytest.fixture
def desk(room: Newsroom) -> FlaskClient:
    return make_client(make_app(room.engine, room.checker), make_key(room.engine))

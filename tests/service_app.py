"""The service around a fake checker and a database of the test's own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from apiflask import APIFlask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import Engine
from waitress.server import TcpWSGIServer, create_server

from models.report import ArticleReport
from service.access.keys import SCOPES, create
from service.access.limits import RateLimits
from service.app import create_app
from service.check_queue import ArticleChecker, CheckQueue
from service.operations.metrics import Measured, new_registry
from service.storage.database import transaction
from service.supervision import Supervised


def make_app(
    engine: Engine,
    checker: ArticleChecker,
    *,
    waiting: int = 8,
    sample: ArticleReport | None = None,
    notify: Callable[[], object] = lambda: None,
    open_to_all: bool = True,
    limits: RateLimits | None = None,
    threads: Sequence[Supervised] = (),
) -> APIFlask:
    """The service around a checker. `notify` is called when a job waits; by default nobody is."""
    registry = new_registry(engine, threads)
    check_queue = CheckQueue(Measured(checker, registry), waiting)
    return create_app(
        check_queue, engine, notify, registry, sample=sample, open_to_all=open_to_all, limits=limits, threads=threads
    )


def make_key(engine: Engine, *scopes: str, site: str = "news") -> str:
    """A fresh key of a site, for everything when no scopes are named."""
    with transaction(engine) as session:
        return create(session, site, "test", scopes or SCOPES, 0.0)


def make_client(app: APIFlask, key: str = "") -> FlaskClient:
    """A client that sends the key with every request."""
    client = app.test_client()
    if key:
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {key}"
    return client


def csrf_token(client: FlaskClient, path: str = "/check") -> str:
    """What the forms of a page carry."""
    found = LexborHTMLParser(client.get(path).text).css_first("[name=csrf_token]")
    return found.attributes["value"] or ""


def sign_in(app: APIFlask, key: str, name: str = "Ana") -> FlaskClient:
    """A browser in which somebody has signed in; it sends the forms' token with every request."""
    client = app.test_client()
    entered = client.post("/sign-in", data={"key": key, "name": name, "csrf_token": csrf_token(client, "/sign-in")})
    assert entered.status_code == 303, entered.text
    client.environ_base["HTTP_X_CSRFTOKEN"] = csrf_token(client)
    return client


@contextmanager
def serving(app: APIFlask, threads: int = 4) -> Iterator[str]:
    """The address of the app on this machine, without a slash at its end."""
    with running(create_server(app, host="127.0.0.1", port=0, threads=threads)) as server:
        yield f"http://127.0.0.1:{server.effective_port}"


@contextmanager
def running(server: TcpWSGIServer) -> Iterator[TcpWSGIServer]:
    """A server of waitress in a thread of its own, closed at the end."""
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server
    finally:  # a test that failed, too: the thread would hold the process
        with server.trigger.lock:  # else the thread could close the trigger before it has been pulled
            server.trigger.thunks.append(server.close)
            server.trigger.pull_trigger()
        server.task_dispatcher.shutdown()
        thread.join(10)

"""The application: its parts wired together, nothing decided here."""

from __future__ import annotations

from collections.abc import Callable

from apiflask import APIFlask
from jinja2 import ChoiceLoader, FileSystemLoader
from prometheus_client import CollectorRegistry
from sqlalchemy import Engine

from models.rendering.html import FILTERS, TEMPLATES
from models.report import ArticleReport
from service.access.guard import guard
from service.access.limits import Limits
from service.api.articles import articles_blueprint, jobs_blueprint
from service.api.batches import batches_blueprint
from service.api.check import check_blueprint
from service.api.conditional import register_conditional
from service.api.decisions import decisions_blueprint
from service.api.deliveries import deliveries_blueprint
from service.api.health import health_blueprint
from service.api.limiting import register_limits
from service.api.reports import reports_blueprint
from service.api.specification import complete
from service.api.submission import submission_blueprint
from service.headers import register_headers
from service.problems import problem, register_problems
from service.request_log import register_request_log
from service.review.docs import docs_blueprint
from service.review.page import page_blueprint
from service.turns import Turns

MAX_REQUEST_BYTES = 2 * 1024 * 1024


def create_app(
    turns: Turns,
    engine: Engine,
    ring: Callable[[], object],
    registry: CollectorRegistry,
    *,
    sample: ArticleReport | None = None,
    limits: Limits | None = None,
) -> APIFlask:
    """The service around a loaded checker and an open database.

    `ring()` tells a worker that a job waits. `registry` is what /metrics shows.
    `sample` is the report that the first page opens with.
    `limits` counts requests; None: they are not limited.
    """
    app = APIFlask(__name__, title="mtqc", version="1", docs_path=None, static_folder="static")
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_REQUEST_BYTES,
        VALIDATION_ERROR_DESCRIPTION="What was sent cannot be checked",
        AUTO_VALIDATION_ERROR_RESPONSE=False,
    )
    register_request_log(app)
    app.description = "Checks machine-translated articles against their sources and marks garbled passages."
    app.jinja_loader = ChoiceLoader(
        [FileSystemLoader(f"{app.root_path}/templates"), FileSystemLoader(TEMPLATES)]
    )
    app.jinja_env.filters.update(FILTERS)
    if limits is not None:
        register_limits(app, engine, limits)
    auth = guard(engine, problem, limits)
    app.register_blueprint(check_blueprint(turns, auth))
    app.register_blueprint(submission_blueprint(engine, auth, ring))
    app.register_blueprint(batches_blueprint(engine, auth, ring))
    for blueprint in (articles_blueprint, reports_blueprint, decisions_blueprint, jobs_blueprint, deliveries_blueprint):
        app.register_blueprint(blueprint(engine, auth))
    app.register_blueprint(health_blueprint(turns.signature, engine, auth, registry))
    app.register_blueprint(page_blueprint(turns, sample))
    app.register_blueprint(docs_blueprint())
    app.spec_processor(complete)
    register_problems(app)
    register_conditional(app)
    register_headers(app)
    return app

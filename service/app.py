"""The application: its parts wired together, nothing decided here."""

from __future__ import annotations

from apiflask import APIFlask
from jinja2 import ChoiceLoader, FileSystemLoader

from models.rendering.html import FILTERS, TEMPLATES
from models.report import ArticleReport
from service.api.check import check_blueprint
from service.api.health import health_blueprint
from service.api.specification import describe_errors
from service.headers import register_headers
from service.problems import register_problems
from service.review.page import page_blueprint
from service.turns import ArticleChecker, Turns

MAX_REQUEST_BYTES = 2 * 1024 * 1024
WAITING_REQUESTS = 8
"""How many requests may wait for the model before the next one is told to come back later."""


def create_app(
    checker: ArticleChecker, *, sample: ArticleReport | None = None, waiting: int = WAITING_REQUESTS
) -> APIFlask:
    """The service around a loaded checker. `sample` is the report that the first page opens with."""
    app = APIFlask(__name__, title="mtqc", version="1", docs_path=None, static_folder="static")
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_REQUEST_BYTES,
        VALIDATION_ERROR_DESCRIPTION="What was sent cannot be checked",
        AUTO_VALIDATION_ERROR_RESPONSE=False,
    )
    app.description = "Checks machine-translated articles against their sources and marks garbled passages."
    app.jinja_loader = ChoiceLoader(
        [FileSystemLoader(f"{app.root_path}/templates"), FileSystemLoader(TEMPLATES)]
    )
    app.jinja_env.filters.update(FILTERS)
    turns = Turns(checker, waiting)
    app.register_blueprint(check_blueprint(turns))
    app.register_blueprint(health_blueprint(checker.signature))
    app.register_blueprint(page_blueprint(turns, sample))
    app.spec_processor(describe_errors)
    register_problems(app)
    register_headers(app)
    return app

"""The application: its parts wired together, nothing decided here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from apiflask import APIFlask
from jinja2 import ChoiceLoader, FileSystemLoader
from prometheus_client import CollectorRegistry
from sqlalchemy import Engine

from models.rendering.html import FILTERS, TEMPLATES
from models.report import ArticleReport
from service.access.body_limits import MAX_REQUEST_BYTES
from service.access.guard import guard
from service.access.limits import RateLimits
from service.api.articles import ARTICLES, ARTICLES_BY_ID, JOBS
from service.api.assignments import ASSIGNMENTS
from service.api.batches import batches_blueprint
from service.api.capabilities import capabilities_blueprint
from service.api.check import check_blueprint
from service.api.conditional import register_conditional
from service.api.decisions import DECISIONS
from service.api.deliveries import DELIVERIES
from service.api.endpoints import ENDPOINTS
from service.api.exports import ARTICLE_FILES, exports_blueprint
from service.api.formats import formats_blueprint
from service.api.health import health_blueprint
from service.api.json_only import BodyJson
from service.api.keys import KEYS
from service.api.limiting import register_limits
from service.api.people import PEOPLE
from service.api.recalibrations import RECALIBRATIONS
from service.api.reports import REPORTS
from service.api.site import SITE
from service.api.specification import complete
from service.api.submission import submission_blueprint
from service.check_queue import CheckQueue
from service.http.allowed_methods import register_allowed_methods
from service.http.headers import register_headers
from service.http.problems import problem, register_problems
from service.http.refusals import register_refusals
from service.http.request_log import register_request_log
from service.review import wording
from service.review.article import article_blueprint
from service.review.decisions import review_blueprint
from service.review.docs import docs_blueprint
from service.review.exports import files_blueprint
from service.review.history_page import history_blueprint
from service.review.next_article import next_blueprint
from service.review.page import page_blueprint
from service.review.queue import queue_blueprint
from service.review.session import register_sessions
from service.review.set_password import set_password_blueprint
from service.review.sign_in import sign_in_blueprint
from service.review.stats_page import stats_blueprint
from service.supervision import Supervised

SITE_OPERATIONS = (
    ARTICLES, ARTICLES_BY_ID, REPORTS, DECISIONS, JOBS, DELIVERIES, ARTICLE_FILES, SITE, KEYS, ENDPOINTS,
    RECALIBRATIONS, ASSIGNMENTS, PEOPLE,
)  # fmt: skip
PAGES = (
    queue_blueprint, article_blueprint, history_blueprint, next_blueprint, review_blueprint, stats_blueprint,
    files_blueprint,
)  # fmt: skip
REGISTERED = (
    register_refusals, register_allowed_methods, register_problems, register_conditional, register_headers,
)  # fmt: skip


class _Service(APIFlask):
    json_provider_class = BodyJson


def create_app(
    check_queue: CheckQueue,
    engine: Engine,
    notify: Callable[[], object],
    registry: CollectorRegistry,
    *,
    sample: ArticleReport | None = None,
    open_to_all: bool = True,
    limits: RateLimits | None = None,
    threads: Sequence[Supervised] = (),
) -> APIFlask:
    """The service around a loaded checker and an open database.

    `notify()` tells a worker that a job waits. `registry` is what /metrics shows.
    `sample` is the report that the page for pasting opens with; `open_to_all`: who has not signed in may paste, too.
    `limits` counts requests; None: they are not limited. `threads`: without one of them it is not ready.
    """
    app = _Service(__name__, title="mtqc", version="1", docs_path=None, static_folder="static")
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_REQUEST_BYTES,
        VALIDATION_ERROR_DESCRIPTION="What was sent cannot be checked",
        AUTO_VALIDATION_ERROR_RESPONSE=False,
    )
    register_request_log(app)
    app.description = "Checks machine-translated articles against their sources and marks garbled passages."
    app.jinja_loader = ChoiceLoader([FileSystemLoader(f"{app.root_path}/templates"), FileSystemLoader(TEMPLATES)])
    app.jinja_env.filters.update(FILTERS | wording.FILTERS)
    register_sessions(app, engine)
    if limits is not None:
        register_limits(app, engine, limits)
    auth = guard(engine, problem, limits)
    app.register_blueprint(check_blueprint(check_queue, auth, engine))
    app.register_blueprint(formats_blueprint(check_queue, auth, engine))
    app.register_blueprint(submission_blueprint(engine, auth, notify))
    app.register_blueprint(batches_blueprint(engine, auth, notify))
    for blueprint in (exports_blueprint(engine, auth), *(kept.blueprint(engine, auth) for kept in SITE_OPERATIONS)):
        app.register_blueprint(blueprint)
    app.register_blueprint(capabilities_blueprint(check_queue.signature, auth))
    app.register_blueprint(health_blueprint(check_queue.signature, engine, auth, registry, threads))
    app.register_blueprint(page_blueprint(check_queue, sample, engine, notify, open_to_all))
    app.register_blueprint(sign_in_blueprint(engine, limits))
    app.register_blueprint(set_password_blueprint(engine, limits))
    for page in PAGES:
        app.register_blueprint(page(engine))
    app.register_blueprint(docs_blueprint())
    app.spec_processor(complete)
    for register in REGISTERED:
        register(app)
    return app

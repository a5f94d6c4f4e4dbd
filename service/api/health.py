"""Is the service alive, is it ready for more, and how is it doing?"""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint, HTTPTokenAuth
from flask import Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from sqlalchemy import Engine

from service.access.keys import ADMIN
from service.articles.submission import refuse_when_full
from service.storage.database import transaction


def health_blueprint(
    signature: str, engine: Engine, auth: HTTPTokenAuth, registry: CollectorRegistry
) -> APIBlueprint:
    """`/healthz`, which answers even while every place in the queue is taken; `/readyz`, which then does not."""
    blueprint = APIBlueprint("health", __name__)

    @blueprint.get("/healthz")
    @blueprint.doc(summary="Alive", responses={200: "The service runs"})
    def health() -> dict[str, str]:
        return {"status": "ok", "signature": signature}

    @blueprint.get("/readyz")
    @blueprint.doc(
        summary="Ready for another article",
        responses={200: "The database answers and the queue has room", 503: "Not now (see Retry-After)"},
    )
    def ready() -> dict[str, Any]:
        with transaction(engine) as session:
            waiting = refuse_when_full(session)
        return {"status": "ready", "waiting": waiting}

    @blueprint.get("/metrics")
    @blueprint.auth_required(auth, roles=[ADMIN])
    @blueprint.doc(summary="Prometheus metrics", responses={200: "No article text is in them"})
    def metrics() -> Response:
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    return blueprint

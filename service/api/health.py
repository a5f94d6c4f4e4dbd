"""Is the service alive, is it ready for more, and how is it doing?"""

from __future__ import annotations

from collections.abc import Sequence

from apiflask import APIBlueprint, HTTPTokenAuth
from flask import Response, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from sqlalchemy import Engine

from service.access.keys import ADMIN
from service.articles.submission import refuse_when_full
from service.check_queue import RETRY_AFTER_SECONDS
from service.problems import problem
from service.storage.database import transaction
from service.supervision import Supervised, down


def health_blueprint(
    signature: str,
    engine: Engine,
    auth: HTTPTokenAuth,
    registry: CollectorRegistry,
    threads: Sequence[Supervised] = (),
) -> APIBlueprint:
    """`/healthz`, which answers even while every place in the queue is taken; `/readyz`, which then does not.

    `/readyz` says so, too, while one of `threads` is down, and which.
    """
    blueprint = APIBlueprint("health", __name__)

    @blueprint.get("/healthz")
    @blueprint.doc(summary="Alive", responses={200: "The service runs"})
    def health() -> dict[str, str]:
        return {"status": "ok", "signature": signature}

    @blueprint.get("/readyz")
    @blueprint.doc(
        summary="Ready for another article",
        responses={
            200: "The database answers, the queue has room, every background thread is at work",
            503: "Not now (see Retry-After); `down` names the threads that are down",
        },
    )
    def ready() -> Response:
        with transaction(engine) as session:
            waiting = refuse_when_full(session)
        if names := down(threads):
            told = f"Not at work: {', '.join(names)}. It is begun again; the service's log says why it ended."
            answer = problem(503, told, down=names)
            answer.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
            return answer
        return jsonify({"status": "ready", "waiting": waiting})

    @blueprint.get("/metrics")
    @blueprint.auth_required(auth, roles=[ADMIN])
    @blueprint.doc(summary="Prometheus metrics", responses={200: "No article text is in them"})
    def metrics() -> Response:
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    return blueprint

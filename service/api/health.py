"""Is the service alive, is it ready for more, and how is it doing?"""

from __future__ import annotations

from collections.abc import Sequence

from apiflask import APIBlueprint, HTTPTokenAuth
from flask import Response, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from sqlalchemy import Engine

from service.access.keys import ADMIN
from service.articles.submission import count_waiting, is_full
from service.check_queue import RETRY_AFTER_SECONDS
from service.deadline import MAX_ABANDONED, abandoned
from service.http.problems import problem
from service.storage.database import reading
from service.supervision import Supervised, down


def health_blueprint(
    signature: str,
    engine: Engine,
    auth: HTTPTokenAuth,
    registry: CollectorRegistry,
    threads: Sequence[Supervised] = (),
) -> APIBlueprint:
    """`/healthz`, which answers as long as the process lives; `/readyz`: whether requests may be sent to it.

    It may not serve while the database does not answer, one of `threads` is down, or too many checks that were given up
    still run; `/readyz` names those. A full job queue is no reason: all processes share it, so that none would be left
    to show it, and the article that is too much is refused by the request that brings it. Nor is a broker that does not
    answer: what is sent meanwhile is kept, and the sweeper tells of it later.
    """
    blueprint = APIBlueprint("health", __name__)

    @blueprint.get("/healthz")
    @blueprint.doc(summary="Alive", responses={200: "The service runs"})
    def health() -> dict[str, str]:
        return {"status": "ok", "signature": signature}

    @blueprint.get("/readyz")
    @blueprint.doc(
        summary="Ready for requests",
        responses={
            200: "The database answers, every background thread is at work; `full`: another article is refused for now",
            503: "Not now (see Retry-After); `down` names the threads that are down, and `checks` that do not end",
        },
    )
    def ready() -> Response:
        with reading(engine) as session:
            waiting = count_waiting(session)
        names, still_run, told = down(threads), abandoned(), []
        if names:
            told.append(f"Not at work: {', '.join(names)}. It is being restarted; the service's log says why it ended.")
        if still_run >= MAX_ABANDONED:
            names.append("checks")
            told.append(f"{still_run} checks that were given up at their deadline still run: restart this process.")
        if told:
            answer = problem(503, " ".join(told), down=names)
            answer.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
            return answer
        return jsonify({"status": "ready", "waiting": waiting, "full": is_full(waiting)})

    @blueprint.get("/metrics")
    @blueprint.auth_required(auth, roles=[ADMIN])
    @blueprint.doc(summary="Prometheus metrics", responses={200: "No article text is in them"})
    def metrics() -> Response:
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    return blueprint

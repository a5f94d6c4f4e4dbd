"""Is the service alive, and which checker does it run?"""

from __future__ import annotations

from apiflask import APIBlueprint


def health_blueprint(signature: str) -> APIBlueprint:
    """`/healthz`, which answers even while every place in the queue is taken."""
    blueprint = APIBlueprint("health", __name__)

    @blueprint.get("/healthz")
    @blueprint.doc(summary="Alive", responses={200: "The service runs"})
    def health() -> dict[str, str]:
        return {"status": "ok", "signature": signature}

    return blueprint

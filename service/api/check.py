"""`POST /api/v1/check`: one article in, its report out, nothing kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from apiflask import APIBlueprint, HTTPTokenAuth
from sqlalchemy import Engine

from service.access.guard import holder
from service.access.keys import SUBMIT
from service.api.json_only import take_json_only
from service.articles.request_schemas import CheckBody
from service.articles.site_settings import preferences_of
from service.check_queue import CheckQueue
from service.storage.database import reading


def check_blueprint(turns: CheckQueue, auth: HTTPTokenAuth, engine: Engine) -> APIBlueprint:
    """The programs' door to the checker."""
    blueprint = APIBlueprint("check", __name__, url_prefix="/api/v1")
    take_json_only(blueprint)

    @blueprint.post("/check")
    @blueprint.auth_required(auth, roles=[SUBMIT])
    @blueprint.input(CheckBody, location="json", arg_name="body")
    @blueprint.doc(
        summary="Check one article",
        description="Answers when the check is done: seconds for a news story.",
        responses={200: "The report"},
    )
    def check(body: CheckBody) -> dict[str, Any]:
        with reading(engine) as session:
            wanted = preferences_of(session, holder(auth).site)
        return turns.check(replace(body.request(), preferences=wanted)).to_dict()

    return blueprint

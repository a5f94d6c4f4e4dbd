"""`POST /api/v1/check`: one article in, its report out, nothing kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from apiflask import APIBlueprint, HTTPTokenAuth
from sqlalchemy import Engine

from service.access.guard import holder
from service.access.keys import SUBMIT
from service.api.examples import ARTICLE
from service.api.operations import Notes, Operations, WrittenAnswer
from service.api.report_form import Report
from service.articles.request_schemas import CheckBody
from service.articles.site_settings import preferences_of
from service.check_queue import CheckQueue
from service.storage.database import reading


def check_blueprint(check_queue: CheckQueue, auth: HTTPTokenAuth, engine: Engine) -> APIBlueprint:
    """The programs' door to the checker."""
    api = Operations("check")

    @api.add(
        "POST /check",
        SUBMIT,
        "Check one article",
        description="Answers when the check is done: seconds for a news story.",
        body=CheckBody,
        notes=Notes({200: WrittenAnswer("The report", Report)}, example=ARTICLE),
    )
    def check(body: CheckBody) -> dict[str, Any]:
        with reading(engine) as session:
            wanted = preferences_of(session, holder(auth).site)
        return check_queue.check(replace(body.request(), preferences=wanted)).to_dict()

    return api.blueprint(auth)

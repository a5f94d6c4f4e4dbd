"""`PATCH /api/v1/articles/{id}`: whose an article is to review."""

from __future__ import annotations

import time
from typing import Any

from apiflask import APIBlueprint, HTTPTokenAuth
from sqlalchemy import Engine

from service.access.guard import holder
from service.access.keys import REVIEW
from service.api.operations import Notes, Operations
from service.api.people_forms import Assignment
from service.api.response_schemas import ArticleState
from service.api.serializers import abort_not_found, article_state
from service.articles.assigning import assign
from service.storage.database import transaction


def assignments_blueprint(engine: Engine, auth: HTTPTokenAuth) -> APIBlueprint:
    """For whoever shares out the work."""
    api = Operations("assignments", auth)

    @api.add(
        "PATCH /articles/<article>",
        REVIEW,
        "Assign an article to a person of your site, or to nobody",
        description="It keeps nobody else from deciding on it. A later revision is the same person's.",
        body=Assignment,
        answer=ArticleState,
        notes=Notes(errors=(409, 507)),
    )
    def change(article: str, body: Assignment) -> dict[str, Any]:
        site, by = holder(auth).site, body.by or holder(auth).name
        with transaction(engine) as session:
            kept = assign(session, site, article, body.assigned_to or "", by, time.time(), body.seen)
            return article_state(kept or abort_not_found("article"))

    return api.blueprint

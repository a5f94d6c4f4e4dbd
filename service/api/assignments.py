"""`PATCH /api/v1/articles/{id}`: whose an article is to review."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy.orm import Session

from service.access.keys import REVIEW, Holder
from service.api.operations import Notes, SiteOperations
from service.api.people_forms import Assignment
from service.api.response_schemas import ArticleState
from service.api.serializers import abort_not_found, article_state
from service.articles.assigning import assign

ASSIGNMENTS = SiteOperations("assignments")
"""For whoever shares out the work."""


@ASSIGNMENTS.add(
    "PATCH /articles/<article>",
    REVIEW,
    "Assign an article to a person of your site, or to nobody",
    description="It keeps nobody else from deciding on it. A later revision is the same person's.",
    body=Assignment,
    answer=ArticleState,
    notes=Notes(errors=(409,)),
)
def _change(session: Session, holder: Holder, article: str, body: Assignment) -> dict[str, Any]:
    site, by = holder.site, body.by or holder.name
    kept = assign(session, site, article, body.assigned_to or "", by, time.time(), body.seen)
    return article_state(kept or abort_not_found("article"))

"""`/api/v1/articles/{id}/decisions`: what reviewers do, and the history of it."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy.orm import Session

from service.access.keys import READ, REVIEW, Holder
from service.api.examples import DECISION
from service.api.operations import Notes, SiteOperations, WrittenAnswer
from service.api.response_schemas import Decided, History
from service.api.serializers import abort_not_found, article_state, event_state
from service.articles import article_queries
from service.articles.deciding import record
from service.decisions.actions import Decision
from service.decisions.history import Person, events_of
from service.decisions.review_state import taken_back

DECISIONS = SiteOperations("decisions")
"""Events are added and read, never changed."""
_STOOD = "Nothing changed, so nothing was added: `event` is the one that made it so"


@DECISIONS.add(
    "POST /articles/<article>/decisions",
    REVIEW,
    "Decide on a flag or on the article",
    description="One action: confirm, dismiss or change a flag; mark a passage that was missed; comment; claim, "
    "release, finish, approve or send back the article; undo an event.",
    body=Decision,
    answer=Decided,
    status=201,
    notes=Notes({200: WrittenAnswer(_STOOD, Decided)}, example=DECISION, errors=(409,)),
)
def _add(session: Session, holder: Holder, article: str, body: Decision) -> tuple[dict[str, Any], int]:
    site, action, now = holder.site, body.root, time.time()
    who = Person(action.reviewer or holder.name, holder.key_id)
    done = record(session, site, article, action, who, now) or abort_not_found("article")
    event = event_state(done.event, undone=False) if done.event is not None else None
    return {"event": event, "article": article_state(done.kept)}, 200 if done.is_unchanged else 201


@DECISIONS.add(
    "GET /articles/<article>/decisions",
    READ,
    "Everything that was done to an article, the oldest first",
    answer=History,
)
def _history(session: Session, holder: Holder, article: str) -> dict[str, Any]:
    if article_queries.find(session, holder.site, article) is None:
        abort_not_found("article")
    events = events_of(session, article)
    undone = taken_back(events)
    return {"events": [event_state(event, event.id in undone) for event in events]}

"""A form of the page as an action: what `POST /api/v1/articles/{id}/decisions` would get."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import regex
from pydantic import ValidationError

from models.article import Side
from models.errors import InvalidInput
from service.articles.article_queries import StoredArticle
from service.articles.kept_texts import article_of
from service.decisions.actions import Action, Decision
from service.decisions.conflicts import Conflict, shortened
from service.decisions.history import Person
from service.decisions.review_state import UNDO, ReviewState
from service.http.faults import describe_fault, faults_of
from service.storage.tables import Event

_KNOWN = (
    "action", "revision", "seen", "comment", "flag", "category", "severity", "side", "start", "end", "segment",
    "event",
)  # fmt: skip
_TOKEN = regex.compile(r"[A-Za-z0-9_-]{22}")


def action_of(
    form: Mapping[str, str], kept: StoredArticle, events: list[Event], review_state: ReviewState, who: Person
) -> Action:
    """The action that a form asks for. Empty fields count as not sent.

    "undo" without an event takes back the person's own last. `known`: ids of what the same page has done before.
    Offsets of a marked passage count in the whole text of its side. Raises InvalidInput for what is no action,
    Conflict where there is nothing to undo.
    """
    sent: dict[str, Any] = {name: form[name] for name in _KNOWN if form.get(name)}
    if sent.get("action") == "edit":
        sent["text"] = form.get("text", "").replace("\r\n", "\n")
    sent["known"] = [name for name in form.get("known", "").split() if _TOKEN.fullmatch(name)]
    if sent.get("action") == UNDO and "event" not in sent:
        if sent["known"] and sent["known"][-1] not in {event.id for event in events}:
            raise Conflict("What you did last has not been saved: there is nothing to take back.")
        sent["event"] = _last_of(who, kept.revision.first_alike, events, review_state)
    if sent.get("action") == "mark":
        sent |= _in_field(sent, kept)
    try:
        return Decision.model_validate(sent).root
    except ValidationError as error:
        first = faults_of(error)[0]
        raise InvalidInput(_in_words(sent, kept, first), first[0] or "action") from None


def token_of(form: Mapping[str, str]) -> str:
    """The id that the page has given the event, so that it may be sent twice; "" for none that could be one."""
    token = form.get("token", "")
    return token if _TOKEN.fullmatch(token) else ""


def _last_of(who: Person, since: int, events: list[Event], review_state: ReviewState) -> str:
    for event in reversed(events):
        by_me = event.account_id == who.account_id if who.account_id else event.by == who.name
        mine = by_me and event.revision >= since
        if mine and event.action != UNDO and event.id not in review_state.undone:
            return event.id
    raise Conflict("There is nothing of yours to take back.")


def _in_words(sent: Mapping[str, Any], kept: StoredArticle, fault: tuple[str, str]) -> str:
    """A fault in words. Of a comment, which one: it may come in late, when its dialog is long closed."""
    if fault[0] != "comment":
        return describe_fault(fault)
    flags = (kept.revision.report or {"flags": ()})["flags"]
    words = next((flag["text"] for flag in flags if flag["fingerprint"] == sent.get("flag")), "")
    about = f"on “{shortened(words)}”" if words else "on this flag" if sent.get("flag") else "on the article"
    return f"Your comment {about} {fault[1]}"


def _in_field(sent: Mapping[str, Any], kept: StoredArticle) -> dict[str, Any]:
    """Offsets in the whole text as offsets in the named field where they begin."""
    side: Side = "source" if sent.get("side") == "source" else "target"
    try:
        start, end = int(sent.get("start", "0")), int(sent["end"])
    except (KeyError, ValueError):
        raise InvalidInput("Select the words first.", "end") from None
    for part in article_of(kept.revision.sent).parts:
        place = part.span(side)
        if place is not None and place.start <= start < place.end:
            return {"field": part.name, "start": start - place.start, "end": end - place.start}
    return {"start": start, "end": end}

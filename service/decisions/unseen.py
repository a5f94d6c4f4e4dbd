"""What an action does not know of: it was made against the article as it stood then, and may come in much later.

A page that stands open in a second tab, and what a browser kept while it had no connection, are such. What its sender
has done itself from the same page stands in `known`: that contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.decisions.actions import Action, Move, Remark, Undo
from service.decisions.approval import DECIDING
from service.decisions.review_state import (
    APPROVE,
    CHANGE,
    COMMENT,
    CONFIRM,
    DISMISS,
    EDIT,
    FINISH,
    MARK,
    SEND_BACK,
    UNDO,
    root_of,
    taken_back,
)
from service.storage.tables import Event

CLOSING = (FINISH, APPROVE, SEND_BACK)
"""Whoever acts after one of these has to know of it: they change a review that is over."""
_DONE = {
    CONFIRM: "confirmed this",
    DISMISS: "dismissed this",
    CHANGE: "changed this",
    MARK: "marked this",
    EDIT: "edited this sentence",
    UNDO: "undone something here",
    FINISH: "finished the review",
    APPROVE: "approved the article",
    SEND_BACK: "sent the article back",
}
_ON_THE_WHOLE = {EDIT: "edited a sentence", UNDO: "undone something"} | dict.fromkeys(
    (CONFIRM, DISMISS, CHANGE, MARK), "decided on a flag"
)


def why_unseen(action: Action, subject: str, events: Sequence[Event], name: str, account: str) -> str:
    """What contradicts an action that has not seen it, as a sentence; "" where nothing does.

    `subject`: what the action is about. `name` and `account`: whose action it is. Only an action that names the last
    event that it has `seen` can be told.
    """
    if action.seen is None or isinstance(action, Remark):
        return ""
    known = {event.id for event in events if event.sequence <= action.seen} | set(action.known)
    event = _contradiction(action, subject, events, known)
    if event is None:
        return ""
    is_own = event.account_id == account if account and event.account_id else event.by == name
    done = _DONE.get(event.action, event.action)
    if isinstance(action, Move | Undo):
        done = _ON_THE_WHOLE.get(event.action, done)
    who = "You have" if is_own else f"{event.by} has"
    return f"{who} meanwhile {done}{', elsewhere' if is_own else ''}. Look at that first."


def _contradiction(action: Action, subject: str, events: Sequence[Event], known: set[str]) -> Event | None:
    """The last event that the action would silently reverse."""
    by_id = {event.id: event for event in events}
    unseen = [event for event in events if event.id not in known and event.action != COMMENT]
    if isinstance(action, Undo) and action.event not in known:
        return by_id[action.event]
    undone = taken_back(events)
    for event in reversed(unseen):
        root = root_of(event, by_id)
        if root.action in CLOSING and root.id not in undone:
            return event
    stood, stands = _decisions([event for event in events if event.id in known]), _decisions(events)
    if isinstance(action, Move):
        subjects = {*stood, *stands} if action.action in (FINISH, APPROVE) else set()
    else:
        subjects = {subject}
    changed = {one for one in subjects if stood.get(one) != stands.get(one)}
    about = (event for event in reversed(unseen) if root_of(event, by_id).subject in changed)
    return next(about, None)


def _decisions(events: Sequence[Event]) -> Mapping[str, str]:
    """The id of the last decision that holds, by what it is about."""
    undone = taken_back(events)
    return {event.subject: event.id for event in events if event.action in DECIDING and event.id not in undone}

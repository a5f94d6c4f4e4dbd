"""What the end of a review stands for: the very text that was read, and where a site wants it, two pairs of eyes."""

from __future__ import annotations

from collections.abc import Sequence

from service.access.person_names import same_person
from service.decisions.review_state import (
    APPROVE,
    APPROVED,
    CLAIM,
    EDIT,
    FINISH,
    MARK,
    ON_FLAGS,
    REVIEWED,
    UNDO,
    ReviewState,
    review_state_of,
    root_of,
)
from service.storage.tables import Event, Revision

DECIDING = (*ON_FLAGS, MARK, EDIT)
"""What changes the text that is published, or the decision on it."""


def why_not_approve(
    events: Sequence[Event], revision: Revision, review_state: ReviewState, name: str, account: str
) -> str:
    """Why somebody is no second pair of eyes: they finished it, or changed it after that; "" for everybody else.

    By the name, and by the account too, "" for none: somebody who is called otherwise since is no other person.
    """
    finished, changed = _since(FINISH, events, revision, review_state.undone)
    for event in (finished, *changed) if finished is not None else ():
        if (account and event.account_id == account) or same_person(event.by, name):
            return f"{event.by} has {'finished it' if event is finished else 'changed it since it was finished'}"
    return ""


def is_changed_since_approval(events: Sequence[Event], revision: Revision, review_state: ReviewState) -> bool:
    """Whether anything was edited, marked or decided on after the approval that holds."""
    return bool(_since(APPROVE, events, revision, review_state.undone)[1])


def given_back(events: Sequence[Event], revision: Revision, review_state: ReviewState) -> str:
    """The state in which a release leaves the article as it was claimed: reviewed or approved; "" for any other.

    Only of the very text that had it: whatever was edited, marked or decided on since the claim asks for a new review.
    """
    claim, changed = _since(CLAIM, events, revision, review_state.undone)
    if claim is None or changed:
        return ""
    before = review_state_of([event for event in events if event.sequence < claim.sequence], revision).review
    return before if before in (REVIEWED, APPROVED) else ""


def _since(
    move: str, events: Sequence[Event], revision: Revision, undone: frozenset[str]
) -> tuple[Event | None, list[Event]]:
    """The last such move that holds, and what has changed the article since; nothing where there was none."""
    valid = [event for event in events if event.id not in undone]
    moves = [event for event in valid if event.action == move and event.revision >= revision.first_alike]
    if not moves:
        return None, []
    at, by_id = moves[-1].sequence, {event.id: event for event in events}
    roots = [(event, root_of(event, by_id)) for event in valid if event.sequence > at]
    changed = [
        event
        for event, root in roots
        if root.action in DECIDING and (event.action != UNDO or root.sequence < at or root.id not in undone)
    ]
    return moves[-1], changed

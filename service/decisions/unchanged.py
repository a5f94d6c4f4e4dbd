"""Actions that would change nothing: what they ask for is so already, and there is no event to add."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from service.decisions.actions import Action, Change, Confirm, Dismiss, Edit, Mark, Move, Remark
from service.decisions.review_state import CLAIM, DISMISS, IN_REVIEW, ReviewState
from service.storage.tables import Event, Revision


@dataclass(frozen=True, slots=True)
class Unchanged:
    """What an action was about, and the event that had made it so already; None where the machine had."""

    subject: str
    event: Event | None


class Acting(Protocol):
    """Who decides."""

    @property
    def name(self) -> str:
        """As it is shown."""
        ...

    @property
    def account_id(self) -> str:
        """Of who signed in with one; "" for others."""
        ...


def find_unchanged(
    action: Action, subject: str, revision: Revision, review_state: ReviewState, who: Acting, events: Sequence[Event]
) -> Unchanged | None:
    """That the action changes nothing; None where it does.

    What somebody else says of the same is something new: two who agree are counted.
    """
    last = review_state.flags.get(subject)
    match action:
        case Confirm() | Dismiss():
            stands = last is not None and last.action == action.action and _says_again(action, last, who)
        case Change():
            stands = _is_so_already(action, _flag(subject, revision, review_state), last)
        case Mark():
            mark = review_state.marks.get(subject)
            given = (action.category, action.severity)
            same = mark is not None and (mark.data["category"], mark.data["severity"]) == given
            stands = same and last is None and _says_again(action, mark, who)
            last = mark
        case Edit():
            last = review_state.edits.get(subject)
            stands = action.text == _text_of(subject, revision, last) and not action.comment
        case Remark():
            last = review_state.remarks[-1] if review_state.remarks else None
            stands = last is not None and last.subject == subject and _says_again(action, last, who)
        case Move() if action.action == CLAIM:
            stands = review_state.review == IN_REVIEW and review_state.reviewer == who.name
            last = next((event for event in reversed(events) if event.action == CLAIM), None)
        case _:
            return None
    return Unchanged(subject, last) if stands else None


def _says_again(action: Action, last: Event | None, who: Acting) -> bool:
    """Whether the same person has said it, in the same words."""
    if last is None or last.data.get("comment", "") != action.comment:
        return False
    return last.account_id == who.account_id if who.account_id and last.account_id else last.by == who.name


def _is_so_already(action: Change, flag: Mapping[str, Any] | None, last: Event | None) -> bool:
    """Whether the flag has that category and severity. Of a dismissed flag, to say what is wrong there is a change."""
    if flag is None or action.comment or (last.action == DISMISS if last else flag.get("dismissed")):
        return False
    now = dict(flag) | (dict(last.data) if last else {})
    asked = {"category": action.category, "severity": action.severity}
    return all(wanted is None or wanted == now[name] for name, wanted in asked.items())


def _flag(subject: str, revision: Revision, review_state: ReviewState) -> Mapping[str, Any] | None:
    """The flag of the report, or the passage that was marked, of that fingerprint."""
    flags = (revision.report or {"flags": ()})["flags"]
    mark = review_state.marks.get(subject)
    return next((flag for flag in flags if flag["fingerprint"] == subject), mark.data if mark else None)


def _text_of(subject: str, revision: Revision, last: Event | None) -> str | None:
    """The translation of a segment as it stands: as it was edited, else as the machine has it."""
    if last is not None:
        return str(last.data.get("text", ""))
    segments = (revision.report or {"segments": ()})["segments"]
    return next((str(one["target"]["text"]) for one in segments if one["id"] == subject), None)

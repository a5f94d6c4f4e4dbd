"""Events added to an article, one at a time, after its rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import models.article
from models.errors import InvalidInput
from models.visible_text import has_text
from service.decisions.actions import Action, Change, Confirm, Dismiss, Edit, Mark, Move, Remark, Undo
from service.decisions.approval import DECIDING, given_back, is_changed_since_approval, why_not_approve
from service.decisions.conflicts import Conflict, InOtherHands, Unfinished, unchecked
from service.decisions.flag_decisions import update_decided_flags
from service.decisions.marking import MarkedPassage, marked
from service.decisions.open_errors import count_open_errors, edited_segments, undecided
from service.decisions.review_state import (
    APPROVE,
    APPROVED,
    ARTICLE,
    COMMENT,
    FINISH,
    FROM,
    IN_REVIEW,
    MARK,
    RELEASE,
    REVIEWED,
    SEND_BACK,
    SENT_BACK,
    ReviewState,
    review_state_of,
    root_of,
)
from service.decisions.unchanged import Unchanged, find_unchanged
from service.decisions.unseen import why_unseen
from service.storage.tables import PENDING, ArticleRow, Event, Job, Revision, Site, new_id

Read = Callable[[], models.article.Article]
_KEPT_ELSEWHERE = {"action", "reviewer", "revision", "seen", "known", "flag", "event", "segment"}
MAX_EVENTS = 10_000
"""Of one article: more are a mistake of a program."""

_DECIDE_ANEW = "It is approved: claim it to decide anew."
_CLAIM = "claim it first to review it again"
FIRST = {
    (RELEASE, PENDING): "nobody is reviewing it, there is nothing to release",
    (RELEASE, REVIEWED): _CLAIM,
    (RELEASE, APPROVED): _CLAIM,
    (RELEASE, SENT_BACK): _CLAIM,
    (FINISH, REVIEWED): "approve it, send it back, or claim it first to review it again",
    (FINISH, APPROVED): _CLAIM,
    (FINISH, SENT_BACK): "claim it, or edit or decide on something first",
    (APPROVE, PENDING): "finish its review first",
    (APPROVE, IN_REVIEW): "finish its review first",
    (APPROVE, APPROVED): "there is nothing left to approve",
    (APPROVE, SENT_BACK): "claim it and finish its review first",
    (SEND_BACK, APPROVED): _CLAIM,
    (SEND_BACK, SENT_BACK): _CLAIM,
}
"""Of every move that a state does not allow: what has to be done before it."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who decides: a name, the key that was used, and the account of who signed in with one."""

    name: str
    key_id: str
    account_id: str = ""


@dataclass(frozen=True, slots=True)
class NewEvent:
    """The event that was added, and how the article stood before it and stands after it."""

    event: Event
    before: ReviewState
    after: ReviewState


def decide(
    session: Session,
    article: ArticleRow,
    revision: Revision,
    action: Action,
    who: Person,
    now: float,
    read: Read,
    event_id: str = "",
) -> NewEvent | Unchanged:
    """Adds an event to an article at its newest revision. `article` must be locked (`lock`); `read` gives its texts.

    `event_id`: made if empty. What stands already is left as it is.

    Raises Conflict where somebody else was quicker or the state does not allow it (Unfinished: flags are left);
    InvalidInput for a flag, passage or event that is not there, and for sending back without a reason.
    """
    events = events_of(session, article.id)
    before = review_state_of(events, revision)
    _refuse_revision(session, action, revision)
    passage = marked(action, read()) if isinstance(action, Mark) else None
    subject = passage.fingerprint if passage else _subject(action, revision, events, before)
    unchanged = find_unchanged(action, subject, revision, before, who, events)
    # what changes nothing reverses nothing that it has not seen: a client sends it again when it lost the answer
    asked = action if unchanged is None else action.model_copy(update={"seen": None})
    _refuse_conflicts(asked, subject, who, before, events)
    _refuse_move(session, action, who, article, revision, before, events)
    if unchanged is not None:
        return unchanged
    event = Event(
        id=event_id or new_id(),
        article_id=article.id,
        revision=revision.number,
        sequence=before.last + 1,
        action=action.action,
        subject=subject,
        data=_said(action, passage) | _given_back(action, revision, before, events),
        by=who.name,
        key_id=who.key_id,
        account_id=who.account_id,
        made_at=now,
    )
    after = review_state_of([*events, event], revision)
    _refuse_other_text(action, revision, before, after, [*events, event])
    session.add(event)
    session.flush()
    update_decided_flags(session, article, event, [*events, event])
    article.review, article.reviewer = after.review, after.reviewer
    return NewEvent(event, before, after)


def count_left(article: ArticleRow, revision: Revision, review_state: ReviewState) -> None:
    """Keeps beside the article what of its newest revision's review says whether it may be published.

    How many post-edits it has, how many serious errors are left, and whether it was sent back.
    """
    report = revision.report
    article.edits = len(edited_segments(report, review_state)) if report else 0
    article.open_errors = count_open_errors(report, review_state) if report else 0
    article.is_back = review_state.is_back


def lock(session: Session, site: str, article: str) -> ArticleRow | None:
    """The site's article, held until the transaction ends: events are numbered one at a time."""
    wanted = select(ArticleRow).where(ArticleRow.id == article, ArticleRow.site == site).with_for_update()
    return session.scalar(wanted)


def events_of(session: Session, article: str) -> Sequence[Event]:
    """Everything that was done to an article, the oldest first."""
    return session.scalars(select(Event).where(Event.article_id == article).order_by(Event.sequence)).all()


def _said(action: Action, passage: MarkedPassage | None) -> dict[str, Any]:
    """What is kept of an action beside the columns of its event."""
    said = action.model_dump(mode="json", exclude_defaults=True, exclude=_KEPT_ELSEWHERE)
    return said | ({"text": passage.text} if passage else {})


def _given_back(
    action: Action, revision: Revision, review_state: ReviewState, events: Sequence[Event]
) -> dict[str, Any]:
    """What a release keeps of the state that it gives back. A database of before has releases that gave none back."""
    review = given_back(events, revision, review_state) if action.action == RELEASE else ""
    return {"review": review} if review else {}


def _subject(action: Action, revision: Revision, events: Sequence[Event], review_state: ReviewState) -> str:
    """What the action is about. Raises InvalidInput when it is not there."""
    if isinstance(action, Undo):
        if not any(event.id == action.event for event in events):
            raise InvalidInput("there is no such event in the history of this article", "event")
        return action.event
    if isinstance(action, Edit):
        return _edited(action, revision)
    if isinstance(action, Move | Mark):
        return ARTICLE
    known = {flag["fingerprint"] for flag in (revision.report or {}).get("flags", ())}
    since = revision.first_alike
    known |= {event.subject for event in events if event.action == MARK and event.revision >= since}
    known |= review_state.marks.keys()
    if action.flag and action.flag not in known:
        raise InvalidInput("this revision has no flag with that fingerprint", "flag")
    return action.flag or ARTICLE


def _edited(action: Edit, revision: Revision) -> str:
    """The id of the segment. Raises InvalidInput where there is none, or no translation to edit."""
    for segment in (revision.report or {}).get("segments", ()):
        if segment["id"] == action.segment and segment["target"]["start"] is not None:
            return action.segment
    raise InvalidInput("this revision has no translated segment of that id", "segment")


def _refuse_revision(session: Session, action: Action, revision: Revision) -> None:
    """Raises Conflict for what was decided on another text, and as long as there is no report to decide on."""
    if action.revision is not None and action.revision > revision.number:
        raise Conflict(f"There is no revision {action.revision}: the newest is {revision.number}.")
    if action.revision is not None and action.revision < revision.first_alike:
        raise Conflict(f"Revision {revision.number} has come in: read its report first, then decide on that one.")
    if revision.report is None and not isinstance(action, Remark):
        raise unchecked(session.scalars(select(Job).where(Job.revision_id == revision.id)).one())


def _refuse_conflicts(
    action: Action, subject: str, who: Person, review_state: ReviewState, events: Sequence[Event]
) -> None:
    """Raises Conflict, which says who did what."""
    if len(events) >= MAX_EVENTS:
        raise Conflict(f"An article has at most {MAX_EVENTS:,} events: send it again under another id to go on.")
    if isinstance(action, Remark):
        return
    if review_state.review == IN_REVIEW and review_state.reviewer != who.name and not _frees(action):
        raise InOtherHands(review_state.reviewer)
    if why := why_unseen(action, subject, events, who.name, who.account_id):
        raise Conflict(why)
    if isinstance(action, Move) and review_state.review not in FROM[action.action]:
        raise Conflict(f"It is {review_state.review}: {FIRST[action.action, review_state.review]}.")
    if isinstance(action, Confirm | Dismiss | Change | Mark | Edit) and review_state.review == APPROVED:
        raise Conflict(_DECIDE_ANEW)
    if isinstance(action, Undo):
        _refuse_undo(action, review_state, events)


def _refuse_move(
    session: Session,
    action: Action,
    who: Person,
    article: ArticleRow,
    revision: Revision,
    review_state: ReviewState,
    events: Sequence[Event],
) -> None:
    """Raises Unfinished, Conflict or InvalidInput for a move that the state allows, and something else does not."""
    if not isinstance(action, Move):
        return
    if action.action == SEND_BACK and not has_text(action.comment):
        raise InvalidInput("Say in a comment why it is sent back: whoever translates it anew has to know.", "comment")
    if action.action in (FINISH, APPROVE) and (left := undecided(revision.report or {"flags": ()}, review_state)):
        raise Unfinished(left)  # at an approval: a decision was taken back after the review was finished
    site = session.get(Site, article.site) if action.action == APPROVE else None
    if site is not None and site.four_eyes:
        why = why_not_approve(events, revision, review_state, who.name, who.account_id)
        if why:
            raise Conflict(f"{why}: another person has to approve it.")


def _refuse_other_text(
    action: Action, revision: Revision, before: ReviewState, after: ReviewState, events: Sequence[Event]
) -> None:
    """Raises Conflict for an undo that would bring an approval back for something else than was approved."""
    is_back = isinstance(action, Undo) and after.review == APPROVED != before.review
    if is_back and is_changed_since_approval(events, revision, after):
        raise Conflict("It was changed after it had been approved: finish its review and approve it again.")


def _frees(action: Action) -> bool:
    """Anyone may take an article out of the hands of someone who has gone home."""
    return isinstance(action, Move) and action.action == RELEASE


def _refuse_undo(action: Undo, review_state: ReviewState, events: Sequence[Event]) -> None:
    """Only what nothing was built upon can be taken back, and only once."""
    by_id = {event.id: event for event in events}
    event = by_id[action.event]
    if review_state.review == APPROVED and root_of(event, by_id).action in DECIDING:
        raise Conflict(_DECIDE_ANEW)
    if event.id in review_state.undone:
        raise Conflict("It was taken back before: undo that first if it is to hold again.")
    later = [
        other
        for other in events
        if other.sequence > event.sequence and other.subject == event.subject and other.id not in review_state.undone
    ]
    if event.action != COMMENT and any(other.action != COMMENT for other in later):
        raise Conflict(f"{later[-1].by} has decided on the same since: take that back first.")

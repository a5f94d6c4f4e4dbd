"""How an article stands: its events, one after the other. Nothing here is kept; everything follows from the events.

The states of a review, and who is in it:

    pending --claim, or any decision--> in review --finish--> reviewed --approve--> approved
       ^------------release----------------'  '------send_back----'-------> sent back

What was sent back is in review again once it is claimed, or anything is decided on it, and sent back again when it is
released without having been finished. What was reviewed or approved is so again when it is claimed and released, and
nothing was decided in between (`service.decisions.approval.given_back`).
A new revision is pending again, unless it says the same as the one before. What was said of a flag holds for the flag
of that fingerprint in every later revision; post-edits and marks hold as far as they were carried there
(`service.decisions.carrying`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from service.storage.tables import PENDING, Event, Revision

IN_REVIEW, REVIEWED, APPROVED, SENT_BACK = "in review", "reviewed", "approved", "sent back"
REVIEWS = (PENDING, IN_REVIEW, REVIEWED, APPROVED, SENT_BACK)
DECIDED = (REVIEWED, APPROVED, SENT_BACK)
"""What a CMS is told of."""
CLAIM, RELEASE, FINISH, APPROVE, SEND_BACK = "claim", "release", "finish", "approve", "send_back"
MOVES = {CLAIM: IN_REVIEW, RELEASE: PENDING, FINISH: REVIEWED, APPROVE: APPROVED, SEND_BACK: SENT_BACK}
FROM = {
    CLAIM: REVIEWS,
    RELEASE: (IN_REVIEW,),
    FINISH: (PENDING, IN_REVIEW),
    APPROVE: (REVIEWED,),
    SEND_BACK: (PENDING, IN_REVIEW, REVIEWED),
}
"""In which states each move is possible."""
CONFIRM, DISMISS, CHANGE = ON_FLAGS = ("confirm", "dismiss", "change")
MARK, EDIT, COMMENT, UNDO = "mark", "edit", "comment", "undo"
ARTICLE = "article"
"""The subject of moves."""


@dataclass(frozen=True, slots=True)
class ReviewState:
    """An article at a revision after its events.

    `flags`: the last decision on each flag, by fingerprint. `marks`: marked passages by fingerprint, placed as in
    this revision. `edits`: the last post-edit of each segment of this revision, by its id. `remarks`: comments, and
    why it was sent back, the oldest first. `undone`: ids of events that were taken back. `last`: the newest sequence.
    `is_back`: it was sent back, and no review was finished since, whoever has it in hand now.
    `reopened`: fingerprints of flags on which nobody's decision holds, because it was taken back.
    """

    review: str = PENDING
    reviewer: str = ""
    flags: Mapping[str, Event] = field(default_factory=dict)
    marks: Mapping[str, Event] = field(default_factory=dict)
    edits: Mapping[str, Event] = field(default_factory=dict)
    remarks: Sequence[Event] = ()
    undone: frozenset[str] = frozenset()
    last: int = 0
    is_back: bool = False
    reopened: frozenset[str] = frozenset()

    @property
    def dismissed(self) -> frozenset[str]:
        """Fingerprints of flags that reviewers found wrong."""
        return frozenset(name for name, event in self.flags.items() if event.action == DISMISS)


def review_state_of(events: Sequence[Event], revision: Revision) -> ReviewState:
    """How the article stands at a revision. `events`: all of the article's, the oldest first."""
    return replay_events(events, revision.number, revision.kept_since, revision.carried)


def replay_events(
    events: Sequence[Event], revision: int, since: int = 0, carried: Mapping[str, Mapping[str, Any]] | None = None
) -> ReviewState:
    """The same by the revision's number. `since`: the first of those before it that say the same; 0: there is none.

    `carried`: post-edits and marks of before that hold here (`service.decisions.carrying.Carried`).
    """
    revisions = range(since or revision, revision + 1)
    undone = taken_back(events)
    valid = [event for event in events if event.id not in undone and event.action != UNDO]
    review, reviewer, is_back = PENDING, "", False
    flags: dict[str, Event] = {}
    edits, marks = _carried({event.id: event for event in valid}, carried or {})
    for event in valid:
        if event.revision in revisions:
            review, reviewer = _moved(event, review, reviewer, is_back)
            is_back = event.action == SEND_BACK or (is_back and event.action != FINISH)
        if event.action in ON_FLAGS:
            flags[event.subject] = event
        elif event.action == MARK and event.revision in revisions:
            marks[event.subject] = event
        elif event.action == EDIT and event.revision in revisions:
            edits[event.subject] = event
    remarks = [event for event in valid if event.action in (COMMENT, SEND_BACK) and event.data.get("comment")]
    last = events[-1].sequence if events else 0
    reopened = frozenset(e.subject for e in events if e.id in undone and e.action in ON_FLAGS) - flags.keys()
    return ReviewState(review, reviewer, flags, marks, edits, remarks, undone, last, is_back, reopened)


def _carried(
    events: Mapping[str, Event], carried: Mapping[str, Mapping[str, Any]]
) -> tuple[dict[str, Event], dict[str, Event]]:
    """Post-edits by segment and marks by fingerprint with which a revision begins; `events`: those that hold, by id."""
    edits = {segment: events[name] for segment, name in carried.get("edits", {}).items() if name in events}
    marks = [_placed(events[name], start) for name, start in carried.get("marks", {}).items() if name in events]
    return edits, {mark.subject: mark for mark in marks}


def _placed(mark: Event, start: int) -> Event:
    """The mark where its passage stands now; what was kept stays as it was."""
    columns = {column.key: getattr(mark, column.key) for column in Event.__table__.columns}
    end = start + mark.data["end"] - mark.data["start"]
    return Event(**(columns | {"data": mark.data | {"start": start, "end": end}}))


class Acted(Protocol):
    """An event, as far as an undo is concerned."""

    @property
    def id(self) -> str:
        """Its own."""
        ...

    @property
    def action(self) -> str:
        """What was done."""
        ...

    @property
    def subject(self) -> str:
        """Of an undo: the id of the event that it takes back."""
        ...


def taken_back(events: Sequence[Acted]) -> frozenset[str]:
    """Ids of the events that an undo took back which was not itself taken back."""
    undone: set[str] = set()
    for event in reversed(events):
        if event.action == UNDO and event.id not in undone:
            undone.add(event.subject)
    return frozenset(undone)


def root_of(event: Event, by_id: Mapping[str, Event]) -> Event:
    """The event itself; of an undo, what it takes or gives back in the end. `by_id`: all events of the article."""
    while event.action == UNDO:
        event = by_id[event.subject]
    return event


def _moved(event: Event, review: str, reviewer: str, is_back: bool) -> tuple[str, str]:
    """`is_back`: it was sent back, and no review was finished since: letting go of it makes it no other text."""
    if event.action == RELEASE:
        return SENT_BACK if is_back else event.data.get("review", PENDING), ""
    if event.action in MOVES:
        after = MOVES[event.action]
        return after, event.by if after == IN_REVIEW else ""
    if event.action != COMMENT and review in (PENDING, SENT_BACK):
        return IN_REVIEW, event.by
    return review, reviewer

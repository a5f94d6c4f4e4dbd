"""Actions made against an earlier state of the article: refused where they would silently reverse what came since."""

from __future__ import annotations

from typing import Any

import pytest
from newsroom import Newsroom
from sqlalchemy import Engine

from service.decisions.conflicts import Conflict

FIRST, SECOND = "take advantage", "👩‍🚀🇲🇷"
ALL = [("ann", "dismiss", FIRST), ("ann", "dismiss", SECOND)]
Step = tuple[str, str] | tuple[str, str, str]


@pytest.fixture
def newsroom(engine: Engine) -> Newsroom:
    return Newsroom(engine)


def act(newsroom: Newsroom, article: str, step: Step, **more: Any) -> str:
    """A step: who, what, and on which words (or the text of an edit); the event's id."""
    by, action, *about = step
    if action == "edit":
        more |= {"segment": "s1", "text": about[0]}
    elif action in ("confirm", "dismiss", "change"):
        more |= {"flag": newsroom.flag(article, about[0])} | ({"severity": "minor"} if action == "change" else {})
    elif action == "send_back":
        more |= {"comment": "It reads like a machine."}
    return newsroom.act(article, by, action, **more).id


@pytest.mark.parametrize(
    ("seen", "meanwhile", "late", "told"),
    [
        # a page that stands open in a second tab, or what was kept without a connection
        ([], [("ann", "confirm", FIRST)], ("ann", "dismiss", FIRST), "You have meanwhile confirmed this, elsewhere"),
        ([], [("ann", "edit", "New.")], ("ann", "edit", "Old."), "You have meanwhile edited this sentence, elsewhere"),
        ([], [*ALL, ("ann", "finish")], ("ann", "confirm", FIRST), "You have meanwhile finished the review"),
        ([], [*ALL, ("ann", "finish")], ("ann", "edit", "Old."), "You have meanwhile finished the review"),
        ([], [*ALL, ("ann", "finish")], ("ann", "claim"), "You have meanwhile finished the review"),
        (ALL, [("ann", "finish")], ("ann", "send_back"), "You have meanwhile finished the review"),
        (ALL, [("ann", "finish"), ("ben", "approve")], ("ann", "claim"), "ben has meanwhile approved the article"),
        ([], [("ann", "send_back")], ("ann", "dismiss", FIRST), "You have meanwhile sent the article back"),
        ([*ALL, ("ann", "finish")], [("ben", "edit", "New.")], ("ann", "approve"), "ben has meanwhile edited a sent"),
        (ALL, [("ann", "confirm", FIRST)], ("ann", "finish"), "You have meanwhile decided on a flag, elsewhere"),
        ([("ann", "confirm", FIRST)], [("ann", "undo")], ("ann", "dismiss", FIRST), "You have meanwhile undone some"),
        ([], [("ann", "confirm", FIRST), ("ann", "release")], ("ben", "dismiss", FIRST), "ann has meanwhile confirmed"),
        # nothing contradicts these
        ([], [("ann", "confirm", FIRST)], ("ann", "dismiss", SECOND), ""),
        ([], [("ann", "confirm", FIRST)], ("ann", "edit", "New."), ""),
        ([], [("ann", "confirm", FIRST), ("ann", "undo")], ("ann", "dismiss", FIRST), ""),
        (ALL, [("ann", "finish"), ("ann", "undo")], ("ann", "edit", "New."), ""),
        ([*ALL, ("ann", "finish")], [], ("ann", "edit", "New."), ""),
        ([], [("ann", "claim")], ("ann", "confirm", FIRST), ""),
    ],
)  # fmt: skip
def test_what_came_since_is_told_before_it_is_reversed(
    newsroom: Newsroom, seen: list[Step], meanwhile: list[Step], late: Step, told: str
) -> None:
    article = newsroom.article()
    made: list[str] = []
    for step in (*seen, *meanwhile):
        made.append(act(newsroom, article, step, **({"event": made[-1]} if step[1] == "undo" else {})))
    if told:
        with pytest.raises(Conflict, match=told):
            act(newsroom, article, late, seen=len(seen))
    known = act(newsroom, article, late, seen=len(seen), known=made[len(seen) :])
    assert known, "whoever knows of it may reverse it"

"""Claimed and let go of again: an article stands as it did before, unless something was decided on it in between."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from newsroom import Newsroom

TARGET = "They take advantage of it."
MARK = {"start": 0, "end": 4, "category": "fluency/grammar", "severity": "minor"}
REVIEWED = ("ann confirm", "ann edit", "ann finish")
APPROVED = (*REVIEWED, "bob approve")


def act(room: Newsroom, article: str, *steps: str) -> None:
    """Who does what: "ann confirm"; "ann undo 2" takes the second event back."""
    for step in steps:
        by, action, *rest = step.split()
        more: dict[str, Any] = {}
        if action in ("confirm", "dismiss"):
            more = {"flag": room.flags(article)[0]}
        elif action == "edit":
            more = {"segment": "s1", "text": " ".join(rest) or "They draw closer."}
        elif action == "mark":
            more = MARK
        elif action in ("send_back", "comment"):
            more = {"comment": "It reads like a machine."}
        elif action == "undo":
            more = {"event": room.events(article)[int(rest[0]) - 1]}
        elif action == "again":
            room.article(TARGET, id="7")
            continue
        room.act(article, by, action, **more)


@pytest.mark.parametrize(
    ("before", "since", "review"),
    [
        ((), (), "pending"),
        (("ann confirm", "ann release"), (), "pending"),
        (REVIEWED, (), "reviewed"),
        (APPROVED, (), "approved"),
        (("ann send_back",), (), "sent back"),
        ((*REVIEWED, "bob send_back"), (), "sent back"),
        # again and again, and when the same content comes in again
        ((*APPROVED, "cleo claim", "cleo release"), (), "approved"),
        ((*APPROVED, "cms again"), (), "approved"),
        (APPROVED, ("cms again",), "approved"),
        # what decides on nothing, or was taken back
        (APPROVED, ("cleo comment",), "approved"),
        (APPROVED, ("cleo edit Other words.", "cleo undo 6"), "approved"),
        (REVIEWED, ("cleo dismiss", "cleo undo 5"), "reviewed"),
        ((*REVIEWED, "bob edit Other words."), (), "reviewed"),
        # another text, or another decision, than the one that was reviewed or approved
        (APPROVED, ("cleo edit Other words.",), "pending"),
        (APPROVED, ("cleo mark",), "pending"),
        (APPROVED, ("cleo dismiss",), "pending"),
        (APPROVED, ("cleo undo 1",), "pending"),
        (REVIEWED, ("cleo dismiss",), "pending"),
        (("ann send_back",), ("cleo edit Other words.",), "sent back"),
        # and once that was let go of, it is no finished review any more
        ((*APPROVED, "cleo claim", "cleo dismiss", "cleo release"), (), "pending"),
    ],
)
@pytest.mark.parametrize("by", ["cleo", "dora"])  # whoever claimed it, or somebody else
def test_a_release_gives_back_what_was_claimed(
    room: Newsroom, desk: FlaskClient, before: tuple[str, ...], since: tuple[str, ...], review: str, by: str
) -> None:
    def stands() -> tuple[str, bool]:
        found: Any = desk.get(f"/api/v1/articles/{article}").json
        return found["review"], found["publishing"]["allowed"]

    article = room.article(TARGET, id="7")
    act(room, article, *before)
    stood = stands()
    act(room, article, "cleo claim", *since)
    assert stands() == ("in review", False)
    act(room, article, f"{by} release")
    assert stands() == (stood if stood[0] == review else (review, False))


def test_what_is_given_back_can_be_taken_and_given_back_again(room: Newsroom, desk: FlaskClient) -> None:
    article = room.article(TARGET, id="7")
    act(room, article, *APPROVED, "cleo claim", "cleo release")
    for move, review in (("cleo undo 6", "in review"), ("cleo undo 7", "approved"), ("cleo claim", "in review")):
        act(room, article, move)
        assert desk.get(f"/api/v1/articles/{article}").json["review"] == review  # type: ignore[index]

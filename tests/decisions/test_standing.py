"""How an article stands after its events: nothing but the events decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.decisions.review_state import DISMISS, REVIEWS, replay_events, taken_back
from service.storage.tables import Event

FLAG, OTHER = "0" * 16, "1" * 16


def events(*told: str) -> list[Event]:
    """`"ann dismiss 000…"`, `"ann undo 2"` (an event's sequence), `"ann finish @2"` (at revision 2)."""
    made: list[Event] = []
    for sequence, line in enumerate(told, start=1):
        by, action, *rest = line.split()
        revision = next((int(word[1:]) for word in rest if word[0] == "@"), 1)
        subject = next((word for word in rest if word[0] != "@"), "article")
        made.append(
            Event(
                id=f"{sequence}",
                sequence=sequence,
                revision=revision,
                action=action,
                subject=subject,
                by=by,
                data={},
            )
        )
    return made


@pytest.mark.parametrize(
    ("told", "review", "reviewer"),
    [
        ([], "pending", ""),
        (["ann claim"], "in review", "ann"),
        (["ann claim", "ann release"], "pending", ""),
        (["ann claim", "bob release", "bob claim"], "in review", "bob"),
        ([f"ann dismiss {FLAG}"], "in review", "ann"),
        (["ann comment"], "pending", ""),
        (["ann claim", f"ann confirm {FLAG}", "ann finish"], "reviewed", ""),
        (["ann claim", "ann finish", "bob approve"], "approved", ""),
        (["ann claim", "ann finish", f"bob dismiss {FLAG}"], "reviewed", ""),
        (["ann claim", "ann send_back"], "sent back", ""),
        (["ann send_back", f"ann dismiss {FLAG}"], "in review", "ann"),
        (["ann send_back", "bob claim", "bob release"], "sent back", ""),
        (["ann send_back", f"bob dismiss {FLAG}", "bob release", "bob claim", "bob release"], "sent back", ""),
        (["ann send_back", "bob claim", "bob finish", "bob claim", "bob release"], "pending", ""),
        (["ann send_back", "bob claim", "ann undo 1", "bob release"], "pending", ""),
        (["ann claim", "ann finish", "ann undo 2"], "in review", "ann"),
        (["ann claim", "ann finish", "ann undo 2", "ann undo 3"], "reviewed", ""),
        (["ann claim", "ann finish", "ann claim @2"], "in review", "ann"),
    ],
)
def test_the_states_of_a_review(told: list[str], review: str, reviewer: str) -> None:
    made = events(*told)
    newest = max((event.revision for event in made), default=1)
    found = replay_events(made, newest)
    assert (found.review, found.reviewer, found.last) == (review, reviewer, len(told))


def test_a_new_revision_is_pending_and_remembers_the_flags() -> None:
    made = events("ann claim", f"ann dismiss {FLAG}", f"ann confirm {OTHER}", "ann finish")
    found = replay_events(made, 2)
    assert (found.review, found.reviewer) == ("pending", "")
    assert found.dismissed == {FLAG} and found.flags[OTHER].action == "confirm"


@pytest.mark.parametrize(
    ("told", "dismissed"),
    [
        ([f"ann dismiss {FLAG}"], {FLAG}),
        ([f"ann dismiss {FLAG}", f"bob confirm {FLAG}"], set()),
        ([f"ann confirm {FLAG}", f"bob dismiss {FLAG}"], {FLAG}),
        ([f"ann dismiss {FLAG}", "ann undo 1"], set()),
        ([f"ann confirm {FLAG}", f"ann dismiss {FLAG}", "ann undo 2"], set()),
        ([f"ann dismiss {FLAG}", f"ann confirm {FLAG}", "ann undo 2"], {FLAG}),
        ([f"ann dismiss {FLAG}", f"ann dismiss {OTHER}", "ann undo 1"], {OTHER}),
    ],
)
def test_the_last_word_on_a_flag_counts(told: list[str], dismissed: set[str]) -> None:
    assert replay_events(events(*told), 1).dismissed == dismissed


LINES = st.sampled_from(["claim", "release", "finish", "approve", "send_back", f"dismiss {FLAG}", f"confirm {FLAG}"])


@given(st.lists(LINES, max_size=12), st.data())
def test_an_undone_event_might_as_well_not_have_been(lines: list[str], data: st.DataObject) -> None:
    told = [f"ann {line}" for line in lines]
    gone = data.draw(st.integers(0, max(0, len(told) - 1)))
    with_undo = replay_events(events(*told, f"ann undo {gone + 1}"), 1) if told else replay_events([], 1)
    without = replay_events([event for n, event in enumerate(events(*told)) if n != gone], 1)
    assert (with_undo.review, with_undo.reviewer) == (without.review, without.reviewer)
    assert {k: v.id for k, v in with_undo.flags.items()} == {k: v.id for k, v in without.flags.items()}
    assert with_undo.review in REVIEWS


def test_an_undo_that_was_undone_takes_nothing_back() -> None:
    assert taken_back(events(f"ann {DISMISS} {FLAG}", "ann undo 1", "ann undo 2")) == {"2"}

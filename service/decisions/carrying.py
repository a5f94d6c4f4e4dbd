"""What was decided on sentences that say the same in a revision with new content: post-edits and marks go along.

Flags need no such care: they are named by their words and sentence, wherever these stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from service.decisions.open_errors import Wire, segment_at
from service.decisions.review_state import ReviewState

Carried = dict[str, dict[str, Any]]
"""`edits`: ids of events by the segment that they hold for now; `marks`: where they begin now, by the event's id."""


def carried_over(before: Wire, review_state: ReviewState, report: Wire) -> Carried:
    """Of the post-edits and marks that hold for the report `before`, those whose sentences stand in `report` too."""
    same = _same_segments(before["segments"], report["segments"])
    edits = {same[name]["id"]: event.id for name, event in review_state.edits.items() if name in same}
    marks = {}
    for event in review_state.marks.values():
        shift = _shift(event.data, before["segments"], same)
        if shift is not None:
            marks[event.id] = event.data["start"] + shift
    return {"edits": edits, "marks": marks}


def _same_segments(before: Sequence[Wire], now: Sequence[Wire]) -> dict[str, Wire]:
    """By the id that a segment had, the one that says the same in the same field; of several the first to the first."""
    free = defaultdict(list)
    for segment in reversed(now):
        free[_said(segment)].append(segment)
    return {segment["id"]: free[_said(segment)].pop() for segment in before if free[_said(segment)]}


def _said(segment: Wire) -> tuple[str, str, str]:
    return segment.get("field", ""), segment["source"]["text"], segment["target"]["text"]


def _shift(place: Mapping[str, Any], before: Sequence[Wire], same: Mapping[str, Wire]) -> int | None:
    """By how much a marked passage moves; None where a sentence that it begins or ends in is not there any more."""
    side, shifts = place.get("side", "target"), set()
    for offset in (place["start"], place["end"] - 1):
        segment = segment_at(before, side, place.get("field", ""), offset)
        if segment is None or segment["id"] not in same:
            return None
        shifts.add(same[segment["id"]][side]["start"] - segment[side]["start"])
    return shifts.pop() if len(shifts) == 1 else None

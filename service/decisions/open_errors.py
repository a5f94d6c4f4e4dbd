"""What is still wrong with a revision: serious flags without a decision, and serious errors that nobody has mended.

Serious are major and critical errors. An error is mended when its segment has a post-edit. One that lies where there is
no translation, an omission, is mended by a post-edit of the sentence before or after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models.mqm import Severity
from models.visible_text import has_text
from service.decisions.review_state import DECIDED, DISMISS, ReviewState
from service.storage.tables import Event

Wire = Mapping[str, Any]
"""Of a report or a part of it: what `ArticleReport.to_dict` made."""


def undecided(report: Wire, review_state: ReviewState) -> list[Wire]:
    """The serious flags of a report on which nobody has decided, in reading order."""
    return [
        flag
        for flag in report["flags"]
        if _is_serious(flag["severity"]) and flag["fingerprint"] not in review_state.flags and not flag.get("dismissed")
    ]


def is_untouched(report: Wire, review_state: ReviewState) -> bool:
    """Whether nobody has mended or decided on anything serious: what minor flags are says nothing of a text."""
    decided = [mark.data["severity"] for mark in review_state.marks.values()]
    for flag in report["flags"]:
        event = review_state.flags.get(flag["fingerprint"])
        if event is not None:
            decided += [flag["severity"], event.data.get("severity", flag["severity"])]
    return not any(map(_is_serious, decided)) and not edited_segments(report, review_state)


def post_edits(report: Wire, review_state: ReviewState) -> dict[str, Event]:
    """The post-edits by segment id, without those that give the machine's own text back."""
    machine = {segment["id"]: segment["target"]["text"] for segment in report["segments"]}
    return {
        name: event
        for name, event in review_state.edits.items()
        if name in machine and event.data.get("text", "") != machine[name]
    }


def edited_segments(report: Wire, review_state: ReviewState) -> dict[str, str]:
    """The texts of the post-edits by segment id."""
    return {name: str(event.data.get("text", "")) for name, event in post_edits(report, review_state).items()}


def count_open_errors(report: Wire, review_state: ReviewState) -> int:
    """Serious errors that reviewers confirmed, changed or marked and nobody has mended.

    Once the article is decided on, a flag on which the decision was taken back counts, too. One that a later check of
    the same content has found does not: people have decided on that very text. A translation of which post-edits leave
    no word is one more error.
    """
    segments = report["segments"]
    edited = edited_segments(report, review_state)
    left = sum(not _is_mended(name, segments, edited) for name in _serious_errors(report, review_state))
    return left + _is_emptied(segments, edited)


def _serious_errors(report: Wire, review_state: ReviewState) -> Iterator[str | None]:
    """The segment of each that stands, in the severity that a reviewer gave it; None: it lies in none."""
    for flag in report["flags"]:
        event = review_state.flags.get(flag["fingerprint"])
        dismissed = flag.get("dismissed") if event is None else event.action == DISMISS
        is_open = review_state.review in DECIDED and flag["fingerprint"] in review_state.reopened
        if event is None and not is_open:
            continue
        if not dismissed and _is_serious(event.data.get("severity", flag["severity"]) if event else flag["severity"]):
            yield flag["segment"]
    for name, mark in review_state.marks.items():
        event = review_state.flags.get(name)
        given = mark.data | (event.data if event else {})
        if not (event and event.action == DISMISS) and _is_serious(given["severity"]):
            place = mark.data
            found = segment_at(
                report["segments"], place.get("side", "target"), place.get("field", ""), place["start"]
            )
            yield found["id"] if found is not None else None


def _is_emptied(segments: Sequence[Wire], edited: Mapping[str, str]) -> bool:
    return bool(edited) and not any(has_text(edited.get(one["id"], one["target"]["text"])) for one in segments)


def _is_serious(severity: str) -> bool:
    return Severity(severity).rank >= Severity.MAJOR.rank


def segment_at(segments: Sequence[Wire], side: str, field: str, offset: int) -> Wire | None:
    """The segment of a report that has the character at an offset of a side, counted in the field as reports count."""
    for segment in segments:
        place = segment[side]
        inside = place["start"] is not None and place["start"] <= offset < place["end"]
        if inside and segment.get("field", "") == field:
            return segment
    return None


def _is_mended(name: str | None, segments: list[Wire], edited: Mapping[str, str]) -> bool:
    index = next((n for n, segment in enumerate(segments) if segment["id"] == name), None)
    if index is None:
        return bool(edited)
    if segments[index]["target"]["start"] is not None:
        return name in edited
    before = next((s["id"] for s in reversed(segments[:index]) if s["target"]["start"] is not None), None)
    after = next((s["id"] for s in segments[index:] if s["target"]["start"] is not None), None)
    return before in edited or after in edited

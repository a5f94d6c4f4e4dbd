"""What was done to an article, in words: "Ann confirmed “dean” as a major mistranslation"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.mqm import Category, Severity
from models.rendering.wording import CATEGORY_NOUNS
from service.decisions.review_state import (
    APPROVE,
    ARTICLE,
    CHANGE,
    COMMENT,
    CONFIRM,
    DISMISS,
    EDIT,
    FINISH,
    MARK,
    SEND_BACK,
    UNDO,
)
from service.storage.tables import Event

MAX_QUOTE = 160
"""Characters of a passage or a post-edit: enough to know it again; the article's page shows all of it."""
_MOVED = {
    "claim": "claimed the article",
    "release": "released the article",
    FINISH: "finished the review",
    APPROVE: "approved the article",
    SEND_BACK: "sent the article back",
}
_ON_FLAG = {CONFIRM: "confirmed", DISMISS: "dismissed", CHANGE: "changed", MARK: "marked"}
_LEADS = {CONFIRM: " as", DISMISS: ", flagged as", CHANGE: " to", MARK: " as"}


@dataclass(frozen=True, slots=True)
class HistoryPiece:
    """A piece of a sentence with its spaces: ours, or what an article or a person says (`quoted`), to be set apart."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """An event and its sentence, which goes on from the name of who did it."""

    event: Event
    words: tuple[HistoryPiece, ...]
    undone: bool


class HistoryWords:
    """Tells the events of one article. `reports`: wire forms by revision, as far as they are known."""

    def __init__(self, events: Sequence[Event], reports: Mapping[int, Mapping[str, Any]]) -> None:
        self._events = {event.id: event for event in events}
        self._reports = reports
        self._flags: dict[str, Mapping[str, Any]] = {}
        for _, report in sorted(reports.items()):
            self._flags |= {flag["fingerprint"]: flag for flag in report["flags"]}
        self._flags |= {event.subject: event.data for event in events if event.action == MARK}

    def pieces_of(self, event: Event) -> tuple[HistoryPiece, ...]:
        """The sentence without the name: "finished the review", "confirmed “dean” as a major mistranslation"."""
        if event.action == UNDO:
            return self._undid(event)
        if event.action in _MOVED:
            again = event.data.get("review", "")
            return HistoryPiece(_MOVED[event.action] + (f", {again} as before" if again else "")), *_comment(event)
        if event.action == EDIT:
            return HistoryPiece(f"edited {self._sentence(event)}: "), _quote(event.data.get("text", ""))
        if event.action == COMMENT and event.subject == ARTICLE:
            return HistoryPiece("commented"), *_comment(event)
        if event.action == COMMENT:
            return HistoryPiece("commented on "), self._passage(event), *_comment(event)
        if event.action in _ON_FLAG:
            done = HistoryPiece(f"{_ON_FLAG[event.action]} ")
            return done, self._passage(event), *self._kind(event), *_comment(event)
        return (HistoryPiece(event.action.replace("_", " ")),)

    def _undid(self, event: Event) -> tuple[HistoryPiece, ...]:
        undone = self._events.get(event.subject)
        if undone is None or undone.sequence >= event.sequence:
            return (HistoryPiece("undid an action"),)
        whose = f" by {undone.by}" if undone.by != event.by else ""
        return HistoryPiece(f"undid an action{whose} ("), *self.pieces_of(undone), HistoryPiece(")")

    def _passage(self, event: Event) -> HistoryPiece:
        flag = self._flags.get(event.subject)
        return _quote(flag["text"]) if flag and flag.get("text") else HistoryPiece("a flag of an earlier revision")

    def _kind(self, event: Event) -> tuple[HistoryPiece, ...]:
        """What the flag was before a decision; what it is after a change."""
        known = {**self._flags.get(event.subject, {}), **event.data}
        try:
            noun, severity = CATEGORY_NOUNS[Category(known["category"])], Severity(known["severity"])
        except (KeyError, ValueError):
            return ()
        return (HistoryPiece(f"{_LEADS[event.action]} a {severity} {noun}"),)

    def _sentence(self, event: Event) -> str:
        segments = self._reports.get(event.revision, {}).get("segments", ())
        numbers = (number for number, segment in enumerate(segments, start=1) if segment["id"] == event.subject)
        number = next(numbers, None)
        return f"sentence {number}" if number else "a sentence"


def history_lines(
    events: Sequence[Event], reports: Mapping[int, Mapping[str, Any]], undone: frozenset[str]
) -> list[HistoryLine]:
    """Every event in words, the newest first. `undone`: ids of those that were taken back."""
    words = HistoryWords(events, reports)
    return [HistoryLine(event, words.pieces_of(event), event.id in undone) for event in reversed(events)]


def _comment(event: Event) -> tuple[HistoryPiece, ...]:
    comment = event.data.get("comment", "")
    return (HistoryPiece(": "), _quote(comment, len(comment))) if comment else ()


def _quote(text: str, longest: int = MAX_QUOTE) -> HistoryPiece:
    line = " ".join(text.split())
    return HistoryPiece(line if len(line) <= longest else line[: longest - 1] + "…", quoted=True)

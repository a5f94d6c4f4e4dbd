"""Where subwords stand in a text, stretch by stretch between its spaces."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

_CHUNK = regex.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Subword:
    """A subword's id and the code points of the text that it covers, from `start` up to `end`."""

    id: int
    start: int
    end: int


def locate(cut: Callable[[str], Sequence[tuple[int, int, int]]], text: str) -> list[Subword]:
    """The subwords of a text in order, each with its place; those of one stretch without spaces stay inside it.

    `cut` gives (id, start, end) of the subwords of such a stretch. One that covers nothing (the mark of a space, the
    first of two that a ligature was taken apart into) gets the character that it stands before: none is empty.
    """
    found = []
    for match in _CHUNK.finditer(text):
        offset, last = match.start(), len(match.group()) - 1
        first_free, reached = 0, 0
        for number, start, end in cut(match.group()):
            first_free = min(max(first_free, start), last)
            reached = min(max(reached, end, first_free + 1), last + 1)
            found.append(Subword(number, offset + first_free, offset + reached))
    return found

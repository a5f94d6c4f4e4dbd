"""Half-open spans of Unicode code points, and the few operations everything else builds on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `start` to `end` (exclusive) of a text: `text[span.start:span.end]`.

    Raises ValueError unless 0 <= start < end: an empty span marks nothing and is never made.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}, {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters it covers: `Span(1, 3).of("abcd") == "bc"`."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """The same length, `by` code points further on."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """True when they share at least one code point (touching ends do not count)."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True when every code point of `other` is also here."""
        return self.start <= other.start and other.end <= self.end


def merge(spans: Iterable[Span], gap: int = 0) -> list[Span]:
    """The union as sorted, disjoint spans; neighbours at most `gap` code points apart become one.

    merge([Span(4, 6), Span(0, 2), Span(1, 3)]) == [Span(0, 3), Span(4, 6)]
    """
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + gap:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def runs(marked: Sequence[bool]) -> list[Span]:
    """Maximal runs of True as index spans, the one that reaches the end included.

    runs([False, True, True, False, True]) == [Span(1, 3), Span(4, 5)]
    """
    found: list[Span] = []
    start: int | None = None
    for index, is_marked in enumerate([*marked, False]):
        if is_marked and start is None:
            start = index
        elif not is_marked and start is not None:
            found.append(Span(start, index))
            start = None
    return found

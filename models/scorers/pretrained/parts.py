"""Long texts in parts that a model reads at once, by its own subwords; nothing is cut off, offsets stay exact.

A part ends where a word ends. Only a word that is longer than a model reads is divided, where a subword ends.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from models.spans import Span
from models.text import windows
from models.text.words import word_spans

Offsets = Sequence[tuple[int, int]]
Said = TypeVar("Said")
OVERLAP = 20


@dataclass(frozen=True, slots=True)
class SegmentPart:
    """What is read at once: stretches of the target and of the source (None where it is not read), and its weight."""

    target: Span
    source: Span | None
    weight: int


@dataclass(frozen=True, slots=True)
class Read(Generic[Said]):
    """What a model says of one whole text or pair, and in how many parts (`windows`) it read it."""

    said: Said
    windows: int


def parts(
    target: str,
    source: str | None,
    subwords: Callable[[str], Offsets],
    fits: Callable[[str, str | None], bool],
    most: int,
) -> list[SegmentPart]:
    """The whole pair when it `fits` the model; else overlapping parts that do.

    `subwords(text)`: offsets of its subwords. `most`: subwords that both sides may have together at first; where
    parts come out longer than counted (a divided word is read otherwise), all are made smaller.
    """
    if fits(target, source):
        return [SegmentPart(Span(0, len(target)), None if source is None else Span(0, len(source)), 1)]
    of_target, of_source = subwords(target), () if source is None else subwords(source)
    budget = most
    while True:
        found = _cut(target, source, of_target, of_source, max(1, budget))
        if budget <= 1 or all(
            fits(part.target.of(target), None if part.source is None else part.source.of(source or ""))
            for part in found
        ):
            return found
        budget = budget * 3 // 4


def _cut(target: str, source: str | None, of_target: Offsets, of_source: Offsets, budget: int) -> list[SegmentPart]:
    share = budget if source is None else max(1, budget // 2)
    units, sizes = pieces(target, of_target, share)
    overlap = min(OVERLAP, max(0, share // 8))
    pairs: list[tuple[range, Span | None]] = [(r, None) for r in windows.cut(sizes, share, overlap)]
    if source is not None:
        other, others = pieces(source, of_source, share)
        answers = windows.answers([r for r, _ in pairs], len(units), others, max(1, budget - share))
        pairs = [(r, Span(other[p.start].start, other[p.stop - 1].end)) for r, p in answers]
    return [
        SegmentPart(Span(units[r.start].start, units[r.stop - 1].end), answer, max(1, sum(sizes[r.start : r.stop])))
        for r, answer in pairs
    ]


def pieces(text: str, offsets: Offsets, most: int) -> tuple[list[Span], list[int]]:
    """The words of a text, those of more than `most` subwords divided, and how many subwords each has (1 or more)."""
    spans, sizes = [], []
    ends = sorted(max(start, end - 1) for start, end in offsets)  # the last character of each subword
    for word in word_spans(text):
        inside = ends[bisect_right(ends, word.start - 1) : bisect_right(ends, word.end - 1)]
        start, count, reached = word.start, 0, word.start
        for last in inside:
            if count >= most and reached > start:
                spans.append(Span(start, reached))
                sizes.append(count)
                start, count = reached, 0
            count, reached = count + 1, last + 1
        spans.append(Span(start, word.end))
        sizes.append(max(1, count))
    return spans, sizes


def of_words(spans: Sequence[Span], offsets: Offsets) -> list[list[int]]:
    """For every word the subwords that share a character with it, in order; both are sorted by place.

    A subword of several words (`。」`) stands under each; one of no width, or of spaces alone, under none.
    """
    found: list[list[int]] = [[] for _ in spans]
    ends = [span.end for span in spans]
    for index, (start, end) in enumerate(offsets):
        word = bisect_right(ends, start)
        while start < end and word < len(spans) and spans[word].start < end:
            found[word].append(index)
            word += 1
    return found

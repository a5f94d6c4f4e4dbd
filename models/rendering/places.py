"""What a sentence is in its article: of which named field, and whether the markup calls it more than running text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal

from models.article import SIDES, Article, BlockKind, PartPlaces, Segment, Side
from models.spans import Span

RowKind = BlockKind | Literal[""]
"""The kind of a row; "" for running text."""


class SentencePlaces:
    """Finds the field and the kind of the sentences of one article, by the translation where there is one."""

    def __init__(self, article: Article) -> None:
        self._names = [part.name for part in article.parts]
        self._fields = {side: PartPlaces(article.parts, side) for side in SIDES}
        self._blocks = {
            side: sorted((block.span, block.kind) for block in article.blocks if block.side == side) for side in SIDES
        }

    def field_of(self, segment: Segment) -> str:
        """The name of the field that it begins in; "" where there is none."""
        found = (self._fields[side].at(span) for side, span in _spans(segment))
        return next((self._names[number] for number in found if number is not None), "")

    def kind_of(self, segment: Segment) -> RowKind:
        """A heading, a caption, a table cell, or ""."""
        for side, span in _spans(segment):
            blocks = self._blocks[side]
            index = bisect_right(blocks, span.start, key=lambda block: block[0].start) - 1
            if index >= 0 and span.start < blocks[index][0].end:
                return blocks[index][1]
        return ""


def _spans(segment: Segment) -> Iterator[tuple[Side, Span]]:
    for side, span in zip(SIDES, (segment.target_span, segment.source_span), strict=True):
        if span is not None:
            yield side, span

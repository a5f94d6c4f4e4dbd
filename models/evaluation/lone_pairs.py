"""Sentences and their translations as segments of texts of their own, as a scorer takes them."""

from __future__ import annotations

from collections.abc import Sequence

from models.article import Segment
from models.spans import Span


def segments(pairs: Sequence[tuple[str, str]]) -> list[Segment]:
    """(source, target) texts as segments of texts of their own."""
    return [
        Segment(f"s{n}", source, target, Span(0, len(source)) if source else None, Span(0, len(target)))
        for n, (source, target) in enumerate(pairs)
    ]

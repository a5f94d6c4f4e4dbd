"""Joins what the model doubts with what the checks found into flags that do not overlap."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from models.article import SIDES, Document, Side
from models.report import Flag
from models.spans import Span


def fuse(check_flags: Iterable[Flag], doubtful: Iterable[Flag], document: Document) -> tuple[Flag, ...]:
    """Flags that do not overlap on either side, in the document's reading order.

    The more severe stays; at equal severity the check, which knows what is wrong, before the model, which
    only knows that something is; then the surer and the longer.
    """
    candidates = [(True, flag) for flag in check_flags] + [(False, flag) for flag in doubtful]
    candidates.sort(
        key=lambda c: (
            -c[1].severity.rank,
            not c[0],
            -c[1].confidence,
            -len(c[1].span),
            c[1].span,
            c[1].check,
        )
    )
    kept: list[Flag] = []
    taken: dict[Side, list[Span]] = {side: [] for side in SIDES}
    for _, flag in candidates:
        place = bisect_right(taken[flag.side], flag.span)
        # what is taken is disjoint and sorted: only the neighbours can overlap
        if not any(flag.span.overlaps(span) for span in taken[flag.side][max(0, place - 1) : place + 1]):
            taken[flag.side].insert(place, flag.span)
            kept.append(flag)
    return tuple(sorted(kept, key=lambda flag: document.reading_order(flag.side, flag.span)))

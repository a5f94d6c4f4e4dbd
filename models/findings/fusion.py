"""Joins what the model doubts with what the checks found into flags that do not overlap."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from models.article import SIDES, Document, Side
from models.mqm import Category
from models.report import Flag
from models.spans import Span, merge

MIN_EXPLAINED = 0.5
"""Share of a doubtful passage that broken characters must fill to be what the model stumbled over: a longer passage
has more that is doubtful than the one word."""


def fuse(check_flags: Iterable[Flag], doubtful: Iterable[Flag], document: Document) -> tuple[Flag, ...]:
    """Flags that do not overlap on either side, in the document's reading order.

    Where a rule knows the cause of the doubt (broken, hidden or mixed characters), the model's flag on these words
    goes, however severe. Of the rest the more severe stays; at equal severity the check, which knows what is wrong,
    before the model, which only knows that something is; then the surer and the longer.
    """
    checks = list(check_flags)
    broken = {
        side: merge(flag.span for flag in checks if flag.side == side and flag.category is Category.ENCODING)
        for side in SIDES
    }
    candidates = [(True, flag) for flag in checks]
    candidates += [(False, flag) for flag in doubtful if not _is_explained(flag.span, broken[flag.side])]
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


def _is_explained(doubt: Span, broken: Sequence[Span]) -> bool:
    """True when words that are known to be broken (disjoint, sorted) are most of what the model doubts."""
    shared = 0
    for span in broken[bisect_right(broken, doubt.start, key=lambda other: other.end) :]:
        if span.start >= doubt.end:
            break
        shared += min(span.end, doubt.end) - max(span.start, doubt.start)
    return shared >= MIN_EXPLAINED * len(doubt)

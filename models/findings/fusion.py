"""Joins what the model doubts with what the checks found into flags that do not overlap."""

from __future__ import annotations

from collections.abc import Iterable

from models.article import Document
from models.mqm import Category
from models.report import Flag
from models.spans import merge

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
    causes = [flag for flag in checks if flag.category is Category.ENCODING]
    candidates = [(True, flag) for flag in checks]
    candidates += [(False, flag) for flag in doubtful if not (causes and _explained(flag, causes))]
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
    for _, flag in candidates:
        if not any(flag.side == other.side and flag.span.overlaps(other.span) for other in kept):
            kept.append(flag)
    return tuple(sorted(kept, key=lambda flag: document.reading_order(flag.side, flag.span)))


def _explained(doubt: Flag, causes: Iterable[Flag]) -> bool:
    """True when words that are known to be broken are most of what the model doubts."""
    broken = merge(flag.span for flag in causes if flag.side == doubt.side and flag.span.overlaps(doubt.span))
    shared = sum(min(span.end, doubt.span.end) - max(span.start, doubt.span.start) for span in broken)
    return shared >= MIN_EXPLAINED * len(doubt.span)

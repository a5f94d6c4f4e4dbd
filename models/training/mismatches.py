"""A sound translation beside a source that is not its own: what no fluency makes up for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.text.words import is_wordlike
from models.training.rows import UNKNOWN, Example, Group

MISMATCHED_Z, MISMATCHED_HTER = -1.6, 0.9
MISMATCH_MARGIN = 1.5
"""By how much a translation is better beside its source than beside another, in z."""
MIN_LETTERS = 4
"""Shorter words may answer to something in any source."""


def mismatched(example: Example, source: Sequence[str], translation: Sequence[str]) -> Example:
    """The example beside another `source`, of which `translation` is a faithful one.

    Every longer word is wrong but those that the other translation has too; every word of the source is lost.
    """
    shared = {word.lower() for word in translation}
    wrong = [
        1.0 if len(word) >= MIN_LETTERS and word.lower() not in shared else UNKNOWN for word in example.target
    ]
    lost = [1.0 if is_wordlike(word) else UNKNOWN for word in source]
    return replace(
        example, source=source, wrong=wrong, lost=lost, gaps=(), edited=(), severity=(), kind=(),
        z=MISMATCHED_Z, hter=MISMATCHED_HTER, sentence_weight=1.0, rated=False,
    )  # fmt: skip


def with_another_source(group: Group, other: Group) -> Group:
    """The group and its first translation once more, beside the source of `other`, whose first one is faithful."""
    first, theirs = group.examples[0], other.examples[0]
    if theirs.source is None or theirs.source == first.source:
        return group
    added = mismatched(first, theirs.source, theirs.target)
    return Group([*group.examples, added], [*group.worse, (0, len(group.examples), MISMATCH_MARGIN)])

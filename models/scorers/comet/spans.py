"""Error spans from the tags of subwords, and what they say of the whole.

unbabel-comet's own decoder loses a span that is open at the last subword, hides a change of severity inside a span,
tags the special subwords too, and gives offsets that may begin or end with a space. This one does none of that.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.mqm import Severity
from models.rating import ErrorSpan
from models.spans import Span

Array = NDArray[np.float32]
WEIGHTS = {Severity.MINOR: 1, Severity.MAJOR: 5, Severity.CRITICAL: 10}
WORST = 25
"""XCOMET's weights of an error by its severity, and the sum at which a sentence is worth nothing."""


def decode(
    text: str, offsets: Sequence[tuple[int, int]], probabilities: Array, labels: Sequence[str]
) -> list[ErrorSpan]:
    """Error spans in order, each as sure as the mean probability of its severity.

    `probabilities` [subwords, 1 + labels], "no error" first; `offsets` in `text`.

    A run ends where the likeliest label changes, or at the last subword. A subword that covers no character of
    its own (a lone space mark) ends no run and makes none. Subwords that share a character (an emoji cut into
    bytes) never make overlapping spans: the later run begins where the earlier ends.
    """
    found: list[ErrorSpan] = []
    run: list[float] = []
    current, start, end = 0, 0, 0
    for (first, last), row in zip([*offsets, (len(text), len(text))], [*probabilities, None], strict=True):
        label = 0 if row is None else int(row.argmax())
        if row is not None and not text[first:last].strip():
            continue
        if label != current or row is None:
            found += _closed(text, max(start, found[-1].span.end if found else 0), end, current, run, labels)
            current, start, run = label, first, []
        if row is not None:
            end = max(end, last) if run else last
            run.append(float(row[label]))
    return found


def _closed(
    text: str, start: int, end: int, label: int, run: Sequence[float], labels: Sequence[str]
) -> list[ErrorSpan]:
    """The run without the spaces around it; nothing where it marks no error, or no character is left."""
    inside = text[start:end]
    if not label or not inside.strip():
        return []
    start += len(inside) - len(inside.lstrip())
    span = Span(start, start + len(inside.strip()))
    return [ErrorSpan(span, Severity(labels[label - 1]), min(1.0, sum(run) / len(run)))]


def mqm_score(spans: Sequence[ErrorSpan]) -> float:
    """1 for a text without errors, 0 from 25 points on (XCOMET's rule)."""
    return 1 - min(WORST, sum(WEIGHTS.get(error.severity, 0) for error in spans)) / WORST


def word_errors(words: Sequence[Span], offsets: Sequence[tuple[int, int]], probabilities: Array) -> list[float]:
    """P(wrong) of each word: that of its worst subword; 0 for a word that the tokenizer leaves nothing of.

    `words` and `offsets` are in order and in the same text.
    """
    wrong = [0.0] * len(words)
    first = 0
    for (start, end), row in zip(offsets, probabilities, strict=True):
        while first < len(words) and words[first].end <= start:
            first += 1
        for k in range(first, len(words)):
            if words[k].start >= end:
                break
            wrong[k] = max(wrong[k], min(1.0, max(0.0, 1 - float(row[0]))))
    return wrong

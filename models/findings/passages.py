"""From word probabilities to passages: whole words, phrase-shaped, not confetti."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.calibration.calibration import PassageShape, platt
from models.mqm import Severity
from models.rating import ErrorSpan, WordRating
from models.spans import Span, runs
from models.text.han_words import whole_words
from models.text.words import is_wordlike

BY_WORDS_ALONE = PassageShape()
BRIDGE = 2
"""Words between two seeds that become part of one passage."""
HYPHENS = frozenset("-‐‑־")
"""Half of Al-Hadi is no passage, nor is half of a ten-year yield."""
SWALLOW = 0.7
"""When so much of a segment is flagged, the passage is the whole segment."""


@dataclass(frozen=True, slots=True)
class DoubtfulPassage:
    """A run of doubtful words of one segment.

    `severity`: the model's own word on it, None where it has none.
    `first` and `last` index the segment's words (inclusive). `peak`: the mean probability of its seed
    words. `target_only`: the mean probability of the same words without sight of the source.
    """

    span: Span
    first: int
    last: int
    peak: float
    target_only: float
    with_source: bool
    severity: Severity | None = None


def probability(word: WordRating) -> float:
    """P(wrong) in the fuller view: with the source where there is one (seeing it can clear a word too)."""
    return word.target_only if word.with_source is None else word.with_source


def find_passages(
    words: Sequence[WordRating], text: str, threshold: float, shape: PassageShape = BY_WORDS_ALONE
) -> list[DoubtfulPassage]:
    """The passages of one segment, in order, disjoint. `text` is the article's target.

    A seed is a word at or above the threshold, and not far below the most doubtful one; seeds a few words apart become
    one passage, which grows over neighbours that are nearly as doubtful. Punctuation at the edges is dropped unless it
    is the seed.
    """
    values = [probability(word) for word in words]
    spoken = (value for word, value in zip(words, values, strict=True) if is_wordlike(word.span.of(text)))
    threshold = max(threshold, platt(max(spoken, default=0.0), 1.0, -shape.local))
    marked = [value >= threshold for value in values]
    _bridge(marked, values, shape.grow * threshold)
    _complete_compounds(marked, words, text)
    _complete_chinese(marked, words, text)
    passages = (_passage(words, values, text, run.start, run.end - 1, threshold) for run in runs(marked))
    found = [passage for passage in passages if passage is not None]
    return _whole(found, words, values, text, threshold)


def flagged_passages(
    words: Sequence[WordRating], text: str, minor: float, look: float, shape: PassageShape = BY_WORDS_ALONE
) -> list[DoubtfulPassage]:
    """The passages that a threshold `minor` makes, and those elsewhere that a lower one, `look`, makes, in order."""
    loud = find_passages(words, text, minor, shape)
    quiet = find_passages(words, text, look, shape) if look < minor else []
    apart = [passage for passage in quiet if not any(passage.span.overlaps(other.span) for other in loud)]
    return sorted((*loud, *apart), key=lambda passage: passage.span)


def marked_passages(
    words: Sequence[WordRating], errors: Sequence[ErrorSpan], text: str, threshold: float
) -> list[DoubtfulPassage]:
    """The passages that a model marks itself, widened to whole words, in order, disjoint.

    Left out are those of which no word reaches the threshold, and those of punctuation alone.
    """
    found: list[DoubtfulPassage] = []
    values, after = [probability(word) for word in words], 0
    for error in errors:
        inside = [n for n in range(after, len(words)) if words[n].span.overlaps(error.span)]
        if inside and max(values[inside[0] : inside[-1] + 1]) >= threshold:
            passage = _passage(words, values, text, inside[0], inside[-1], threshold)
            found += [replace(passage, severity=error.severity)] if passage else []
            after = inside[-1] + 1
    return found


def _bridge(marked: list[bool], values: Sequence[float], least: float) -> None:
    """Marks neighbours that are `least` doubtful, then short gaps between marked words."""
    for step in (1, -1):
        order = range(len(marked)) if step == 1 else range(len(marked) - 1, -1, -1)
        for index in order:
            before = index - step
            if 0 <= before < len(marked) and marked[before] and values[index] >= least:
                marked[index] = True
    seeds = [index for index, is_marked in enumerate(marked) if is_marked]
    for left, right in itertools.pairwise(seeds):
        if 1 < right - left <= BRIDGE + 1:
            marked[left:right] = [True] * (right - left)


def _passage(
    words: Sequence[WordRating], values: Sequence[float], text: str, first: int, last: int, threshold: float
) -> DoubtfulPassage | None:
    """The passage over words[first..last] without idle punctuation at its edges; None if nothing is left."""

    def idle(index: int) -> bool:
        return not is_wordlike(words[index].span.of(text))

    while first < last and idle(first):
        first += 1
    while last > first and idle(last):
        last -= 1
    if idle(first):
        return None
    inside = range(first, last + 1)
    doubts = [values[i] for i in inside if not idle(i)]  # a doubtful hyphen does not make its words more so
    seeds = [value for value in doubts if value >= threshold] or [max(doubts)]
    return DoubtfulPassage(
        Span(words[first].span.start, words[last].span.end),
        first,
        last,
        sum(seeds) / len(seeds),
        sum(words[i].target_only for i in inside) / len(inside),
        words[first].with_source is not None,
    )


def _complete_compounds(marked: list[bool], words: Sequence[WordRating], text: str) -> None:
    """Marks the rest of every hyphenated compound of which a word is marked, to its end and back to its beginning."""
    hyphens = [i for i in range(1, len(words) - 1) if _are_joined(words[i - 1 : i + 2], text)]
    for order in (hyphens, hyphens[::-1]):
        for i in order:
            if marked[i - 1] or marked[i + 1]:
                marked[i - 1 : i + 2] = [True] * 3


def _complete_chinese(marked: list[bool], words: Sequence[WordRating], text: str) -> None:
    """Marks the rest of every Chinese word of which a character is marked: each is rated by itself."""
    for run in runs(marked):
        span = Span(words[run.start].span.start, words[run.end - 1].span.end)
        whole = whole_words(text, span)
        for step, edge in ((-1, run.start - 1), (1, run.end)):
            while 0 <= edge < len(words) and words[edge].span.overlaps(whole):
                marked[edge] = True
                edge += step


def _are_joined(words: Sequence[WordRating], text: str) -> bool:
    """True of three words like Al, -, Hadi, without a space between them."""
    if len(words) < 3 or words[1].span.of(text) not in HYPHENS:
        return False
    first, hyphen, last = (word.span for word in words)
    is_close = first.end == hyphen.start and hyphen.end == last.start
    return is_close and all(is_wordlike(span.of(text)) for span in (first, last))


def _whole(
    found: list[DoubtfulPassage], words: Sequence[WordRating], values: Sequence[float], text: str, threshold: float
) -> list[DoubtfulPassage]:
    """One passage over the whole segment when nearly all of it is doubtful."""
    if len(words) >= 5 and sum(p.last - p.first + 1 for p in found) >= SWALLOW * len(words):
        whole = _passage(words, values, text, 0, len(words) - 1, threshold)
        return [whole] if whole else found
    return found

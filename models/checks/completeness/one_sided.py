"""Segments with one side only, and whether a neighbour may hold what they seem to lack.

A translator may cut a sentence anywhere and say its end elsewhere, which no alignment of whole sentences shows. What a
neighbour has room for is not surely missing, and not surely added.
"""

from __future__ import annotations

from statistics import median

import regex

from models.article import Document, Segment, Side
from models.checks.completeness.usual_lengths import usual_length

HELD = 0.7
"""Share of a passage's expected length by which a neighbour must be longer than its own counterpart asks."""
HELD_BY_LONE = 2.0
"""The same of a neighbour that answers to nothing itself: one of like length was parted from it for its meaning."""
MIN_LITERAL = 4
"""Letters and digits from which a passage that stands word for word in the neighbour is held by it."""
USUAL_PAIRS = 3
"""Of a few pairs one may be half a sentence: what is usual counts as so many pairs."""
_HAN = regex.compile(r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]")
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*")


def weighed_length(text: str) -> int:
    """Length in code points as an alphabet would need: a CJK character stands for three."""
    return len(text) + 2 * len(_HAN.findall(text))


def surely_alone(document: Document, side: Side) -> list[Segment]:
    """The segments that have `side` only, and that no neighbour has room for or quotes, in order."""
    segments, ratio = document.segments, target_per_source(document)
    return [
        segment
        for before, segment, after in zip([None, *segments], segments, [*segments[1:], None], strict=False)
        if _text(segment, side)
        and not _text(segment, _other(side))
        and not any(near and _holds(near, segment, side, ratio) for near in (before, after))
    ]


def target_per_source(document: Document) -> float:
    """Length of the target for one of the source: the median of the article's own pairs and of what is usual.

    1 where there are no pairs and the languages are others than those that have been measured.
    """
    pairs = [segment for segment in document.segments if segment.source and segment.target]
    ratios = [weighed_length(s.target) / weighed_length(s.source) for s in pairs]
    if usual := usual_length(document.article.pair):
        ratios += [usual] * USUAL_PAIRS
    return median(ratios) if ratios else 1.0


def _holds(near: Segment, alone: Segment, side: Side, ratio: float) -> bool:
    """True when the other side of `near` may say what `alone` says on `side`."""
    held, holder = _text(alone, side), _text(near, _other(side))
    if not holder:
        return False
    words = _folded(held)
    if len(words) >= MIN_LITERAL and f" {words} " in f" {_folded(holder)} ":
        return True
    scale = ratio if side == "source" else 1 / ratio
    room = weighed_length(holder) - scale * weighed_length(_text(near, side))
    return room >= (HELD if _text(near, side) else HELD_BY_LONE) * scale * weighed_length(held)


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _text(segment: Segment, side: Side) -> str:
    return segment.source if side == "source" else segment.target


def _other(side: Side) -> Side:
    return "target" if side == "source" else "source"

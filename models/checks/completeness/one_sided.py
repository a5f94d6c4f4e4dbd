"""Segments with one side only, and whether a neighbour may hold what they seem to lack.

A translator may cut a sentence anywhere and say its end elsewhere, which no alignment of whole sentences shows. What a
neighbour has room for is not surely missing, and not surely added.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import regex

from models.article import Segment, Side

HELD = 0.7
"""Share of a passage's expected length by which a neighbour must be longer than its own counterpart asks."""
HELD_BY_LONE = 2.0
"""The same of a neighbour that answers to nothing itself: one of like length was parted from it for its meaning."""
MIN_LITERAL = 4
"""Letters and digits from which a passage that stands word for word in the neighbour is held by it."""
_HAN = regex.compile(r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]")
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*")


def weighed_length(text: str) -> int:
    """Length in code points as an alphabet would need: a CJK character stands for three."""
    return len(text) + 2 * len(_HAN.findall(text))


def surely_alone(segments: Sequence[Segment], side: Side) -> list[Segment]:
    """The segments that have `side` only, and that no neighbour has room for or quotes, in order."""
    ratio = target_per_source(segments)
    return [
        segment
        for before, segment, after in zip([None, *segments], segments, [*segments[1:], None], strict=False)
        if _text(segment, side)
        and not _text(segment, _other(side))
        and not any(near and _holds(near, segment, side, ratio) for near in (before, after))
    ]


def target_per_source(segments: Sequence[Segment]) -> float:
    """Length of the target for one of the source, by the article's own pairs; 1 where there are none."""
    pairs = [segment for segment in segments if segment.source and segment.target]
    return median([weighed_length(s.target) / weighed_length(s.source) for s in pairs]) if pairs else 1.0


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

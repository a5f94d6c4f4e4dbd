"""From a place in a text to the words around it, so that flags mark what a reader sees as one piece."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import regex

from models.spans import Span

_REACH = 60
"""How far, in code points, a mark may grow: a line without spaces must not be flagged whole."""
_BREAK = regex.compile(r"[\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]")
_CLOSERS = {"(": ")", "[": "]", "（": "）", "「": "」", "«": "»"}
_CLOSERS |= {"‹": "›", "“": "”", "„": "“”", "‘": "’", '"': '"'}
_SPACED = regex.compile(r"[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。、]+")
_ADDRESS = regex.compile(r"://|www\.|mailto:|\w@\w|^[('\[]?[@#]\w|\w\.[a-z]{2,4}/")


def cluster(text: str, span: Span) -> Span:
    """The span with everything up to the next white space or CJK character on both sides.

    cluster("at (10:30) now", Span(4, 6)) == Span(3, 10)
    """
    start, end = span.start, span.end
    while start > max(0, span.start - _REACH) and not _BREAK.match(text[start - 1]):
        start -= 1
    while end < min(len(text), span.end + _REACH) and not _BREAK.match(text[end]):
        end += 1
    return Span(start, end)


def without_edges(text: str, span: Span) -> Span:
    """The span without punctuation at its ends, or as it is when nothing else is in it."""
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end) if start < end else span


def enclosed(text: str, span: Span) -> bool:
    """True when brackets or quotes on the same line open shortly before the span and close after it."""
    before = text[max(0, span.start - _REACH) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _REACH].partition("\n")[0]
    for opener, closers in _CLOSERS.items():
        inside = before.rpartition(opener)[2] if opener in before else None
        if inside is not None and not any(c in inside for c in closers) and any(c in after for c in closers):
            return True
    return False


def addresses(text: str) -> list[Span]:
    """Web and mail addresses, handles and hash tags: their spelling follows rules of their own."""
    return [Span(*m.span()) for m in _SPACED.finditer(text) if _ADDRESS.search(m.group())]


def touches(span: Span, taken: Sequence[Span]) -> bool:
    """True when it overlaps any of `taken`, which are sorted and disjoint (as `merge` returns them)."""
    index = bisect_right(taken, span.start, key=lambda other: other.end)
    return index < len(taken) and taken[index].overlaps(span)

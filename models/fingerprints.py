"""The names of flags: the same in every revision in which the flag's own sentence says the same.

A name is made of the check, the words and what stands around them within their sentence. Where an article has the same
words between the same words again, their order tells them apart.
"""

from __future__ import annotations

import hashlib

from models.spans import Span

CONTEXT_CHARACTERS = 20
"""How much text on each side of a flag goes into its fingerprint, as far as its sentence reaches."""
MAX_TWINS = 200
"""Identical passages that are told apart: a text that repeats one more often must not take its square in time."""
_SENTENCE_ENDS = frozenset(".!?…。！？｡؟۔।॥።։\n\r\v\f\x85\u2028\u2029")
"""A point within a number or after an abbreviation ends the context early, which only makes it shorter."""
_CLOSING = " \t\u00a0\"'”’»›)]}」』）"
"""What may stand behind the end of a sentence and still belongs to it."""


def fingerprint(check: str, side: str, span: Span, text: str) -> str:
    """Sixteen hexadecimal digits. A changed, new or lost sentence elsewhere in `text` leaves them as they are."""
    before, after = _context(text, span.start, span.end)
    words = span.of(text)
    return _digest("2", check, side, words, before, after, str(_earlier_twins(text, span.start, words, before, after)))


def former_fingerprint(check: str, side: str, span: Span, text: str) -> str:
    """As flags were called when the context went beyond the sentence: decisions of that time are known by it."""
    before = text[max(0, span.start - CONTEXT_CHARACTERS) : span.start]
    return _digest(check, side, span.of(text), before, text[span.end : span.end + CONTEXT_CHARACTERS])


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _context(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after, no further than the sentence and without white space at its ends."""
    before = text[max(0, start - CONTEXT_CHARACTERS) : start]
    cut = max((n for n, character in enumerate(before) if character in _SENTENCE_ENDS), default=-1)
    if text[start:end].rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS and text[start:end].strip():
        return before[cut + 1 :].lstrip(_CLOSING), ""
    after = text[end : end + CONTEXT_CHARACTERS]
    stop = next((n for n, character in enumerate(after) if character in _SENTENCE_ENDS), len(after))
    return before[cut + 1 :].lstrip(_CLOSING), after[:stop].rstrip()


def _earlier_twins(text: str, start: int, words: str, before: str, after: str) -> int:
    """How often the same words stand in the same context before `start`; at most MAX_TWINS places are looked at."""
    pattern, found = before + words + after, 0
    at = text.find(pattern)
    for _ in range(MAX_TWINS):
        begin = at + len(before)
        if at < 0 or begin >= start:
            break
        found += _context(text, begin, begin + len(words)) == (before, after)
        at = text.find(pattern, at + 1)
    return found

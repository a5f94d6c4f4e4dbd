"""Where a translation got stuck: the same words over and over, exactly, nearly, or glued into one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import regex

from models.spans import Span

MAX_PERIOD = 30
"""Words of the longest phrase whose loop is looked for: a sentence of news and its punctuation."""
MAX_PERIOD_DOUBLED = 12
"""A longer phrase that stands just twice in a row is a refrain or a sentence, which has a rule of its own."""
WINDOW = 30
"""Words in which a text that is not stuck says more than MAX_DISTINCT different ones."""
MAX_DISTINCT = 9
"""Different words of a window that goes in circles; the poorest window of sound news has 15."""

MAY_DOUBLE = frozenset([
    "had", "that", "is", "was", "has", "have", "do", "did", "does", "in", "on", "out", "up", "over",
    "no", "yes", "very", "so", "really", "much", "many", "more", "far", "long", "too", "well", "now",
    "never", "bye", "ha", "he", "hi", "hey", "hear", "there", "knock", "tut", "night", "day", "boom",
    "bang", "blah", "la", "na", "oh", "ah", "you", "who", "it", "what", "her", "him", "this", "one",
    "wait", "go", "please", "rah", "yeah", "ho", "hush", "quick", "quickly", "slowly", "again", "ever",
    "by", "down", "off", "aye", "hip", "chop", "tick", "big", "little", "old", "good", "bad", "deep",
    "wide", "high", "years", "miles",
])  # fmt: skip
"""English words that stand twice in sound text: by grammar ("had had"), for emphasis, as sounds."""
_GLUED = regex.compile(r"(?<!\p{L})\p{L}{0,12}?((?=\p{L}*(\p{L})(?!\2)(\p{L})(?!\2|\3)\p{L})\p{L}{3,12}?)\1{3,8}")
"""A syllable of three different letters or more that stands four times in one word: "thethethethe"."""


def repeats(words: Sequence[str], shortest: int, times: int, longest: int = MAX_PERIOD) -> Iterator[Span]:
    """Index runs in which a phrase of `shortest` to `longest` words stands `times` times or more."""
    for period in range(shortest, longest + 1):
        length = 0
        for index in range(period, len(words) + 1):
            if index < len(words) and words[index] == words[index - period]:
                length += 1
                continue
            if length >= (times - 1) * period:
                yield Span(index - length - period, index)
            length = 0


def loops(words: Sequence[str]) -> Iterator[Span]:
    """Index runs: phrases of three words or more said three times, of one or two words said four times."""
    for run in [*repeats(words, 3, 3), *repeats(words, 1, 4)]:
        inside = {word for word in words[run.start : run.end] if any(c.isalpha() for c in word)}
        if sum(map(len, inside)) >= 3 and not inside <= MAY_DOUBLE and not _is_sound(inside):
            yield run


def circles(words: Sequence[str]) -> Iterator[Span]:
    """Index runs that go on about the same few words without a fixed phrase: windows with hardly a new one.

    Words without a letter do not count, nor do texts without spaces, where a word is a single character.
    """
    places = [index for index, word in enumerate(words) if any(c.isalpha() for c in word)]
    inside: Counter[str] = Counter()
    for number, place in enumerate(places):
        inside[words[place]] += 1
        if number >= WINDOW:
            gone = words[places[number - WINDOW]]
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
        lengths = sum(map(len, inside))
        if number >= WINDOW - 1 and len(inside) <= MAX_DISTINCT and lengths >= 2 * len(inside) > 2:
            yield Span(places[number - WINDOW + 1], place + 1)


def glued_loops(text: str) -> Iterator[Span]:
    """Places of words that are one syllable over and over."""
    return (Span(*match.span()) for match in _GLUED.finditer(text))


def _is_sound(words: set[str]) -> bool:
    """A single CJK character or a syllable over and over is laughter or a list mark, not a loop."""
    return len(words) == 1 and len(next(iter(words))) <= 2

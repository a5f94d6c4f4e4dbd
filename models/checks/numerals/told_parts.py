"""Parts of a whole in words: zwei Drittel, две трети, üçte ikisi, دو سوم, 三分之二.

Two thirds are read as two, and three quarters as .75, so that neither a third nor a quarter passes for them; of one
part alone the number of parts is read, as of an ordinal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import floor

import regex

from models.checks.numerals.han_numerals import HAN_DIGITS, han_value
from models.checks.numerals.word_numbers import look_up
from models.checks.words.parts_of_whole import ONE_FOURTH, PARTS, PARTS_FIRST
from models.spans import Span
from models.text.normalise import fold

_QUARTER, _THREE_QUARTERS = 0.25, 3
_TWO_THIRDS = (2.0, 66.0, 67.0)
_DUAL = {"ar": "(?:[وبل]?ال|[وبل])?ثلث(?:ا|ي|ين|ان)"}
"""Two thirds in one word."""
_COUNTED = range(2, 10)
_THIRDS = 3.0
"""What a word for parts means that is no number by itself: tiers, tercios."""
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class ToldPart:
    """Parts of a whole at `span`, with what they may mean, the likeliest first: (2.0, 40.0) of two fifths, (0.75,)."""

    span: Span
    values: tuple[float, ...]


def told_parts(text: str, lang: str) -> Iterator[ToldPart]:
    """The parts of a whole that a text counts, in order.

    [part.values for part in told_parts("zwei Fünftel", "de")] == [(2.0, 40.0, 40.0)]
    """
    for match in _pattern(lang).finditer(text) if lang in PARTS else ():
        span = Span(*match.span())
        if match["thirds"]:
            yield ToldPart(span, _TWO_THIRDS)
        elif match["fourth"]:
            yield ToldPart(span, (_QUARTER,))
        elif (count := _number(match["count"], lang)) in _COUNTED:
            if match["quarters"]:
                yield ToldPart(span, (_QUARTER * count if count == _THREE_QUARTERS else count,))
            else:
                part = match["others"].split()[0]
                share = _WHOLE * count / (_number(part, lang) or _number(part.removesuffix("s"), lang) or _THIRDS)
                yield ToldPart(span, (count, float(floor(share)), float(round(share))))


def _number(word: str, lang: str) -> float:
    """0 for a word that is no number."""
    if lang == "zh":
        return han_value(word.removesuffix("分之"))
    parts, _ = look_up(fold(word), lang)
    return parts[0][0] if len(parts) == 1 else 0.0


@lru_cache(64)
def _pattern(lang: str) -> regex.Pattern[str]:
    quarters, others = PARTS[lang]
    parts = rf"(?:(?<quarters>{quarters})|(?<others>{others}))"
    if lang == "zh":
        return regex.compile(rf"(?<thirds>(?!))|(?<fourth>{ONE_FOURTH[lang]})|{parts}(?<count>[{HAN_DIGITS}])")
    count = r"(?<count>\p{L}[\p{L}\p{M}'’]{1,12})"
    told = rf"{parts}[\s\u200c-]{count}" if lang in PARTS_FIRST else rf"{count}[\s\u200c-]{parts}"
    both = rf"(?<thirds>{_DUAL.get(lang, '(?!)')})|(?<fourth>{ONE_FOURTH.get(lang, '(?!)')})"
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?:{both}|{told})(?![\p{{L}}\p{{M}}])", regex.IGNORECASE)

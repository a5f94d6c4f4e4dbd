"""What a number may mean besides its value, by its words and by what stands beside it: decades, years, ages, hours."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from models.checks.numerals.spoken_times import minutes_of_fraction, spoken_hours
from models.checks.words.number_words import SCALED_LANGUAGES
from models.spans import Span

_YEAR_OF_LIFE = regex.compile(
    r"[\s.\-–]*(?:(?:м|му|й|го)\s+)?"
    r"(?:году(?: жизни)?(?!\p{L})|ро(?:ці|ку) життя|Lebensjahr|ro(?:ce|ku) života|année)"
)
_OLDEST, _YOUNGEST = 125, 40
"""Whose year of life is spoken of without "life": на 102-м году, dans sa quatre-vingt-treizième année."""
_YEAR_AFTER = regex.compile(r"(?:-?(?:м|му|го))?\s(?:році|року|год[ау]|roce|roku)(?!\p{L})")
_DECADE_BESIDE = regex.compile(r"(?:عقد|العقد|دهه)\s?$"), regex.compile(r"\s(?:десятк|decad|década|decenni|Jahrzehnt)")
"""What says that an ordinal counts decades of a life: العقد الثالث, на третьем десятке are from 20 to 30."""
_REACH = 6
_TENS_OF, _TENS_REACH = regex.compile(r"\btens of\s$", regex.IGNORECASE), 10
_FORTNIGHT, _HALF_MORE = 15.0, 1.5
_RUNNING = regex.compile(r"\s(?:месяц|год|день|неделю|сезон|місяць|рік|тиждень)(?!\p{L})")
"""Who lives so третий месяц has for more than two."""
_OF_HOUR = regex.compile(r"\s(?:de\shora|d['’]ora)(?!\p{L})")
_FOURTH, _QUARTER_HOUR = 4.0, 15.0
_CENTURY_NAMES = frozenset({"es", "it", "pt"})
"""Languages that call a century by its hundred: novecento, quinhentista."""
_WORD_AFTER = regex.compile(r"\s?\p{L}")
_MAX_POWER = 13
"""Ten trillion: no word for a scale in the news is larger."""


def other_meanings(values: Sequence[float], text: str, span: Span, lang: str, has_digits: bool) -> set[float]:
    """All that the number at `span` may mean, but for `values`, what its words or digits say."""
    found = _unread_scales(values, text, span, lang) | _ages(values, text, span)
    found |= spoken_hours(text, span, values[0], lang)
    if lang == "en" and _TENS_OF.search(text[max(0, span.start - _TENS_REACH) : span.start]):
        found |= {10 * value for value in values}
    if has_digits:
        return found
    if values[0] == _FOURTH and _OF_HOUR.match(text, span.end):
        found.add(_QUARTER_HOUR)
    if values[0] in range(2, 11) and _counts_decades(text, span):
        found |= {10 * values[0] - 10, 10 * values[0]}
    if _RUNNING.match(text, span.end):
        found |= {value - 1 for value in values}
    return found | _in_words(values, lang)


def _in_words(values: Sequence[float], lang: str) -> set[float]:
    """What words mean besides: the fifties, дев'яносто восьмого for 1998, novecento for the 1900s, a half for 50 %.

    The second quincena of a month is its second half, and what grows в полтора раза is up by 50 %.
    """
    also: set[float] = set()
    for value in values:
        if value in range(20, 100):
            also.add(1900 + value)
        elif lang in _CENTURY_NAMES and value in range(200, 1000, 100):
            also |= {1000 + value, value // 100 + 11}
        elif value == _HALF_MORE:
            also |= {50.0, 150.0}
        elif value == _FORTNIGHT:
            also.add(0.5)
        elif value in (0.25, 0.5, 0.75):
            also.add(100 * value)
        also |= minutes_of_fraction(value)
    return also


def _counts_decades(text: str, span: Span) -> bool:
    before, after = _DECADE_BESIDE
    return bool(before.search(text[max(0, span.start - _REACH) : span.start]) or after.match(text, span.end))


def _ages(values: Sequence[float], text: str, span: Span) -> set[float]:
    """Whoever dies im 79. Lebensjahr is 78, and у вісімнадцятому році may be 1918."""
    if (match := _YEAR_OF_LIFE.match(text, span.end)) and (
        match.group().split()[-1] not in ("году", "année") or _YOUNGEST < values[0] < _OLDEST
    ):
        return {value - 1 for value in values}
    is_year = _YEAR_AFTER.match(text, span.end)
    return {century + value for value in values if value < 100 for century in (1900, 2000)} if is_year else set()


def _unread_scales(values: Sequence[float], text: str, span: Span, lang: str) -> set[float]:
    """What digits may mean where the word behind them may be a scale, in a language whose scales are not read."""
    if lang in SCALED_LANGUAGES or not _WORD_AFTER.match(text, span.end):
        return set()
    return {round(value * 10**power, 6) for value in values for power in range(2, _MAX_POWER)}

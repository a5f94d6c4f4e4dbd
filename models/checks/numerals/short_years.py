"""Years written short: the 18 of 1914–18, the 20 of 2019/20, the 68 of "7 mai 68", '68 and "die 68er"."""

from __future__ import annotations

import regex

from models.checks.words.calendar_names import ends_with_month

_RANGE_START = regex.compile(r"(?<!\d)((?:1[0-9]|20)\d\d)(?:\s?[-–—/]\s?|\s(?:to|bis|à|au|al?|по|до|do|až)\s)$")
_SEASON_START = regex.compile(r"(?<!\d)(\d\d)[-–—/]$")
_SEASON_END = regex.compile(r"[-–—/](\d\d)(?!\d)")
_SAID_TO_BE_YEAR = regex.compile(
    r"(?<!\p{L})(?:año|anno|ano|année|anul|roku?|рік|року|yıl[ıi]|aasta)\s$", regex.IGNORECASE
)
_IN_A_YEAR = regex.compile(r"(?<!\p{L})(?:en|nel|del|dell['’])\s?$", regex.IGNORECASE)
_NO_NOUN = regex.compile(r"\s*(?:[,;:)!?]|\.(?!\d)|$)")
"""What follows "in 68," where it is a year: no noun that it could count."""
_OF = regex.compile(r"\s(?:de|del|di|do)$")
_GENERATION = regex.compile(r"ern?\b")
_MARKS = ("'", "’", "‘")
_REACH = 20
"""How far before a number the month of its date may begin, in characters ("septembre de ")."""


def full_years(text: str, start: int, end: int, lang: str) -> tuple[float, ...]:
    """The years that two digits at [start, end) may stand for, as what is around them says.

    full_years("1914–18", 5, 7, "de") == (1918.0,)
    """
    if end - start != 2:
        return ()
    value = int(text[start:end])
    before, after = text[max(0, start - _REACH) : start], text[end : end + 3]
    if opening := _RANGE_START.search(before):
        year = int(opening[1]) // 100 * 100 + value
        year += 100 if value == 0 and int(opening[1]) % 100 == 99 else 0
        return (float(year),) if year > int(opening[1]) else ()
    earlier, later = _SEASON_START.search(before), _SEASON_END.match(after)
    is_season = (earlier and (int(earlier[1]) + 1) % 100 == value) or (later and int(later[1]) == (value + 1) % 100)
    is_generation = lang == "de" and _GENERATION.match(after)
    is_said = _SAID_TO_BE_YEAR.search(before) or (_IN_A_YEAR.search(before) and _NO_NOUN.match(text, end))
    if is_season or is_generation or is_said or before.endswith(_MARKS) or _follows_month(before, lang):
        return 1900.0 + value, 2000.0 + value
    return ()


def _follows_month(before: str, lang: str) -> bool:
    return ends_with_month(_OF.sub("", before.rstrip(" '’‘")), lang)

"""What one written numeral may mean: digits with separators, Roman numerals, fractions."""

from __future__ import annotations

import sys
import unicodedata
from functools import lru_cache

import regex
from babel import Locale, UnknownLocaleError

_ASCII_DIGITS = {
    code: str(unicodedata.digit(chr(code)))
    for code in range(sys.maxunicode + 1)
    if unicodedata.category(chr(code)) == "Nd"
} | {ord("٫"): ".", ord("٬"): ",", ord("،"): ",", ord("，"): ",", ord("．"): ".", ord("："): ":"}
_GROUPED = regex.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
_INDIAN = regex.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_PLAIN = regex.compile(r"\d+(?:[.,]\d+)?")
_GAPS = regex.compile(r"[ \u00a0\u2009\u202f'’]")
_DAY_OR_HOUR = regex.compile(r"(0?[1-9]|[12]\d|3[01])\.([0-5]?\d)")
_MAX_LINE_NUMBER = 7
"""So many last digits tell a telephone number, whatever of its prefix is written."""
_CLOCK = regex.compile(r"[:h]|\s?[ap]\.?m|\s?h\b|\.\d", regex.IGNORECASE)
_MAY_BE_TIME = regex.compile(
    r"\s?[ap]\.?m\b|[,;:)!?]|\.?$|\.\s|\s(?:on|in|at|and|this|that|when)\b|\s(?:morning|evening|train|bus|service|connect)",
    regex.IGNORECASE,
)
_UNIT_MARK = regex.compile(r"\s?%|(?![ap]\.?m\b)\p{L}", regex.IGNORECASE)
_MILITARY = regex.compile(r"\s?(?:GMT|UTC|Z\b|hours|hrs|local)")
ROMAN = regex.compile(r"(?=[IVX]{2}|[VX])(X{0,3}(?:IX|IV|V?I{0,3}))(?:e|ème|ième|er|º|ª)?")
_FROM_CYRILLIC = str.maketrans("ХІ", "XI")
"""Letters that look alike, which nearly everybody writes in ХІХ століття."""
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_MAX_WORDS = 40
_UNREADABLE = regex.compile(r"[^\P{Nd}0-9]")


def plain_digits(text: str) -> str:
    """The text with every digit as an ASCII digit and ٫ ٬ ، as . and , (same length, same offsets).

    A digit of a script newer than Python's own tables, whose value nobody here knows, becomes U+FFFD.
    """
    return _UNREADABLE.sub("\ufffd", text.translate(_ASCII_DIGITS))


@lru_cache(64)
def decimal_sign(lang: str) -> str:
    """How a language writes decimals: "," or "."; "." when CLDR does not know it."""
    try:
        symbols = Locale.parse(lang).number_symbols
    except (ValueError, UnknownLocaleError):
        return "."
    return str(symbols.get("latn", symbols).get("decimal", "."))


def digit_values(token: str, after: str, lang: str) -> tuple[float, ...]:
    """All that digits with separators may mean, the likeliest in `lang` first.

    `after`: the text behind them. digit_values("1.234", "", "de") == (1234.0, 1.234)
    """
    compact = _GAPS.sub("", token)[:_MAX_WORDS].rstrip(".,")
    if compact != token and (whole := _ends_decimally(compact)):
        return whole
    values: list[float] = []
    if _PLAIN.fullmatch(compact):
        values.append(_number(compact.replace(",", ".")))
    if _GROUPED.fullmatch(compact) or _INDIAN.fullmatch(compact):
        separator = next(c for c in compact if c in ".,")
        grouped = _number(compact.replace(separator, "").replace(",", "."))
        is_whole = separator != decimal_sign(lang) and compact.endswith(f"{separator}000")
        if is_whole or (lang == "en" and separator == ","):
            values = [grouped]
        else:
            values.insert(len(values) if separator == decimal_sign(lang) else 0, grouped)
    if clock_pieces(token, after, lang):
        values.append(round(values[0] + (12 if values[0] < 13 else -12), 6))
    if not values:
        values = [_number(piece) for piece in regex.split("[.,]", compact)]
    if compact.isdigit() and len(compact) <= 4:
        values += _kin(compact, after)
    return tuple(values)


def _ends_decimally(compact: str) -> tuple[float, ...]:
    """1234,50 from "1 234,50" has one sign at most, and it is the decimal one."""
    return (_number(compact.replace(",", ".")),) if _PLAIN.fullmatch(compact) else ()


def turned_values(token: str) -> tuple[float, ...]:
    """Numbers that were typed from right to left, as Arabic agencies do: 028 9 is 9,028, and 3ر5 is 5.3."""
    if "ر" in token:
        first, second = token.split("ر")
        return _number(f"{second}.{first}"), _number(f"{first}.{second}")
    first, second = token.split(" ")
    return _number(second + first), _number(first + second)


def code_values(token: str) -> tuple[float, ...]:
    """A telephone number or code: all its digits as one, and its last seven, which every way of dialling keeps."""
    digits = regex.sub(r"\D", "", token)
    return _number(digits), _number(digits[-_MAX_LINE_NUMBER:])


def clock_pieces(token: str, after: str, lang: str) -> tuple[frozenset[float], ...]:
    """18.30 and 7.10 may be a time or a day and month: what each piece then means; else empty.

    In English 6.30pm is, and 6.30 with nothing behind it that it could measure.
    clock_pieces("7.10", "", "de") == (frozenset({7.0, 19.0}), frozenset({10.0}))
    """
    match = _DAY_OR_HOUR.fullmatch(token.rstrip("."))
    if not match or _UNIT_MARK.match(after) or (lang == "en" and not _MAY_BE_TIME.match(after)):
        return ()
    if decimal_sign(lang) == "." and len(match[2]) < 2:
        return ()
    first, second = float(match[1]), float(match[2])
    return frozenset((first, first + 12 if first <= 12 else first - 12)), frozenset((second,))


def _kin(digits: str, after: str) -> list[float]:
    """Other ways to write a decade ("1960s", "60er"), a century ("1800s") or an hour ("5 pm")."""
    value, kin = int(digits), []
    if 1500 <= value < 2100 and value % 10 == 0:
        kin.append(float(value % 100) if value % 100 else value // 100 + 1.0)
    if 100 <= value < 1500 and value % 100 == 0 and after.startswith("s"):
        kin.append(value // 100 + 1.0)
    if 20 <= value < 100 and value % 10 == 0:
        kin.append(1900.0 + value)
    if value <= 24 and _CLOCK.match(after):
        kin += [float(value + 12), float(value - 12)]
    if len(digits) == 4 and value < 2400 and value % 100 < 60 and _MILITARY.match(after):
        kin += [float(value // 100), float((value // 100) % 12)]
    return kin


def _number(digits: str) -> float:
    return round(float(digits), 6) if digits else 0.0


def fraction_values(token: str) -> tuple[float, ...]:
    """3½ is 3.5, and 3 where the half is written as a word; ¾ is 0.75."""
    whole = float(token[:-1]) if token[:-1].isdigit() and len(token) < _MAX_WORDS else 0.0
    return round(whole + unicodedata.numeric(token[-1], 0.0), 6), whole


def roman_value(token: str) -> float | None:
    """XIV and XIVe are 14; None for what is no Roman numeral up to 39, or a lone I."""
    match = ROMAN.fullmatch(token) or (ROMAN.fullmatch(token.translate(_FROM_CYRILLIC)) if len(token) > 1 else None)
    if not match:
        return None
    total, highest = 0, 0
    for letter in reversed(match[1]):
        value = _ROMAN_VALUES[letter]
        total += value if value >= highest else -value
        highest = max(highest, value)
    return float(total)

"""Reads the numbers of a text: digits of any script, number words, scale words, Chinese numerals.

Reading is generous: a number carries every value it may stand for (1.234 in a Persian text may be 1234),
because the checks are silent wherever one reading agrees.
"""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex

from models.checks.number_words import CONNECTORS, GLUED, PREFIXES, entries
from models.spans import Span
from models.text.normalise import fold

_ASCII_DIGITS = {
    code: str(unicodedata.digit(chr(code)))
    for code in range(sys.maxunicode + 1)
    if unicodedata.category(chr(code)) == "Nd"
} | {ord("٫"): ".", ord("٬"): ",", ord("，"): ",", ord("．"): ".", ord("："): ":"}

_TOKEN = regex.compile(
    r"(?P<digits>\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d.,]?\d)|\d+(?:[.,]\d+)*)"
    r"|(?P<han>[零〇一二两兩三四五六七八九十百千万萬亿億兆]+)"
    r"|(?P<word>(?:(?![\p{Han}])[\p{L}\p{M}\u200c\u200d])+(?:['’ʼ](?:(?!\p{Han})[\p{L}\p{M}])+)*)"
    r"|(?P<other>\S)"
)
_GROUPED = regex.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
_PLAIN = regex.compile(r"\d+(?:[.,]\d+)?")
_INDIAN = regex.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_ROMAN = regex.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_LONGEST_WORD = 40
_DIGIT_SCALES = {"k": 10**3, "m": 10**6, "bn": 10**9, "tn": 10**12, "mn": 10**6}
SMALL = 12
"""Numbers up to here are written as words or digits as one likes."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in a text, at offsets of the text that was read.

    `values`: all it may mean. `parts`: the values of its pieces ("3,5 Millionen": 3.5 and 1,000,000).
    `firm`: written in digits, and not part of a name, code or time, so that its absence on the other
    side means something. `scaled`: holds a scale word of 100 or more.
    """

    span: Span
    text: str
    values: frozenset[float]
    parts: tuple[frozenset[float], ...]
    firm: bool
    scaled: bool

    @property
    def value(self) -> float:
        """The largest reading: 1234 for "1.234"."""
        return max(self.values)


@dataclass(frozen=True, slots=True)
class _Atom:
    """One piece of a number. `joins`: a connector or a hyphen stands before it."""

    start: int
    end: int
    values: frozenset[float]
    multiplies: bool
    digits: bool
    joins: bool = False
    firm: bool = True


def plain_digits(text: str) -> str:
    """The text with every digit as an ASCII digit and ٫ ٬ as . and , (same length, same offsets)."""
    return text.translate(_ASCII_DIGITS)


def read_numbers(text: str, lang: str) -> list[Quantity]:
    """The numbers of a text in a language (ISO 639-1), in order; unknown languages have digits only.

    [q.value for q in read_numbers("نحو 100 ألف", "ar")] == [100000.0]
    """
    found: list[Quantity] = []
    for run in _runs(plain_digits(text), lang):
        found.extend(_quantity(text, part, lang) for part in _numbers_of(run, lang))
    return found


def _runs(text: str, lang: str) -> list[list[_Atom]]:
    """Pieces of numbers that stand next to each other, with at most a connector or hyphen between."""
    runs: list[list[_Atom]] = []
    open_run, joined = False, False
    previous = ""
    for match in _TOKEN.finditer(text):
        token = match.group()
        atoms = _atoms(match, text, lang, previous)
        if atoms:
            first = atoms[0]
            if joined:
                atoms[0] = _Atom(first.start, first.end, first.values, first.multiplies, first.digits, True, first.firm)
            if open_run and not (joined and first.digits):
                runs[-1].extend(atoms)
            else:
                runs.append(atoms)
            open_run, joined = True, False
        elif open_run and not joined and (token in "-‑" or fold(token) in CONNECTORS.get(lang, ())):
            joined = True
        else:
            open_run, joined = False, False
        previous = token
    return runs


def _atoms(match: regex.Match[str], text: str, lang: str, previous: str) -> list[_Atom]:
    """The pieces one token stands for: none for a word that is no number."""
    token, start, end = match.group(), match.start(), match.end()
    if match["digits"]:
        glued = start > 0 and (text[start - 1].isascii() and text[start - 1].isalpha())
        hyphened = start > 1 and text[start - 1] in "-–/_" and text[start - 2].isalpha() and text[start - 2].isascii()
        return [_Atom(start, end, _digit_values(token, text, start, end), False, True, firm=not (glued or hyphened))]
    if match["han"]:
        return _han_atoms(token, start, after_digits=previous[-1:].isdigit())
    if match["word"]:
        return _word_atoms(token, start, end, lang, previous)
    return []


def _digit_values(token: str, text: str, start: int, end: int) -> frozenset[float]:
    """Everything a run of digits and separators may mean, decades and clock hours included."""
    compact = regex.sub(r"[ \u00a0\u2009\u202f]", "", token)
    values: set[float] = set()
    if _PLAIN.fullmatch(compact):
        values.add(_number(compact.replace(",", ".")))
    if _GROUPED.fullmatch(compact) or _INDIAN.fullmatch(compact):
        separator = next(c for c in compact if c in ".,")
        values.add(_number(compact.replace(separator, "").replace(",", ".")))
    if not values:
        values = {_number(piece) for piece in regex.split("[.,]", compact)}
    if compact.isdigit() and len(compact) <= 4:
        values |= _kin(int(compact), text[end : end + 2], text[max(0, start - 1) : start])
    return frozenset(values)


def _kin(value: int, after: str, before: str) -> set[float]:
    """Other ways to write a decade ("1960s", "60er"), a century ("1800s") or an hour ("5 pm")."""
    kin: set[float] = set()
    if 1500 <= value < 2100 and value % 10 == 0:
        kin |= {float(value % 100)} if value % 100 else {value // 100 + 1.0}
    if 20 <= value < 100 and value % 10 == 0:
        kin.add(1900.0 + value)
    if value < 100 and before in ("'", "’", "‘"):
        kin |= {1900.0 + value, 2000.0 + value}
    if value <= 24 and (after[:1] in (":", "h") or regex.match(r"\s?[apAP]|\s?h|\.\d", after)):
        kin |= {float(value + 12), float(value - 12), float(value)}
    return kin


def _number(digits: str) -> float:
    return round(float(digits), 6) if len(digits) <= 300 else 0.0


def _word_atoms(token: str, start: int, end: int, lang: str, previous: str) -> list[_Atom]:
    word = fold(token)
    if previous[-1:].isdigit() and (lang == "en" or token in ("M", "k", "bn", "Mrd", "Mio")) and word in _DIGIT_SCALES:
        return [_Atom(start, end, frozenset({1.0, float(_DIGIT_SCALES[word])}), True, False)]
    if len(token) > 1 and _ROMAN.fullmatch(token) and lang != "":
        return [_Atom(start, end, frozenset({_roman(token)}), False, False, firm=False)]
    pieces, joined = _look_up(word, lang)
    return [
        _Atom(start, end, frozenset({float(value)}), multiplies, False, joins=joined or index > 0)
        for index, (value, multiplies) in enumerate(pieces)
    ]


def _roman(token: str) -> float:
    total, highest = 0, 0
    for letter in reversed(token):
        value = _ROMAN_VALUES[letter]
        total += value if value >= highest else -value
        highest = max(highest, value)
    return float(total)


@lru_cache(100_000)
def _look_up(word: str, lang: str) -> tuple[tuple[tuple[int, bool], ...], bool]:
    """(value, multiplies) of each part of a folded word, and whether it begins with "and"."""
    exact, stems = entries(lang)
    if not exact or len(word) > _LONGEST_WORD:
        return (), False
    for prefix in ("", *PREFIXES.get(lang, ())):
        rest = word.removeprefix(prefix)
        if word.startswith(prefix) and (found := _entry(rest, lang) or _glued(rest, lang)):
            return found, bool(prefix) and prefix[0] in "وו"
    return (), False


def _entry(word: str, lang: str) -> tuple[tuple[int, bool], ...]:
    exact, stems = entries(lang)
    if word in exact:
        return (exact[word],)
    for length in range(len(word), max(2, len(word) - 6), -1):
        if word[:length] in stems:
            return (stems[word[:length]],)
    return ()


def _glued(word: str, lang: str) -> tuple[tuple[int, bool], ...]:
    """The parts of a number written as one word: fünfundzwanzig is 5 and 20."""
    if lang not in GLUED or len(word) < 6:
        return ()
    exact, stems = entries(lang)
    parts: list[tuple[int, bool]] = []
    position = 0
    while position < len(word):
        for length in range(len(word) - position, 1, -1):
            piece = word[position : position + length]
            hit = exact.get(piece) or stems.get(piece)
            if hit:
                parts.append(hit)
                break
            if piece == "und" and lang == "de" and parts:
                break
        else:
            return ()
        position += length
    return tuple(parts) if len(parts) > 1 else ()


def _han_atoms(token: str, start: int, after_digits: bool) -> list[_Atom]:
    end = start + len(token)
    if after_digits:
        scale = 1
        for character in token:
            if character not in _HAN_SCALES:
                return []
            scale *= _HAN_SCALES[character]
        return [_Atom(start, end, frozenset({float(scale)}), True, False)]
    return [_Atom(start, end, frozenset({float(_han_value(token))}), False, False, firm=False)]


def _han_value(token: str) -> int:
    """三百二十 is 320, 二〇一六 is 2016."""
    if len(token) > 1 and all(c in _HAN_DIGITS for c in token):
        return int("".join(str(_HAN_DIGITS[c]) for c in token[:15]))
    total, section, digit = 0, 0, 0
    for character in token[:30]:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
            continue
        scale = _HAN_SCALES[character]
        if scale >= 10**4:
            total += (section + digit or 1) * scale
            section = 0
        else:
            section += (digit or 1) * scale
        digit = 0
    return total + section + digit


def _numbers_of(run: list[_Atom], lang: str) -> list[list[_Atom]]:
    """Cuts a run where a new number must begin: "two three" are two numbers, "two hundred three" one."""
    numbers: list[list[_Atom]] = []
    for atom in run:
        if numbers and _continues(numbers[-1], atom, lang):
            numbers[-1].append(atom)
        else:
            numbers.append([atom])
    return numbers


def _continues(number: list[_Atom], atom: _Atom, lang: str) -> bool:
    if atom.multiplies:
        return True
    last = number[-1]
    if atom.digits:
        return last.multiplies and not last.digits and max(last.values) > max(atom.values) and max(last.values) >= 1000
    if last.digits or lang in ("zh", "ja") or any(piece.digits for piece in number):
        return False
    before, value = max(last.values), max(atom.values)
    if last.multiplies:
        return value < before
    if lang == "fr" and (before, value) == (4, 20):
        return True
    if lang == "ar" and before < 10 and value == 10 and not atom.joins:
        return True
    if before < 10 and value in range(20, 100, 10):
        return lang in ("ar", "de", "cs") and atom.joins
    if lang == "fr" and before in (60, 20) and 10 <= value < 20:
        return True
    tens = before >= 100 or (before >= 20 and value < 10) or (lang == "fr" and before == 10 and 7 <= value < 10)
    return tens and value < before and (before < 100 or value < 100)


def _quantity(text: str, atoms: list[_Atom], lang: str) -> Quantity:
    span = Span(atoms[0].start, atoms[-1].end)
    value_sets = tuple(atom.values for atom in atoms)
    values = value_sets[0] if len(atoms) == 1 else _combined(atoms, lang)
    has_digits = any(atom.digits for atom in atoms)
    firm = has_digits and all(atom.firm for atom in atoms)
    if len(atoms) == 1 and not has_digits:
        values |= {value + 1900 for value in values if 20 <= value < 100 and value % 10 == 0}
    return Quantity(span, span.of(text), values, value_sets, firm, any(a.multiplies for a in atoms))


def _combined(atoms: list[_Atom], lang: str) -> frozenset[float]:
    """The value of several pieces read together, once for each reading of the first piece."""
    results: set[float] = set()
    for first in atoms[0].values:
        total, current = 0.0, first
        for atom in atoms[1:]:
            value = max(atom.values)
            if atom.multiplies or (lang == "fr" and (current % 100, value) == (4, 20)):
                if value >= 1000 and total and value > total:
                    total, current = (total + current) * value, 0.0
                elif value >= 1000:
                    total, current = total + (current or 1) * value, 0.0
                else:
                    current = (current or 1) * value
            else:
                current += value
        results.add(round(total + current, 6))
        if 1.0 in atoms[-1].values and len(atoms) == 2:
            results.add(first)
    return frozenset(results)

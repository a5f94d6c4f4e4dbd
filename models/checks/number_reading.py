"""Reads the numbers of a text: digits of any script, number words, scale words, Chinese numerals.

Reading is generous: a number carries every value it may stand for (1.234 in a Persian text may be 1234),
because the checks are silent wherever one reading agrees.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from models.checks.number_words import CENTURIES, CONNECTORS, GLUED, PREFIXES, entries
from models.checks.numerals import (
    digit_values,
    fraction_values,
    han_scale,
    han_value,
    plain_digits,
    roman_value,
)
from models.spans import Span
from models.text.normalise import fold
from models.text.word_cache import remembered

_TOKEN = regex.compile(
    r"(?P<fraction>\d{0,6}[¼½¾⅓⅔⅛⅜⅝⅞])"
    r"|(?P<digits>\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![.,]?\d)|\d+(?:[.,]\d+)*)"
    r"|(?P<han>[零〇一二两兩三四五六七八九十百千万萬亿億兆]+)"
    r"|(?P<word>(?:(?!\p{Han})[\p{L}\p{M}\u200c\u200d])+(?:['’ʼ](?:(?!\p{Han})[\p{L}\p{M}])+)*)"
    r"|(?P<other>\S)"
)
_IN_NAME = regex.compile(r"[A-Za-z][-–/_]?$")
_CLOCK, _CLOCK_END = regex.compile(r":\d"), regex.compile(r"\d:$")
_ORDINAL_MARK = regex.compile(r"[\s.\-–]*(?:(?:th|st|nd|rd|er|e|го|й|м)\b)?[\s.\-–]*")
_NEAR = 8
"""How far around a numeral one looks for what tells its kind (am, GMT, Jahrhundert), in characters."""
_RANGE = regex.compile(
    r"\s*(?:[-–—~〜至到]|to|and|or|bis|und|oder|à|a|y|o|e|et|ou|до|или|и|إلى|و|ile|ila|až|la|și|עד|تا)\s*\p{Sc}?"
)
_MAX_WORD_LENGTH = 40
_LETTER_SCALES = {"k": 10**3, "m": 10**6, "bn": 10**9, "tn": 10**12, "mn": 10**6}
_ABOUT = frozenset("多余餘几幾")
SMALL = 12
"""Numbers up to here are written as words or digits as one likes."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in a text, at offsets of the text that was read.

    `value`: the likeliest reading. `values`: all it may mean. `parts`: the values of its pieces
    ("3,5 Millionen": 3.5 and 1,000,000). `firm`: written in digits, and not part of a name or code, so
    that its absence on the other side means something (clock times are the dates check's). `century`: it
    counts centuries.
    """

    span: Span
    text: str
    value: float
    values: frozenset[float]
    parts: tuple[frozenset[float], ...]
    firm: bool
    scaled: bool
    century: bool = False


@dataclass(frozen=True, slots=True)
class _Atom:
    """One piece of a number; the first value is the likeliest. `joins`: a connector stands before it."""

    start: int
    end: int
    values: tuple[float, ...]
    multiplies: bool = False
    digits: bool = False
    joins: bool = False
    firm: bool = True


def read_numbers(text: str, lang: str) -> list[Quantity]:
    """The numbers of a text in a language (ISO 639-1), in order; unknown languages have digits only.

    [q.value for q in read_numbers("نحو 100 ألف", "ar")] == [100000.0]
    """
    plain = plain_digits(text)
    found = [_quantity(text, part, lang) for run in _runs(plain, lang) for part in _numbers_of(run, lang)]
    shared = [_share_scale(quantity, following, text) for quantity, following in pairwise(found)]
    return shared + found[-1:]


def _share_scale(quantity: Quantity, following: Quantity, text: str) -> Quantity:
    """The first number of "4.2-3.9 million" may mean 4,200,000."""
    if quantity.scaled or not (quantity.firm and following.firm and following.scaled):
        return quantity
    if not _RANGE.fullmatch(text[quantity.span.end : following.span.start]):
        return quantity
    scale = max(following.parts[-1])
    return replace(quantity, values=quantity.values | {round(value * scale, 6) for value in quantity.values})


def _runs(text: str, lang: str) -> list[list[_Atom]]:
    """Pieces of numbers that stand next to each other, with at most a connector or hyphen between."""
    runs: list[list[_Atom]] = []
    open_run, joined = False, False
    previous = ""
    for match in _TOKEN.finditer(text):
        token = match.group()
        if previous[-1:].isdigit() and token in _ABOUT:
            continue
        atoms = _atoms(match, text, lang, previous)
        if atoms:
            if open_run and not (joined and atoms[0].digits):
                runs[-1].extend([replace(atoms[0], joins=joined or atoms[0].joins), *atoms[1:]])
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
    before, after = text[max(0, start - 2) : start], text[end : end + _NEAR]
    if match["fraction"]:
        return [_Atom(start, end, fraction_values(token), digits=True)]
    if match["digits"]:
        outside = _IN_NAME.search(before) or _CLOCK.match(after) or _CLOCK_END.search(before)
        return [_Atom(start, end, digit_values(token, before, after, lang), digits=True, firm=not outside)]
    if match["han"]:
        if previous[-1:].isdigit():
            scale = han_scale(token)
            return [_Atom(start, end, (scale,), multiplies=True)] if scale else []
        return [_Atom(start, end, (han_value(token),), firm=False)]
    if match["word"]:
        return _word_atoms(token, start, end, lang, previous)
    return []


def _word_atoms(token: str, start: int, end: int, lang: str, previous: str) -> list[_Atom]:
    word = fold(token)
    if previous[-1:].isdigit() and lang == "en" and word in _LETTER_SCALES:
        return [_Atom(start, end, (float(_LETTER_SCALES[word]), 1.0), multiplies=True)]
    roman = roman_value(token)
    if roman is not None:
        return [_Atom(start, end, (roman,), firm=False)]
    pieces, joined = _look_up(word, lang)
    return [
        _Atom(start, end, (float(value),), multiplies, joins=joined or index > 0)
        for index, (value, multiplies) in enumerate(pieces)
    ]


@remembered()
def _look_up(word: str, lang: str) -> tuple[tuple[tuple[int, bool], ...], bool]:
    """(value, multiplies) of each part of a folded word, and whether it begins with "and"."""
    if not entries(lang)[0] or len(word) > _MAX_WORD_LENGTH:
        return (), False
    for prefix in ("", *PREFIXES.get(lang, ())):
        rest = word.removeprefix(prefix)
        if word.startswith(prefix) and (found := _entry(rest, lang) or _glued(rest, lang)):
            return found, prefix[:1] in ("و", "ו")
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
    last = number[-1]
    before, value = last.values[0], atom.values[0]
    if atom.multiplies:
        return True
    if atom.digits:
        return last.multiplies and value < before and atom.start == last.end
    if lang in ("zh", "ja") or any(piece.digits for piece in number):
        return False
    if last.multiplies:
        return value < before
    if lang == "fr":
        if (before, value) in ((4, 20), (10, 7), (10, 8), (10, 9)) or (
            before in (20, 60) and 10 <= value < 20
        ):
            return True
    elif lang == "ar" and before < 10 and value == 10 and not atom.joins:
        return True
    elif before < 10 and value in range(20, 100, 10):
        return lang in ("ar", "de", "cs") and atom.joins
    adds_up = (before >= 20 and value < 10) or (before >= 100 and value < 100)
    return adds_up and value < before


def _quantity(text: str, atoms: list[_Atom], lang: str) -> Quantity:
    span = Span(atoms[0].start, atoms[-1].end)
    values = atoms[0].values if len(atoms) == 1 else _combined(atoms, lang)
    has_digits = any(atom.digits for atom in atoms)
    decades = {1900 + v for v in values if v in range(20, 100, 10) and not has_digits}
    return Quantity(
        span=span,
        text=span.of(text),
        value=values[0],
        values=frozenset(values) | decades,
        parts=tuple(frozenset(atom.values) for atom in atoms),
        firm=has_digits and all(atom.firm for atom in atoms),
        scaled=any(atom.multiplies for atom in atoms),
        century=_counts_centuries(text, span),
    )


def _counts_centuries(text: str, span: Span) -> bool:
    """True for the 19 of "19. Jahrhundert", "siglo 19", "19 世纪"."""
    mark = _ORDINAL_MARK.match(text, span.end)
    after = fold(text[mark.end() if mark else span.end : span.end + 4 * _NEAR])
    words = fold(text[max(0, span.start - 2 * _NEAR) : span.start]).split()
    return after.startswith(CENTURIES) or any(word.startswith(CENTURIES) for word in words[-2:])


def _combined(atoms: list[_Atom], lang: str) -> tuple[float, ...]:
    """The value of several pieces read together, once for each reading of the first piece."""
    results: list[float] = []
    for first in atoms[0].values:
        total, current = 0.0, first
        for atom in atoms[1:]:
            value = atom.values[0]
            if not atom.multiplies and not (lang == "fr" and (current % 100, value) == (4, 20)):
                current += value
            elif value < 1000:
                current = (current or 1) * value
            elif total and value > total:
                total, current = (total + current) * value, 0.0
            else:
                total, current = total + (current or 1) * value, 0.0
        results.append(round(total + current, 6))
    if len(atoms) == 2 and 1.0 in atoms[1].values:
        results.extend(atoms[0].values)
    return tuple(results)

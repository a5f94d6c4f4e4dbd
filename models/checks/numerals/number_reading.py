"""Reads the numbers of a text: digits of any script, number words, scale words, Chinese numerals.

Reading is generous: a number carries every value it may stand for (1.234 in a Persian text may be 1234),
because the checks are silent wherever one reading agrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import regex

from models.checks.numerals.han_numerals import (
    HAN_DIGITS,
    HAN_LARGE,
    HAN_SCALES,
    han_scale,
    han_values,
    is_han_number,
    tenths_values,
)
from models.checks.numerals.number_grammar import Atom, combined, compound_parts, ends_in_scale, numbers_of
from models.checks.numerals.numerals import (
    clock_pieces,
    code_values,
    digit_values,
    fraction_values,
    plain_digits,
    roman_value,
    turned_values,
)
from models.checks.numerals.other_meanings import other_meanings
from models.checks.numerals.short_years import full_years
from models.checks.numerals.told_parts import told_parts
from models.checks.numerals.word_numbers import look_up, percent_pattern
from models.checks.words.number_syntax import (
    BEFORE_NUMBERS,
    CENTURIES,
    CONNECTORS,
    ELIDING,
    FRACTION_ARTICLES,
    FRACTION_CONNECTORS,
    HYPHENATED_CONNECTORS,
)
from models.checks.words.number_words import whole_scales
from models.spans import Span
from models.text.normalise import fold
from models.text.word_cache import TEXTS_KEPT

_TOKEN = regex.compile(
    r"(?P<fraction>\d{0,6}[¼½¾⅓⅔⅛⅜⅝⅞])"
    # telephone numbers and codes: +49 221 123456, 0800-1234567, 01 23 45 67 89, 900-123-456
    r"|(?P<code>(?<!\d)(?:\+(?=(?:\D{0,2}\d){7})"
    r"\d{1,3}(?:[ \u00a0\-/.()]{1,2}\d{1,9}){1,6}|\(?0\d{2,4}\)?(?:[ \u00a0\-/]{1,3}\d{2,9}){1,5}"
    r"|0\d(?:[ \u00a0.\-]\d\d){4}|\(?\d{3}\)?[ \-.]\d{3}[\-.]\d{4}|\d{3}-\d{3}-\d{3}|\d{1,5}(?:-\d{1,7}){3,5})"
    r"(?![\d\-]))"
    r"|(?P<metres>(?<![\d,.])\d{1,2}[ \u00a0\u202f]?m[ \u00a0\u202f]?\d\d(?![\d\p{L}]))"
    r"|(?P<turned>(?<![\d,.])(?:0\d\d [1-9]\d{0,2}|\d{1,3}ر\d{1,2})(?![\d,.]))"  # right to left: 9 028, 5.3
    r"|(?P<digits>\d{1,3}(?:(?P<gap>[ \u00a0\u2009\u202f'’])\d{3})(?:(?P=gap)\d{3})*(?:[.,]\d+)?(?!\d)"
    r"|\d+(?:[.,]\d+)*)"
    # 三点四万亿, but not 三点二十分; 一千三百余万
    rf"|(?P<han>[{HAN_DIGITS}{HAN_SCALES}]++(?:[多余餘个個][{HAN_LARGE}]++"
    rf"|点[{HAN_DIGITS}]++(?![十分刻])[百千{HAN_LARGE}]*+)?)"
    r"|(?P<word>(?:(?!\p{Han})[\p{L}\p{M}\u200c\u200d])+(?:['’ʼ](?:(?!\p{Han})[\p{L}\p{M}])+)*)"
    r"|(?P<other>\S)"
)
_IN_NAME = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}][-–/_]?$")
_CLOCK, _CLOCK_END = regex.compile(r":\d\d"), regex.compile(r"\d:$")
"""What is in 20:15, and not in a score of 2:1."""
_ORDINAL_MARK = regex.compile(r"[\s.\-–]*(?:(?:th|st|nd|rd|er|e|го|й|м)\b)?[\s.\-–]*")
_NEAR = 8
"""How far around a numeral one looks for what tells its kind (am, GMT, Jahrhundert), in characters."""
_RANGE = regex.compile(
    r"\s*(?:[-–—~〜至到]|to|and|or|bis|und|oder|à|a|y|o|e|et|ou|до|или|и|إلى|و|ile|ila|až|la|și|עד|تا)\s*\p{Sc}?"
)
HYPHENS = "-‑־"
_LOOSE_MARKS = f".,{HYPHENS}"
"""What may stand between two pieces of a number and does not join two numbers: שישה-עשר is sixteen."""
_MAX_ABBREVIATION = 4
"""Longer words before a full stop end a sentence; "Mrd." and "тыс." do not."""
_LETTER_SCALES = {"k": 10**3, "m": 10**6, "bn": 10**9, "tn": 10**12, "mn": 10**6}
_BEFORE_CURRENCY = {"k": 1e3, "M": 1e6, "Mio": 1e6, "Md": 1e9, "Mds": 1e9, "Mrd": 1e9}
_CURRENCY_SIGNS = frozenset("€$£¥₽₴₺₪₹")
"""5 M€ are five million."""
_SHORT_MILLIONS, _SHORT_MILLIONS_IN = "mil", frozenset({"cs", "ro"})
"""Before a full stop; without one they are miles in Czech."""
_TENTH_SIGN = "成"
_HAN_PARTS = "分之"
_HAN = regex.compile(r"\p{Han}")
_ARTICLE = regex.compile(r"(?<!\p{L})a\s$", regex.IGNORECASE)
_DIGITS = regex.compile(r"\d*[1-9]\d*")
_DECIMAL_SLASH = frozenset({"fa"})
"""Languages that set a slash for the decimal point."""
_ABOUT = frozenset("多余餘几幾")
MAX_SMALL_NUMBER = 12
"""Numbers up to here are written as words or digits as one likes."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in a text, at offsets of the text that was read.

    `value`: the likeliest reading. `values`: all it may mean. `parts`: the values of its pieces
    ("3,5 Millionen": 3.5 and 1,000,000). `firm`: written in digits, and not part of a name or code, so
    that its absence on the other side means something (clock times are the dates check's). `century`: it
    counts centuries. `spelled`: written in words that leave no doubt. `of_month`: a day beside its month's name.
    """

    span: Span
    text: str
    value: float
    values: frozenset[float]
    parts: tuple[frozenset[float], ...]
    firm: bool
    scaled: bool
    century: bool = False
    spelled: bool = False
    of_month: bool = False


@lru_cache(TEXTS_KEPT)
def read_numbers(text: str, lang: str) -> tuple[Quantity, ...]:
    """The numbers of a text in a language (ISO 639-1), in order; unknown languages have digits only.

    [q.value for q in read_numbers("نحو 100 ألف", "ar")] == [100000.0]
    """
    plain = plain_digits(text)
    found = [_quantity(text, part, lang) for run in _runs(plain, lang) for part in numbers_of(run, lang)]
    read = [_share_scale(quantity, following, text) for quantity, following in pairwise(found)]
    read = [*read, *found[-1:]]
    return tuple(_with_slashed_decimals(read, text) if lang in _DECIMAL_SLASH else read)


def _with_slashed_decimals(quantities: list[Quantity], text: str) -> list[Quantity]:
    """3 and 2 of "۳/۲ درصد" may be 3.2: both then mean that too."""
    for index, (one, two) in enumerate(pairwise(quantities)):
        if text[one.span.end : two.span.start] == "/" and one.firm and two.firm:
            decimals = _DIGITS.match(plain_digits(two.text))
            if decimals is None:
                continue
            whole = round(float(f"{one.value:.0f}.{decimals[0]}") * (two.value / float(decimals[0]) or 1.0), 6)
            quantities[index] = replace(one, values=quantities[index].values | {whole})
            quantities[index + 1] = replace(two, values=two.values | {whole})
    return quantities


def _share_scale(quantity: Quantity, following: Quantity, text: str) -> Quantity:
    """The first number of "4.2-3.9 million" may mean 4,200,000."""
    if quantity.scaled or not (quantity.firm and following.firm and following.scaled):
        return quantity
    if not _RANGE.fullmatch(text[quantity.span.end : following.span.start]):
        return quantity
    scale = max(following.parts[-1])
    return replace(quantity, values=quantity.values | {round(value * scale, 6) for value in quantity.values})


def _runs(text: str, lang: str) -> list[list[Atom]]:
    """Pieces of numbers that stand next to each other, with at most a connector or hyphen between."""
    runs: list[list[Atom]] = []
    open_run, joined = False, False
    previous, changes = "", _changes(lang)
    percents = {offset for match in percent_pattern(lang).finditer(text) for offset in range(*match.span())}
    told = {offset: part for part in told_parts(text, lang) for offset in range(part.span.start, part.span.end)}
    for match in _TOKEN.finditer(text):
        token = match.group()
        if previous[-1:].isdigit() and token in _ABOUT:
            continue
        if part := told.get(match.start()):
            if not runs or runs[-1][-1].start != part.span.start:
                runs.append([Atom(part.span.start, part.span.end, part.values)])
            open_run, joined, previous = False, False, token
            continue
        atoms = () if match.start() in percents else _atoms(match, text, lang, previous)
        if atoms and not atoms[0].multiplies and (change := changes.get(fold(previous))):
            atoms = [replace(atoms[0], values=tuple(value + change for value in atoms[0].values)), *atoms[1:]]
        if atoms:
            if open_run and not (joined and atoms[0].digits and not ends_in_scale(runs[-1][-1], lang)):
                runs[-1].extend([replace(atoms[0], joins=joined or atoms[0].joins), *atoms[1:]])
            else:
                runs.append(list(atoms))
            open_run, joined = True, False
        elif open_run and _bridges(token, previous, runs[-1][-1], joined, lang):
            joined = joined or token not in _LOOSE_MARKS
        else:
            open_run, joined = False, False
        previous = token
    return runs


@lru_cache(64)
def _changes(lang: str) -> dict[str, float]:
    """By the folded word before a number, what it adds to it."""
    return {fold(word): change for word, change in BEFORE_NUMBERS.get(lang, {}).items()}


def _bridges(token: str, previous: str, last: Atom, joined: bool, lang: str) -> bool:
    """True for what may stand between two pieces of one number."""
    word = fold(token)
    if (last.is_fraction or joined) and word in FRACTION_ARTICLES.get(lang, ()):
        return True
    if joined:
        return token in HYPHENS and lang in HYPHENATED_CONNECTORS and fold(previous) in CONNECTORS[lang]
    if token == ".":
        return last.multiplies and len(previous) <= _MAX_ABBREVIATION
    return token in HYPHENS or word in CONNECTORS.get(lang, ()) or word in FRACTION_CONNECTORS.get(lang, ())


def _atoms(match: regex.Match[str], text: str, lang: str, previous: str) -> Sequence[Atom]:
    """The pieces one token stands for: none for a word that is no number."""
    token, start, end = match.group(), match.start(), match.end()
    before, after = text[max(0, start - 2) : start], text[end : end + _NEAR]
    if match["fraction"]:
        return [Atom(start, end, fraction_values(token), digits=True)]
    if match["code"]:
        return [Atom(start, end, code_values(token), digits=True)]
    if match["metres"]:
        return [Atom(start, end, (float(regex.sub(r"\D*m\D*", ".", token)),), digits=True)]
    if match["turned"]:
        return [Atom(start, end, turned_values(token), digits=True)]
    if match["digits"]:
        is_idiom = token == "24" and after.startswith("/7")  # round the clock
        is_time = _CLOCK.match(after) or (len(token) > 1 and _CLOCK_END.search(before))
        outside = is_idiom or is_time or _IN_NAME.search(before)
        values = digit_values(token, after, lang) + full_years(text, start, end, lang)
        values += tenths_values(values[0], after)
        return [Atom(start, end, values, digits=True, firm=not outside, pieces=clock_pieces(token, after, lang))]
    if match["han"] and before.endswith(_TENTH_SIGN) and before[0] in HAN_DIGITS:
        return []  # of 七成五, which is 75 %, and has been read
    if match["han"]:
        if previous[-1:].isdigit():
            scale = han_scale(token, after)
            return [Atom(start, end, (scale,), multiplies=True)] if scale else []
        return [Atom(start, end, han_values(token, after), firm=False)]
    if match["word"]:
        return _word_atoms(token, start, end, lang, previous, text)
    return []


def _word_atoms(token: str, start: int, end: int, lang: str, previous: str, text: str) -> list[Atom]:
    word = fold(token)
    if previous[-1:].isdigit() and lang == "en" and word in _LETTER_SCALES:
        return [Atom(start, end, (float(_LETTER_SCALES[word]), 1.0), multiplies=True)]
    if previous[-1:].isdigit() and token in _BEFORE_CURRENCY and text[end : end + 1] in _CURRENCY_SIGNS:
        return [Atom(start, end, (_BEFORE_CURRENCY[token],), multiplies=True)]
    if lang in _SHORT_MILLIONS_IN and word == _SHORT_MILLIONS and text[end : end + 1] == ".":
        return [Atom(start, end, (1e6, 1.0), multiplies=True)]
    roman = roman_value(token) if lang == "fr" or token[-1] != "e" else None  # not Czech and Turkish Ve
    if roman is not None:
        return [Atom(start, end, (roman,), firm=False)]
    pieces, joined = look_up(word, lang)
    if not pieces and lang in ELIDING and "'" in word:
        found = [look_up(part, lang) for part in word.split("'")]
        pieces, joined = max(found, key=lambda one: one[0][-1][0] if one[0] else 0.0)  # un'ultranovantenne is no one
    return [
        Atom(start, end, (value,), multiplies, joins=joined or index > 0)
        for index, (value, multiplies) in enumerate(pieces)
    ]


def _quantity(text: str, atoms: list[Atom], lang: str) -> Quantity:
    span = Span(atoms[0].start, atoms[-1].end)
    values = atoms[0].values if len(atoms) == 1 else combined(atoms, lang)
    has_digits = any(atom.digits for atom in atoms)
    return Quantity(
        span=span,
        text=span.of(text),
        value=values[0],
        values=frozenset(values).union(other_meanings(values, text, span, lang, has_digits)),
        parts=compound_parts(atoms, lang),
        firm=has_digits and all(atom.firm for atom in atoms),
        scaled=any(atom.multiplies for atom in atoms),
        century=_counts_centuries(text, span),
        spelled=_is_spelled(atoms, text, span, lang),
    )


def _is_spelled(atoms: Sequence[Atom], text: str, span: Span, lang: str) -> bool:
    """True for thirty, thirty-five and a hundred; not for XIX, nor for a scale that may stand for several of it."""
    written = span.of(text)
    if any(atom.digits for atom in atoms):
        return False
    if all(atom.multiplies for atom in atoms):
        if len(atoms) > 1:
            return fold(text[atoms[0].start : atoms[0].end]) in whole_scales(lang)
        says_one = lang == "en" and _ARTICLE.search(text[max(0, span.start - _NEAR) : span.start])
        return bool(says_one or fold(written) in whole_scales(lang))
    is_word = not _HAN.match(written) or is_han_number(written) or _HAN_PARTS in written
    return roman_value(written) is None and is_word


def _counts_centuries(text: str, span: Span) -> bool:
    """True for the 19 of "19. Jahrhundert", "siglo 19", "19 世纪"."""
    mark = _ORDINAL_MARK.match(text, span.end)
    after = fold(text[mark.end() if mark else span.end : span.end + 4 * _NEAR])
    words = fold(text[max(0, span.start - 2 * _NEAR) : span.start]).split()
    return after.startswith(CENTURIES) or any(word.startswith(CENTURIES) for word in words[-2:])

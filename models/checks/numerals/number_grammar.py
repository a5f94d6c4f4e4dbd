"""How pieces of numbers make one number: "two" "hundred" "and" "five", "12" "млн" "350" "тыс", "one" "and a half"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.checks.words.number_syntax import SCALE_FIRST

_TENS = range(20, 100, 10)
_UNITS_FIRST = frozenset({"ar", "de", "cs"})
"""Languages that say five-and-twenty."""
_TEN_BEHIND = frozenset({"ar", "he"})
_TEN_BEFORE = frozenset({"tr"})
"""Languages that say eleven to nineteen in two words: חמישה עשר and on beş."""
_AND_BEFORE_DIGITS = frozenset({"ar", "fa", "he"})
_TWO_OF_SCALE = frozenset({2e3, 2e6, 2e9})
"""Arabic duals, which have their scale in themselves: مليونين و350 ألف."""
_REST_IN_DIGITS = frozenset({"tr"})
"""Languages that write what is left of a thousand in digits: 4 bin 69."""
_BARE_FRACTIONS = frozenset({"tr"})
"""Languages that set a half behind its number without "and": bir buçuk."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One piece of a number; the first value is the likeliest. `joins`: a connector stands before it."""

    start: int
    end: int
    values: tuple[float, ...]
    multiplies: bool = False
    digits: bool = False
    joins: bool = False
    firm: bool = True
    pieces: tuple[frozenset[float], ...] = ()

    @property
    def is_fraction(self) -> bool:
        """True for a half or quarter in words."""
        return not self.digits and 0 < self.values[0] < 1


def numbers_of(run: Sequence[Atom], lang: str) -> list[list[Atom]]:
    """Cuts a run where a new number must begin: "two three" are two numbers, "two hundred three" one."""
    numbers: list[list[Atom]] = []
    run = _scales_behind(run) if lang in SCALE_FIRST else run
    for index, atom in enumerate(run):
        following = run[index + 1] if index + 1 < len(run) else None
        if numbers and _continues(numbers[-1], atom, following, lang):
            numbers[-1].append(atom)
        else:
            numbers.append([atom])
    return numbers


def _scales_behind(run: Sequence[Atom]) -> list[Atom]:
    """The run with a scale and the number behind it as that number and its scale: ලක්ෂ 5 read as 5 ලක්ෂ."""
    turned: list[Atom] = []
    for atom in run:
        scale = turned[-1] if turned else None
        before = turned[-2] if len(turned) > 1 else None
        if scale is not None and scale.multiplies and not atom.multiplies and not (before and not before.multiplies):
            turned[-1:] = [replace(atom, start=scale.start), replace(scale, start=atom.end, end=atom.end)]
        else:
            turned.append(atom)
    return turned


def _continues(number: list[Atom], atom: Atom, following: Atom | None, lang: str) -> bool:
    last = number[-1]
    before, value = last.values[0], atom.values[0]
    if atom.multiplies:
        return True
    if atom.digits:
        return ends_in_scale(last, lang) and value < before and _goes_on(last, atom, following, lang)
    if atom.is_fraction:
        return not last.is_fraction and (atom.joins or lang in _BARE_FRACTIONS or (before, value) == (3, 0.25))
    if lang in ("zh", "ja") or last.is_fraction or any(piece.digits for piece in number):
        return False
    if last.multiplies:
        is_new = following is not None and following.multiplies and following.values[0] == before
        is_years = lang == "he" and value == 2 and not atom.joins
        return value < before and not is_new and not is_years  # Quattrocento e Cinquecento; אלף שנים
    if lang == "fr":
        if (before, value) in ((4, 20), (10, 7), (10, 8), (10, 9)) or (
            before in (20, 60) and 10 <= value < 20
        ):
            return True
    elif lang in _TEN_BEHIND and before < 10 and value == 10 and not atom.joins:
        return True
    elif before < 10 and value in _TENS:
        return lang in _UNITS_FIRST and atom.joins
    adds_up = (before >= (10 if lang in _TEN_BEFORE else 20) and value < 10) or (before >= 100 and value < 100)
    return (adds_up or (before >= 1000 and value < 1000)) and value < before


def ends_in_scale(atom: Atom, lang: str) -> bool:
    """True for a scale, and for an Arabic dual of one."""
    return atom.multiplies or (lang == "ar" and not atom.digits and atom.values[0] in _TWO_OF_SCALE)


def _goes_on(last: Atom, atom: Atom, following: Atom | None, lang: str) -> bool:
    """True for digits that a smaller scale follows, or that stand against the scale: "3 Mrd. 200 Mio.", 3万5000.

    Where numbers are joined by "and", it may stand before digits too: ۵۸ هزار و ۴۰۰.
    """
    if atom.start == last.end:
        return True
    if following is not None and following.multiplies:
        return following.values[0] < last.values[0]
    if atom.joins:
        return lang in _AND_BEFORE_DIGITS and last.values[0] == 1000
    return last.values[0] == 1000 and (atom.values[0] >= 100 or lang in _REST_IN_DIGITS)


def combined(atoms: Sequence[Atom], lang: str) -> tuple[float, ...]:
    """The value of several pieces read together, once for each reading of the first piece."""
    results = [_sum(first, atoms, lang) for first in atoms[0].values]
    if len(atoms) > 1 and 1.0 in atoms[-1].values:  # nine hundred First World War postcards
        results.extend(combined(atoms[:-1], lang))
    return tuple(results)


def _sum(first: float, atoms: Sequence[Atom], lang: str) -> float:
    total, current, scale, repeated = 0.0, first, 1.0, 0.0
    if first >= 1000 and not atoms[0].digits:
        total, current, scale = first, 0.0, _power(first)
    for atom in atoms[1:]:
        value = atom.values[0]
        if atom.is_fraction:
            if current == 3 and value == 0.25:
                current = 0.75
            elif current:
                current += value
            else:
                total, repeated = total + scale * value, scale
        elif not atom.multiplies and not (lang == "fr" and (current % 100, value) == (4, 20)):
            current += value
        elif value < 1000:
            current = (current or 1) * value
        elif value != repeated:
            if total and (value > total or not current):
                total, current = (total + current) * value, 0.0
            else:
                total, current = total + (current or 1) * value, 0.0
            scale = value
    return round(total + current, 6)


def _power(value: float) -> float:
    """The scale word in a whole number: 1,000,000 in 2,000,000."""
    scale = 1000.0
    while scale * 1000 <= value:
        scale *= 1000
    return scale


def compound_parts(atoms: Sequence[Atom], lang: str) -> tuple[frozenset[float], ...]:
    """The values of the pieces: of each atom, or of each amount in "12 млн 350 тыс."."""
    if len(atoms) == 1:
        return atoms[0].pieces or (frozenset(atoms[0].values),)
    starts = [index for index, atom in enumerate(atoms) if index and atom.digits and atom.start != atoms[index - 1].end]
    if not starts:
        return tuple(frozenset(atom.values) for atom in atoms)
    amounts = [atoms[a:b] for a, b in zip([0, *starts], [*starts, len(atoms)], strict=True)]
    return tuple(frozenset(combined(amount, lang)) for amount in amounts)

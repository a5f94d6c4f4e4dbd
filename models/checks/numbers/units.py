"""Measures that translators convert: 30 metres and 100 feet are the same height, 72 hours and three days as long."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import regex

_METRES_A_FOOT, _KILOMETRES_A_MILE, _KILOS_A_POUND = 0.3048, 1.609, 0.4536
FACTORS: dict[str, tuple[float, ...]] = {
    "feet": (_METRES_A_FOOT, 30.48, 0.0929), "foot": (_METRES_A_FOOT, 30.48, 0.0929), "ft": (_METRES_A_FOOT, 30.48),
    "inch": (2.54, 25.4, 0.0254), "inches": (2.54, 25.4, 0.0254),
    "yard": (0.9144,), "yards": (0.9144,), "yd": (0.9144,),
    "mile": (_KILOMETRES_A_MILE, 2.59), "miles": (_KILOMETRES_A_MILE, 2.59), "mi": (_KILOMETRES_A_MILE, 2.59),
    "mph": (_KILOMETRES_A_MILE,), "pound": (_KILOS_A_POUND,), "pounds": (_KILOS_A_POUND,),
    "lb": (_KILOS_A_POUND,), "lbs": (_KILOS_A_POUND,), "ounce": (28.35,), "ounces": (28.35,), "oz": (28.35,),
    "acre": (0.4047, 4047.0, 0.004047), "acres": (0.4047, 4047.0, 0.004047),
    "gallon": (3.785, 4.546), "gallons": (3.785, 4.546),
    "kilometer": (1 / 1.609,), "kilometers": (1 / 1.609,), "kilometre": (1 / 1.609,), "kilometres": (1 /
        1.609,),
    "km": (1 / 1.609,), "meter": (3.281, 1.094), "meters": (3.281, 1.094), "metre": (3.281, 1.094),
    "metres": (3.281, 1.094), "m": (3.281, 1.094), "cm": (0.3937,), "centimeters": (0.3937,),
    "centimetres": (0.3937,), "kg": (2.205,), "kilo": (2.205,), "kilos": (2.205,),
    "tonnes": (2000.0,), "tons": (2000.0,), "kilograms": (2.205,),
    "hectares": (2.471, 0.01, 10_000.0), "hectare": (2.471, 0.01, 10_000.0), "litres":
        (0.2642,),
    "liters": (0.2642,), "celsius": (), "fahrenheit": (), "°f": (), "°c": (), "f": (), "c": (), "degrees": (),
}  # fmt: skip
"""English unit -> what the number is multiplied by to have the other system's; a tonne is 2,000 jin. Temperatures are
apart."""
TIMES: dict[str, tuple[float, ...]] = {
    "second": (1 / 60,), "minute": (1 / 60,), "hour": (60.0, 1 / 24), "day": (24.0, 1 / 7), "week": (7.0, 7.5),
    "month": (1 / 12,), "year": (12.0,), "decade": (10.0,), "century": (100.0,), "centurie": (100.0,),
    "millennia": (1000.0,),
}  # fmt: skip
"""The same of units of time, by their singulars. Two weeks are quinze jours too."""
_SQUARE_FACTORS: dict[str, tuple[float, ...]] = {
    "f": (0.0929,), "m": (10.764, 1.196, 0.0001), "k": (0.3861, 100.0, 247.1),
    "mi": (2.59, 259.0, 640.0), "y": (0.8361,), "i": (6.452,), "c": (0.155,),
}  # fmt: skip
"""How a unit of length begins whose square counts, by two letters or by one -> the factors to other units of area."""
FEET, INCHES = frozenset({"feet", "foot", "ft"}), frozenset({"inch", "inches"})
SQUARE, _SQUARE = "square", regex.compile(r"\b(?:square|sq)\b")
_TOLERANCE = 0.12
"""Converted figures are rounded: 100 feet for 30 metres, 1,000 pounds for 450 kilos."""
_MAX_OTHERS = 1000
"""Among so many numbers one always fits: a table, about which the check is silent."""
_UNIT = regex.compile(r"[\s\-–\d.,]*(?:(?:to|or|and|square|sq|by|nautical)\b[\s\-–\d.,]*)*(°[FC]|\p{L}+)")


def unit_after(text: str, end: int) -> str:
    """The English unit that follows a number ending at `end`, lower-cased: "feet", "square feet"; "" for none."""
    match = _UNIT.match(text, end, min(len(text), end + 30))
    unit = match[1].lower() if match else ""
    if match and unit in FACTORS and (_SQUARE.search(match[0]) or text.startswith("²", match.end())):
        return f"{SQUARE} {unit}"
    return unit if unit in FACTORS or unit.removesuffix("s") in TIMES else ""


def _factors(unit: str) -> tuple[float, ...]:
    if not unit.startswith(SQUARE):
        return FACTORS.get(unit, ())
    length = unit.removeprefix(SQUARE).strip()
    return next((_SQUARE_FACTORS[length[:size]] for size in (2, 1) if length[:size] in _SQUARE_FACTORS), ())


def as_long(value: float, unit: str, others: AbstractSet[float]) -> bool:
    """True when one of `others` is as long in another unit of time, exactly: as_long(3, "days", {72})."""
    return any(round(value * factor, 6) in others for factor in TIMES.get(unit.removesuffix("s"), ()))


def converted(value: float, unit: str, others: AbstractSet[float]) -> bool:
    """True when one of `others` is the same measure in the other system: converted(100, "feet", {30})."""
    if len(others) > _MAX_OTHERS:
        return True
    expected = [value * factor for factor in _factors(unit)]
    if unit in ("celsius", "fahrenheit", "°f", "°c", "f", "c", "degrees"):
        # a degree below zero may have its minus in words: its size is compared
        expected = [abs((value - 32) / 1.8), abs(value * 1.8 + 32), abs(32 - value * 1.8)]
    return any(abs(other - e) <= _TOLERANCE * abs(e) for e in expected for other in others)

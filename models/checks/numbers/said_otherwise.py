"""What English says without a number: 24 hours are a day, 112 is the emergency number, 2015 the year before."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import regex

from models.checks.numbers.measures import measure_at
from models.checks.numbers.side_numbers import SideNumbers
from models.checks.numerals.number_reading import Quantity
from models.checks.numerals.numerals import plain_digits
from models.languages import ENGLISH

_ONE = r"\b(?:an?|one|per|the|every|each|full|last|next|past|single)\s(?:\w+\s)?"
_UNITS = {
    (7, "day"): "week", (12, "month"): "year", (14, "day"): "fortnight", (15, "day"): "fortnight", (24, "hour"): "day",
    (30, "day"): "month", (60, "minute"): "hour", (60, "second"): "minute", (100, "year"): "century",
    (365, "day"): "year",
}  # fmt: skip
_AS_ONE = {amount: regex.compile(rf"{_ONE}{unit}\b", regex.IGNORECASE) for amount, unit in _UNITS.items()}
"""How English says a whole unit for the number of smaller ones."""
_AMOUNTS = frozenset(amount for amount, _ in _UNITS)
_EMERGENCY_NUMBERS = frozenset({101, 102, 103, 104, 110, 112, 113, 118, 155, 158, 190, 911})
_EMERGENCY = regex.compile(r"\b(?:emergenc|ambulance|police|hotline|rescue|fire (?:brigade|service))", regex.IGNORECASE)
_YEAR_BESIDE = regex.compile(
    r"\b(?:years?|seasons?)\s(?:before|earlier|ago|after|later)\b|"
    r"\b(?:previous|preceding|following|next|last|prior|this)\s(?:\w+\s)?(?:year|season)",
    regex.IGNORECASE,
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_CENTIMETRES = regex.compile(r"centi|санти|سنتي|سانتی|厘米|公分|सेन्टि|\bcm\b|\bсм\b|ס[\"״]מ", regex.IGNORECASE)
_KILOMETRES = regex.compile(
    r"(?:qu|k|ch)il[oóô]m|км|километр|кілометр|كيلومتر|کیلومتر|ק[\"״]מ|קילומטר|公里|千米|किलोमिटर|කිලෝමීටර|\bkm\b",
    regex.IGNORECASE,
)
_QUINTALS = regex.compile(r"quintal|центнер|قنطار|metrick\p{L}+ cent", regex.IGNORECASE)
_SMALLER_UNITS = (
    ("met", _CENTIMETRES, 100.0),
    ("met", _KILOMETRES, 0.001),
    ("kilo", _QUINTALS, 0.01),
    ("kg", _QUINTALS, 0.01),
    ("met", regex.compile("丈"), 0.3),
    ("kilomet", regex.compile("里"), 2.0),
    ("km", regex.compile("里"), 2.0),
    ("hectare", regex.compile("[亩畝]"), 15.0),
    ("acre", regex.compile("[亩畝]"), 6.07),
)
"""How an English unit begins, what the source has in its stead, and how many of those are one of it."""
_ROUNDED, _BEFORE = 0.04, 14
_FORTNIGHT = ("quinz", "quincen", "quindic")
_ALL = 100
_PER_CENT = regex.compile(r"\s?(?:[%٪]|proz|proc|pour|por|per|la sut|процент|відсот|في الم|بالم|درصد|אחוז|प्रति)")
_FULL = regex.compile(r"\b(?:full|entire|complet|total|whole|all|every|pure)", regex.IGNORECASE)
_STAGES = {
    16: regex.compile(
        r"achtelfinal|huiti[èe]me|octav|ottav|oitav|optimi|osmifin|1/8|восьм|son 16|ثمن|دور ال|שמינית|八分之一|十六强|"
        r"16强|kaheksandik|هشتم",
        regex.IGNORECASE,
    ),
    32: regex.compile(r"sechzehntel|seizi[èe]me|sedicesim|dieciseisav|1/16|شانزدهم|三十二强|32强", regex.IGNORECASE),
}
"""How a source calls the rounds of a cup, which English calls by the teams that are left."""
_STAGE = regex.compile(r"\b(?:last|round of|final)\s(?:the\s)?$", regex.IGNORECASE)
_STOPPAGE = regex.compile(r"(?<!\d)(45|90|105|120)(?:\p{L}{1,3}|[.'’′ªº])?\s?\+\s?(\d{1,2})(?!\d)")
_STOPPAGE_TIME = regex.compile(r"\b(?:stoppage|injury|added|additional|extra)[\s-]time\b", regex.IGNORECASE)
"""90+3 is the 93rd minute, or in stoppage time."""
_HAN_HALF = "半"
_HALF_OF_HUNDRED, _HALF = 50, regex.compile(r"\b(?:half|halve[sd]?|midpoint)", regex.IGNORECASE)
_QUARTER = regex.compile(
    r"quartal|trimest[re]|четверт|квартал|čtvrtlet|kvartál|çeyrek|kvartal|ربع|الربع|فصل|רבעון|季度|त्रैमास|කාර්තු",
    regex.IGNORECASE,
)
_MONTHS_OF_QUARTER = 3


def is_said_otherwise(number: Quantity, source: SideNumbers, target: SideNumbers) -> bool:
    """True for a number of the source that English tells by a unit, a service or the year beside it, which it has."""
    if target.lang != ENGLISH:
        return False
    if _is_of_stoppage(number, source, target):
        return True
    if number.value in _AMOUNTS:
        measure, _ = measure_at(source.text, number.span, source.lang)
        as_one = [_AS_ONE.get((int(number.value), unit)) for dimension, unit in measure if dimension == "duration"]
        if any(pattern and pattern.search(target.text) for pattern in as_one):
            return True
    if any(is_told_by_unit(value, unit, source, number.values) for value, unit in target.amounts.values()):
        return True
    if number.text.lower().startswith(_FORTNIGHT) and "fortnight" in target.text.lower():
        return True
    if number.value == _ALL and _PER_CENT.match(source.text, number.span.end) and _FULL.search(target.text):
        return True
    if number.value == _HALF_OF_HUNDRED and _HALF.search(target.text):
        return True
    if number.value in _EMERGENCY_NUMBERS and _EMERGENCY.search(target.text):
        return True
    is_year = _FIRST_YEAR <= number.value <= _LAST_YEAR and plain_digits(number.text).isdecimal()
    beside = {number.value - 1, number.value + 1} & target.meant if is_year else ()
    return bool(beside and _YEAR_BESIDE.search(target.text))


def is_named(number: Quantity, target: SideNumbers, source: SideNumbers) -> bool:
    """True where the source says it otherwise: the last 16 in an Achtelfinale, 2100 at a century's end, 93 as 90+3."""
    if number.value in _minutes_played(source.text):
        return True
    if number.value % 100 == 0 and number.value > _FIRST_YEAR and source.names_century:
        return True
    if number.value == _HALF_OF_HUNDRED and _HAN_HALF in source.text:
        return True
    stage = _STAGES.get(int(number.value)) if number.value in _STAGES else None
    before = target.text[max(0, number.span.start - _BEFORE) : number.span.start]
    return bool(stage and _STAGE.search(before) and stage.search(source.text))


def _minutes_played(text: str) -> set[float]:
    return {float(match[1]) + float(match[2]) for match in _STOPPAGE.finditer(text)} if "+" in text else set()


def _is_of_stoppage(number: Quantity, source: SideNumbers, target: SideNumbers) -> bool:
    """True for either number of 90+3, where the English tells it as a minute or in words."""
    if "+" not in source.text:
        return False
    told = _STOPPAGE_TIME.search(target.text) or _minutes_played(source.text) & target.meant
    return bool(told) and any(
        match.start() <= number.span.start < match.end() for match in _STOPPAGE.finditer(source.text)
    )


def is_told_by_unit(value: float, unit: str, source: SideNumbers, known: AbstractSet[float]) -> bool:
    """True for three months of English for a quarter of the year in the source, and for 4.72 metres for 472 cm."""
    if value == _MONTHS_OF_QUARTER and unit.startswith("month"):
        return bool(_QUARTER.search(source.text))
    return any(
        begin == unit[: len(begin)]
        and any(abs(value * factor - other) <= _ROUNDED * other for other in known)
        and word.search(source.text)
        for begin, word, factor in _SMALLER_UNITS
    )

"""What a number measures: kilometres or miles, kilos or pounds, euros or dollars, degrees below zero.

Names of units come from CLDR through Babel, in every language it knows; CLDR has currencies only by their full names
("dólar estadounidense"), so what people say for the few that news is full of stands here.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import regex
from babel import UnknownLocaleError
from babel.units import UnknownUnitError, format_unit

from models.checks.numbers.areas import SHORT_UNITS, hectares_end, is_squared, squared_unit
from models.checks.words.number_syntax import COMPOUND_ENDINGS
from models.spans import Span
from models.text.normalise import fold
from models.text.word_cache import remembered

Measure = frozenset[tuple[str, str]]
"""(dimension, unit) for all that the word may mean: pounds are a mass and a currency; empty for no measure."""

_UNITS = (
    "length-kilometer", "length-mile", "length-meter", "length-foot", "length-centimeter", "length-inch",
    "volume-liter", "volume-gallon", "duration-second", "duration-minute", "duration-hour", "duration-day",
    "duration-week", "duration-month", "duration-year",
    "mass-kilogram", "mass-pound", "mass-gram", "mass-tonne", "length-millimeter", "power-kilowatt", "power-megawatt",
    "power-gigawatt", "temperature-celsius", "temperature-fahrenheit", "area-hectare", "area-acre",
)  # fmt: skip
_PLURALS = (1, 2, 3, 5, 11, 100, 1.5)
"""Numbers that between them take every plural form of every language."""
_SPELLINGS = {
    "kilometre": "length-kilometer", "kilometres": "length-kilometer", "kph": "length-kilometer",
    "metre": "length-meter", "metres": "length-meter", "mph": "length-mile", "centimetre": "length-centimeter",
    "centimetres": "length-centimeter", "lbs": "mass-pound", "litre": "volume-liter", "litres": "volume-liter",
    "tonne": "mass-tonne", "tonnes": "mass-tonne", "millimetre": "length-millimeter",
    "millimetres": "length-millimeter", "gram": "mass-gram", "grams": "mass-gram",
}  # fmt: skip
_ABBREVIATED = {
    "ק״מ": "length-kilometer", "ס״מ": "length-centimeter", "מ״מ": "length-millimeter", "ק״ג": "mass-kilogram",
}  # fmt: skip
"""Hebrew abbreviations, which CLDR writes otherwise."""
_EVERYWHERE = {"kilo": "mass-kilogram", "kilos": "mass-kilogram", "кило": "mass-kilogram"}
"""What several languages call a kilogram and CLDR does not."""
_ELSEWHERE = {"pt": "pt_PT"}
"""Where units are spelt otherwise: quilómetros, quilômetros."""
_COMPOUNDING = frozenset({"cs", "de", "ru", "uk"})
_MIN_WORD, _MIN_STEM, _MAX_ENDING = 2, 5, 4
"""One letter is no sign of a unit ("5m" may be millions); a longer name may take a case ending: километрах."""
_AMBIGUOUS = frozenset({"in", "mi", "ac", "pi", "st", "ha", "sec", "second", "min", "ora", "sem", "mo", "वर्ग", "गज"})
"""Short forms that are words of their own in one language or another."""
_CURRENCIES = {
    "dollar": r"dollars?|dollari\p{L}*|dollaro|dollarit|dollár|d[oó]lar\p{L}{0,4}|доллар\p{L}{0,3}|долар\p{L}{0,3}|"
    r"دولارا?|دولارات|دلار|דולר(?:ים)?|डलर|ඩොලර්|usd",
    "euro": r"euro[st]?|euroa|eurot|eura|eur|eurů|eury|евро|євро|يورو|یورو|אירו|יורו|युरो|යුරෝ|avro",
    "pound": r"pfund|pounds?|sterling|gbp|استرليني|פאונד|ليرة|جنيه|جنيها",
    "yen": r"yens?|иен\p{L}{0,2}|єн\p{L}{0,2}|jpy",
    "yuan": r"yuans?|юан\p{L}{0,3}|يوان|یوان|יואן|rmb|renminbi|cny",
    "rouble": r"rubel|rubels?|roubles?|rubles?|rublos?|rubli|рубл\p{L}{0,3}|روبل|רובל|rub",
    "crown": r"crowns?|koruna|korun\p{L}{0,2}|kč|czk|kron[aeo]r?|kronen?|kroner|kronor|крон\p{L}{0,2}|sek|nok|dkk",
    "hryvnia": r"hryvnias?|hryvnya|hrywnja|гривень|гривн\p{L}{0,3}|гривен|uah",
    "lira": r"liras?|lirası|liraya|lirayı|liradan|lire|лир[аыу]?|ليرة|لیر|לירות",
    "real": r"reais|brl",
    "zloty": r"zlot(?:y|ys|ych|e|ego)|złot\p{L}{1,3}|злот\p{L}{1,3}|zł|pln",
    "rupee": r"rupees?|rupien?|roupies?|rupias?|rupie|рупи\p{L}{1,3}|रुपैयाँ|रुपियाँ|රුපියල්|روبية|روپیه|inr|npr|lkr",
    "franc": r"francs?|franken|francos?|franchi|франк\p{L}{0,3}|فرنك|chf",
    "peso": r"pesos",
    "shekel": r"shekels?|schekel|שקל|שקלים|שקלי|шекел\p{L}{1,3}|شيكل|شيقل|nis",
    "leu": r"lei|leilor|mdl",
    "rial": r"rials?|riyals?|ریال|ريال|ريالات|риал\p{L}{0,3}",
    "dinar": r"dinars?|دينار|دنانير|دینار|динар\p{L}{0,3}",
    "toman": r"tomans?|تومان",
    "dirham": r"dirhams?|درهم|دراهم|дирхам\p{L}{0,3}|aed",
}
_CURRENCY = {name: regex.compile(pattern) for name, pattern in _CURRENCIES.items()}
_HAN = {
    "平方公里": ("area", "square-kilometer"), "平方千米": ("area", "square-kilometer"),
    "平方米": ("area", "square-meter"),
    "平方英尺": ("area", "square-foot"), "平方英里": ("area", "square-mile"), "公顷": ("area", "hectare"),
    "公頃": ("area", "hectare"), "英亩": ("area", "acre"), "英畝": ("area", "acre"),
    "公里": ("length", "kilometer"), "千米": ("length", "kilometer"), "英里": ("length", "mile"),
    "公斤": ("mass", "kilogram"), "千克": ("mass", "kilogram"), "磅": ("mass", "pound"), "英尺": ("length", "foot"),
    "美元": ("currency", "dollar"), "欧元": ("currency", "euro"), "歐元": ("currency", "euro"),
    "英镑": ("currency", "pound"), "日元": ("currency", "yen"), "摄氏": ("temperature", "celsius"),
    "华氏": ("temperature", "fahrenheit"), "小时": ("duration", "hour"), "小時": ("duration", "hour"),
    "分钟": ("duration", "minute"), "分鐘": ("duration", "minute"), "个月": ("duration", "month"),
    "個月": ("duration", "month"), "个星期": ("duration", "week"), "公升": ("volume", "liter"),
    "天": ("duration", "day"),
}  # fmt: skip
_SYMBOLS = {
    "R$": ("real",), "$": ("dollar", "peso"), "€": ("euro",), "£": ("pound", "lira"), "₽": ("rouble",),
    "¥": ("yen", "yuan"), "￥": ("yen", "yuan"), "₴": ("hryvnia",), "₺": ("lira",), "₪": ("shekel",), "₹": ("rupee",),
}  # fmt: skip
"""What a sign may be, in the countries that write it."""
_SIGN = "|".join(regex.escape(sign) for sign in _SYMBOLS)
_SYMBOL_BEFORE = regex.compile(rf"(?:^|[^\p{{Lu}}]|US)({_SIGN})\s?$")
"""Not the sign of NT$, which is a dollar and 元 too."""
_WORD = regex.compile(
    rf"(?:(?<=\p{{L}})\.)?[\s\-‑]{{0,2}}(?:(?:de|di|of|d['’])\s?)?(°\s?[CF]|{_SIGN}|\p{{L}}[\p{{L}}\p{{M}}]*(?:[\"״]\p{{L}})?)"
)
_UNIT_FIRST = frozenset({"si"})
"""Languages that set the unit before its number: කිලෝමීටර 20."""
_WORD_BEFORE = regex.compile(r"(?<![\p{L}\p{M}])(\p{L}[\p{L}\p{M}\u200d]*)\s$")
_REACH = 24
_YUAN = regex.compile("元(?!素)|块钱")
_OTHER_YUAN = regex.compile("[港台臺澳加日韩美欧歐]|新加坡|新元|纪元")
"""Where other countries are named that call their money so too."""
_NEXT_WORD = frozenset({"length", "mass", "area", "volume", "duration"})
"""Dimensions whose units stand right behind their numbers: what comes later is counted by another."""
_MAX_SIGN = 5
"""Of "US$ ", with its space, and what stands before it."""
_MAX_WORDS = 3
"""How far behind its number a measure may end: "degrees Celsius", "US dollars"."""


def measure_at(text: str, span: Span, lang: str) -> tuple[Measure, Span]:
    """What the number at `span` measures, and the number together with its measure.

    measure_at("5 miles", Span(0, 1), "en") == (frozenset({("length", "mile")}), Span(0, 7))
    """
    if _names_unit(lang).search(fold(span.of(text))):
        return frozenset(), span
    reach = max(0, span.start - _MAX_SIGN)
    if before := _SYMBOL_BEFORE.search(text[reach : span.start]):
        return _currencies(before[1]), Span(reach + before.start(1), span.end)
    if lang in _UNIT_FIRST and (before := _WORD_BEFORE.search(text[max(0, span.start - _REACH) : span.start])):
        known, start = _meanings(fold(before[1]), lang), span.start - len(before[0])
        if is_squared(text, start):
            known = frozenset(("area", f"square-{name}") for dimension, name in known if dimension == "length")
        return known, Span(start, span.end)
    if lang == "zh" and _YUAN.match(text, span.end) and not _OTHER_YUAN.search(text):
        return frozenset({("currency", "yuan")}), Span(span.start, span.end + 1)
    for sign, unit in _HAN.items():
        if text.startswith(sign, span.end):
            return frozenset({unit}), Span(span.start, span.end + len(sign))
    if area := _area_at(text, span, lang):
        return area
    position = span.end
    for count in range(_MAX_WORDS):
        match = _WORD.match(text, position)
        if match is None:
            break
        position = match.end()
        measure = _meanings(fold(match[1]).replace(" ", "").replace('"', "״"), lang)
        if measure and (count == 0 or not any(dimension in _NEXT_WORD for dimension, _ in measure)):
            return measure, Span(span.start, position)
    return frozenset(), span


def _area_at(text: str, span: Span, lang: str) -> tuple[Measure, Span] | None:
    if end := hectares_end(text, span.end):
        return frozenset({("area", "hectare")}), Span(span.start, end)
    if not (squared := squared_unit(text, span.end)):
        return None
    word = fold(squared[0])
    if word in SHORT_UNITS:
        known = {SHORT_UNITS[word]}
    else:
        known = {name for dimension, name in _meanings(word, lang) if dimension == "length"}
    return frozenset(("area", f"square-{name}") for name in known), Span(span.start, squared[1])


def _currencies(sign: str) -> Measure:
    return frozenset(("currency", name) for name in _SYMBOLS.get(sign, ()))


@remembered(20_000)
def _meanings(word: str, lang: str) -> Measure:
    found = {("currency", name) for name, pattern in _CURRENCY.items() if pattern.fullmatch(word)}
    found |= _currencies(word.upper())
    names = _names(lang)
    for length in range(len(word), max(_MIN_STEM, len(word) - _MAX_ENDING) - 1, -1):
        if unit := names.get(word[:length]):
            found.add((unit.split("-")[0], unit.split("-")[1]))
            break
    else:
        if len(word) >= _MIN_WORD and (unit := names.get(word)):
            found.add((unit.split("-")[0], unit.split("-")[1]))
    return frozenset(found)


@lru_cache(64)
def _names_unit(lang: str) -> regex.Pattern[str]:
    """What a number has in itself where it is a compound: the days of чотириденний тиждень, a week of four."""
    ending = COMPOUND_ENDINGS.get(lang, "(?!)") if lang in _COMPOUNDING else "(?!)"
    return regex.compile(rf"\p{{L}}(?:{ending})$")


@lru_cache(64)
def _names(lang: str) -> dict[str, str]:
    """Folded word -> unit: of names of several words, the one that no other unit has."""
    forms = {unit: _forms(unit, lang) | _forms(unit, _ELSEWHERE.get(lang, lang)) for unit in _UNITS}
    counts = Counter(word for words in forms.values() for word in words)
    left_out = {word for word, count in counts.items() if count > 1} | _AMBIGUOUS
    names = {word: unit for unit, words in forms.items() for word in words - left_out if len(word) >= _MIN_WORD}
    return _EVERYWHERE | _ABBREVIATED | names | (_SPELLINGS if lang == "en" else {})


def _forms(unit: str, lang: str) -> set[str]:
    """The words of a unit's names, long and short; none for what CLDR has no name for."""
    words: set[str] = set()
    for number in _PLURALS:
        for length in ("long", "short"):
            try:
                written = format_unit(number, unit, length=length, locale=lang)
            except (UnknownUnitError, UnknownLocaleError, ValueError):
                return words
            plain = regex.sub(r"[\p{Nd}.,٫٬\u200e\u200f]+", " ", fold(written)).replace("° ", "°")
            words.update(word for word in plain.split() if word not in ("de", unit))
            words.update(word.rstrip("්") for word in plain.split() if lang in _UNIT_FIRST)
    return words

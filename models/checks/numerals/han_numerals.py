"""Numbers in Chinese characters, as Chinese and Japanese write them."""

from __future__ import annotations

from itertools import takewhile

import regex

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_SCALES = {
    "十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12,
}  # fmt: skip
HAN_DIGITS, HAN_SCALES = "".join(_DIGITS), "".join(_SCALES)
"""The signs of both, for patterns."""
HAN_LARGE = "".join(sign for sign, scale in _SCALES.items() if scale >= 10**4)
"""The scales that multiply all that stands before them."""
_COUNTS = frozenset(sign for sign, value in _DIGITS.items() if value) | {"十"}
_NUMBER = regex.compile(rf"(?:[{HAN_DIGITS}](?=.*[{HAN_SCALES}])|十(?=.))\p{{Han}}+")
_TENTHS = regex.compile("成([半一二三四五六七八九])?|分(?!钟)|旬")
_YUAN = regex.compile("块(?:钱)?([一二三四五六七八九])(?![十百千万])")
_METRES = regex.compile("米([零〇]?)([一二三四五六七八九])(?![十百千万])")
_AND_A_HALF = regex.compile("(?:年|个月|個月|天|小时|小時|倍|个|個)半")
_KILO_UNITS = "瓦米克卡伏帕焦赫"
_MEGA_UNITS = "瓦赫字帕比焦"
"""What begins a unit that 兆 makes a million of."""
_FIVE_YEARS = regex.compile("十([一二三四])五")
"""The thirteenth five-year plan, 十三五."""
_POINT = "点"
"""What stands for the decimal point in a number in words."""


def is_han_count(token: str) -> bool:
    """True for one sign that counts, from one to ten: is_han_count("两")."""
    return token in _COUNTS


def is_han_number(token: str) -> bool:
    """True for a number beyond doubt: 三十五 and 十二, but not 万一 (in case) or 九一一."""
    return _NUMBER.fullmatch(token) is not None


def han_scale(token: str, after: str = "") -> float | None:
    """What a Chinese scale word after digits multiplies by: 万 is 10,000; None for anything else.

    `after`: the text behind it. The last 千 of 82万千瓦 belongs to the unit, and all of 18.9千米 does.
    """
    if _begins_unit(token, after):
        token = token[:-1]
    scale = 1
    for character in token[:4]:
        if character not in _SCALES:
            return None
        scale *= _SCALES[character]
    return float(scale) if token else None


def _begins_unit(token: str, after: str) -> bool:
    """True where a 千 or 兆 makes a unit larger: kilometres, megawatts."""
    if not after or token[-1] not in "千兆":
        return False
    return after[0] in (_KILO_UNITS if token[-1] == "千" else _MEGA_UNITS)


def han_value(token: str) -> float:
    """三百二十 is 320, 二〇一六 is 2016, 两万三 is 23,000, 四万亿 is 4 trillion, 三点四亿 is 340 million."""
    whole, _, rest = token.partition(_POINT)
    if rest:
        digits = "".join(takewhile(_DIGITS.__contains__, rest))
        decimals = "".join(str(_DIGITS[c]) for c in digits[:15])
        return round(float(f"{_han_integer(whole):.0f}.{decimals}") * (han_scale(rest[len(digits) :]) or 1.0), 6)
    return _han_integer(token)


def _han_integer(token: str) -> float:
    if len(token) > 1 and all(c in _DIGITS for c in token):
        return float("".join(str(_DIGITS[c]) for c in token[:15]))
    total, section, digit, least, tenth = 0, 0, 0, 0, 1
    for character in token[:30]:
        if character in _DIGITS:
            digit = _DIGITS[character]
            tenth = tenth if digit else 1  # 两万零三 is 20,003
            continue
        scale = _SCALES.get(character, 0)
        if scale >= 10**4:
            over_all = scale > least > 0  # 四万亿: the larger scale counts what the smaller one has counted
            total = (total + section + digit) * scale if over_all else total + (section + digit or 1) * scale
            section, least = 0, scale
        elif scale:
            section += (digit or 1) * scale
        else:
            continue  # 多, 余: a little more than that
        digit, tenth = 0, scale // 10
    return float(total + section + digit * tenth)  # 两万三 is short for 两万三千


def han_values(token: str, after: str) -> tuple[float, ...]:
    """All that a Chinese number may mean, the likeliest first: the last 千 of 一点二亿千瓦 belongs to the unit.

    `after`: the text behind it. han_values("三", "成") == (3.0, 30.0)
    """
    value = han_value(token)
    if plan := _FIVE_YEARS.fullmatch(token):
        return (10.0 + _DIGITS[plan[1]], 5.0, value)
    if len(token) > 1 and _begins_unit(token, after):
        short, is_small = han_value(token[:-1]), _SCALES.get(token[-2], 1) < 10**4
        return (value, short) if token[-1] == "千" and is_small else (short, value)
    return (value, *tenths_values(value, after))


def tenths_values(value: float, after: str) -> tuple[float, ...]:
    """What a Chinese number of tenths is in per cent, or one of tens: 30 for 三成 and 三分, 35 for 三成五, 80 for 八旬.

    Of 十九块五 it is 19.5, of 六十七米零八 67.08, of 一年半 1.5, and of 一半 a half; 三倍 more is four times, and so is
    翻两番. 四折 is 40 per cent of a price, or 60 off it.

    `after`: the text behind the number. tenths_values(3.0, "成五") == (35.0,)
    """
    if yuan := _YUAN.match(after):
        return (value + _DIGITS[yuan[1]] / 10,)
    if metres := _METRES.match(after):
        return (round(value + _DIGITS[metres[2]] / (100 if metres[1] else 10), 6),)
    if after.startswith("倍"):
        return (value + 1,)
    if after.startswith("折") and 1 <= value < 100:
        share = value * 10 if value < 10 else value
        return share, 100 - share
    if after.startswith("番") and value in range(1, 5):
        return (2.0**value,)
    if _AND_A_HALF.match(after):
        return (value + 0.5,)
    if value == 1 and after.startswith("半"):
        return 0.5, 50.0
    match = _TENTHS.match(after)
    if match is None or not 1 <= value <= 10:
        return ()
    more = match[1] or ""
    return (value * 10 + (5 if more == "半" else _DIGITS.get(more, 0)),)

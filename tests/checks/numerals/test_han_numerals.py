"""Numbers in Chinese characters."""

from __future__ import annotations

import pytest

from models.checks.dates.clock import clock_times
from models.checks.numerals.han_numerals import han_value, is_han_count, is_han_number


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("三百二十", 320),
        ("两万三", 23_000),
        ("两万零三", 20_003),
        ("三百五", 350),
        ("一千二", 1_200),
        ("十二", 12),
        ("二〇一六", 2016),
        ("三点四亿", 340_000_000),
        ("四万亿", 4 * 10**12),
        ("三百余万", 3_000_000),
    ],
)
def test_value(written: str, value: float) -> None:
    assert han_value(written) == value


@pytest.mark.parametrize(("word", "is_number"), [("三十五", True), ("十二", True), ("十万", True), ("万一", False)])
def test_a_number_beyond_doubt(word: str, is_number: bool) -> None:
    assert is_han_number(word) is is_number


def test_signs_that_count() -> None:
    assert all(map(is_han_count, "一二两兩三四五六七八九十"))
    assert not any(map(is_han_count, ("零", "百", "二十", "")))


def test_minutes_after_a_zero_belong_to_the_time() -> None:
    assert [time.text for time in clock_times("上午十点零五分", "zh")] == ["上午十点零五分"]

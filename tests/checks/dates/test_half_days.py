"""Words for the part of the day: which half a time of twelve hours is in."""

from __future__ import annotations

import pytest

from models.checks.dates.clock import clock_times
from models.checks.dates.dates import DATES

HALF_PAST_SEVEN, EVENING = 7 * 60 + 30, 19 * 60 + 30


@pytest.mark.parametrize(
    ("text", "lang", "minutes"),
    [
        ("в 7:30 утра", "ru", {HALF_PAST_SEVEN}),
        ("в 7:30 вечера", "ru", {EVENING}),
        ("الساعة 7:30 مساءً", "ar", {EVENING}),
        ("um 7.30 Uhr morgens", "de", {HALF_PAST_SEVEN}),
        ("a las 7:30 de la noche", "es", {EVENING}),
        ("akşam saat 7:30'da", "tr", {EVENING}),
        ("ساعت ۷:۳۰ صبح", "fa", {HALF_PAST_SEVEN}),
        ("בשעה 7:30 בערב", "he", {EVENING}),
        ("в 7:30", "ru", {HALF_PAST_SEVEN, EVENING}),
        ("в 7:30 вечерами", "ru", {HALF_PAST_SEVEN, EVENING}),  # another word
        ("в 19:30 вечера", "ru", {EVENING}),
        ("в 2:30 ночи", "ru", {150}),
        ("в 12:30 ночи", "ru", {30, 750}),  # told in too many ways
    ],
)
def test_what_time_it_is(text: str, lang: str, minutes: set[int]) -> None:
    assert [set(time.minutes) for time in clock_times(text, lang)] == [minutes]


def test_morning_for_evening_is_another_time(make_document) -> None:
    target = "The shop shut at 7:30 a.m."
    flags = DATES.find(make_document("Магазин закрылся в 7:30 вечера.", target, "ru"))
    assert [flag.span.of(target) for flag in flags] == ["7:30 a.m"]

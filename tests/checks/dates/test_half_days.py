"""Words for the part of the day: which half a time of twelve hours is in."""

from __future__ import annotations

import pytest

from models.checks.dates.clock import clock_times
from models.checks.dates.dates import DATES

HALF_PAST_SEVEN, EVENING = 7 * 60 + 30, 19 * 60 + 30
TEN, EIGHT_AT_NIGHT = 10 * 60, 20 * 60


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
        ("в 10 утра", "ru", {TEN}),
        ("в 8 часов вечера", "ru", {EIGHT_AT_NIGHT}),
        ("до 3 дня", "ru", {15 * 60}),
        ("о 8 вечора", "uk", {EIGHT_AT_NIGHT}),
        ("à 8 heures du soir", "fr", {EIGHT_AT_NIGHT}),
        ("a las 8 de la noche", "es", {EIGHT_AT_NIGHT}),
        ("alle 8 di sera", "it", {EIGHT_AT_NIGHT}),
        ("às 8 da noite", "pt", {EIGHT_AT_NIGHT}),
        ("v 8 hodin večer", "cs", {EIGHT_AT_NIGHT}),
        ("um 8 abends", "de", {EIGHT_AT_NIGHT}),
        ("الساعة 8 مساء", "ar", {EIGHT_AT_NIGHT}),
        ("ساعت ۸ شب", "fa", {EIGHT_AT_NIGHT}),
        ("ב-8 בערב", "he", {EIGHT_AT_NIGHT}),
        ("akşam 8'de", "tr", {EIGHT_AT_NIGHT}),
    ],
)
def test_what_time_it_is(text: str, lang: str, minutes: set[int]) -> None:
    assert [set(time.minutes) for time in clock_times(text, lang)] == [minutes]


def test_morning_for_evening_is_another_time(make_document) -> None:
    target = "The shop shut at 7:30 a.m."
    flags = DATES.find(make_document("Магазин закрылся в 7:30 вечера.", target, "ru"))
    assert [flag.span.of(target) for flag in flags] == ["7:30 a.m"]


@pytest.mark.parametrize(("text", "lang"), [("через 3 дня", "ru"), ("5 ночей", "ru"), ("8 soirs", "fr")])
def test_what_is_no_time(text: str, lang: str) -> None:
    assert clock_times(text, lang) == ()


@pytest.mark.parametrize("target", ["10 am", "10 in the morning", "10:00", "10", "ten"])
def test_an_hour_without_minutes_that_is_the_same(make_document, target: str) -> None:
    assert DATES.find(make_document("Встреча начнётся в 10 утра.", f"The meeting starts at {target}.", "ru")) == []


@pytest.mark.parametrize("wrong", ["10 pm", "22:00", "9 am"])
def test_an_hour_without_minutes_that_is_another(make_document, wrong: str) -> None:
    target = f"The meeting starts at {wrong}."
    (flag,) = DATES.find(make_document("Встреча начнётся в 10 утра.", target, "ru"))
    assert flag.span.of(target) == wrong and "10 утра" in flag.message

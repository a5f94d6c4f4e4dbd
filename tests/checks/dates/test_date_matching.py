"""Dates and times however written, dates of other calendars, and telephone numbers: flagged and left alone."""

from __future__ import annotations

from datetime import date

import pytest

from models.checks.dates.dates import DATES
from models.checks.dates.other_calendars import other_dates
from models.checks.numbers.numbers import NUMBERS
from models.checks.numerals.phone import phone_numbers
from tests.checks.conftest import MakeDocument

SAME = [
    ("de", "Der Bus kommt um 21.15 Uhr.", "The bus comes at 9.15pm."),
    ("it", "Il concerto inizia alle 20.45.", "The concert starts at 8:45 p.m."),
    ("fr", "La séance commence à 14 h 20.", "The session starts at 2.20pm."),
    ("zh", "下午4点开会，18时05分结束。", "They met at 4 p.m. and ended at 18:05."),
    ("de", "Die Messe am 9.11. beginnt um 8 Uhr.", "The fair on 9 November starts at 8 o'clock."),
    ("cs", "Sejdeme se 4. 12. v knihovně.", "We will meet in the library on December 4."),
    ("ar", "ولدت في 10 رمضان 1442 في دمشق.", "She was born in Damascus on 22 April 2021."),
    ("fa", "پل در ۱۵ فروردین ۱۴۰۰ باز شد.", "The bridge opened on 4 April 2021."),
    ("de", "Die Nummer ist 030/2345678.", "The number is 030 234 5678."),
    ("en", "It opened on 03/04/2021.", "Es wurde am 4. März 2021 eröffnet."),
]
OTHERWISE = [
    # language, source, target, what is flagged, what it should be
    ("de", "Der Bus kommt um 21.15 Uhr.", "The bus comes at 7.15pm.", "7.15pm", ()),
    ("de", "Abfahrt um 19.45 Uhr", "Departure at 9.45pm", "9.45pm", ()),
    ("zh", "会议下午三点开始。", "The meeting starts at 5 p.m.", "5 p.m", ()),
    ("de", "Am 5.8.2003 brannte es.", "There was a fire on 8 May 2003.", "8 May", ("5 August",)),
    ("de", "Die Messe am 9.11. beginnt.", "The fair starts on November 6.", "November 6", ("November 9",)),
    ("fa", "پل در ۱۵ فروردین ۱۴۰۰ باز شد.", "The bridge opened on 9 May 2021.", "9 May", ("4 April",)),
    ("zh", "2003年8月5日发生火灾。", "There was a fire on 5 March 2003.", "March", ("August",)),
    ("cs", "Dne 5. 8. 2003 hořelo.", "There was a fire on 8 May 2003.", "8 May", ("5 August",)),
    ("he", "ב-5.8.2003 פרצה שרפה.", "A fire broke out on 8 May 2003.", "8 May", ("5 August",)),
    ("de", "Am 5.8.03 brannte es.", "There was a fire on 8 May 2003.", "8 May", ("5 August",)),
    ("ar", "مات في 3 رجب 1443.", "He died on 3 Sha'ban 1443.", "Sha'ban", ("Rajab",)),
]


@pytest.mark.parametrize(("lang", "source", "target"), SAME)
def test_the_same_written_otherwise_is_right(make_document: MakeDocument, lang: str, source: str, target: str) -> None:
    document = make_document(source, target, lang, "de" if lang == "en" else "en")
    assert [flag.message for check in (DATES, NUMBERS) for flag in check.find(document)] == []


@pytest.mark.parametrize(("lang", "source", "target", "wrong", "right"), OTHERWISE)
def test_another_day_or_time_is_found_once(
    make_document: MakeDocument, lang: str, source: str, target: str, wrong: str, right: tuple[str, ...]
) -> None:
    document = make_document(source, target, lang)
    (flag,) = [*DATES.find(document), *NUMBERS.find(document)]
    assert (flag.span.of(target), flag.replacements) == (wrong, right)


@pytest.mark.parametrize(
    ("text", "day"),
    [("۱۵ خرداد ۱۴۰۲", date(2023, 6, 5)), ("1 Farvardin 1400", date(2021, 3, 21)), ("1 محرم 1445", date(2023, 7, 19))],
)
def test_dates_of_other_calendars_are_converted(text: str, day: date) -> None:
    (found,) = other_dates(text)
    assert day in found.days()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Ring +49 30 2345678 or (030) 234567.", ["+49 30 2345678", "(030) 234567"]),
        ("Call 0800-2345678 or 900-234-567.", ["0800-2345678", "900-234-567"]),
        ("From 1914-1918, on 2021-03-04, 12,345,678 people and 0.1234567.", []),
    ],
)
def test_telephone_numbers_are_told_from_others(text: str, numbers: list[str]) -> None:
    assert [span.of(text) for span in phone_numbers(text)] == numbers


def test_another_telephone_number_is_found(make_document: MakeDocument) -> None:
    (flag,) = NUMBERS.find(make_document("Tel. 0800-2345678", "Tel. 0800 234 5679", "de"))
    assert "0800 234 5679" in flag.message

"""What a number measures: the same number with another unit or currency, and the many names of one."""

from __future__ import annotations

import pytest

from models.checks.numbers.numbers import NUMBERS
from models.mqm import Severity
from tests.checks.conftest import MakeDocument

OTHERWISE = [
    ("es", "La obra duró 4 semanas.", "The work took 4 months.", "4 months"),
    ("ru", "Поезд опоздал на 6 часов.", "The train was 6 days late.", "6 days"),
    ("ar", "أُغلق الجسر منذ 12 سنة.", "The bridge was closed 12 months ago.", "12 months"),
    ("zh", "工程历时8个月。", "The work took 8 weeks.", "8 weeks"),
    ("fa", "پل ۹ روز بسته بود.", "The bridge was closed for 9 hours.", "9 hours"),
    ("fr", "Le sac pèse 30 kilos.", "The bag weighs 30 pounds.", "30 pounds"),
    ("de", "Der Kessel fasst 70 Liter.", "The boiler holds 70 gallons.", "70 gallons"),
    ("cs", "Lístek stojí 40 korun.", "A ticket costs 40 euros.", "40 euros"),
    ("uk", "Квиток коштує 90 гривень.", "A ticket costs 90 dollars.", "90 dollars"),
    ("pt", "O bilhete custa R$ 25.", "A ticket costs 25 dollars.", "25 dollars"),
    ("pl", "Było −7 stopni.", "It was 7 degrees.", "7"),
]
SAME = [
    ("fr", "Elle a 62 ans.", "She is 62 years old."),
    ("cs", "Po 14 letech se vrátil.", "He came back after 14 years."),
    ("tr", "Köprü 5 ay kapalıydı.", "The bridge was closed for 5 months."),
    ("ru", "В 7 часов утра.", "At 7 in the morning."),
    ("de", "In der 88. Minute fiel das Tor.", "The goal came in the 88th minute."),
    ("es", "La entrada cuesta $90 en Puebla.", "Entry costs 90 pesos in Puebla."),
    ("ar", "بلغ الثمن 700 ليرة سورية.", "The price was 700 Syrian pounds."),
    ("zh", "票价￥60。", "A ticket is 60 yuan."),
    ("pt", "O bilhete custa R$ 25.", "A ticket costs 25 reais."),
    ("de", "Es waren −5 Grad.", "It was 23 degrees Fahrenheit."),
]


@pytest.mark.parametrize(("lang", "source", "target", "wrong"), OTHERWISE)
def test_another_unit_or_currency_is_found(
    make_document: MakeDocument, lang: str, source: str, target: str, wrong: str
) -> None:
    (flag,) = NUMBERS.find(make_document(source, target, lang))
    assert (flag.span.of(target), flag.severity) == (wrong, Severity.MAJOR)


@pytest.mark.parametrize(("lang", "source", "target"), SAME)
def test_the_same_measure_by_another_name_is_right(
    make_document: MakeDocument, lang: str, source: str, target: str
) -> None:
    assert NUMBERS.find(make_document(source, target, lang)) == []


def test_a_sign_in_words_is_told(make_document) -> None:
    (flag,) = NUMBERS.find(make_document("Es waren minus 5 Grad.", "It was 5 degrees.", "de"))
    assert flag.message == "The source says 5 below zero; the translation says 5."

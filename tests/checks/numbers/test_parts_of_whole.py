"""Two thirds are not a third, three quarters not a quarter: in every language whose numbers are read."""

from __future__ import annotations

import pytest

from models.checks.numbers.numbers import NUMBERS
from models.mqm import Severity
from tests.checks.conftest import MakeDocument

THIRDS = [
    # language, two thirds of the houses, a third of the houses
    ("ar", "ثلثا المنازل خالية", "ثلث المنازل خال"),
    ("cs", "Dvě třetiny domů jsou prázdné", "Třetina domů je prázdná"),
    ("de", "Zwei Drittel der Häuser stehen leer", "Ein Drittel der Häuser steht leer"),
    ("es", "Dos tercios de las casas están vacías", "Un tercio de las casas está vacío"),
    ("et", "Kaks kolmandikku majadest on tühjad", "Kolmandik majadest on tühi"),
    ("fa", "دو سوم خانه‌ها خالی است", "یک سوم خانه‌ها خالی است"),
    ("fr", "Deux tiers des maisons sont vides", "Un tiers des maisons est vide"),
    ("he", "שני שלישים מהבתים ריקים", "שליש מהבתים ריקים"),
    ("it", "Due terzi delle case sono vuote", "Un terzo delle case è vuoto"),
    ("ne", "दुई तिहाइ घर खाली छन्", "एक तिहाइ घर खाली छन्"),
    ("pt", "Dois terços das casas estão vazias", "Um terço das casas está vazio"),
    ("ro", "Două treimi din case sunt goale", "O treime din case sunt goale"),
    ("ru", "Две трети домов пустуют", "Треть домов пустует"),
    ("si", "නිවාසවලින් තුනෙන් දෙකක් හිස්ය", "නිවාසවලින් තුනෙන් එකක් හිස්ය"),
    ("tr", "Evlerin üçte ikisi boş", "Evlerin üçte biri boş"),
    ("uk", "Дві третини будинків порожні", "Третина будинків порожня"),
    ("zh", "三分之二的房子空着", "三分之一的房子空着"),
]
QUARTERS = [
    ("ar", "ثلاثة أرباع المنازل خالية", "ربع المنازل خال"),
    ("cs", "Tři čtvrtiny domů jsou prázdné", "Čtvrtina domů je prázdná"),
    ("de", "Drei Viertel der Häuser stehen leer", "Ein Viertel der Häuser steht leer"),
    ("es", "Tres cuartas partes de las casas están vacías", "Una cuarta parte de las casas está vacía"),
    ("et", "Kolm neljandikku majadest on tühjad", "Neljandik majadest on tühi"),
    ("fa", "سه چهارم خانه‌ها خالی است", "یک چهارم خانه‌ها خالی است"),
    ("fr", "Trois quarts des maisons sont vides", "Un quart des maisons est vide"),
    ("he", "שלושה רבעים מהבתים ריקים", "רבע מהבתים ריקים"),
    ("it", "Tre quarti delle case sono vuoti", "Un quarto delle case è vuoto"),
    ("pt", "Três quartos das casas estão vazios", "Um quarto das casas está vazio"),
    ("ro", "Trei sferturi din case sunt goale", "Un sfert din case sunt goale"),
    ("ru", "Три четверти домов пустуют", "Четверть домов пустует"),
    ("tr", "Evlerin dörtte üçü boş", "Evlerin dörtte biri boş"),
    ("uk", "Три чверті будинків порожні", "Чверть будинків порожня"),
    ("zh", "四分之三的房子空着", "四分之一的房子空着"),
]
SAID = [
    (THIRDS,
     ("Two thirds of the houses are empty", "Two-thirds of the houses are empty", "67% of the houses are empty"),
     ("A third of the houses are empty", "One in three houses is empty")),
    (QUARTERS, ("Three quarters of the houses are empty", "75 per cent of the houses are empty"),
     ("A quarter of the houses are empty", "One in four houses is empty", "25% of the houses are empty")),
]  # fmt: skip
SOUND = [
    (lang, source, target)
    for rows, several, one in SAID
    for lang, first, second in rows
    for source, targets in ((first, several), (second, one))
    for target in targets
]
WRONG = [
    (lang, source, target)
    for rows, several, one in SAID
    for lang, first, second in rows
    for source, target in ((first, one[0]), (second, several[0]))
]


@pytest.mark.parametrize(("lang", "source", "target"), SOUND)
def test_silent_on_the_same_part(make_document: MakeDocument, lang: str, source: str, target: str) -> None:
    assert NUMBERS.find(make_document(source, target, lang)) == []


@pytest.mark.parametrize(("lang", "source", "target"), WRONG)
def test_another_part_is_found(make_document: MakeDocument, lang: str, source: str, target: str) -> None:
    (flag,) = NUMBERS.find(make_document(source, target, lang))
    assert flag.severity is Severity.MAJOR


def test_a_half_is_no_quarter(make_document: MakeDocument) -> None:
    (flag,) = NUMBERS.find(make_document("Die Hälfte der Häuser steht leer", "A quarter of the houses is empty", "de"))
    assert flag.severity is Severity.MAJOR


def test_two_fifths_are_forty_per_cent(make_document: MakeDocument) -> None:
    assert NUMBERS.find(make_document("Ela vende 40% do negócio", "She is selling two-fifths of it", "pt")) == []
    assert NUMBERS.find(make_document("Ela vende 40% do negócio", "She is selling three-fifths of it", "pt"))

"""Hours told in words: halb neun is half past eight, and not half past nine."""

from __future__ import annotations

import pytest

from models.checks.dates.dates import DATES
from models.checks.numbers.numbers import NUMBERS
from models.mqm import Severity
from tests.checks.conftest import MakeDocument

TIMES = [
    # language, source, the time in English, another one
    ("ar", "تغلق المتاجر في الساعة السادسة مساء", "6 p.m.", "8 p.m."),
    ("ar", "تفتح المتاجر في الساعة الثامنة والنصف صباحا", "8.30am", "9.30am"),
    ("cs", "Obchody zavírají v půl deváté", "8.30", "9.30"),
    ("de", "Die Läden schließen um halb neun", "8.30pm", "9.30pm"),
    ("de", "Die Läden schließen um viertel vor neun", "8.45", "9.45"),
    ("de", "Die Läden schließen um acht Uhr abends", "8pm", "10pm"),
    ("es", "Las tiendas cierran a las tres de la tarde", "3 p.m.", "5 p.m."),
    ("es", "Las tiendas cierran a las ocho y media", "8.30pm", "9.30pm"),
    ("et", "Poed sulguvad kell pool üheksa", "8.30", "9.30"),
    ("fa", "مغازه‌ها ساعت شش و نیم عصر می‌بندند", "6.30pm", "8.30pm"),
    ("fr", "Les magasins ferment à 20 h", "8pm", "10pm"),
    ("fr", "Les magasins ferment à midi et demi", "12.30pm", "1.30pm"),
    ("he", "החנויות נסגרות בשעה שש וחצי", "6.30pm", "8.30pm"),
    ("it", "I negozi chiudono alle otto e mezza", "8.30", "9.30"),
    ("it", "I negozi chiudono alle 20", "8pm", "10pm"),
    ("ne", "पसल बिहान ८ बजे खुल्छ", "8am", "10am"),
    ("pt", "As lojas fecham às oito e meia", "8.30pm", "9.30pm"),
    ("ro", "Magazinele se închid la ora opt și jumătate", "8.30pm", "9.30pm"),
    ("ru", "Магазины закрываются в половине девятого", "8.30", "9.30"),
    ("ru", "Магазины закрываются в три часа дня", "3 p.m.", "5 p.m."),
    ("si", "සාප්පු පෙ.ව. 8.30ට විවෘත වේ", "8.30am", "9.30am"),
    ("tr", "Mağazalar saat sekiz buçukta kapanıyor", "8.30pm", "9.30pm"),
    ("uk", "Крамниці зачиняються о пів на дев'яту", "8.30", "9.30"),
]


@pytest.mark.parametrize(("lang", "source", "right", "wrong"), TIMES)
def test_the_same_hour_is_right_and_another_is_found(
    make_document: MakeDocument, lang: str, source: str, right: str, wrong: str
) -> None:
    document = make_document(source, f"The shops are open until then, which is at {right}", lang)
    assert [*DATES.find(document), *NUMBERS.find(document)] == []
    flags = DATES.find(make_document(source, f"The shops are open until then, which is at {wrong}", lang))
    assert [flag.severity for flag in flags] == [Severity.MAJOR]


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        ("de", "Um halb neun begann es", "It began at half past eight"),
        ("de", "Um halb neun begann es", "It began at eight thirty"),
        ("it", "Ne parlò alle 20 donne del paese", "She spoke of it to the 20 women of the village at 8pm"),
        ("ru", "Это длилось три часа", "It lasted three hours, until 5 p.m."),
        ("es", "Se lo dijo a las tres hermanas", "She told the three sisters at 5 p.m."),
        ("fr", "Le vol dure 20 h", "The flight takes 20 hours and lands at 10pm"),
        ("fr", "C'est à 2 h de Paris", "It is 2 hours from Paris, at 5 p.m."),
        ("pt", "Abre às 9h e fecha às 19h30", "It opens at 9 a.m. and closes at 7:30 p.m."),
    ],
)
def test_silent_where_no_other_hour_is_told(make_document: MakeDocument, lang: str, source: str, target: str) -> None:
    assert DATES.find(make_document(source, target, lang)) == []


@pytest.mark.parametrize(
    ("lang", "source"),
    [
        ("pt", "Abre às 9h e fecha às 19h30"),
        ("fr", "Ouvert dès 9 h, fermé à 19 h 30"),
        ("es", "Abre a las 9 h y cierra a las 19.30 h"),
    ],
)
def test_another_of_two_times_is_found(make_document: MakeDocument, lang: str, source: str) -> None:
    target = "It opens at 9 a.m. and closes at 9:30 p.m."
    assert [flag.span.of(target) for flag in DATES.find(make_document(source, target, lang))] == ["9:30 p.m"]

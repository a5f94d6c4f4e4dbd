"""Cities whose names differ by language: another city is found, and the exonym is left alone."""

from __future__ import annotations

import pytest

from models.checks.names.known_cities import city_in_english, named_cities
from models.checks.names.name_forms import words_in
from models.checks.names.names import NAMES
from models.mqm import Severity
from tests.checks.conftest import MakeDocument

OTHER = [
    # language, source, target, the wrong city, the right one
    ("it", "Il corteo è partito da Torino.", "The march set out from Milan.", "Milan", "Turin"),
    ("it", "A Firenze chiudono i musei.", "Museums are closing in Naples.", "Naples", "Florence"),
    ("it", "L'incidente è avvenuto vicino a Padova.", "The accident happened near Verona.", "Verona", "Padua"),
    ("it", "Il sindaco di Genova si è dimesso.", "The mayor of Bologna has resigned.", "Bologna", "Genoa"),
    ("de", "In München streiken die Busfahrer.", "Bus drivers are on strike in Hamburg.", "Hamburg", "Munich"),
    ("de", "Der Zug nach Neapel fällt aus.", "The train to Palermo is cancelled.", "Palermo", "Naples"),
    ("fr", "L'avion a décollé de Genève.", "The plane took off from Zurich.", "Zurich", "Geneva"),
    ("pt", "O voo partiu de Turim.", "The flight left from Milan.", "Milan", "Turin"),
    ("cs", "Letadlo přistálo v Mnichově.", "The plane landed in Hamburg.", "Hamburg", "Munich"),
    ("cs", "Požár zachvátil továrnu v Drážďanech.", "A fire swept a factory in Leipzig.", "Leipzig", "Dresden"),
    ("et", "Lennuk maandus Münchenis.", "The plane landed in Hamburg.", "Hamburg", "Munich"),
    ("ru", "Поезд из Турина опоздал.", "The train from Milan was late.", "Milan", "Turin"),
    ("uk", "Потяг з Мюнхена запізнився.", "The train from Hamburg was late.", "Hamburg", "Munich"),
    ("tr", "Uçak Napoli'ye indi.", "The plane landed in Palermo.", "Palermo", "Naples"),
    ("he", "הרכבת יצאה ממילאנו בבוקר", "The train left Naples in the morning", "Naples", "Milan"),
    ("fa", "قطار صبح از شیراز رفت", "The train left Isfahan in the morning", "Isfahan", "Shiraz"),
    ("ar", "وصلت الطائرة إلى ميلانو", "The plane arrived in Naples", "Naples", "Milan"),
    ("zh", "列车从都灵出发", "The train left from Paris", "Paris", "Turin"),
]
SAME = [
    ("it", "Da Torino a Milano, da Napoli a Venezia.", "From Turin to Milan, from Naples to Venice."),
    ("de", "Der Zug fährt von München über Mailand nach Neapel.", "The train runs from Munich via Milan to Naples."),
    ("de", "Kyjiw, Lwiw und Charkiw wurden angegriffen.", "Kyiv, Lviv and Kharkiv were attacked."),
    ("cs", "Z Mnichova do Vídně, z Drážďan do Benátek.", "From Munich to Vienna, from Dresden to Venice."),
    ("et", "Viinist Pariisi, Riiast Peterburi.", "From Vienna to Paris, from Riga to Petersburg."),
    ("ru", "Из Турина в Неаполь.", "From Turin to Naples."),
    ("cs", "Než se stal ostravským primátorem, psal Macura knihy.", "Before he was Mayor of Ostrava, he wrote books."),
    ("it", "La squadra torinese affronta il Genoa.", "The team from Turin face Genoa."),
    ("zh", "奥克兰横跨两个港口", "Auckland straddles two harbours"),
    ("he", "ממילאנו לנאפולי ומווינה לפראג", "From Milan to Naples and from Vienna to Prague"),
    ("fa", "از تهران به میلان و وین", "From Tehran to Milan and Vienna"),
    ("de", "Das Essen in Rom war gut.", "The food in Rome was good."),
    ("de", "Die Münchner feierten in Köln.", "The Munich side celebrated in Cologne."),
    ("it", "Il sindaco di Torino è a Roma.", "The mayor of Turin is in the capital, Rome."),
    ("fr", "Le maire de Gênes et Milan Kundera", "The mayor of Genoa and Milan Kundera"),
    ("ru", "Столица Италии ждёт гостей из Турина.", "Rome awaits guests from the Piedmont region."),
]


@pytest.mark.parametrize(("lang", "source", "target", "wrong", "right"), OTHER)
def test_another_city_is_found(
    make_document: MakeDocument, lang: str, source: str, target: str, wrong: str, right: str
) -> None:
    flags = NAMES.find(make_document(source, target, lang))
    assert [(flag.span.of(target), flag.severity) for flag in flags] == [(wrong, Severity.MAJOR)]
    assert flags[0].replacements in ((right,), ())


@pytest.mark.parametrize(("lang", "source", "target"), SAME)
def test_a_city_by_another_name_is_left_alone(make_document: MakeDocument, lang: str, source: str, target: str) -> None:
    assert NAMES.find(make_document(source, target, lang)) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [("ru", "Москвой"), ("tr", "Moskova"), ("ar", "بموسكو"), ("he", "ממוסקבה"), ("zh", "在莫斯科举行")],
)
def test_a_name_is_known_in_every_case_and_behind_what_is_written_before_it(lang: str, text: str) -> None:
    ((_, cities),) = named_cities(words_in(text), lang).items()
    assert [city.english for city in cities] == ["Moscow"]


def test_countries_and_words_are_no_cities() -> None:
    assert not any(map(city_in_english, ("Singapore", "Nice", "Reading", "Jerusalem", "Xyzzy")))
    assert city_in_english("Nice", is_place=True)
    assert [city.country for city in city_in_english("Turin")] == ["IT"]

"""A day beside the name of its month: the number of the month is no answer to it, in any month of any language."""

from __future__ import annotations

import pytest
from babel.dates import get_month_names

from models.checks.dates.dates import DATES
from models.checks.numbers.numbers import NUMBERS
from tests.checks.conftest import MakeDocument

_ENGLISH = get_month_names("wide", locale="en")
_SENTENCES = {
    "de": "Die Brücke wurde am {day}. {month} gesperrt.",
    "es": "El puente se cerró el {day} de {month}.",
    "fr": "Le pont a été fermé le {day} {month}.",
    "ru": "Мост закрыли {day} {month}.",
    "he": "הגשר נסגר ב-{day} ב{month}.",
    "tr": "Köprü {day} {month} günü kapatıldı.",
    "zh": "该桥于{month}{day}日关闭。",
}


@pytest.mark.parametrize("lang", _SENTENCES)
@pytest.mark.parametrize("month", range(1, 13))
def test_another_day_of_the_month_is_found_and_the_same_is_not(
    make_document: MakeDocument, lang: str, month: int
) -> None:
    name = f"{month}月" if lang == "zh" else get_month_names("wide", locale=lang)[month]
    for day in (1, 2, 3, 5, month, 12):
        source = _SENTENCES[lang].format(day=day, month=name)
        for told in {3, 5, month, 12}:
            for date in (f"{told} {_ENGLISH[month]}", f"{_ENGLISH[month]} {told}"):
                document = make_document(source, f"The bridge was closed on {date}.", lang)
                flags = [*NUMBERS.find(document), *DATES.find(document)]
                assert bool(flags) is (told != day), (source, date)


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        ("de", "Am dritten Mai", "On 5 May"),
        ("de", "Am 3.5.2024", "On 5 May 2024"),
        ("zh", "2024-10-12关闭", "Closed on 10 October 2024"),
        ("zh", "二〇二四年十月十二日关闭。", "It closed on October 10, 2024."),
        ("ar", "في 3 أيار", "On May 5"),
    ],
)
def test_another_day_written_otherwise_is_found(
    make_document: MakeDocument, lang: str, source: str, target: str
) -> None:
    document = make_document(source, target, lang)
    assert len([*NUMBERS.find(document), *DATES.find(document)]) == 1


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        ("fr", "Les 3, 4 et 5 mai", "On 3, 4 and 5 May"),
        ("de", "Vom 30. April bis 3. Mai", "From April 30 to May 3"),
        ("de", "Vom 3. bis 5.5.2024", "From 3 to 5 May 2024"),
        ("de", "Vom 3.-5.5.2024", "From 3 to 5 May 2024"),
        ("cs", "Ve dnech 3. a 5. 5. 2024", "On 3 and 5 May 2024"),
        ("fr", "Le 1er mai", "On May Day, 1 May"),
        ("es", "El primero de mayo", "On 1 May"),
        ("zh", "10月3日至5日", "From the 3rd to the 5th of October"),
        ("zh", "10月10日，12人", "On October 10, 12 people"),
        ("fa", "۵ می‌رود", "Five of them"),
        ("de", "Anfang März kamen 3 von ihnen", "In early March 3 of them came"),
    ],
)
def test_the_same_days_are_right(make_document: MakeDocument, lang: str, source: str, target: str) -> None:
    document = make_document(source, target, lang)
    assert [flag.message for flag in (*NUMBERS.find(document), *DATES.find(document))] == []

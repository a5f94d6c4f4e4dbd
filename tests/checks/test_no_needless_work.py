"""What is cheap is looked at first, and says the same as the plain form."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.checks.dates import date_matching, dates
from models.checks.names import name_swaps
from models.checks.names.name_forms import Name, words_in
from models.checks.names.name_swaps import named_countries, swapped_names
from models.checks.names.places import KnownPlace, countries
from models.spans import Span

LANGUAGES = ("ar", "cs", "de", "he", "ru", "tr", "zh")


@st.composite
def words_about_countries(draw) -> tuple[str, list[Name]]:
    """Names of countries with letters before and behind them, and other words."""
    lang = draw(st.sampled_from(LANGUAGES))
    letters = st.text(alphabet="аяивلוs国", max_size=3)
    named = st.tuples(letters, st.sampled_from([place.name for place in countries(lang)]), letters).map("".join)
    texts = draw(st.lists(named | st.text(min_size=1, max_size=8), max_size=6))
    return lang, [Name(Span(0, len(text)), text) for text in texts if text]


@settings(suppress_health_check=[HealthCheck.too_slow])  # of a machine that has other work
@given(words_about_countries())
def test_countries_by_letter_are_all_that_are_named(given_words: tuple[str, list[Name]]) -> None:
    lang, words = given_words
    plain: list[tuple[Name, KnownPlace]] = [
        (word, place)
        for place in countries(lang)
        for word in words
        if name_swaps._is_named(place.name, word.text, lang)
    ]
    assert named_countries(words, lang) == plain


def test_few_countries_are_compared_with_a_word(make_document, monkeypatch) -> None:
    asked: list[str] = []
    is_named = name_swaps._is_named
    monkeypatch.setattr(name_swaps, "_is_named", lambda *given: bool(asked.append(given[0])) or is_named(*given))
    source = "Сегодня Швеция голосует о новом законе"
    list(swapped_names(make_document(source, "The vote in Parliament", "ru").segments[0], "ru"))
    assert asked == []  # the translation names no country
    list(swapped_names(make_document(source, "The vote in Sweden", "ru").segments[0], "ru"))
    assert 0 < len(asked) < len(words_in(source)) * len(countries("ru")) / 5


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Am 3.10.1990 um 18.30 Uhr", "On 3 October 1990 at 6:30 p.m."),
        ("Es sind 300 Menschen", "There are 300 people"),
    ],
)
def test_numbers_beside_dates_are_read_only_where_a_date_has_no_answer(
    make_document, monkeypatch, source: str, target: str
) -> None:
    def read(text: str, lang: str) -> None:
        pytest.fail(f"{text} was read")

    monkeypatch.setattr(dates, "read_numbers", read)
    monkeypatch.setattr(date_matching, "read_numbers", read)
    assert dates.DATES.find(make_document(source, target, "de")) == []

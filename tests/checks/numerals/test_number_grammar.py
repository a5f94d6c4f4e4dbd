"""Properties of reading numbers: places, every language's grouping, scales of many scripts, how the work grows."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest
from babel.numbers import format_decimal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.checks.dates.dated_numbers import as_dated
from models.checks.numbers.numbers import NUMBERS
from models.checks.numbers.regrouped_digits import regrouped
from models.checks.numerals.number_grammar import Atom, combined, compound_parts, numbers_of
from models.checks.numerals.number_reading import read_numbers
from models.checks.numerals.word_numbers import look_up
from models.checks.words.number_words import SPELLED_LANGUAGES
from models.languages import LANGUAGES
from tests.checks.conftest import MakeDocument

CODES = sorted(LANGUAGES)
WRITTEN = (
    "0 7 12 345 1.234 5,67 8'900 2\u202f000 ½ ١٢ ۱۴۰۰ १२ 三百 亿 万 - – . , : / ( ) + "
    "million und ألف نصف тысяч с половиной mille et demi लाख साढे ලක්ෂ 억 昭和 Uhr p.m. am € −"
)
PIECES = st.sampled_from(WRITTEN.split(" "))
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "\u00a0", "\n"])), max_size=25).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)
MAX_GROWTH = 2.6
"""Of the time that a text twice as long takes: linear, with room for noise."""


@given(text=TEXTS, lang=st.sampled_from([*CODES, "pl", "th", ""]))
def test_numbers_lie_in_the_text_in_order_and_apart(text: str, lang: str) -> None:
    found = read_numbers(text, lang)
    assert all(0 <= q.span.start < q.span.end <= len(text) and q.text == q.span.of(text) for q in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all(q.value in q.values and q.parts for q in found)
    assert read_numbers(text, lang) == found


@given(
    value=st.integers(1000, 10**12) | st.decimals(1000, 10**9, places=2, allow_nan=False),
    lang=st.sampled_from(CODES),
)
def test_what_a_language_groups_is_read_again(value: int, lang: str) -> None:
    written = format_decimal(value, locale=lang, decimal_quantization=False)
    assert any(round(float(value), 6) in q.values for q in read_numbers(f"({written})", lang)), written


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.integers(10_000, 10**10), lang=st.sampled_from([code for code in CODES if code != "en"]))
def test_the_same_number_grouped_by_two_languages_is_right(make_document: MakeDocument, value: int, lang: str) -> None:
    source, target = (format_decimal(value, locale=code) for code in (lang, "en"))
    assert NUMBERS.find(make_document(f"({source})", f"({target})", lang)) == []


@given(values=st.lists(st.sampled_from([1, 2, 5, 20, 30, 100, 1000, 10**6]), min_size=1, max_size=8))
def test_a_run_is_cut_into_numbers_without_loss(values: list[int]) -> None:
    run = [Atom(2 * n, 2 * n + 1, (float(v),), multiplies=v >= 100) for n, v in enumerate(values)]
    for lang in SPELLED_LANGUAGES - {"si"}:  # which turns a scale and its number round
        numbers = numbers_of(run, lang)
        assert [atom for number in numbers for atom in number] == run
        assert all(combined(number, lang) and compound_parts(number, lang) for number in numbers)


@given(word=st.text("abcdeinuzwxvhtgrsfüöäß", max_size=30), lang=st.sampled_from(CODES))
def test_any_word_has_few_parts(word: str, lang: str) -> None:
    parts, _ = look_up(word, lang)
    assert len(parts) <= max(1, len(word) // 2)


@pytest.mark.parametrize("piece", ["zwei ", "12 млн ", "ألف و ", "三百", "0123-45 678 ", "3.10. ", "9.15 Uhr "])
def test_reading_grows_with_the_text(piece: str) -> None:
    def seconds(count: int) -> float:
        """Of the processor: others may use the machine too."""
        text = piece * count
        start = process_time()
        for lang in ("ar", "de", "zh"):
            as_dated(read_numbers(text, lang), text, lang)
        return process_time() - start

    seconds(50)
    assert any(seconds(2000) < MAX_GROWTH * seconds(1000) for _ in range(5))


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("ne", "साढे तीन लाख, सवा दुई करोड", [350_000, 22_500_000]),
        ("ne", "४ खर्ब", [400_000_000_000]),
        ("si", "ලක්ෂ 7, කෝටි 3", [700_000, 30_000_000]),
        ("ko", "4억 2천만, 900만", [420_000_000, 9_000_000]),
        ("pt", "7 bi", [7_000_000_000]),
    ],
)
def test_reads_the_scales_of_many_languages(lang: str, text: str, values: list[float]) -> None:
    assert [q.value for q in read_numbers(text, lang)] == values


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        ("hi", "लागत 7.5 करोड़ रुपये है।", "The cost is 75 million rupees."),
        ("pl", "Przyszło dwa i pół miliona osób.", "2.5 million people came."),
        ("ja", "昭和45年に開業した。", "It opened in 1970."),
        ("ne", "पुल २०७८ सालमा खुल्यो।", "The bridge opened in 2021."),
        ("es", "Se casaron en mayo del 74.", "They married in May 1974."),
        ("fr", "En 74, il pleuvait.", "In 1974 it was raining."),
        ("es", "Llame al 93 234 56 78.", "Call 932345678."),
        ("ru", "Телефон: 8 (812) 234-56-78.", "Phone: 8 812 234 5678."),
        ("de", "Drei Viertel der Schiffe fehlten.", "75% of the ships were missing."),
    ],
)
def test_the_same_number_said_otherwise_is_right(
    make_document: MakeDocument, lang: str, source: str, target: str
) -> None:
    assert NUMBERS.find(make_document(source, target, lang)) == []


def test_other_digits_are_not_the_same_number() -> None:
    assert regrouped("Tel. 93 234 56 78", "Call 932345679") == ([], [])
    theirs, ours = regrouped("Tel. 93 234 56 78", "Call 932345678")
    assert [span.start for span in (*theirs, *ours)] == [5, 5]


@pytest.mark.parametrize(
    ("text", "lang", "values"),
    [
        ("58 אלף ו-400 איש", "he", [58_400]),
        ("58 אלף ו־400 איש", "he", [58_400]),
        ("3 מיליון ו-200 אלף", "he", [3_200_000]),
        ("בין 58 אלף ו-60 אלף", "he", [58_000, 60_000]),
        ("בין 5 ו-10", "he", [5, 10]),
        ("58 ألفا و400 شخص", "ar", [58_400]),
        ("بين 58 ألفا و60 ألفا", "ar", [58_000, 60_000]),
        ("۵۸ هزار و ۴۰۰ نفر", "fa", [58_400]),
        ("20 and -5 degrees", "en", [20, 5]),
    ],
)
def test_thousands_joined_by_and(text: str, lang: str, values: list[int]) -> None:
    assert [quantity.value for quantity in read_numbers(text, lang)] == values

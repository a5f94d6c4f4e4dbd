"""Words as a newspaper prints them: without vowel points, not in capitals throughout."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text.print_form import as_printed


@pytest.mark.parametrize(
    ("given_words", "printed"),
    [
        ("GOBIERNO BAJA IMPUESTOS .", "Gobierno baja impuestos ."),
        ("« MINISTER TRITT ZURÜCK »", "« Minister tritt zurück »"),
        ("МИНИСТР УШЁЛ В ОТСТАВКУ", "Министр ушёл в отставку"),
        ("THE EU SPENDS € 20 BN", "The eu spends € 20 bn"),
        ("UN and NATO meet in Paris", "UN and NATO meet in Paris"),
        ("NATO EU", "NATO EU"),  # no more than names
        ("A B C D", "A B C D"),  # nor these
        ("BREAKING NEWS TODAY : the minister has resigned", "BREAKING NEWS TODAY : the minister has resigned"),
        ("قَالَ الوَزِيرُ إنّ الاتّفاق", "قال الوزير إن الاتفاق"),
        ("كـــتاب", "كتاب"),
        ("آخر مؤتمر", "آخر مؤتمر"),  # these marks are part of the letter
        ("שָׁלוֹם", "שלום"),
        ("ـ ّ", "ـ ّ"),  # a mark alone stays what it is
        ("हिंदी नेपाली", "हिंदी नेपाली"),
        ("", ""),
    ],
)
def test_as_printed(given_words: str, printed: str) -> None:
    assert as_printed(given_words.split()) == printed.split()


def test_letters_with_their_marks_apart_keep_them() -> None:
    apart = unicodedata.normalize("NFD", "آخر مؤتمر").split()
    assert as_printed(apart) == apart


@given(st.lists(st.text(min_size=1, max_size=8), max_size=12))
def test_every_word_stays_a_word_and_a_second_time_changes_nothing(words: list[str]) -> None:
    printed = as_printed(words)
    assert len(printed) == len(words) and all(printed)
    assert as_printed(printed) == printed

"""Words' frequencies: wordfreq's own values, from a table that is small."""

from __future__ import annotations

import pytest
import wordfreq
from hypothesis import given
from hypothesis import strategies as st

from models.text.word_frequencies import FrequencyList, frequency_list, zipf_value

WORDS = ["the", "NATO", "harbour", "don't", "well-known", "2024", "9/11", "U.S.", "zxqvw", "", "…", "3,000", "1234567"]


@pytest.mark.parametrize("lang", ["en", "fr", "ar", "ru", "tr"])
@pytest.mark.parametrize("word", [*WORDS, "الميناء", "порт", "şehir", "vingt et un"])
def test_the_values_are_wordfreq_s(word: str, lang: str) -> None:
    assert zipf_value(word, lang) == pytest.approx(wordfreq.zipf_frequency(word, lang))


@given(st.text("aeinorst.,' -", max_size=12))
def test_of_any_text_but_for_rounding(text: str) -> None:
    assert zipf_value(text, "en") == pytest.approx(wordfreq.zipf_frequency(text, "en"), abs=0.02)


@given(st.lists(st.sets(st.text(max_size=6), max_size=6), max_size=8))
def test_every_word_is_found_and_no_other(buckets: list[set[str]]) -> None:
    seen: set[str] = set()
    own = [[word for word in bucket if word not in seen and not seen.add(word)] for bucket in buckets]  # type: ignore[func-returns-value]
    listed = FrequencyList(own)
    for rarity, bucket in enumerate(own):
        assert all(listed.frequency(word) == pytest.approx(10 ** (-rarity / 100)) for word in bucket)
    assert listed.frequency("not in it at all") == 0.0


def test_a_list_takes_ten_bytes_a_word() -> None:
    rarity = frequency_list("en").rarity
    assert rarity.nbytes == 10 * len(rarity)
    assert len(rarity) > 200_000


def test_a_language_without_a_list_is_told() -> None:
    with pytest.raises(LookupError):
        zipf_value("x", "tlh")

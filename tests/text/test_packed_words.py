"""A vocabulary that is packed is the same list of words, and finds each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.network.weights import load_lexicons
from models.text.packed_words import PackedWords

EVERY = 97
"""Of so many words one is looked up."""
WORDS = st.lists(st.text(st.characters(exclude_characters="\n", codec="utf-8"), max_size=6), min_size=1, unique=True)


@given(WORDS, st.text(max_size=6), st.slices(8))
def test_it_reads_as_the_list_that_it_was_made_of(words: list[str], other: str, part: slice) -> None:
    packed = PackedWords.of(words)
    assert list(packed) == words and len(packed) == len(words) and packed[part] == words[part]
    assert [packed[number] for number in range(-len(words), len(words))] == words * 2
    assert [packed.find(word) for word in words] == list(range(len(words)))
    assert (other in packed) is (other in words) and (packed.find(other) is None) is (other not in words)


def test_what_is_not_there_has_no_number() -> None:
    packed = PackedWords("house\nгавань\n船".encode())
    assert packed.find("船") == 2 and packed.find("") is None and 2 not in packed
    with pytest.raises(IndexError):
        packed[3]


@pytest.mark.parametrize("lang", sorted(load_lexicons().languages))
def test_the_shipped_lexicon_finds_each_word_where_a_dictionary_would(lang: str) -> None:
    lexicon = load_lexicons().get(lang)
    assert lexicon is not None
    for words in (lexicon.source_stems, lexicon.target_stems):
        numbers = {word: number for number, word in enumerate(words)}
        sample = [*list(words)[::EVERY], words[-1], "no such word", ""]
        assert [words.find(word) for word in sample] == [numbers.get(word) for word in sample]

"""Numbers that are found by the hash of a text: all of a text's, in their order, and none of another's."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.text.hashed_numbers import HashedNumbers


@given(st.lists(st.tuples(st.text("ab", max_size=3), st.integers(0, 9))))
def test_numbers_of_one_text_stand_in_their_order(pairs: list[tuple[str, int]]) -> None:
    numbers = HashedNumbers((text for text, _ in pairs), np.array([number for _, number in pairs], np.uint32))
    assert len(numbers) == len(pairs) and not list(numbers.of("c"))
    for text in {text for text, _ in pairs}:
        assert list(numbers.of(text)) == [number for other, number in pairs if other == text]


def test_they_take_the_hash_and_the_number() -> None:
    assert HashedNumbers("abc", np.zeros(3, np.int16)).nbytes == 3 * (8 + 2)

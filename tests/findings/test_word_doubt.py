"""A word's doubt in a flag: more in a sentence that seems unsound, never out of bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calibration.calibration import PassageShape
from models.findings.word_doubt import TYPICAL, doubted
from models.rating import WordRating
from models.spans import Span

probabilities = st.floats(0, 1)
shapes = st.builds(PassageShape, sentence=st.floats(0, 3))


def words(*with_source: float | None) -> list[WordRating]:
    return [WordRating(Span(n, n + 1), 0.2, value) for n, value in enumerate(with_source)]


@pytest.mark.parametrize(
    ("soundness", "weight", "expected"),
    [
        (TYPICAL - 1.0, 1.0, 0.5),  # from .27 by one logit
        (TYPICAL, 1.0, 0.27),
        (TYPICAL + 1.0, 1.0, 0.12),
        (TYPICAL - 1.0, 0.5, 0.38),
        (TYPICAL - 1.0, 0.0, 0.27),
        (None, 1.0, 0.27),
    ],
)
def test_a_word_is_doubted_as_its_sentence_is(soundness: float | None, weight: float, expected: float) -> None:
    (word,) = doubted(words(0.27), soundness, PassageShape(sentence=weight))
    assert word.with_source == pytest.approx(expected, abs=0.01)
    assert word.target_only == 0.2


def test_what_was_read_without_a_source_stays_as_it_is() -> None:
    assert doubted(words(None), -2.0, PassageShape(sentence=1.0)) == words(None)


@given(probabilities, probabilities, st.floats(-4, 4), shapes)
def test_the_order_of_words_stays(one: float, other: float, soundness: float, shape: PassageShape) -> None:
    low, high = doubted(words(*sorted((one, other))), soundness, shape)
    assert low.with_source is not None and high.with_source is not None
    assert 0 <= low.with_source <= high.with_source <= 1


@given(probabilities, st.floats(-4, 4), st.floats(-4, 4), shapes)
def test_the_less_sound_the_more_doubtful(probability: float, one: float, other: float, shape: PassageShape) -> None:
    ((worse,), (better,)) = (doubted(words(probability), z, shape) for z in sorted((one, other)))
    assert worse.with_source is not None and better.with_source is not None
    assert worse.with_source >= better.with_source

"""What the measurement of speed says of the models beside it."""

from __future__ import annotations

import pytest

from models.scorers.builtin import BuiltinScorer
from scripts.measure.speed import ARCHITECTURES, Machine, Settings, parameters


def test_the_weights_of_the_built_in_model_are_counted_with_its_packed_words() -> None:
    assert parameters(BuiltinScorer.load()) == pytest.approx(118e6, rel=0.02)


def test_the_weights_of_another_architecture_are_counted() -> None:
    assert parameters(ARCHITECTURES["marian"](Machine(Settings()))) == pytest.approx(77e6, rel=0.02)

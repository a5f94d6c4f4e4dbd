"""What the parts of the loss ask for: which words of a wrong translation are wrong, and whether it is wrong at all."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from models.network.pairs import Encoded
from models.training.losses import place_loss, soundness_loss
from models.training.rows import Gold, TrainingRow

NAN = math.nan


@pytest.mark.parametrize(
    ("logits", "gold", "loss"),
    [
        ([0.0, 0.0, 0.0, 0.0], [0, 1, 0, 0], math.log(4)),  # no word more doubtful than another
        ([9.0, 9.0, 9.0, 9.0], [0, 1, 0, 0], math.log(4)),  # how doubtful all are does not count
        ([-9.0, 9.0, -9.0, -9.0], [0, 1, 0, 0], 0.0),
        ([9.0, -9.0, -9.0, -9.0], [0, 1, 0, 0], 18.0),
        ([-9.0, 9.0, -9.0, 30.0], [0, 1, 0, NAN], 0.0),  # a word of which nothing is known
        ([0.0, 0.0, 0.0, 0.0], [0, 0, 0, 0], 0.0),  # nothing is wrong
        ([0.0, 0.0, 0.0, 0.0], [1, 1, 1, 0], 0.0),  # nearly all is
    ],
)
def test_doubt_belongs_on_the_wrong_words(logits: list[float], gold: list[float], loss: float) -> None:
    found = place_loss(torch.tensor([logits]), torch.tensor([gold]), torch.ones(1))
    assert float(found) == pytest.approx(loss, abs=1e-4)


def test_what_an_editor_changed_has_no_place() -> None:
    assert float(place_loss(torch.zeros(1, 2), torch.tensor([[0.0, 1.0]]), torch.tensor([0.5]))) == 0.0


def row(error: list[float], severity: list[float] | None = None, gap: float = 0.0, rated: bool = False) -> TrainingRow:
    count, unknown = len(error), np.full(len(error), NAN, np.float32)
    grades = unknown if severity is None else np.array(severity, np.float32)
    gaps = np.zeros(count, np.float32)
    gaps[0] = gap
    gold = Gold(np.array(error, np.float32), unknown, gaps, unknown, grades, np.full(count, -1))
    none = np.zeros(count, np.int64)
    encoded = Encoded(none, none, none, none, none, np.zeros((count, 1), np.float32))
    return TrainingRow(encoded, gold, 0.0, 0.0, 1.0, rated=rated)


@pytest.mark.parametrize(
    ("told", "wants"),
    [
        (row([0, 0, 0]), "sound"),
        (row([0, 1, 0], [NAN, 1, NAN]), "unsound"),
        (row([0, 1, 0], [NAN, 2, NAN]), "unsound"),
        (row([0, 1, 0]), "unsound"),  # of what was made wrong no severity is known
        (row([0, 0, 0], gap=1.0), "unsound"),  # something is missing
        (row([0, 1, 0], [NAN, 0, NAN]), "nothing"),  # a minor error makes it neither
        (row([0, 1, 0], rated=True), "nothing"),  # an editor also changes what is no error
    ],
)
def test_a_translation_with_a_serious_error_is_unsound(told: TrainingRow, wants: str) -> None:
    low, high = (float(soundness_loss(torch.tensor([z]), [told])) for z in (-1.0, 1.5))
    assert {"sound": low > high, "unsound": low < high, "nothing": low == high == 0.0}[wants]

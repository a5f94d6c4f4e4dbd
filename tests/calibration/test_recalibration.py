"""What reviewers' decisions teach about confidences: planted faults are mended, chance is left alone."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calibration.recalibration import EDGE, IDENTITY, ISOTONIC, MIN_DECISIONS, PLATT, ConfidenceMap, can_fit, fit
from models.errors import InvalidInput
from models.evaluation.metaeval import expected_calibration_error

Truth = Callable[[np.ndarray], np.ndarray]


def drawn(seed: int, count: int, truth: Truth, low: float = 0.3, high: float = 0.98) -> tuple[list[float], list[bool]]:
    """Flags of confidences between low and high, each right as often as `truth` says."""
    rng = np.random.default_rng(seed)
    said = np.round(rng.uniform(low, high, count), 3)
    return said.tolist(), (rng.random(count) < truth(said)).tolist()


FAULTS: dict[str, Truth] = {
    "nine in ten said, five in ten true": lambda said: said - 0.4,
    "too timid": lambda said: np.minimum(0.99, said + 0.3),
    "too sure at both ends": lambda said: 0.5 + 0.3 * (said - 0.5),
    "a step": lambda said: np.where(said > 0.7, 0.9, 0.15),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("count", [100, 400])
def test_a_planted_fault_is_mended_on_flags_that_were_not_seen(fault: str, count: int) -> None:
    low = 0.45 if "five in ten" in fault else 0.3
    before, after = [], []
    for seed in range(10):
        found = fit(*drawn(seed, count, FAULTS[fault], low))
        said, right = drawn(1000 + seed, 5000, FAULTS[fault], low)
        before.append(expected_calibration_error(said, right))
        after.append(expected_calibration_error([found.map(value) for value in said], right))
    assert np.mean(after) < 0.6 * np.mean(before) and np.mean(before) > 0.1


def test_all_flags_of_one_confidence() -> None:
    """0.9 said of every flag, half of them right."""
    rng = np.random.default_rng(3)
    found = fit([0.9] * 100, (rng.random(100) < 0.5).tolist())
    assert found.map(0.9) == pytest.approx(0.5, abs=0.12)
    assert found.after > found.before


@pytest.mark.parametrize("count", [MIN_DECISIONS, 100, 400])
def test_sound_confidences_are_left_alone(count: int) -> None:
    kinds = [fit(*drawn(seed, count, lambda said: said)).map.kind for seed in range(100)]
    assert kinds.count(IDENTITY) >= 80


def test_a_curve_that_no_line_follows_is_isotonic() -> None:
    kinds = [fit(*drawn(seed, 1000, FAULTS["a step"])).map.kind for seed in range(10)]
    assert kinds.count(ISOTONIC) >= 8


@pytest.mark.parametrize(
    ("right", "enough"),
    [
        ([True] * 25 + [False] * 25, True),
        ([True] * 25 + [False] * 24, False),
        ([True] * 500, False),
        ([False] * 500, False),
        ([True] * 499 + [False], True),
        ([], False),
    ],
)
def test_never_on_too_few(right: list[bool], enough: bool) -> None:
    assert can_fit(right) is enough
    if not enough:
        with pytest.raises(InvalidInput, match="takes 50 decided flags"):
            fit([0.5] * len(right), right)


@pytest.mark.parametrize("apart", [0.0, 1e-9, 1e-3])
def test_outcomes_that_fall_apart_at_one_place(apart: float) -> None:
    """A line that would be endlessly steep."""
    found = fit([0.5] * 40 + [0.5 + apart] * 40, [False] * 40 + [True] * 40)
    assert EDGE <= found.map(0.5) <= found.map(0.6) <= 1 - EDGE


@given(
    st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=MIN_DECISIONS, max_size=80), st.lists(st.floats(0, 1))
)
def test_no_map_ever_falls_or_is_certain(decided: list[tuple[float, bool]], asked: list[float]) -> None:
    said, right = [value for value, _ in decided], [outcome for _, outcome in decided]
    if not can_fit(right):
        return
    found = fit(said, right)
    assert found.after >= found.before
    made = [found.map(value) for value in sorted(asked)]
    assert all(earlier <= later + 1e-12 for earlier, later in pairwise(made))
    if found.map.kind != IDENTITY:
        assert all(EDGE <= value <= 1 - EDGE for value in made)


@pytest.mark.parametrize(
    ("made", "said", "expected"),
    [
        (ConfidenceMap(IDENTITY), 0.0, 0.0),
        (ConfidenceMap(IDENTITY), 0.37, 0.37),
        (ConfidenceMap(PLATT, (1.0, 0.0)), 0.7, 0.7),
        (ConfidenceMap(PLATT, (2.0, 0.0)), 0.75, 0.9),  # odds of 3 squared
        (ConfidenceMap(PLATT, (1.0, -2.1972)), 0.9, 0.5),
        (ConfidenceMap(PLATT, (5.0, 0.0)), 1.0, 0.99),
        (ConfidenceMap(ISOTONIC, ((0.4, 0.2), (0.8, 0.6))), 0.6, 0.4),
        (ConfidenceMap(ISOTONIC, ((0.4, 0.2), (0.8, 0.6))), 0.1, 0.2),
        (ConfidenceMap(ISOTONIC, ((0.4, 0.2), (0.8, 1.0))), 0.9, 0.99),
        (ConfidenceMap(ISOTONIC, ((0.5, 0.3),)), 0.9, 0.3),
    ],
)
def test_maps_by_hand(made: ConfidenceMap, said: float, expected: float) -> None:
    assert made(said) == pytest.approx(expected, abs=1e-4)

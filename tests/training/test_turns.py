"""Every rating comes up once before any comes again, and an interrupted run goes on where it stood."""

import random

import pytest

from models.training.turns import Turns

ITEMS = {"ro": ["a", "b", "c", "d"], "et": ["x", "y"]}


@pytest.mark.parametrize("seed", range(5))
def test_all_of_a_name_come_up_before_any_comes_again(seed: int) -> None:
    rng = random.Random(seed)
    turns = Turns(ITEMS)
    for _ in range(3):
        assert sorted(turns.draw("ro", rng) for _ in range(4)) == ITEMS["ro"]


def test_each_name_has_turns_of_its_own() -> None:
    rng = random.Random(1)
    turns = Turns(ITEMS)
    drawn = [(turns.draw("ro", rng), turns.draw("et", rng)) for _ in range(4)]
    assert sorted(ro for ro, _ in drawn) == ITEMS["ro"]
    assert sorted(et for _, et in drawn) == ["x", "x", "y", "y"]


def test_the_order_is_another_one_each_time() -> None:
    rng = random.Random(1)
    turns = Turns({"ro": list(range(50))})
    assert [turns.draw("ro", rng) for _ in range(50)] != [turns.draw("ro", rng) for _ in range(50)]


def test_from_a_state_on_the_same_is_drawn() -> None:
    rng = random.Random(1)
    turns = Turns(ITEMS)
    turns.draw("ro", rng)
    state, stood = turns.state(), rng.getstate()
    drawn = [turns.draw("ro", rng) for _ in range(9)]
    again = Turns(ITEMS)
    again.restore(state)
    rng.setstate(stood)
    assert [again.draw("ro", rng) for _ in range(9)] == drawn

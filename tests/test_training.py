"""The training loop: losses, schedule, batches, checkpoints."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from models.encoder import EMBEDDING_RATE, ENCODER_RATE, HEAD_RATE, PairTokenizer, QualityNetwork
from models.heads import collate
from models.training.examples import (
    UNKNOWN,
    Row,
    encode,
)
from models.training.loop import (
    LOG_EVERY,
    WARMUP_STEPS,
    Optimisers,
    Schedule,
    batch_loss,
    train,
    word_loss,
)
from models.training.loss_plot import loss_plot
from models.training.stream import Batches, cut
from tests.toy_examples import TEXTS, Shuffled, example, toy_tokenizer

LONG = 100_000.0


@pytest.fixture(scope="module")
def tokenizer() -> PairTokenizer:
    return toy_tokenizer()


@pytest.fixture
def network(tokenizer: PairTokenizer) -> QualityNetwork:
    torch.manual_seed(0)
    return QualityNetwork(tokenizer.english_size, tokenizer.source.get_vocab_size(), layers=1)


@pytest.fixture
def rows(tokenizer: PairTokenizer) -> list[Row]:
    examples = [
        example("the minister denied the harbour", TEXTS[0], [0, 0, 1, 0, 0], z=-0.5),
        example("ships are waiting", TEXTS[1], [0, 0, 0], z=0.9),
        example("the minister allegations harbour", None, [0, 0, 1, UNKNOWN], z=-0.9),
    ]
    found = [encode(item, tokenizer, None) for item in examples]
    return [row for row in found if row is not None]


def loss_of(network: QualityNetwork, rows: list[Row]) -> float:
    network.eval()
    with torch.no_grad():
        return float(batch_loss(network, rows, "cpu"))


def test_training_lowers_the_loss(network: QualityNetwork, rows: list[Row], tmp_path: Path) -> None:
    before = loss_of(network, rows)
    english = network.english.weight.detach().clone()
    source = network.source.weight.detach().clone()
    train(network, Counted(rows), Schedule(15, LONG), tmp_path / "run.pt")
    assert loss_of(network, rows) < 0.9 * before
    assert torch.equal(network.english.weight, english)  # frozen
    assert not torch.equal(network.source.weight, source)


class Counted:
    """Batches without end, and how many were taken."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows, self.taken = rows, 0

    def __next__(self) -> list[Row]:
        self.taken += 1
        return self.rows

    def state(self) -> None:
        """There is nothing to know: every batch is the same."""

    def restore(self, state: None) -> None:
        """There is nothing to do."""


def test_a_second_call_goes_on_from_the_checkpoint(
    tokenizer: PairTokenizer, network: QualityNetwork, rows: list[Row], tmp_path: Path
) -> None:
    path = tmp_path / "runs" / "run.pt"  # its folder is made
    first, second, third = Counted(rows), Counted(rows), Counted(rows)
    train(network, first, Schedule(2, LONG), path)
    state = torch.load(path, weights_only=True)
    assert (first.taken, state["step"]) == (2, 2)
    assert state["seconds"] > 0
    assert state["course"] == []
    for name, value in network.state_dict().items():
        assert torch.equal(value, state["network"][name])

    fresh = QualityNetwork(tokenizer.english_size, tokenizer.source.get_vocab_size(), layers=1)
    train(fresh, second, Schedule(2, LONG), path)  # nothing is left to do
    assert second.taken == 0
    assert torch.equal(fresh.source.weight, network.source.weight)

    train(fresh, third, Schedule(5, LONG), path)
    again = torch.load(path, weights_only=True)
    assert (third.taken, again["step"]) == (3, 5)
    assert again["seconds"] > state["seconds"]
    assert [p.name for p in path.parent.iterdir()] == ["run.pt"]  # no half-written file stays


@pytest.mark.parametrize("stop", [1, 3, 4])
def test_a_resumed_run_ends_as_an_unbroken_one(
    tokenizer: PairTokenizer, rows: list[Row], tmp_path: Path, stop: int
) -> None:
    ends = []
    for name, stops in (("whole", [5]), ("broken", [stop, 5])):
        torch.manual_seed(1)
        network = QualityNetwork(tokenizer.english_size, tokenizer.source.get_vocab_size(), layers=1)
        for last in stops:  # each as a new process would: nothing but the checkpoint is left
            batches = Batches(Shuffled(rows, random.Random(3)), 2, pool=3)
            train(network, batches, Schedule(last, LONG, floor=1.0), tmp_path / name)
            torch.manual_seed(99)
        ends.append(network.state_dict())
    for name, value in ends[0].items():
        torch.testing.assert_close(ends[1][name], value, msg=name)


def test_rates_follow_the_schedule_after_a_restart(network: QualityNetwork) -> None:
    first, resumed = Optimisers(network), Optimisers(network)
    first.step(0.01)
    resumed.restore(first.state())
    resumed.step(0.5)
    groups = [group for optimiser in resumed.all for group in optimiser.param_groups]
    assert [group["lr"] for group in groups] == [0.5 * r for r in (ENCODER_RATE, HEAD_RATE, EMBEDDING_RATE)]


def test_a_fresh_network_hears_its_words_before_the_features(network: QualityNetwork, rows: list[Row]) -> None:
    """Word embeddings are small numbers: features that begin at random drown what the encoder has learnt."""
    network.eval()
    batch = collate([row.encoded for row in rows])
    loud = replace(batch, features=batch.features + 1.0)
    with torch.no_grad():
        seen, heard = network.embed(batch), network.embed(loud)
    assert torch.equal(seen, heard)


@pytest.mark.parametrize(
    ("step", "seconds", "progress"),
    [(0, 0, 0.0), (50, 0, 0.5), (0, 300, 0.5), (100, 0, 1.0), (10, 600, 1.0), (80, 300, 0.8)],
)
def test_a_stage_ends_by_steps_or_by_minutes(step: int, seconds: float, progress: float) -> None:
    assert Schedule(steps=100, minutes=10).progress(step, seconds) == pytest.approx(progress)


@pytest.mark.parametrize(
    ("schedule", "step", "progress", "rate"),
    [
        (Schedule(1000, 10), 0, 0.0, 1 / WARMUP_STEPS),
        (Schedule(1000, 10), WARMUP_STEPS // 2 - 1, 0.0, 0.5),
        (Schedule(1000, 10), WARMUP_STEPS - 1, 0.0, 1.0),
        (Schedule(1000, 10), 500, 0.5, 0.5),
        (Schedule(1000, 10), 999, 0.999, 0.02),  # the floor
        (Schedule(1000, 10, floor=0.3), 999, 0.999, 0.3),
        (Schedule(1000, 10, peak=0.5), 500, 0.5, 0.25),
        (Schedule(1000, 10, peak=0.5), 999, 1.0, 0.01),
    ],
)
def test_rates_rise_then_fall(schedule: Schedule, step: int, progress: float, rate: float) -> None:
    assert schedule.rate(step, progress) == pytest.approx(rate)


@pytest.mark.parametrize(
    ("logits", "gold", "loss"),
    [
        ([0.0, 0.0], [1.0, 0.0], math.log(2)),
        ([0.0, 9.0], [1.0, math.nan], math.log(2)),  # unknown words count for nothing
        ([5.0, -5.0], [math.nan, math.nan], 0.0),
        ([20.0, -20.0], [1.0, 0.0], 0.0),
        ([20.0, 0.0], [0.0, math.nan], 20.0),
    ],
)
def test_word_loss(logits: list[float], gold: list[float], loss: float) -> None:
    given = torch.tensor(logits, requires_grad=True)
    found = word_loss(given, torch.tensor(gold))
    assert float(found.detach()) == pytest.approx(loss, abs=1e-6)
    found.backward()
    assert given.grad is not None
    assert torch.isfinite(given.grad).all()
    unknown = [math.isnan(value) for value in gold]
    assert not given.grad[torch.tensor(unknown)].any()


@pytest.mark.parametrize(("count", "size"), [(0, 4), (3, 4), (8, 4), (23, 4), (5, 1)])
def test_every_row_comes_in_one_batch(tokenizer: PairTokenizer, count: int, size: int) -> None:
    made = [
        row
        for n in range(count)
        if (row := encode(example("the " * (n + 1), None, [0.0] * (n + 1)), tokenizer, None)) is not None
    ]
    found = cut(made, size, random.Random(0))
    assert all(0 < len(batch) <= size for batch in found)
    assert sorted(len(row.encoded.ids) for batch in found for row in batch) == [n + 3 for n in range(count)]


def test_batches_hold_rows_of_like_length(tokenizer: PairTokenizer) -> None:
    lengths = [1, 30, 2, 31, 3, 32, 4, 33]
    made = [encode(example("the " * n, None, [0.0] * n), tokenizer, None) for n in lengths]
    for batch in cut([row for row in made if row], 4, random.Random(0)):
        sizes = [len(row.encoded.ids) for row in batch]
        assert max(sizes) - min(sizes) <= 3


@pytest.mark.parametrize("taken", range(8))
def test_batches_go_on_where_they_stood(rows: list[Row], taken: int) -> None:
    first, second = (Batches(Shuffled(rows, random.Random(seed)), 2, pool=3) for seed in (1, 2))
    for _ in range(taken):
        next(first)
    second.restore(first.state())
    for _ in range(5):
        assert [id(row) for row in next(first)] == [id(row) for row in next(second)]


def test_the_course_of_the_loss_is_told(network: QualityNetwork, rows: list[Row], tmp_path: Path) -> None:
    path = tmp_path / "run.pt"
    first = train(network, Counted(rows), Schedule(LOG_EVERY, LONG), path)
    both = train(network, Counted(rows), Schedule(2 * LOG_EVERY, LONG), path)
    assert [step for step, _ in both] == [LOG_EVERY, 2 * LOG_EVERY]
    assert both[0] == first[0]
    assert both[1][1] < both[0][1]


@pytest.mark.parametrize("course", [[], [(50, 0.9)]])
def test_too_little_to_draw(course: list[tuple[int, float]]) -> None:
    assert loss_plot(course) == ""


def test_a_falling_loss_is_drawn() -> None:
    pytest.importorskip("plotext", reason="only requirements-train.txt brings it")
    drawn = loss_plot([(50, 0.9), (100, 0.4), (150, 0.3)]).splitlines()
    assert "loss" in drawn[0]
    assert len(drawn) == 15


def test_edits_and_errors_have_heads_of_their_own(
    network: QualityNetwork, tokenizer: PairTokenizer, tmp_path: Path
) -> None:
    """Taught that a word is changed though it is no error, the network tells the two apart."""
    taste = replace(example("the minister denied", TEXTS[0], [0, 0, 0]), edited=[0, 0, 1])
    row = encode(taste, tokenizer, None)
    assert row is not None
    train(network, Counted([row] * 4), Schedule(40, LONG), tmp_path / "run.pt")
    network.eval()
    with torch.no_grad():
        predicted = network(collate([row.encoded]))
    denied = int(np.flatnonzero(row.edited_gold == 1.0)[0])
    assert torch.sigmoid(predicted.edited[0, denied]) > 0.5 > torch.sigmoid(predicted.english[0, denied])

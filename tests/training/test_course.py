"""The training course: losses, batches, and a run that goes on as if it had never been interrupted."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from models.languages import LanguagePair
from models.network.pairs import collate
from models.training.batches import Batches, RowBatch, cut
from models.training.course import WARMUP_STEPS, Trainer, Until, train
from models.training.losses import batch_loss, hardest_loss, order_loss, word_loss
from models.training.rows import UNKNOWN, Example, Group, encode_group
from tests.network.toy import toy_network, toy_tokenizer

TOKENIZER = toy_tokenizer()
PAIR = LanguagePair("ar", "en")
SOUND = Example(PAIR, ["the", "minister", "denied"], ["نفى", "الوزير"], [0.0] * 3, [0.0] * 2, 0.9, 0.0, 1.0)
WRONG = Example(
    PAIR, ["the", "harbour", "denied"], ["نفى", "الوزير"], [0.0, 1.0, 0.0], [0.0, 1.0], -1.0, 0.3, 1.0,
    gaps=[0.0] * 4, edited=[0.0, 1.0, UNKNOWN], severity=[UNKNOWN, 2.0, UNKNOWN], kind=[-1, 5, -1],
)  # fmt: skip
DOUBTED = Example(PAIR, ["ships", "are", "waiting"], ["السفن", "تنتظر"], [0.0, UNKNOWN, 0.0])
GROUPS = [Group([SOUND, WRONG], [(0, 1, 0.5)]), Group([DOUBTED]), Group([SOUND])]


class Shuffled:
    """Groups in random order."""

    def __init__(self, groups: Sequence[Group], seed: int = 3) -> None:
        self.groups, self.rng = groups, random.Random(seed)

    def draw(self) -> Group:
        return self.rng.choice(self.groups)

    def state(self) -> Any:
        return self.rng.getstate()

    def restore(self, state: Any) -> None:
        self.rng.setstate(state)


def batches(seed: int = 3) -> Batches:
    return Batches(Shuffled(GROUPS, seed), TOKENIZER, tokens=60, pool=9)


def trainer(seed: int = 0) -> Trainer:
    return Trainer(toy_network(seed))


def whole_batch() -> RowBatch:
    return next(Batches(Shuffled(GROUPS), TOKENIZER, tokens=10_000, pool=12))


def test_what_people_rated_and_what_was_marked_are_learnt_by_outputs_of_their_own() -> None:
    """Of one translation people say one thing, and its marked errors another."""
    learner = trainer()
    people, marks = (replace(SOUND, z=z, sentence_weight=1.0, rated=rated) for z, rated in ((1.0, True), (-1.0, False)))
    both = encode_group(Group([people, marks]), TOKENIZER)
    assert both is not None
    for _ in range(150):
        learner.learn(Fixed(RowBatch(both.rows, [])), 1.0)
    with torch.no_grad():
        said = learner.averaged()(collate([both.rows[0].encoded]))
    assert said.rated[0, 0] > 0.5 and said.marked[0, 0] < said.rated[0, 0] - 0.5


def test_every_head_learns() -> None:
    learner, batch = trainer(), whole_batch()
    fixed = Fixed(batch)
    first = learner.learn(fixed, 1.0)
    for _ in range(120):
        last = learner.learn(fixed, 1.0)
    for name in ("error", "edited", "lost", "severity", "kind", "marked", "order"):
        assert last[name] < 0.9 * first[name], name


class Fixed(Batches):
    """The same batch for ever."""

    def __init__(self, batch: RowBatch) -> None:
        super().__init__(Shuffled(GROUPS), TOKENIZER)
        self.batch = batch

    def __next__(self) -> RowBatch:
        return self.batch


def test_the_better_translation_is_told_from_the_worse() -> None:
    learner, batch = trainer(), whole_batch()
    for _ in range(120):
        learner.learn(Fixed(batch), 1.0)
    rows = encode_group(GROUPS[0], TOKENIZER)
    assert rows is not None
    network = learner.averaged()
    with torch.no_grad():
        said = network(collate([row.encoded for row in rows.rows]))
    assert said.marked[0, 0] > said.marked[1, 0] + 0.5
    assert said.error[1, 2] > 0 > said.error[0, 2]


@pytest.mark.parametrize("stop", [1, 4, 6])
def test_a_resumed_run_ends_as_an_unbroken_one(tmp_path: Path, stop: int) -> None:
    ends = []
    for name, stops in (("whole", [7]), ("broken", [stop, 7])):
        folder = tmp_path / name
        folder.mkdir()
        for last in stops:  # each as a new process would: nothing but the checkpoint is left
            learner, stream = trainer(), batches(seed=3 if last == stops[0] else 8)
            torch.manual_seed(1 if last == stops[0] else 99)
            if (folder / "checkpoint.pt").is_file():
                stream.restore(learner.restore(folder / "checkpoint.pt"))
            train(learner, stream, Until(last), folder)
        ends.append((learner.network.state_dict(), learner.average))
    for one, other in zip(ends[0], ends[1], strict=True):
        for name, value in one.items():
            if "word_embeddings" not in name:  # frozen, and not in the checkpoint
                torch.testing.assert_close(other[name], value, msg=name)


def test_the_dev_figures_are_of_the_averaged_weights(tmp_path: Path) -> None:
    seen: list[torch.Tensor] = []

    def measure(network: torch.nn.Module) -> dict[str, Any]:
        seen.append(dict(network.named_parameters())["role_layer.weight"].detach().clone())
        return {"figure": len(seen)}

    learner = trainer()
    train(learner, batches(), Until(4), tmp_path, measure, measure_every=2)
    assert [json.loads(line)["figure"] for line in (tmp_path / "dev.jsonl").read_text().splitlines()] == [1, 2]
    assert torch.equal(seen[-1], learner.average["role_layer.weight"])


def test_word_embeddings_stay_as_they_are() -> None:
    learner = trainer()
    before = learner.network.base.get_input_embeddings().weight.detach().clone()
    for _ in range(3):
        learner.learn(batches(), 1.0)
    assert torch.equal(learner.network.base.get_input_embeddings().weight, before)


@pytest.mark.parametrize(
    ("until", "step", "factor"),
    [
        (Until(1000), 0, 1 / WARMUP_STEPS),
        (Until(1000), WARMUP_STEPS, 1.0),
        (Until(1000), 999, 1.0),  # level without a cooldown
        (Until(1000, cooldown=100), 900, 1.0),
        (Until(1000, cooldown=100), 950, 0.5),
        (Until(1000, cooldown=100), 999, 0.01),
    ],
)
def test_rates_rise_stay_and_fall(until: Until, step: int, factor: float) -> None:
    assert until.factor(step) == pytest.approx(factor)


@pytest.mark.parametrize(
    ("logits", "gold", "loss"),
    [
        ([0.0, 0.0], [1.0, 0.0], math.log(2)),
        ([0.0, 9.0], [1.0, math.nan], math.log(2)),  # unknown words count for nothing
        ([5.0, -5.0], [math.nan, math.nan], 0.0),
        ([20.0, 0.0], [0.0, math.nan], 20.0),
    ],
)
def test_word_loss(logits: list[float], gold: list[float], loss: float) -> None:
    given = torch.tensor(logits, requires_grad=True)
    found = word_loss(given, torch.tensor(gold))
    assert float(found.detach()) == pytest.approx(loss, abs=1e-6)
    found.backward()
    assert given.grad is not None
    assert not given.grad[torch.tensor([math.isnan(value) for value in gold])].any()


@pytest.mark.parametrize(
    ("weight", "loss"),
    [
        ([1.0, 1.0], 10.0),  # the mean of a row that is right and one that is wrong by 20
        ([1.0, 0.0], 0.0),
        ([0.25, 0.75], 15.0),
        ([0.5, 1.5], 15.0),  # what counts is how much more
    ],
)
def test_words_count_by_the_weight_of_their_row(weight: list[float], loss: float) -> None:
    logits, gold = torch.tensor([[20.0, 5.0], [20.0, 5.0]]), torch.tensor([[1.0, math.nan], [0.0, math.nan]])
    assert float(word_loss(logits, gold, torch.tensor(weight))) == pytest.approx(loss, abs=1e-6)


def test_order_loss_falls_as_the_better_moves_ahead() -> None:
    batch = RowBatch([], [(0, 1, 0.5)])
    losses = [float(order_loss(torch.tensor([ahead, 0.0]), batch)) for ahead in (-1.0, 0.0, 0.5, 3.0)]
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < 0.01
    assert float(order_loss(torch.tensor([1.0]), RowBatch([], []))) == 0.0


MARKED_WRONG = [[0.0, 1.0, 0.0], [0.0, 0.0, 0.0]]
"""A machine-like translation whose second word is a serious error, and a faultless one."""
AHEAD = math.log(1 + math.exp(-2))
"""The loss where the error is two ahead of the most doubtful right word."""


@pytest.mark.parametrize(
    ("logits", "gold", "severity", "marked", "loss"),
    [
        ([[0.0, 5.0, 0.0], [3.0, 0.0, 0.0]], MARKED_WRONG, 1.0, [1.0, 1.0], AHEAD),
        ([[3.0, 5.0, 0.0], [0.0, 0.0, 0.0]], MARKED_WRONG, 2.0, [1.0, 1.0], AHEAD),  # a right word beside the error
        ([[0.0, 5.0, 0.0], [3.0, 0.0, 0.0]], MARKED_WRONG, 0.0, [1.0, 1.0], 0.0),  # a minor error may stay unflagged
        ([[0.0, 5.0, 0.0], [3.0, 0.0, 0.0]], MARKED_WRONG, math.nan, [1.0, 1.0], 0.0),
        ([[3.0, 5.0, 0.0], [9.0, 0.0, 0.0]], MARKED_WRONG, 1.0, [1.0, 0.15], AHEAD),  # nobody marked the other one
        ([[0.0, 5.0, 0.0], [3.0, 0.0, 0.0]], MARKED_WRONG, 1.0, [0.15, 1.0], 0.0),
        ([[5.0], [5.0]], [[1.0], [1.0]], 1.0, [1.0, 1.0], 0.0),  # no word is right
    ],
)
def test_serious_errors_stand_above_the_most_doubtful_right_words(
    logits: list[list[float]], gold: list[list[float]], severity: float, marked: list[float], loss: float
) -> None:
    wrong = torch.tensor(gold)
    graded = torch.where(wrong > 0.5, torch.tensor(severity), torch.nan)
    found = hardest_loss(torch.tensor(logits, requires_grad=True), wrong, graded, torch.tensor(marked))
    found.backward()
    assert float(found.detach()) == pytest.approx(loss, abs=1e-6)


@pytest.mark.parametrize("taken", [0, 1, 5, 14])
def test_batches_go_on_where_they_stood(taken: int) -> None:
    first, second = batches(1), batches(2)
    for _ in range(taken):
        next(first)
    second.restore(first.state())
    for _ in range(5):
        one, other = next(first), next(second)
        assert [list(row.encoded.ids) for row in one.rows] == [list(row.encoded.ids) for row in other.rows]
        assert list(one.worse) == list(other.worse)


def test_groups_stay_together_and_know_their_rows() -> None:
    groups = [group for example in GROUPS * 4 if (group := encode_group(example, TOKENIZER)) is not None]
    found = cut(groups, 60, random.Random(0))
    assert sum(len(batch.rows) for batch in found) == sum(len(group.rows) for group in groups)
    for batch in found:
        assert max(len(row.encoded.ids) for row in batch.rows) * len(batch.rows) <= 60
        for better, worse, _ in batch.worse:
            assert batch.rows[better].z > batch.rows[worse].z


def test_a_batch_without_any_gold_of_a_kind_costs_nothing() -> None:
    group = encode_group(Group([Example(PAIR, ["the"], None, [UNKNOWN])]), TOKENIZER)
    assert group is not None
    learner = trainer()
    parts = batch_loss(learner.network, RowBatch(group.rows, []), "cpu")
    assert all(float(part.detach()) == pytest.approx(0.0, abs=1e-6) for part in parts.values())

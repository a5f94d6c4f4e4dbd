"""The training loop: resumable, the same on CPU and GPU."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor, nn

from models.heads import JudgingNetwork, collate
from models.training.examples import Row
from models.training.losses import padded, share_known, word_loss

WEIGHT_DECAY = 0.01
WARMUP_STEPS = 60
SENTENCE_LOSS = 1.0
FOREIGN_LOSS = 0.3
GAP_LOSS = 0.2
CHECKPOINT_EVERY = 200
LOG_EVERY = 50

Course = list[tuple[int, float]]
"""(step, mean loss of the LOG_EVERY steps up to it)."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long a stage lasts: `steps` optimiser steps, or `minutes` of training if that comes first.

    Rates rise over the warm-up and fall linearly to `floor` of the `peak`.
    """

    steps: int
    minutes: float
    peak: float = 1.0
    floor: float = 0.02

    def progress(self, step: int, seconds: float) -> float:
        """0 at the start, 1 at the end."""
        return max(step / self.steps, seconds / 60 / self.minutes)

    def rate(self, step: int, progress: float) -> float:
        """The factor on every learning rate."""
        warm = min(1.0, (step + 1) / WARMUP_STEPS)
        return self.peak * warm * max(self.floor, 1 - progress)


class Stream(Protocol):
    """Batches without end that know where they stand (`models.training.stream`)."""

    def __next__(self) -> list[Row]: ...

    def state(self) -> Any:
        """For the checkpoint."""
        ...

    def restore(self, state: Any) -> None:
        """From the checkpoint."""
        ...


class Optimisers:
    """AdamW for dense parameters, SparseAdam for sparse embeddings where the network has any."""

    def __init__(self, network: JudgingNetwork) -> None:
        learning = network.learning()
        for part in learning.frozen:
            part.requires_grad_(False)
        dense, sparse = (
            [{"params": [p for part in parts for p in part.parameters() if p.requires_grad], "lr": rate}
             for rate, parts in groups]
            for groups in (learning.dense, learning.sparse)
        )  # fmt: skip
        self.all: list[torch.optim.Optimizer] = [torch.optim.AdamW(dense, weight_decay=WEIGHT_DECAY, fused=True)]
        if sparse:
            self.all.append(torch.optim.SparseAdam(sparse))
        self._rates = [[group["lr"] for group in optimiser.param_groups] for optimiser in self.all]

    def step(self, factor: float) -> None:
        """One update with every rate times `factor`."""
        for optimiser, rates in zip(self.all, self._rates, strict=True):
            # The groups are asked for anew: restoring a state puts others in their place.
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * factor
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)

    def state(self) -> list[dict[str, object]]:
        """For the checkpoint."""
        return [optimiser.state_dict() for optimiser in self.all]

    def restore(self, state: list[dict[str, object]]) -> None:
        """From the checkpoint."""
        for optimiser, stored in zip(self.all, state, strict=True):
            optimiser.load_state_dict(stored)


def batch_loss(network: JudgingNetwork, rows: list[Row], device: str) -> Tensor:
    """Word loss of both sides, of the edits and of the gaps plus the weighted squared error of (z, HTER)."""
    batch = collate([row.encoded for row in rows]).to(device)
    length = batch.ids.shape[1]
    predicted = network(batch)
    english = padded([row.english_gold for row in rows], length, device)
    edited = padded([row.edited_gold for row in rows], length, device)
    foreign = padded([row.foreign_gold for row in rows], length, device)
    gaps = padded([row.gap_gold for row in rows], length, device)
    sentence = torch.tensor([[row.z, row.hter] for row in rows], dtype=torch.float32, device=device)
    weight = torch.tensor([row.sentence_weight for row in rows], dtype=torch.float32, device=device)
    squared = ((predicted.sentence - sentence) ** 2).sum(1)
    loss: Tensor = (
        word_loss(predicted.english, english)
        + share_known(edited) * word_loss(predicted.edited, edited)
        + FOREIGN_LOSS * word_loss(predicted.foreign, foreign)
        + GAP_LOSS * word_loss(predicted.gap, gaps)
        + SENTENCE_LOSS * (squared * weight).mean()
    )
    return loss


def train(
    network: JudgingNetwork,
    batches: Stream,
    schedule: Schedule,
    checkpoint: Path,
    device: str = "cpu",
) -> Course:
    """Runs the schedule, writing `checkpoint` every CHECKPOINT_EVERY steps and going on from it if it is there.

    A checkpoint is our own training state (torch.save), read back with `weights_only`; it never ships. It
    holds all randomness: on a CPU a run of so many steps ends the same whether it was interrupted or not.
    Returns the mean loss of every LOG_EVERY steps since the stage began.
    """
    network.to(device).train()
    clipped = network.learning().clipped
    optimisers = Optimisers(network)
    step, seconds = 0, 0.0
    course: Course = []
    if checkpoint.is_file():
        state = torch.load(checkpoint, weights_only=True, map_location=device)
        network.load_state_dict(state["network"])
        optimisers.restore(state["optimisers"])
        batches.restore(state["batches"])
        torch.set_rng_state(state["random"].cpu())
        step, seconds, course = state["step"], state["seconds"], state["course"]
    losses: list[float] = []
    while (progress := schedule.progress(step, seconds)) < 1:
        started = time.monotonic()
        loss = batch_loss(network, next(batches), device)
        loss.backward()
        nn.utils.clip_grad_norm_(clipped.parameters(), 1.0)
        optimisers.step(schedule.rate(step, progress))
        losses.append(float(loss.detach()))
        step, seconds = step + 1, seconds + time.monotonic() - started
        if step % LOG_EVERY == 0:
            course.append((step, float(np.mean(losses[-LOG_EVERY:]))))
            print(f"step {step}, {progress:.0%}: loss {course[-1][1]:.4f}, {seconds / step:.2f} s a step", flush=True)
        if step % CHECKPOINT_EVERY == 0 or schedule.progress(step, seconds) >= 1:
            stood = {"step": step, "seconds": seconds, "course": course}
            save_checkpoint(checkpoint, network, optimisers, batches, stood)
    return course


def save_checkpoint(
    path: Path, network: JudgingNetwork, optimisers: Optimisers, batches: Stream, stood: dict[str, Any]
) -> None:
    """Writes beside the old file first, so that an interruption leaves one of the two whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    state = {
        "network": network.state_dict(),
        "optimisers": optimisers.state(),
        "batches": batches.state(),
        "random": torch.get_rng_state(),
        **stood,
    }
    torch.save(state, fresh)
    fresh.replace(path)

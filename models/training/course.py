"""The training loop: resumable, the same on CPU and GPU, without an end of its own.

The rate stays level after the warm-up and the weights that count are a running average of the trained ones, which
stands in for letting the rate fall (Izmailov et al. 2018; Hägele et al. 2024), so that a run can go on through as many
sittings as it gets. `cooldown` ends one: the rate falls to nothing over so many steps.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from models.network.quality import QualityNetwork
from models.training.batches import Batches
from models.training.losses import batch_loss

BASE_RATE, ADDED_RATE, HEAD_RATE = 1e-4, 3e-4, 3e-4
"""Of AdamW; of the encoder where it is as narrow as the built-in network's."""
WIDTH = 384
WEIGHT_DECAY = 0.01
WARMUP_STEPS = 200
AVERAGE = 0.995
"""Of the running average of the weights: about the last 200 steps."""
AVERAGE_FALLING = 0.99
"""The same while the rate falls: what is old is noisier than what is new then."""
CHECKPOINT_EVERY = 250
LOG_EVERY = 50


@dataclass(frozen=True, slots=True)
class Until:
    """When a sitting ends: at `step`, or after so many minutes. `cooldown`: steps over which the rate falls to 0."""

    step: int
    minutes: float = float("inf")
    cooldown: int = 0

    def factor(self, step: int) -> float:
        """Of every learning rate."""
        warm = min(1.0, (step + 1) / WARMUP_STEPS)
        return warm * min(1.0, (self.step - step) / self.cooldown) if self.cooldown else warm


def base_rate(width: int) -> float:
    """A wider encoder forgets at the rate that a narrow one learns with: base_rate(768) == 2.5e-5."""
    return BASE_RATE * min(1.0, (WIDTH / width) ** 2)


class Trainer:
    """A network in training: its weights, their average, the optimiser, and how far it has come."""

    def __init__(self, network: QualityNetwork, device: str = "cpu") -> None:
        self.network, self.device = network.to(device), device
        network.base.get_input_embeddings().requires_grad_(False)
        groups = (
            (base_rate(network.base.config.hidden_size), (network.base,)),
            (ADDED_RATE, (network.role_layer, network.support_layer)),
            (HEAD_RATE, network.heads),
        )
        self.optimiser = torch.optim.AdamW(
            [
                {"params": [p for part in parts for p in part.parameters() if p.requires_grad], "lr": rate, "own": rate}
                for rate, parts in groups
            ],
            weight_decay=WEIGHT_DECAY,
            fused=True,
        )
        self.average = {name: p.detach().clone() for name, p in network.named_parameters() if p.requires_grad}
        self.step, self.seconds, self.examples = 0, 0.0, 0

    def learn(self, batches: Batches, factor: float) -> dict[str, float]:
        """One step; the parts of its loss."""
        self.network.train()
        batch = next(batches)
        parts = batch_loss(self.network, batch, self.device)
        torch.stack(list(parts.values())).sum().backward()
        nn.utils.clip_grad_norm_(self.network.base.parameters(), 1.0)
        for group in self.optimiser.param_groups:
            group["lr"] = group["own"] * factor
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.step, self.examples = self.step + 1, self.examples + len(batch.rows)
        longest = AVERAGE if factor == 1.0 else AVERAGE_FALLING
        share = min(longest, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for name, parameter in self.network.named_parameters():
                if name in self.average:
                    self.average[name].lerp_(parameter, 1 - share)
        return {name: float(part.detach()) for name, part in parts.items()}

    def averaged(self) -> QualityNetwork:
        """A copy with the averaged weights, for measuring; the word embeddings, the largest part, are shared."""
        frozen = {id(p): p for p in self.network.parameters() if not p.requires_grad}
        network = deepcopy(self.network, dict(frozen))
        network.load_state_dict(self.average, strict=False)
        return network.eval()

    def save(self, path: Path, batches: Batches) -> None:
        """Writes beside the old file first, so that an interruption leaves one of the two whole."""
        fresh = path.with_suffix(".new")
        frozen = {name for name, p in self.network.named_parameters() if not p.requires_grad}
        torch.save(
            {
                "network": {n: v for n, v in self.network.state_dict().items() if n not in frozen},
                "average": self.average,
                "optimiser": self.optimiser.state_dict(),
                "batches": batches.state(),
                "random": torch.get_rng_state(),
                "step": self.step,
                "seconds": self.seconds,
                "examples": self.examples,
            },
            fresh,
        )
        fresh.replace(path)

    def restore(self, path: Path) -> Any:
        """From a checkpoint; what its batches stood at. It is our own state, read with `weights_only`."""
        state = torch.load(path, weights_only=True, map_location=self.device)
        self.network.load_state_dict(state["network"], strict=False)
        rates = [group["own"] for group in self.optimiser.param_groups]
        self.optimiser.load_state_dict(state["optimiser"])
        for group, rate in zip(self.optimiser.param_groups, rates, strict=True):
            group["own"] = rate  # a run goes on at the rates of today's code, not at those that it began with
        for name, value in state["average"].items():
            self.average[name].copy_(value)
        torch.set_rng_state(state["random"].cpu())
        self.step, self.seconds, self.examples = state["step"], state["seconds"], state["examples"]
        return state["batches"]


def train(
    trainer: Trainer,
    batches: Batches,
    until: Until,
    folder: Path,
    measure: Callable[[QualityNetwork], dict[str, Any]] | None = None,
    measure_every: int = 1500,
) -> None:
    """Goes on until `until`, writing checkpoint.pt, losses to losses.jsonl, and what `measure` says to dev.jsonl.

    A run goes on from its checkpoint.pt; its batches go on too unless their material has changed.
    """
    checkpoint = folder / "checkpoint.pt"
    begun, before = time.monotonic(), trainer.seconds
    recent: defaultdict[str, float] = defaultdict(float)
    while trainer.step < until.step and (trainer.seconds - before) / 60 < until.minutes:
        started = time.monotonic()
        for name, value in trainer.learn(batches, until.factor(trainer.step)).items():
            recent[name] += value / LOG_EVERY
        trainer.seconds += time.monotonic() - started
        stood = {"step": trainer.step, "hours": round(trainer.seconds / 3600, 3), "examples": trainer.examples}
        if trainer.step % LOG_EVERY == 0:
            _log(folder / "losses.jsonl", stood | {name: round(value, 4) for name, value in recent.items()})
            recent.clear()
        if trainer.step % CHECKPOINT_EVERY == 0:
            trainer.save(checkpoint, batches)
        if measure is not None and trainer.step % measure_every == 0:
            _log(folder / "dev.jsonl", stood | measure(trainer.averaged()))
    trainer.save(checkpoint, batches)
    print(f"{trainer.step} steps; {(time.monotonic() - begun) / 60:.0f} minutes in this sitting")


def _log(path: Path, row: dict[str, Any]) -> None:
    line = json.dumps(row)
    print(line, flush=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")

"""In which type the encoder of the built-in model calculates: the one that is faster on this processor.

Which that is follows from a measurement, not from the processor's name: one product of the encoder's shape in either
type, which takes some tens of milliseconds once a process. The heads calculate in full precision in any case, and so
does what the layers of the encoder hand on to each other: as in training (`models.training.precision`), only their
products are of 16 bits.
"""

from __future__ import annotations

import time
from functools import cache

import torch
from torch import Tensor, nn
from torch.nn.functional import linear

FULL, HALF = "float32", "bfloat16"
NATIVE_BF16 = ("avx512_bf16", "amx_bf16", "bf16")
"""What processors that calculate in bf16 say they can: x86's two ways, and ARM's. Others are eight times slower in it
than in full precision, which torch then does for them by parts."""
MIN_GAIN = 1.3
"""How many times as fast bf16 must be to be chosen. Where a processor has it, it is two to four times as fast: what
else the machine does then decides nothing, and every process on it chooses alike."""
TOKENS, WIDTH, INNER = 256, 384, 1536
"""The product that is measured: a small batch in the widest layer of the shipped encoder,"""
ROUNDS = 5
"""so often in either type by turns; the quickest of each counts."""


def native_bf16() -> bool:
    """Whether this processor says that it calculates in bf16 itself."""
    return any(torch.cpu.get_capabilities().get(name) for name in NATIVE_BF16)


@cache
def fastest() -> str:
    """FULL or HALF, measured once; FULL without a measurement where the processor has no bf16."""
    if not native_bf16():
        return FULL
    seconds = {FULL: float("inf"), HALF: float("inf")}
    sides = {name: _sides(getattr(torch, name)) for name in seconds}
    with torch.inference_mode():
        for _ in range(ROUNDS + 1):  # the first of all prepares, and is never the quickest
            for name, (rows, weight) in sides.items():
                seconds[name] = min(seconds[name], _seconds(rows, weight))
    return HALF if seconds[HALF] * MIN_GAIN <= seconds[FULL] else FULL


def lower(encoder: nn.Module, precision: str) -> None:
    """Keeps the matrices of an encoder's layers in this precision from now on: half of the memory, for `reading_in`."""
    for module in encoder.modules():
        if isinstance(module, nn.Linear):
            module.to(getattr(torch, precision))


def reading_in(device: str, precision: str) -> torch.autocast:
    """Within it an encoder reads in this precision."""
    return torch.autocast(device, torch.bfloat16, enabled=precision == HALF)


def _sides(dtype: torch.dtype) -> tuple[Tensor, Tensor]:
    return torch.ones(TOKENS, WIDTH, dtype=dtype), torch.ones(INNER, WIDTH, dtype=dtype)


def _seconds(rows: Tensor, weight: Tensor) -> float:
    started = time.perf_counter()
    linear(rows, weight)
    return time.perf_counter() - started

"""How much of what the processor can do at best the built-in model gets out of it, by number type.

The best is that of products of two square matrices, large and small, in the same run. What the model needs is counted
from its sizes: the products of its encoder's layers, which are nearly all of it.
"""

from __future__ import annotations

from statistics import median
from typing import Any

import torch

from models.scorers.builtin import BuiltinScorer
from scripts.measure.machine import precisions
from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.speed_batches import SegmentBatch
from scripts.measure.timing import by_turns

SIDES = (512, 1024, 2048)
"""Of the squares."""
BATCHES = ((8, 25), (8, 50), (4, 100))
"""Segments at once, and subwords a side: about as many in all as are read at once."""
COLUMNS = ("type", "best product, GFLOP/s", "segments at once", "subwords of a pair", "the model, GFLOP/s", "share")


def product_flops(side: int) -> int:
    """Of a product of two squares."""
    return 2 * side**3


def encoder_flops(rows: int, length: int, width: int, inner: int, layers: int) -> int:
    """Of a transformer's layers: four products of width by width and two into and out of the wider one for every
    subword, and in the attention two of every subword with every other of its row."""
    dense = 2 * (4 * width * width + 2 * width * inner)
    attention = 2 * 2 * length * width
    return rows * length * layers * (dense + attention)


def batch_flops(batch: SegmentBatch) -> int:
    """Of both views."""
    config: Any = batch.scorer.inference.network.base.config
    shapes = [view.ids.shape for view in (batch.beside, batch.alone)]
    return sum(
        encoder_flops(rows, length, config.hidden_size, config.intermediate_size, config.num_hidden_layers)
        for rows, length in shapes
    )


def best_product(precision: str, rounds: int) -> float:
    """The most operations a second of any square, in GFLOP/s."""
    found = []
    for side in SIDES:
        one, other = (torch.randn(side, side).to(getattr(torch, precision)) for _ in range(2))
        with torch.inference_mode():
            [lasted] = by_turns([lambda one=one, other=other: one @ other], rounds)  # type: ignore[misc]
        found.append(product_flops(side) / min(lasted) / 1e9)
    return max(found)


def report(rounds: int) -> str:
    """The table: the quickest of so many products, the middle one of as many batches."""
    lines = [table_head(COLUMNS)]
    for precision in precisions():
        scorer = BuiltinScorer.load(precision=precision)
        best = best_product(precision, rounds)
        for segments, subwords in BATCHES:
            batch = SegmentBatch.of(scorer, segments, subwords)
            [lasted] = by_turns([batch.read], rounds)
            reached = batch_flops(batch) / median(lasted) / 1e9
            figures = [f"{best:.0f}", str(segments), str(batch.length), f"{reached:.0f}", f"{reached / best:.2f}"]
            lines.append(table_row([precision, *figures]))
    return "\n".join(lines)

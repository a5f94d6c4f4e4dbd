"""The built-in model beside the encoders that other checkers stand on, of their true sizes, with random weights.

Segments of one length, eight at a time. An encoder reads the translation and its source as one row, as CometKiwi does;
the built-in model reads that row and the translation alone, with all its heads. Tokenising is left out on both sides.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from statistics import median
from typing import Any

import torch
from torch import nn
from transformers import (
    DebertaV2Config,
    DebertaV2Model,
    MT5Config,
    MT5EncoderModel,
    XLMRobertaConfig,
    XLMRobertaModel,
)

from models.scorers.builtin import BuiltinScorer
from scripts.measure.machine import precisions
from scripts.measure.markdown_table import table_head, table_row
from scripts.measure.speed_batches import SegmentBatch
from scripts.measure.timing import by_turns

SEGMENTS = 8
SUBWORDS = (25, 50)
"""Of either side: a short sentence, and a long one."""
XLMR_BASE: dict[str, Any] = {
    "vocab_size": 250002, "hidden_size": 768, "num_hidden_layers": 12, "num_attention_heads": 12,
    "intermediate_size": 3072, "max_position_embeddings": 514, "type_vocab_size": 1, "pad_token_id": 1,
}  # fmt: skip
XLMR_LARGE: dict[str, Any] = XLMR_BASE | {
    "hidden_size": 1024, "num_hidden_layers": 24, "num_attention_heads": 16, "intermediate_size": 4096,
}  # fmt: skip
MT5_LARGE: dict[str, Any] = {
    "vocab_size": 250112, "d_model": 1024, "d_kv": 64, "d_ff": 2816, "num_layers": 24, "num_heads": 16,
}  # fmt: skip
MDEBERTA_BASE: dict[str, Any] = {
    "vocab_size": 251000, "hidden_size": 768, "num_hidden_layers": 12, "num_attention_heads": 12,
    "intermediate_size": 3072, "max_position_embeddings": 512, "type_vocab_size": 0, "relative_attention": True,
    "max_relative_positions": -1, "position_buckets": 256, "norm_rel_ebd": "layer_norm", "share_att_key": True,
    "pos_att_type": ["p2c", "c2p"], "position_biased_input": False,
}  # fmt: skip
ENCODERS: Mapping[str, Callable[[], Any]] = {
    "XLM-R base": lambda: XLMRobertaModel(XLMRobertaConfig(**XLMR_BASE), add_pooling_layer=False),
    "mDeBERTa base (xCOMET-lite)": lambda: DebertaV2Model(DebertaV2Config(**MDEBERTA_BASE)),
    "XLM-R large (COMET, CometKiwi)": lambda: XLMRobertaModel(XLMRobertaConfig(**XLMR_LARGE), add_pooling_layer=False),
    "mT5-large's encoder (MetricX-24)": lambda: MT5EncoderModel(MT5Config(**MT5_LARGE)),
}
"""The shapes are those that the models' own configurations state."""
COLUMNS = (
    "encoder", "type", "subwords of a pair", "segments a second", "built-in", "times as fast", "MB", "built-in, MB",
)  # fmt: skip


def held_bytes(network: nn.Module) -> int:
    """What its weights take in memory, those of packed embeddings as they are packed."""
    return sum(part.nbytes for part in (*network.parameters(), *network.buffers()))


def reading(network: Any, segments: int, length: int) -> Callable[[], None]:
    """Reads rows of random subwords, all of that length."""
    ids = torch.randint(10, 1000, (segments, length))
    mask = torch.ones_like(ids)

    def read() -> None:
        with torch.inference_mode():
            network(input_ids=ids, attention_mask=mask)

    return read


def beside(name: str, batches: Mapping[str, list[SegmentBatch]], rounds: int) -> list[str]:
    """The rows of one encoder: in each type, at each length. `batches`: the built-in model's, by type."""
    network, rows = ENCODERS[name]().eval(), []
    for precision, own in batches.items():
        network = network.to(getattr(torch, precision))
        for batch in own:
            theirs, ours = by_turns([reading(network, batch.segments, batch.length), batch.read], rounds)
            gain = median(one / other for one, other in zip(theirs, ours, strict=True))
            speeds = [f"{batch.segments / median(one):.1f}" for one in (theirs, ours)]
            sizes = [f"{held_bytes(one) / 1e6:,.0f}" for one in (network, batch.scorer.inference.network)]
            rows.append(table_row([name, precision, str(batch.length), *speeds, f"{gain:.1f}", *sizes]))
            print(rows[-1], file=sys.stderr, flush=True)
    return rows


def report(rounds: int) -> str:
    """The table, by turns in each row; the middle of so many rounds."""
    batches = {}
    for precision in precisions():
        scorer = BuiltinScorer.load(precision=precision)
        batches[precision] = [SegmentBatch.of(scorer, SEGMENTS, subwords) for subwords in SUBWORDS]
    rows = [row for name in ENCODERS for row in beside(name, batches, rounds)]
    return "\n".join([f"{SEGMENTS} segments at once.", "", table_head(COLUMNS), *rows])

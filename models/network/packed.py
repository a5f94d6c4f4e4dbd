"""The network's weights as they ship: 4-bit word embeddings, unpacked row by row; an 8-bit encoder; 16-bit heads.

A block is what the base came with (`models.training.base`): 32 weights as a 16-bit scale and 4 bits each, less 8. Word
embeddings stay as they were through training, so their blocks lose nothing, and the table of 384 MB is never made.
A matrix of the encoder has a scale a row, so that its largest weight is 127.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

BLOCK = 32


class PackedEmbedding(nn.Module):
    """An embedding table in 4-bit blocks. `codes`: (V, width / 2) uint8; `scales`: (V, width / 32) of 16 bits."""

    def __init__(self, codes: Tensor, scales: Tensor) -> None:
        super().__init__()
        self.register_buffer("codes", codes, persistent=False)
        self.register_buffer("scales", scales, persistent=False)
        self.codes: Tensor
        self.scales: Tensor

    @property
    def weight(self) -> Tensor:
        """(V, width) in full precision: a large table, made anew each time."""
        return unpacked_blocks(self.codes, self.scales)

    def forward(self, ids: Tensor) -> Tensor:
        """(…, width) of (…) ids."""
        return unpacked_blocks(self.codes[ids], self.scales[ids])


def packed_blocks(table: Tensor) -> tuple[Tensor, Tensor]:
    """Codes and scales of a table (V, width), width a multiple of 32. A table that came from blocks loses nothing."""
    blocks = table.float().reshape(*table.shape[:-1], -1, BLOCK)
    extreme = blocks.gather(-1, blocks.abs().argmax(-1, keepdim=True))
    scale = (extreme / -8).half()
    steps = blocks / torch.where(scale == 0, 1.0, scale.float())
    whole = (steps.round() + 8).clamp(0, 15).to(torch.uint8)
    low, high = whole[..., : BLOCK // 2], whole[..., BLOCK // 2 :]
    return (low | high << 4).flatten(-2), scale.squeeze(-1)


def unpacked_blocks(codes: Tensor, scales: Tensor) -> Tensor:
    """(…, width) floats of (…, width / 2) codes and (…, width / 32) scales."""
    halves = codes.reshape(*codes.shape[:-1], -1, BLOCK // 2)
    whole = torch.cat([halves & 15, halves >> 4], -1).float() - 8
    return (whole * scales.float().unsqueeze(-1)).flatten(-2)


def packed_rows(matrix: Tensor) -> tuple[Tensor, Tensor]:
    """(R, C) int8 and a 32-bit scale a row, (R, 1)."""
    scale = matrix.float().abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
    return torch.round(matrix.float() / scale).to(torch.int8), scale


def packed_state(state: Mapping[str, Tensor], embeddings: str, encoder: str) -> dict[str, Tensor]:
    """The tensors that ship. `embeddings`: the name of the word embeddings; `encoder`: how the encoder's names begin.

    Word embeddings become `.codes` and `.scales`, the encoder's matrices `.rows` and `.scale`, the rest 16-bit floats.
    """
    packed: dict[str, Tensor] = {}
    for name, value in state.items():
        if name == embeddings:
            packed[f"{name}.codes"], packed[f"{name}.scales"] = packed_blocks(value)
        elif name.startswith(encoder) and value.dim() == 2 and min(value.shape) >= BLOCK:
            packed[f"{name}.rows"], packed[f"{name}.scale"] = packed_rows(value)
        elif value.is_floating_point():
            packed[name] = value.half().contiguous()
    return packed


def unpacked_state(packed: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """What `packed_state` made as 32-bit floats, less the word embeddings, which stay packed (`PackedEmbedding`)."""
    found: dict[str, Tensor] = {}
    for name, value in packed.items():
        if name.endswith(".rows"):
            whole = name.removesuffix(".rows")
            found[whole] = value.float() * packed[f"{whole}.scale"]
        elif not name.endswith((".scale", ".codes", ".scales")):
            found[name] = value.float()
    return found

"""Weights from before the network heard of the lexicon and told ratings from marks, completed to say the same.

What they lack begins at nothing, as it does in training: a release that was trained with it brings its own.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

SUPPORT_LAYER, OUTPUTS = "support_layer.weight", "sentence_head.3."


def completed(state: Mapping[str, Tensor], wanted: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """`state` with the parts that `wanted` (a state of today's network) has beyond it, where they were added since.

    The layer that tells the lexicon's support is 0, and so is what the heads make of it; errors that are marked are
    what people rated. Anything else that lacks is left to whoever loads the state.
    """
    found = dict(state)
    if SUPPORT_LAYER not in found:
        found[SUPPORT_LAYER] = torch.zeros_like(wanted[SUPPORT_LAYER])
    for name, value in state.items():
        if name not in wanted:
            continue
        if name.startswith(OUTPUTS) and 2 * len(value) == len(wanted[name]):
            found[name] = torch.cat([value, value])
        elif "_head." in name and value.dim() == 2 and value.shape[1] < wanted[name].shape[1]:
            lacking = wanted[name].shape[1] - value.shape[1]
            found[name] = torch.nn.functional.pad(value, (0, lacking))
    return found

"""In which precision the encoder calculates while a network is trained."""

from __future__ import annotations

import torch

NATIVE_BF16 = ("avx512_bf16", "amx_bf16", "bf16")
"""What processors that calculate in bf16 say they can: x86's two ways, and ARM's. Others are eight times slower in it
than in full precision, which torch then does for them by parts."""


def fast_precision(device: str) -> torch.autocast:
    """Calculates in bf16 where the device does so itself, else in full precision."""
    if device == "cpu":
        able = any(torch.cpu.get_capabilities().get(name) for name in NATIVE_BF16)
    else:
        able = torch.cuda.is_bf16_supported()
    return torch.autocast(device, torch.bfloat16, enabled=able)

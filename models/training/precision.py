"""In which precision the encoder calculates while a network is trained.

Training asks the processor (`models.network.precision.native_bf16`); reading measures it as well, for there a process
must be right on machines that nobody has seen, while who trains sees at once how long a step takes.
"""

from __future__ import annotations

import torch

from models.network.precision import native_bf16


def fast_precision(device: str) -> torch.autocast:
    """Calculates in bf16 where the device does so itself, else in full precision."""
    able = native_bf16() if device == "cpu" else torch.cuda.is_bf16_supported()
    return torch.autocast(device, torch.bfloat16, enabled=able)

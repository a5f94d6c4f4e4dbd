"""What a measurement of speed was made on, in one line."""

from __future__ import annotations

import platform
import re
from pathlib import Path

import torch

from models.network.precision import FULL, HALF, native_bf16


def machine() -> str:
    """The processor, the threads that torch uses, and torch's version."""
    told = Path("/proc/cpuinfo")
    name = re.search(r"^model name\s*: (.+)$", told.read_text() if told.is_file() else "", re.MULTILINE)
    processor = name[1].strip() if name else platform.processor() or platform.machine()
    kind = "with bf16" if native_bf16() else "without bf16"
    return f"{processor} {kind}, {torch.get_num_threads()} threads, torch {torch.__version__}"


def precisions() -> tuple[str, ...]:
    """The number types that this processor calculates in itself."""
    return (FULL, HALF) if native_bf16() else (FULL,)

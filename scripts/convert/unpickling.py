"""Reading weights out of pickles, for the scripts that turn old checkpoints into safetensors.

`torch.load(weights_only=True)` builds tensors and plain containers and nothing else: a pickle that names any other
function is refused before it is called. That is all it promises. It does not protect from a fault in torch's own reader
(there was one before torch 2.6), from a file that asks for more memory than there is, nor from weights that were
trained to mislead: read only pickles of people you trust, on a machine where a fault can do no harm.
"""

from __future__ import annotations

import pickle
import zipfile
from pathlib import Path
from typing import Any

import torch

from models.errors import ModelUnavailable

UNREADABLE = (
    OSError, RuntimeError, pickle.UnpicklingError, EOFError, LookupError, ValueError, TypeError, AttributeError,
)  # fmt: skip
"""What unpickling a broken file may end in."""


def unpickled(path: Path, what: str) -> Any:
    """The content of a pickle on the CPU; weights of newer files stay on the disk until they are used.

    `what` the file should be, for the error. Raises ModelUnavailable.
    """
    try:
        return torch.load(path, map_location="cpu", weights_only=True, mmap=zipfile.is_zipfile(path))
    except UNREADABLE as error:
        reason = " ".join(str(error).split())[:300]
        raise ModelUnavailable(f"{path} cannot be read safely as {what}: {reason or type(error).__name__}") from error


def refuse_full(folder: Path) -> None:
    """Raises ModelUnavailable unless the folder is empty or not there."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ModelUnavailable(f"{folder} is there already: name a new folder")

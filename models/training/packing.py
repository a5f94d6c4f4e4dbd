"""Turns a checkpoint into the shipped files: weights as safetensors, and a SHA-256 manifest."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import save_file

from models.weights import MANIFEST, WEIGHTS, digest

ROW_QUANTISED = ("english.weight", "source.weight")


def export(checkpoint: Path, to: Path, before: Path | None = None, share: float = 1.0) -> None:
    """Writes the weights: embedding tables as 8-bit rows with a scale each, the rest as 16-bit floats.

    With `before`, the checkpoint that training went on from, each weight is `share` of the new one and the
    rest the old one (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models"): what both know stays.
    """
    to.mkdir(parents=True, exist_ok=True)
    state = _state(checkpoint)
    if before is not None:
        old = _state(before)
        state = {
            name: torch.lerp(old[name], value, share) if name in old and value.is_floating_point() else value
            for name, value in state.items()
        }
    packed: dict[str, torch.Tensor] = {}
    for name, value in state.items():
        if name in ROW_QUANTISED:
            scale = value.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
            packed[f"{name}.rows"] = torch.round(value / scale).to(torch.int8)
            packed[f"{name}.scale"] = scale.to(torch.float32)
        elif value.is_floating_point():
            packed[name] = value.to(torch.float16).contiguous()
    save_file(packed, str(to / WEIGHTS))


def export_whole(checkpoint: Path, to: Path) -> None:
    """Writes the weights of a network on another encoder as they are: a scorer says the same numbers."""
    to.mkdir(parents=True, exist_ok=True)
    save_file({name: value.contiguous() for name, value in _state(checkpoint).items()}, str(to / WEIGHTS))


def _state(checkpoint: Path) -> dict[str, torch.Tensor]:
    state: dict[str, torch.Tensor] = torch.load(checkpoint, weights_only=True, map_location="cpu")["network"]
    return state


def write_manifest(folder: Path) -> None:
    """One line a file, `sha256  name`, as `sha256sum` writes and checks it."""
    names = sorted(p.name for p in folder.iterdir() if p.is_file() and p.suffix in (".safetensors", ".json"))
    (folder / MANIFEST).write_text("".join(f"{digest(folder / name)}  {name}\n" for name in names))

"""The encoder of the built-in model reads in the type that is faster here, and nearly the same is said in either."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest
import torch

from models.network import precision
from models.network.inference import Inference
from models.network.precision import FULL, HALF, fastest
from models.network.shipped import load_network

WITH_BF16 = {"avx2": True, "avx512_bf16": True}
PAIRS = [(["the", "minister", "denied"], ["نفى", "الوزير"]), (["the", "minister"], None)]


@pytest.fixture(autouse=True)
def _measured_anew() -> Iterator[None]:
    fastest.cache_clear()
    yield
    fastest.cache_clear()


@pytest.mark.parametrize(
    ("able", "full", "half", "chosen"),
    [
        (WITH_BF16, 4.0, 1.0, HALF),
        (WITH_BF16, 1.2, 1.0, FULL),  # too little to be sure of: another process might find the opposite
        (WITH_BF16, 1.0, 8.0, FULL),  # it says that it can, and is slow
        ({"avx2": True, "avx512_bf16": False}, 4.0, 1.0, FULL),
        ({}, 4.0, 1.0, FULL),
    ],
)
def test_the_faster_type_is_chosen(
    monkeypatch: pytest.MonkeyPatch, able: Mapping[str, bool], full: float, half: float, chosen: str
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: able)
    monkeypatch.setattr(
        precision, "_seconds", lambda rows, weight: full if rows.dtype == torch.float32 else half
    )
    assert fastest() == chosen


def test_it_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: WITH_BF16)
    measured: list[torch.dtype] = []
    monkeypatch.setattr(precision, "_seconds", lambda rows, weight: measured.append(rows.dtype) or 1.0)
    assert [fastest(), fastest()] == [FULL, FULL]
    assert len(measured) == 2 * (precision.ROUNDS + 1)


def test_the_matrices_of_the_encoder_alone_are_of_sixteen_bits(packed: Path) -> None:
    network, _, _ = load_network(packed, HALF)
    lowered = {name for name, value in network.named_parameters() if value.dtype == torch.bfloat16}
    assert {name.split(".")[1] for name in lowered} == {"encoder"}
    assert not [name for name in lowered if "LayerNorm" in name]
    assert len(lowered) == 2 * 6 * network.base.config.num_hidden_layers  # six products a layer, each with its bias


def test_both_types_say_nearly_the_same(packed: Path) -> None:
    full, half = (
        Inference(network, tokenizer, precision=name).read(PAIRS)
        for name in (FULL, HALF)
        for network, tokenizer, _ in [load_network(packed, name)]
    )
    for one, other in zip(full, half, strict=True):
        np.testing.assert_allclose(one.error, other.error, atol=0.02)
        assert one.z == pytest.approx(other.z, abs=0.05)
        assert one.error.dtype == other.error.dtype == np.float32
    assert full[0].error.tolist() != half[0].error.tolist()

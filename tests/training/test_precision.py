"""Training calculates in bf16 on processors that can, and never has one pretend to."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import torch

from models.training.precision import fast_precision

ZEN3 = {"avx2": True, "fma3": True, "avx512_bf16": False, "amx_bf16": False}


@pytest.mark.parametrize(
    ("capabilities", "dtype"),
    [
        (ZEN3, torch.float32),
        ({}, torch.float32),
        (ZEN3 | {"avx512_bf16": True}, torch.bfloat16),
        (ZEN3 | {"amx_bf16": True}, torch.bfloat16),
        ({"bf16": True, "sve": True}, torch.bfloat16),
    ],
)
def test_bf16_only_where_the_processor_has_it(
    monkeypatch: pytest.MonkeyPatch, capabilities: Mapping[str, bool], dtype: torch.dtype
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: capabilities)
    with fast_precision("cpu"):
        assert (torch.ones(2, 2) @ torch.ones(2, 2)).dtype == dtype

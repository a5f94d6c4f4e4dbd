"""Where and how precisely a fetched model runs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from models.errors import ModelUnavailable

DTYPES = ("float32", "float16", "bfloat16")


@dataclass(frozen=True, slots=True)
class Settings:
    """`device`: cpu, cuda, cuda:1 or auto; `dtype`: one of DTYPES; `batch_tokens`: subwords read at once.

    Raises ModelUnavailable on a precision that there is not.
    """

    device: str = "cpu"
    dtype: str = "float32"
    batch_tokens: int = 4096

    def __post_init__(self) -> None:
        if self.dtype not in DTYPES:
            raise ModelUnavailable(f"MTQC_PRECISION must be one of {', '.join(DTYPES)}, not {self.dtype}")

    @classmethod
    def chosen(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """What MTQC_DEVICE and MTQC_PRECISION say; the CPU in full precision where they say nothing."""
        return cls(environment.get("MTQC_DEVICE") or "cpu", environment.get("MTQC_PRECISION") or "float32")

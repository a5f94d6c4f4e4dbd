"""Which model estimates where nobody says, how precisely the built-in one reads, where and how a fetched one runs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from models.errors import InvalidInput, ModelUnavailable

DTYPES = ("float32", "float16", "bfloat16")
BUILTIN = "builtin"
BUDGET = 0.2
"""Of a chain: the share of segments that the second model may be asked."""
MODEL_VARIABLE, BUDGET_VARIABLE = "MTQC_MODEL", "MTQC_BUDGET"
BUILTIN_PRECISION_VARIABLE = "MTQC_BUILTIN_PRECISION"
FASTEST = "auto"
BUILTIN_PRECISIONS = (FASTEST, "float32", "bfloat16")
"""Where nothing is said, the fastest: agreement with raters is the same, and the signature says which it was. In bf16
what is said of a sentence depends a little on what is read beside it; who compares digits sets float32."""


def chosen_model(environment: Mapping[str, str] = os.environ) -> tuple[str, float]:
    """The model, or the chain, and its budget that MTQC_MODEL and MTQC_BUDGET name. Raises InvalidInput."""
    budget = environment.get(BUDGET_VARIABLE) or str(BUDGET)
    try:
        return environment.get(MODEL_VARIABLE) or BUILTIN, float(budget)
    except ValueError as error:
        raise InvalidInput(f"{BUDGET_VARIABLE} must be a number from 0 to 1, not {budget!r}") from error


def builtin_precision(environment: Mapping[str, str] = os.environ) -> str:
    """What MTQC_BUILTIN_PRECISION says of the built-in model's encoder, FASTEST where it says nothing.

    Raises ModelUnavailable on a precision that there is not.
    """
    precision = environment.get(BUILTIN_PRECISION_VARIABLE) or FASTEST
    if precision not in BUILTIN_PRECISIONS:
        known = ", ".join(BUILTIN_PRECISIONS)
        raise ModelUnavailable(f"{BUILTIN_PRECISION_VARIABLE} must be one of {known}, not {precision}")
    return precision


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

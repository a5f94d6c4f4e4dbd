"""CHECKS: every deterministic rule by its id."""

from __future__ import annotations

from models.checks.base import Check
from models.checks.numbers import NUMBERS

CHECKS: dict[str, Check] = {check.id: check for check in (NUMBERS,)}

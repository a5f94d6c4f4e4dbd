"""No test of this folder sees the models that are installed on the machine."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for fetched models."""
    monkeypatch.setenv("MTQC_MODELS", str(tmp_path / "store"))
    return tmp_path / "store"

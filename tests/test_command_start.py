"""What the command line does without until it is needed: each of these costs its start a part of a second or more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    "without",
    [
        "torch", "transformers", "numpy", "flask", "pydantic", "sqlalchemy", "tqdm",
        "models.checker", "models.formats.annotation", "scripts.archive", "service.articles",
    ],
)  # fmt: skip
def test_one_article_is_read_without(without: str, loaded: frozenset[str]) -> None:
    assert without not in loaded


@pytest.fixture(scope="module")
def loaded() -> frozenset[str]:
    """The modules that are there before the model is loaded, in an interpreter of its own."""
    command = [sys.executable, "-c", "import sys, scripts.score; print(*sys.modules)"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    return frozenset(done.stdout.split())

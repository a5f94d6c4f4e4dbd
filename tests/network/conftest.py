"""A toy network in its shipped form."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.training import packing
from tests.network.toy import toy_network, toy_vocabulary


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """The folder that `train.py export` writes of a toy network."""
    folder, pieces = tmp_path / "model", tmp_path / "tokenizer.model"
    pieces.write_bytes(toy_vocabulary())
    packing.export(toy_network().eval(), pieces, folder)
    return folder

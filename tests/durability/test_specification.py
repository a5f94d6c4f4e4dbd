"""The OpenAPI document against the running service: schemathesis sends what it allows and what it forbids."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from service_app import make_key
from sqlalchemy import Engine

from durability.running import Service

EXCLUDED = "positive_data_acceptance"
"""A schema cannot say that a text has a letter in it, or that a cursor is one of ours: such requests end in a 422."""

LEFT_OUT = "/api/v1/batches"
"""schemathesis cannot write JSON lines; hostile lines stand in tests/api/test_batches.py."""


METHODS = {"get", "post", "put", "patch", "delete"}


def operations_of(address: str) -> int:
    """How many operations the document has that schemathesis is to try."""
    with urlopen(f"{address}/openapi.json", timeout=30) as answer:
        paths = json.load(answer)["paths"]
    return sum(len(METHODS & path.keys()) for name, path in paths.items() if name != LEFT_OUT)


@pytest.mark.slow
def test_the_service_keeps_to_its_specification(engine: Engine, tmp_path: Path) -> None:
    key = make_key(engine)
    service = Service(engine.url.render_as_string(hide_password=False), key)
    try:
        expected = operations_of(service.address)
        command = ["-m", "schemathesis.cli", "run", f"{service.address}/openapi.json", "--no-color", "--seed", "1"]
        options = ["-H", f"Authorization: Bearer {key}", "--max-examples", "30", "--exclude-checks", EXCLUDED]
        options += ["--exclude-path", LEFT_OUT]
        run = subprocess.run(
            [sys.executable, *command, *options], cwd=tmp_path, capture_output=True, text=True, timeout=300
        )
    finally:
        service.kill()
    assert run.returncode == 0, run.stdout[-5000:] + run.stderr[-1000:]
    assert f"Tested: {expected}" in run.stdout

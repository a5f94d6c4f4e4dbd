"""What others say of the Dockerfile, compose.yaml and the manifests: a linter and the schemas, without an engine.

KEDA's kinds have no schema there; tests/deploy/test_manifests.py reads them.
"""

from __future__ import annotations

import copy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest

from deploy.deployed import COMPOSE_FILE, DOCKERFILE, manifests

VERSIONS = ("1.33", kubernetes_validate.latest_version())
"""Of Kubernetes: one that is some years old, and the newest that the schemas know."""
KNOWN = [one for one in manifests() if not one["apiVersion"].startswith("keda.sh/")]


def hadolint(dockerfile: str) -> subprocess.CompletedProcess[str]:
    beside_python = Path(sys.executable).with_name("hadolint")
    program = str(beside_python) if beside_python.exists() else shutil.which("hadolint")
    assert program, "hadolint comes with requirements-dev.txt"
    return subprocess.run([program, "--no-color", "-"], input=dockerfile, capture_output=True, text=True, timeout=60)


def compose_check(file: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(file)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def test_the_dockerfile() -> None:
    assert (found := hadolint(DOCKERFILE)).returncode == 0, found.stdout


def test_a_faulty_dockerfile_is_seen() -> None:
    assert "DL3007" in hadolint("FROM python:latest\n").stdout


def test_the_compose_file() -> None:
    assert (found := compose_check(COMPOSE_FILE)).returncode == 0, found.stdout


def test_a_faulty_compose_file_is_seen(tmp_path: Path) -> None:
    faulty = tmp_path / "compose.yaml"
    faulty.write_text(COMPOSE_FILE.read_text(encoding="utf-8").replace("read_only:", "readonly:"), encoding="utf-8")
    assert "readonly" in compose_check(faulty).stdout


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("one", KNOWN, ids=lambda one: f"{one['kind']} {one['metadata']['name']}")
def test_the_manifests(one: dict[str, Any], version: str) -> None:
    kubernetes_validate.validate(one, version, strict=True)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_faulty_manifest_is_seen(version: str) -> None:
    [first, *_] = [one for one in KNOWN if one["kind"] == "Deployment"]
    faulty = copy.deepcopy(first)
    faulty["spec"]["replicsa"] = 2
    with pytest.raises(kubernetes_validate.ValidationError, match="replicsa"):
        kubernetes_validate.validate(faulty, version, strict=True)

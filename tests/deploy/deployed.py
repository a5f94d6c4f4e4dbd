"""The files of deploy/ and the Dockerfile, read; and what the service itself knows of its settings and routes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE_FILE = DEPLOY / "compose.yaml"
KUSTOMIZATION: dict[str, Any] = yaml.safe_load((DEPLOY / "kubernetes" / "kustomization.yaml").read_text("utf-8"))
COMPOSE: dict[str, Any] = yaml.safe_load(COMPOSE_FILE.read_text(encoding="utf-8"))
IMAGE = "mtqc"
PORT = 8000


def manifests() -> list[dict[str, Any]]:
    """Every object of every file of deploy/kubernetes that is applied, and the example of the secret."""
    names = [*KUSTOMIZATION["resources"], "secret.example.yaml"]
    texts = [(DEPLOY / "kubernetes" / name).read_text(encoding="utf-8") for name in names]
    return [found for text in texts for found in yaml.safe_load_all(text)]


def pods() -> dict[str, dict[str, Any]]:
    """The pod that each workload makes, by the workload's name."""
    return {
        found["metadata"]["name"]: found["spec"]["template"]["spec"]
        for found in manifests()
        if "template" in found["spec" if "spec" in found else "metadata"]
    }


def containers(pod: dict[str, Any]) -> list[dict[str, Any]]:
    """All of a pod, those that run before the others included."""
    return [*pod.get("initContainers", ()), *pod["containers"]]


def settings() -> set[str]:
    """The variables that the service reads, as its operators are told: `tests/test_documents.py` holds them true."""
    told = (ROOT / "docs" / "OPERATING.md").read_text(encoding="utf-8")
    return {name for row in re.findall(r"^\| (`[A-Z].+?) \|", told, re.M) for name in re.findall(r"`([A-Z_]+)`", row)}


def stops_within() -> int:
    """Seconds that scripts/serve.py may take to stop; read, for its import brings torch along."""
    told = (ROOT / "scripts" / "serve.py").read_text(encoding="utf-8")
    [seconds] = re.findall(r"^STOPS_WITHIN_SECONDS = (\d+)\.0$", told, re.M)
    return int(seconds)

"""The sample article that the first page opens with."""

from __future__ import annotations

from pathlib import Path

from models.intake.requests import CheckRequest

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
NAME = "river-port"


def sample_request() -> CheckRequest:
    """An invented Arabic news story with an English version that has typical machine errors planted."""
    source, target = ((SAMPLES / f"{NAME}.{lang}.txt").read_text("utf-8") for lang in ("ar", "en"))
    return CheckRequest(target=target, source=source, source_lang="ar", target_lang="en", id=NAME)

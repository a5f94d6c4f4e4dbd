"""What the queue shows of a report, kept beside the article so that no report is read for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

MAX_TITLE_LENGTH = 120


def summary_of(report: Mapping[str, Any]) -> dict[str, Any]:
    """Of a report's wire form: the first words of the translation, both scores, flags by severity.

    `{"title": "Talks resume", "fluency": 0.81, "consistency": None, "flags": {"major": 2}}`. Flags that were
    dismissed in an earlier revision are not counted.
    """
    first = next((s["target"]["text"] for s in report["segments"] if s["target"]["text"].strip()), "")
    flags = Counter(flag["severity"] for flag in report["flags"] if not flag["dismissed"])
    return {
        "title": _shortened(" ".join(first.split())),
        "fluency": report["scores"]["fluency"],
        "consistency": report["scores"]["consistency"],
        "flags": dict(flags),
    }


def _shortened(text: str) -> str:
    """Cut after a word where there is one to cut after."""
    if len(text) <= MAX_TITLE_LENGTH:
        return text
    whole, _, _ = text[: MAX_TITLE_LENGTH - 1].rpartition(" ")
    return (whole or text[: MAX_TITLE_LENGTH - 2]) + " …"

"""Bodies for the OpenAPI document: what a person copies first."""

from __future__ import annotations

from typing import Any

ARTICLE: dict[str, Any] = {
    "id": "port-7",
    "source": "أعيد فتح الميناء بعد 12 يوما.",
    "target": "The port reopened after 21 days.",
    "source_lang": "ar",
    "target_lang": "en",
}
FIELDS: dict[str, Any] = {
    "id": "port-8",
    "fields": [
        {"name": "title", "source": "أعيد فتح الميناء", "target": "The port reopened"},
        {"name": "body", "source": "<p>بعد 12 يوما.</p>", "target": "<p>After 21 days.</p>", "format": "html"},
    ],
    "glossary": [{"source": "الميناء", "target": "port", "forbidden": ["harbor"]}],
}
DECISION: dict[str, Any] = {
    "action": "change",
    "flag": "8f14e45fceea167a",
    "severity": "minor",
    "comment": "Readers will understand it.",
    "reviewer": "Amira",
}

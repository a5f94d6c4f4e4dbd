"""A body that each POST takes, for the OpenAPI document: what a person copies first."""

from __future__ import annotations

import json
from typing import Any

_ARTICLE: dict[str, Any] = {
    "id": "port-7",
    "source": "أعيد فتح الميناء بعد 12 يوما.",
    "target": "The port reopened after 21 days.",
    "source_lang": "ar",
    "target_lang": "en",
}
_FIELDS: dict[str, Any] = {
    "id": "port-8",
    "fields": [
        {"name": "title", "source": "أعيد فتح الميناء", "target": "The port reopened"},
        {"name": "body", "source": "<p>بعد 12 يوما.</p>", "target": "<p>After 21 days.</p>", "format": "html"},
    ],
    "glossary": [{"source": "الميناء", "target": "port", "forbidden": ["harbor"]}],
}
EXAMPLES: dict[str, Any] = {
    "/api/v1/check": _ARTICLE,
    "/api/v1/articles": _FIELDS | {"revision": "3", "metadata": {"desk": "maritime"}},
    "/api/v1/batches": "\n".join(json.dumps(line, ensure_ascii=False) for line in (_ARTICLE, _FIELDS)),
    "/api/v1/articles/{article}/decisions": {
        "action": "change",
        "flag": "8f14e45fceea167a",
        "severity": "minor",
        "comment": "Readers will understand it.",
        "reviewer": "Amira",
    },
}
"""By path as the document writes it."""

"""The names by which people decide."""

from __future__ import annotations

MAX_PERSON_LENGTH = 200
"""Characters, as databases keep them."""


def same_person(name: str, other: str) -> bool:
    """Names as people type them: case and white space tell nobody apart.

    same_person("Ana  Ruiz", "ana ruiz") is True.
    """
    return _plain(name) == _plain(other)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()

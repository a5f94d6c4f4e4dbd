"""What a post-edit changed, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

import regex

Change = Literal["same", "deleted", "inserted"]
_WORD = regex.compile(r"\s+|[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}]|[\w\p{M}]+|.", regex.S)
"""Words, white space, and signs; characters of scripts without spaces each for itself."""


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """Some words, and what became of them."""

    change: Change
    text: str


def changes(before: str, after: str) -> Iterator[DiffPiece]:
    """What was changed, word by word: deletions before the insertions that took their place."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield DiffPiece("same", "".join(old[a:b]))
            continue
        if b > a:
            yield DiffPiece("deleted", "".join(old[a:b]))
        if d > c:
            yield DiffPiece("inserted", "".join(new[c:d]))

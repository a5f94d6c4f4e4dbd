"""Where subwords stand in a text, for tokenizers that do not say it themselves (SentencePiece's)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

SPACE_MARK = "\u2581"
"""What SentencePiece writes for a space."""
_CHUNK = regex.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Subword:
    """A subword's id and the code points of the text that it covers, from `start` up to `end`."""

    id: int
    start: int
    end: int


def locate(cut: Callable[[str], Sequence[tuple[int, str | None]]], text: str) -> list[Subword]:
    """The subwords of a text, each with its place; those of one stretch without spaces stay inside it.

    `cut` gives (id, text or None) of the subwords of such a stretch. SentencePiece reads text in NFKC, so that places
    are counted in that form and carried back; what has no text shares what the others leave of the stretch.
    """
    found = []
    for match in _CHUNK.finditer(text):
        chunk, offset = match.group(), match.start()
        home = [place for place, character in enumerate(chunk) for _ in unicodedata.normalize("NFKC", character)]
        pieces = cut(chunk)
        at = 0
        for (number, _), size in zip(pieces, _sizes(pieces, len(home)), strict=True):
            first = home[min(at, len(home) - 1)] if home else 0
            last = home[min(max(at, at + size - 1), len(home) - 1)] if home else len(chunk) - 1
            found.append(Subword(number, offset + first, offset + last + 1))
            at += size
    return found


def _sizes(pieces: Sequence[tuple[int, str | None]], whole: int) -> list[int]:
    """Characters of each piece, in NFKC; the mark of a space counts as none."""
    known = [None if text is None else len(text.replace(SPACE_MARK, "")) for _, text in pieces]
    left = max(0, whole - sum(size for size in known if size is not None))
    nameless = known.count(None)
    found = []
    for size in known:
        if size is None:
            share = -(-left // nameless)  # rounded up: the first of them gets more
            left, nameless = left - share, nameless - 1
            found.append(share)
        else:
            found.append(size)
    return found

"""Marks that are stored but not seen: soft hyphens and zero-width characters, which are no part of a word.

A joiner is left where it shapes the letters (Arabic, Indic scripts, emoji), a zero-width space where it parts words
(Thai, Khmer).
"""

from __future__ import annotations

import regex

_PARTED = r"\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}"
_UNJOINED = r"\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}"
IN_WORD = rf"\u00ad|\u2060|\ufeff|(?<![{_PARTED}])\u200b(?![{_PARTED}])|(?<=[{_UNJOINED}])[\u200c\u200d]"
"""A pattern of one mark that does not part a word."""
HIDDEN = regex.compile(IN_WORD)


def visible(text: str) -> str:
    """The text as a reader sees it: visible("pro\u200bpo\u00adsal") == "proposal"."""
    return text if text.isascii() else HIDDEN.sub("", text)

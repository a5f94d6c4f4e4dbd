"""Whether a text has anything in it to read, by the standard library alone."""

from __future__ import annotations

import re

_UNSEEN = re.compile(
    # white space and controls; then what Unicode calls Default_Ignorable_Code_Point
    r"[\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    # and the blank of Braille, the marks of interlinear annotation
    r"\U000e0000-\U000e0fff\u2800\ufff9-\ufffb]*"
)


def has_text(text: str) -> bool:
    """False for what nobody sees: has_text("\\u200b\\u00a0\\ufeff") is False, has_text("a\\u200b") is True."""
    return _UNSEEN.fullmatch(text) is None

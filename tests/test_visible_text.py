"""A text counts as one when there is something in it to see, in any script."""

from __future__ import annotations

import sys

import pytest
import regex

from models.visible_text import has_text

UNSEEN = ["", " \n\t", "\u00a0\u3000", "\u200b", "\ufeff\u200d\u2060", "\u00ad", "\u200e\u200f\u202b\u2069", "\u3164",
          "\u2800", "\ufe0f", "\U000e0041", "\x1c\x85", "\u034f", "\u180e"]  # fmt: skip
SEEN = ["a", "\u200ba", "1", ".", "م", "漢", "👩\u200d🚀", "\u0600", "\u0301", "\ufffd", "\u200b\u093f"]


@pytest.mark.parametrize("text", UNSEEN, ids=ascii)
def test_what_nobody_sees_is_no_text(text: str) -> None:
    assert not has_text(text)


@pytest.mark.parametrize("text", SEEN, ids=ascii)
def test_whatever_is_seen_is_text(text: str) -> None:
    assert has_text(text) and has_text(f"\u200b \n{text}\u200b")


def test_all_that_unicode_ignores_by_default_is_unseen() -> None:
    ignored = regex.compile(r"[\s\p{Cc}\p{Default_Ignorable_Code_Point}]")
    others = {chr(code) for code in range(sys.maxunicode + 1) if bool(ignored.match(chr(code))) == has_text(chr(code))}
    assert others == {"\u2800", "\ufff9", "\ufffa", "\ufffb"}


def test_a_long_blank_takes_no_time() -> None:
    assert not has_text(" \u200b" * 100_000)

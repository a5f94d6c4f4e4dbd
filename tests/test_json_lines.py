"""JSON lines stay lines for readers that know more line ends than one."""

from __future__ import annotations

import json

import pytest

from models.json_lines import json_line


@pytest.mark.parametrize("text", ["a\u2028b", "a\u2029b", "a\x85b", "a\r\nb\x0bc\x0cd\x1ce", "\u0645\u0631\U0001f600"])
def test_whatever_it_holds_is_one_line(text: str) -> None:
    line = json_line({"text": text})
    assert line.splitlines(keepends=True) == [line] and line.endswith("}\n")
    assert json.loads(line) == {"text": text}


def test_letters_stand_as_they_are() -> None:
    assert json_line({"text": "الميناء"}) == '{"text": "الميناء"}\n'

"""uroman's tables read as plain text hold what its regular expressions find in them."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex
import uroman

from models.checks.names.romaniser import romaniser, slot_value

SLOTS = (
    "u", "r", "s", "t", "t-end-of-syllable", "t-alt", "t-mod", "num", "name", "pic", "tone-mark", "lcode", "prov",
    "use-only-at-start-of-word", "dont-use-at-end-of-word", "is-minus-sign", "percentage-marker", "script-name",
)  # fmt: skip
FILES = sorted((Path(uroman.__file__).parent / "data").glob("*.txt"))


def by_pattern(line: str, slot: str) -> str | None:
    """As uroman itself reads them."""
    match = regex.match(rf"(?:.*\s)?::{slot}(|\s+\S.*?)(?:\s+::\S.*|\s*)$", line)
    return match[1].strip() if match else None


@pytest.mark.parametrize(
    ("line", "slot", "expected"),
    [
        ("::s1 of course ::s2 ::cost 0.3", "s1", "of course"),
        ("::s1 of course ::s2 ::cost 0.3", "s2", ""),
        ("::s1 of course ::s2 ::cost 0.3\n", "cost", "0.3"),
        ("::s1 of course ::s2 ::cost 0.3", "s", None),
        ("::s : ::t ::: ", "t", ""),
        ("::s :: ::t a::b ::", "t", "a::b ::"),
        ("::t a ::t b", "t", "b"),
        ("x::t a", "t", None),
        ("::t", "t", ""),
        ("", "t", None),
    ],
)
def test_a_slot(line: str, slot: str, expected: str | None) -> None:
    assert slot_value(line, slot) == by_pattern(line, slot) == expected


def test_what_is_not_there_is_what_is_asked_for_instead() -> None:
    assert slot_value("::s a", "t", "b") == "b"


@pytest.mark.parametrize("path", [path for path in FILES if "romanization" in path.name or "Overwrite" in path.name])
def test_every_line_of_its_tables(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for line in lines[:: max(1, len(lines) // 2_000)]:
        for slot in SLOTS:
            assert slot_value(line, slot) == by_pattern(line, slot), (line, slot)


@pytest.mark.parametrize(
    ("word", "lang", "latin"), [("ريابكوف", "ara", "ryabkwf"), ("Рябков", "rus", "Ryabkov"), ("北京", "zho", "beijing")]
)
def test_a_word(word: str, lang: str, latin: str) -> None:
    assert str(romaniser().romanize_string(word, lcode=lang)) == latin

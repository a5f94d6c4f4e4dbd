"""Compounds cut into known words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text.compounds import MAX_PARTS, MIN_LAST_PART, split_compound
from tests.tiny_lexicon import tiny_lexicon

COUNTS = {"gesundheit": 40, "amt": 90, "samt": 5, "berg": 60, "dorf": 50, "rettung": 30, "hubschraub": 20, "hafen": 9}


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("bergdorf", ("berg", "dorf")),
        ("gesundheitsamt", ("gesundheit", "amt")),
        ("rettungshubschraub", ("rettung", "hubschraub")),
        ("bergrettungshubschraub", ("berg", "rettung", "hubschraub")),
        ("bergbergbergdorf", ()),  # of more parts than people use
        ("rettung" * 12 + "berg", ()),  # no word is as long
        ("hafen", ()),
        ("bergqqq", ()),
        ("", ()),
    ],
)
def test_parts(word: str, parts: tuple[str, ...]) -> None:
    assert split_compound(word, lambda part: COUNTS.get(part, 0.0), str) == parts


@given(st.text("abcö漢", max_size=30), st.sets(st.text("abcö漢", min_size=1, max_size=6), max_size=20))
def test_parts_are_known_and_few(word: str, known: set[str]) -> None:
    parts = split_compound(word, lambda part: float(part in known), str)
    assert set(parts) <= known
    assert len(parts) in (0, *range(2, MAX_PARTS + 1))
    assert all(len(part) >= MIN_LAST_PART for part in parts)


@pytest.mark.parametrize(
    ("lang", "source", "word", "answered"),
    [
        ("de", "bergdorf", "villag", True),  # read by its parts
        ("de", "bergdorf", "mountain", True),
        ("de", "bergwort", "mountain", False),  # one part is not known
        ("ro", "bergdorf", "villag", False),  # a language without compounds
    ],
)
def test_the_lexicon_reads_an_unknown_compound_by_its_parts(
    tmp_path: Path, lang: str, source: str, word: str, answered: bool
) -> None:
    pairs = [("Berg", "mountain"), ("Dorf", "village"), ("Hafen", "harbour")] * 20
    lexicon = tiny_lexicon(pairs, lang, tmp_path)
    support = lexicon.support([source], [word])
    assert (support.target[0, 1] > 0) == answered
    assert (support.partner[0] == 0) == answered
    assert bool(lexicon.translations(source, 4)) == answered


def test_parts_share_the_probability(tmp_path: Path) -> None:
    lexicon = tiny_lexicon([("Berg", "mountain"), ("Dorf", "village")] * 20, "de", tmp_path)
    assert dict(lexicon.translations("bergdorf", 4)) == pytest.approx({"mountain": 0.5, "village": 0.5}, abs=0.02)

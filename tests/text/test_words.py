"""Words with their places, in the scripts that we read."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.text.hidden_marks import visible
from models.text.words import is_wordlike, word_spans, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\u00a0", []),
        ("NATO's 1,200 men.", ["NATO's", "1,200", "men", "."]),
        ("the mayors’ talks", ["the", "mayors", "’", "talks"]),  # a final apostrophe may close a quotation
        ("Don’t re-enter", ["Don’t", "re", "-", "enter"]),
        ("at 09:35 on 3/4/2026", ["at", "09:35", "on", "3/4/2026"]),
        ("2.5%", ["2.5", "%"]),
        ("snake_case", ["snake_case"]),
        ("G20 und B-52", ["G20", "und", "B", "-", "52"]),
        ("١٬٢٠٠٫٥ مليون", ["١٬٢٠٠٫٥", "مليون"]),
        ("الأُوكْرانيّة، نعم؟", ["الأُوكْرانيّة", "،", "نعم", "؟"]),  # vowel marks stay with their word
        ("cafe\u0301 noir", ["cafe\u0301", "noir"]),
        ("می‌روم", ["می‌روم"]),  # a zero-width non-joiner does not part a Persian word
        ("港口重开", ["港", "口", "重", "开"]),  # a Han character is a word of its own
        ("ひらがなカタカナ漢字", ["ひらがな", "カタカナ", "漢", "字"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        ("ශ්‍රී ලංකාව", ["ශ්‍රී", "ලංකාව"]),  # a joiner inside the syllable
        ("the har\u00adbour’s min\u200bis\u2060try", ["the", "har\u00adbour’s", "min\u200bis\u2060try"]),
        ("isn’t\u00ad so, pro\u00ad\u00adposed", ["isn’t", "\u00ad", "so", ",", "pro\u00ad\u00adposed"]),
        ("ไป\u200bมา", ["ไป", "\u200b", "มา"]),  # where words have no spaces, it parts them
        ("wait...", ["wait", ".", ".", "."]),
        ("go 😀!", ["go", "😀", "!"]),
    ],
)
def test_words_of(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "starts"), [("😀 the sea", [0, 2, 6]), ("e\u0301 x", [0, 3]), ("في البحر", [0, 3])]
)
def test_places_count_code_points(text: str, starts: list[int]) -> None:
    assert [span.start for span in word_spans(text)] == starts


@given(st.text())
@example("👩‍🚀🇲🇷 ok")
@example("\u202eabc\u200b")
@example("'’'’a")
@example("\ud800 a lone surrogate")
def test_every_visible_code_point_lies_in_exactly_one_word(text: str) -> None:
    spans = word_spans(text)
    inside = [index for span in spans for index in range(span.start, span.end)]
    assert len(inside) == len(set(inside))
    assert all(text[index].isspace() for index in set(range(len(text))) - set(inside))
    assert spans == sorted(spans)
    assert [span.of(text) for span in spans] == words(text)


@given(st.lists(st.text("aéжб'", min_size=1), min_size=2), st.text("\u00ad\u200b\u2060\ufeff", min_size=1))
def test_hidden_marks_part_no_word(parts: list[str], marks: str) -> None:
    """Between letters they change nothing but the length."""
    parts = [f"a{part}a" for part in parts]
    assert [visible(word) for word in words(marks.join(parts))] == words("".join(parts))


@given(st.text(), st.text())
def test_a_line_break_always_parts_words(left: str, right: str) -> None:
    assert words(f"{left}\n{right}") == words(left) + words(right)


@pytest.mark.parametrize("part", ["aa", "1,", "''", "a'", "字字", "a\u200d", "1:", "a\u00ad", "\u00ad", "a\u200b"])
def test_long_texts_take_one_pass(part: str) -> None:
    text = part * 100_000
    assert "".join(words(text)) == text


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Kiev", True), ("7", True), ("٧", True), ("字", True), ("-", False), ("😀", False), ("", False)],
)
def test_a_word_holds_a_letter_or_a_digit(word: str, expected: bool) -> None:
    assert is_wordlike(word) is expected

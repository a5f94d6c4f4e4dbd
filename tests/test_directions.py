"""Quotations that are read from the right, in an English message."""

from __future__ import annotations

import pytest

from models.rendering.runs import split_directions


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("Nothing Arabic.", ["Nothing Arabic."]),
        ("The source says ١٢٠ مليون (120,000,000).", ["The source says ", "١٢٠ مليون", " (120,000,000)."]),
        ("“خزان” is left", ["“", "خزان", "” is left"]),
        ("It has “بلغت 3 ملايين دينار”; look", ["It has “", "بلغت 3 ملايين دينار", "”; look"]),  # one line, one order
        ("It has “3 ملايين، لا OPEC”", ["It has “", "3 ملايين، لا OPEC", "”"]),
        ("It says בין 5 ל 10 and 6", ["It says ", "בין 5 ל", " 10 and 6"]),
        ("", []),
    ],
)
def test_quotations_from_the_right_are_set_apart(message: str, parts: list[str]) -> None:
    assert split_directions(message) == parts

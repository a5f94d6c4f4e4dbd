"""A fifth, one in five and 20 per cent are one share; a quarter is another."""

from __future__ import annotations

import pytest

from models.checks.numbers.numbers import NUMBERS


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        ("de", "80 Prozent der Buchen", "four out of five beeches"),
        ("pt", "uma adesão de 90%", "nine in ten took part"),
        ("fr", "un Français sur cinq", "20% of French people"),
        ("cs", "o pětinu více", "20 per cent more"),
        ("ru", "акции рухнули на треть", "shares fell 33 per cent"),
        ("zh", "中签率不到两成", "under a fifth win"),
        ("tr", "yüzde yirmi beşi", "one in four"),
    ],
)
def test_silent_on_the_same_share(make_document, lang: str, source: str, target: str) -> None:
    assert NUMBERS.find(make_document(source, target, lang)) == []


@pytest.mark.parametrize(
    ("lang", "source", "target", "wrong"),
    [
        ("de", "80 Prozent der Buchen", "70 per cent of the beeches", "70"),
        ("fr", "un Français sur cinq", "25% of French people", "25"),
        ("de", "20 Prozent von fünf Höfen", "20 per cent of six farms", "six"),
    ],
)
def test_flags_another_share(make_document, lang: str, source: str, target: str, wrong: str) -> None:
    assert [flag.span.of(target) for flag in NUMBERS.find(make_document(source, target, lang))] == [wrong]

"""What stands behind a preposition of place is a place; what stands behind "of" may be one."""

from __future__ import annotations

import pytest

from models.checks.names.name_forms import Name
from models.checks.names.place_prepositions import is_behind_preposition, may_be_place
from models.spans import Span


def name_in(text: str) -> Name:
    """The last word of the text."""
    word = text.split()[-1]
    return Name(Span(len(text) - len(word), len(text)), word)


@pytest.mark.parametrize(
    ("lang", "text", "is_place"),
    [
        ("en", "She lives in Nice", True),
        ("en", "From Lille", True),
        ("en", "They are leaving Lyon", True),
        ("en", "the mayor of Nice", False),
        ("en", "a basin Nice", False),  # "in" is the end of a word
        ("fr", "Elle habite à Nice", True),
        ("fr", "Elle aime Nice", False),
        ("ro", "a plecat spre Iași", True),
        ("it", "arrivò a Torino", True),
        ("it", "era Torino", False),
        ("cs", "bydlí v Praze", False),  # no language of which the prepositions are known
    ],
)
def test_a_place_stands_behind_its_preposition(lang: str, text: str, is_place: bool) -> None:
    assert is_behind_preposition(text, name_in(text), lang) is is_place


@pytest.mark.parametrize(
    ("text", "may_be"),
    [("She lives in Nice", True), ("the mayor of Nice", True), ("trains between Nice", True), ("It is Nice", False)],
)
def test_behind_of_there_may_be_a_place(text: str, may_be: bool) -> None:
    assert may_be_place(text, name_in(text)) is may_be

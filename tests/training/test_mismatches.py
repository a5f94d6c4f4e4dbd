"""A sound translation beside another's source is wrong, all but what both sources may say."""

from __future__ import annotations

import math

from models.languages import ENGLISH, LanguagePair
from models.training.mismatches import MISMATCHED_Z, mismatched, with_another_source
from models.training.rows import Example, Group

PAIR = LanguagePair("fr", ENGLISH)
SHIPS = Example(PAIR, ["Three", "ships", "left", "on", "Monday"], ["Trois", "navires"], [0.0] * 5, [0.0] * 2, 0.9)
TALKS = Example(PAIR, ["The", "talks", "begin", "on", "Monday"], ["Les", "pourparlers", "!"], [0.0] * 5, [0.0] * 3)


def test_long_words_are_wrong_but_those_that_the_other_translation_has_too() -> None:
    made = mismatched(SHIPS, TALKS.source or (), TALKS.target)
    assert made.source == TALKS.source
    assert [value for value in made.wrong if not math.isnan(value)] == [1.0, 1.0, 1.0]  # Three, ships, left
    assert math.isnan(made.wrong[3])
    assert math.isnan(made.wrong[4])
    assert list(made.lost[:2]) == [1.0, 1.0]
    assert math.isnan(made.lost[2])
    assert made.z == MISMATCHED_Z


def test_the_group_says_that_the_own_source_is_better() -> None:
    group = with_another_source(Group([SHIPS]), Group([TALKS]))
    assert len(group.examples) == 2
    assert [(better, worse) for better, worse, _ in group.worse] == [(0, 1)]


def test_the_same_source_is_no_other() -> None:
    assert len(with_another_source(Group([SHIPS]), Group([SHIPS])).examples) == 1


def test_without_a_source_there_is_nothing_to_show() -> None:
    assert len(with_another_source(Group([SHIPS]), Group([Example(PAIR, ["So"], None, [0.0])])).examples) == 1

"""Arabic duals of any noun are two, Hebrew letters are years, and neither is read into other words."""

from __future__ import annotations

import pytest

from models.checks.numbers.numbers import NUMBERS
from models.checks.numerals.duals import is_dual
from models.mqm import Severity
from tests.checks.conftest import MakeDocument

DUALS = ["سيارتين", "كتابين", "جنديين", "مدرستين", "قذيفتين", "جنديان", "طائرتان"]
NO_DUALS = ["لبنان", "مهندسين", "لاعبين", "فساتين", "بساتين", "فلسطين", "سكان", "برلمان", "ميدان", "مواطنين", "قوانين"]


@pytest.mark.parametrize("word", DUALS)
def test_a_dual_is_two_of_its_noun(word: str) -> None:
    assert is_dual(word)


@pytest.mark.parametrize("word", NO_DUALS)
def test_what_only_ends_so_is_none(word: str) -> None:
    assert not is_dual(word)


def test_another_number_of_them_is_found(make_document: MakeDocument) -> None:
    source = "دمر الحريق سيارتين في المدينة"
    for sound in ("The fire destroyed two cars", "The fire destroyed both cars", "The fire destroyed a pair of cars"):
        assert NUMBERS.find(make_document(source, sound, "ar")) == []
    target = "The fire destroyed three cars"
    (flag,) = NUMBERS.find(make_document(source, target, "ar"))
    assert (flag.span.of(target), flag.severity) == ("three", Severity.MAJOR)


@pytest.mark.parametrize("target", ["It opened in 2024", "It opened in 2023-24", "It opened in 5784"])
def test_a_year_in_letters_is_the_two_it_lies_in(make_document: MakeDocument, target: str) -> None:
    assert NUMBERS.find(make_document('בית הספר נפתח בשנת תשפ"ד', target, "he")) == []


def test_another_year_is_found(make_document: MakeDocument) -> None:
    (flag,) = NUMBERS.find(make_document('בית הספר נפתח בשנת תשפ"ד', "The school opened in 2014", "he"))
    assert flag.severity is Severity.MAJOR
    assert NUMBERS.find(make_document('שיעור בתנ"ך', "A Bible lesson", "he")) == []

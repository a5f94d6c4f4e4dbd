"""A number of the source that is missing, where the translation has another of its numbers twice."""

from __future__ import annotations

import pytest

from models.checks.numbers.numbers import NUMBERS
from models.mqm import Severity
from tests.checks.conftest import MakeDocument

REPEATED = [
    ("de", "Zwei Männer und drei Frauen kamen.", "Two men and two women came.", "two"),
    ("de", "Zwei Männer und drei Frauen kamen.", "Three men and three women came.", "Three"),
    ("ru", "Две женщины и трое мужчин", "Two women and two men", "two"),
    ("ar", "خمسة رجال وثلاث نساء", "Five men and five women", "five"),
    ("zh", "3名男子和5名女子", "3 men and 3 women", "3"),
    ("de", "Am 3. und 5. Mai", "On 3 and 3 May", "3"),
]
RIGHT = [
    ("de", "Zwei Männer und drei Frauen kamen.", "Two men and three women came."),
    ("de", "Vier Tore, zwei davon spät.", "Two goals, and two late ones."),
    ("de", "Drei Brüder, zwei leben in Rom.", "Two brothers live in Rome, one does not."),
    ("de", "Zwei Männer\nund drei Frauen kamen.", "Two men and three\nwomen came."),
    ("de", "Ein Mann und zwei Frauen", "Two women and two men"),
]


@pytest.mark.parametrize(("lang", "source", "target", "wrong"), REPEATED)
def test_the_repeated_number_is_found(
    make_document: MakeDocument, lang: str, source: str, target: str, wrong: str
) -> None:
    (flag,) = NUMBERS.find(make_document(source, target, lang))
    assert (flag.span.of(target), flag.severity) == (wrong, Severity.MINOR)


@pytest.mark.parametrize(("lang", "source", "target"), RIGHT)
def test_what_may_be_told_so_is_left_alone(make_document: MakeDocument, lang: str, source: str, target: str) -> None:
    assert NUMBERS.find(make_document(source, target, lang)) == []

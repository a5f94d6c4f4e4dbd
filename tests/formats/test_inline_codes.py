"""Inline codes of an XLIFF file stand in the translation as in the source: one that was dropped or added is told of."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from unit_checker import UnitChecker

from formats.files import xliff_1, xliff_2
from models.article import Document
from models.checks.placeholders import PLACEHOLDERS
from models.formats.annotation import annotate
from models.formats.units import UnitLanguages
from models.intake.requests import take_in
from models.mqm import Severity
from models.text.alignment import align

Write = Callable[..., bytes]


def told(write: Write, *pairs: tuple[str, str]) -> list[tuple[str, str, str]]:
    """(side, words, message) of every flag of the rule on a file with these pairs."""
    checker = UnitChecker()
    annotate(write(*pairs), UnitLanguages(), checker.check)
    article = take_in(checker.seen[0]).article
    flags = PLACEHOLDERS.find(Document(article, align(article, lambda source, target: 0.5)))
    assert all(flag.severity is Severity.MAJOR for flag in flags)
    return [(flag.side, flag.span.of(article.text(flag.side)), flag.message) for flag in flags]


MISSING = "is missing in the translation."
DIFFERENT = [
    # source, target, side, word, message
    (xliff_1, "Das <x id='1'/>Schiff", "The ship", "source", "Schiff", f'<x id="1"/> {MISSING}'),
    (xliff_1, "Das <g id='1'>rote</g> Schiff", "The red ship", "source", "rote", f'<g id="1"> {MISSING}'),
    (xliff_1, "Das Schiff<ph id='2'>&lt;br&gt;</ph>", "The ship", "source", "Schiff", f'<ph id="2"/> {MISSING}'),
    (xliff_1, "<bpt id='1'/>Das<ept id='1'/> Schiff", "<bpt id='1'/>The ship", "source", "Schiff",
     f'<ept id="1"> {MISSING}'),
    (xliff_1, "<x id='1'/>Das <x id='2'/>Schiff", "The ship", "source", "Das",
     '<x id="1"/>, <x id="2"/> are missing in the translation.'),
    (xliff_1, "Das Schiff", "The <x id='1'/>ship", "target", "ship", 'The source has no <x id="1"/> here.'),
    (xliff_1, "<x id='1'/>Das Schiff", "The <x id='1'/><x id='1'/>ship", "target", "ship",
     'The source has no <x id="1"/> here.'),
    (xliff_2, "Das <ph id='a'/>Schiff", "The ship", "source", "Schiff", f'<ph id="a"/> {MISSING}'),
    (xliff_2, "Das <pc id='1'>rote</pc> Schiff", "The red ship", "source", "rote", f'<pc id="1"> {MISSING}'),
    (xliff_2, "<sc id='1'/>Das<ec startRef='1'/> Schiff", "<sc id='1'/>The ship", "source", "Schiff",
     f'<ec id="1"> {MISSING}'),
]  # fmt: skip
SAME = [
    (xliff_1, "Das <g id='1'>rote</g> Schiff<x id='2'/>", "<x id='2'/>The ship that is <g id='1'>red</g>"),
    (xliff_1, "<g id='1'>Das</g> Schiff", "<bpt id='1'/>The<ept id='1'/> ship"),
    (xliff_1, "<bpt id='1' rid='7'/>Das<ept id='2' rid='7'/>", "<bpt id='1' rid='7'/>The<ept id='2' rid='7'/>"),
    (xliff_1, "Das <mrk mtype='term'>Schiff</mrk>", "The ship"),
    (xliff_1, "Das<x id='1' ctype='lb'/>Schiff", "The ship"),
    (xliff_2, "<pc id='1'>Das</pc> Schiff", "<sc id='1'/>The<ec startRef='1'/> ship"),
    (xliff_2, "Das <ph id='1' canDelete='yes'/>Schiff<cp hex='0001'/>", "The ship"),
]  # fmt: skip


@pytest.mark.parametrize(("write", "source", "target", "side", "word", "message"), DIFFERENT)
def test_what_differs_is_told_at_the_word_beside_it(
    write: Write, source: str, target: str, side: str, word: str, message: str
) -> None:
    assert told(write, ("Eins", "One"), (source, target)) == [(side, word, message)]


@pytest.mark.parametrize(("write", "source", "target"), SAME)
def test_what_is_the_same_is_left_alone(write: Write, source: str, target: str) -> None:
    assert told(write, (source, target)) == []


def test_codes_of_one_unit_do_not_answer_to_another() -> None:
    flags = told(xliff_1, ("Eins <x id='1'/>", "One"), ("Zwei", "Two <x id='1'/>"))
    assert [side for side, _, _ in flags] == ["source", "target"]


def test_many_codes_are_not_all_named() -> None:
    codes = "".join(f"<x id='{number}'/>" for number in range(9))
    ((_, word, message),) = told(xliff_1, (f"{codes}Schiff", "Ship"))
    assert word == "Schiff" and '<x id="4"/> …' in message and '"5"' not in message

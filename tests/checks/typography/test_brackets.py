"""Brackets and quotation marks without a partner; numbers, faces, measures and long quotations."""

from __future__ import annotations

import pytest

from models.checks.typography.brackets import BRACKETS
from tests.checks.conftest import MakeDocument

FOUND = [
    # language, target, what is flagged
    ("en", "The bank (founded in 1901 was sold.", ["(founded"]),
    ("en", "The bank founded in 1901) was sold.", ["1901)"]),
    ("en", "He said: “We will come. Then he left.", ["“We"]),
    ("en", "He said: We will come.” Then he left.", ["come.”"]),
    ("en", 'He said: "We will come. Then he left.', ['"We']),
    ("en", "It [was sold (twice] and bought again.", ["(twice]"]),
    ("de", "Er sagte: „Wir kommen. Dann ging er.", ["„Wir"]),
    ("fr", "Il a dit : « Nous venons. Puis il partit.", ["«"]),
    ("ru", "Он сказал: «Мы придём. Потом ушёл.", ["«Мы"]),
    ("ar", "قال (وهو يبتسم إنه سيأتي.", ["(وهو"]),
    ("zh", "他说（昨天很好。", ["（"]),
]
SILENT = [
    ("en", "1) First. 2) Second. a) Third. (iv) Fourth."),
    ("en", "The list: 1) bread 2) milk and (maybe) 3) eggs."),
    ("en", "Good :) or bad :-( or ;) you decide :D"),
    ("en", "The numbers in [0, 1) are meant (see [3])."),
    ("en", "A 5'10\" man's dogs' bowls, rock 'n' roll, the '90s."),
    ("en", "“We will come,” he said. “We will stay.” ‘Yes,’ she said."),
    ("en", "He began: “We will come.\n“We will stay.”"),
    ("en", 'He began: "We will come.\n"We will stay."'),
    ("en", "He (the mayor said\nin a letter) was late."),
    ("de", "Er sagte: „Wir kommen.“ Dann „ging“ er, »so« eben."),
    ("fr", "Il a dit : « Nous venons “demain” ». C’est l’été."),
    ("ar", "قال: ”نعم“ ثم «لا» (ربما)."),
    ("zh", "他说（昨天）：“好。”《书》（另一本)"),
]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("وقال: \"سنأتي. ثم ذهب.", 'He said: "We will come. Then he left.', []),
        ("وقال: \"سنأتي\". ثم ذهب.", 'He said: "We will come. Then he left.', ['"We']),
        ("تأسس المصرف (عام 1901 ثم بيع.", "The bank (founded in 1901 was sold.", []),
        ("تأسس المصرف (عام 1901) ثم بيع.", "The bank (founded in 1901 was sold.", ["(founded"]),
    ],
)
def test_what_the_source_leaves_open_may_stay_so(
    make_document: MakeDocument, source: str, target: str, expected: list[str]
) -> None:
    flags = BRACKETS.find(make_document(source, target, "ar"))
    assert [flag.span.of(target) for flag in flags] == expected


@pytest.mark.parametrize(("lang", "target", "expected"), FOUND)
def test_lonely_marks_are_found(
    make_document: MakeDocument, lang: str, target: str, expected: list[str]
) -> None:
    flags = BRACKETS.find(make_document(None, target, "ar", lang))
    assert [flag.span.of(target) for flag in flags] == expected


@pytest.mark.parametrize(("lang", "target"), SILENT)
def test_sound_marks_are_left_alone(make_document: MakeDocument, lang: str, target: str) -> None:
    assert [flag.span.of(target) for flag in BRACKETS.find(make_document(None, target, "ar", lang))] == []

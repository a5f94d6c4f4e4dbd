"""Whole segments that were not translated, and those that are rightly the same in both languages."""

from __future__ import annotations

import pytest

from models.checks.untranslated.copied_source import COPIED_SOURCE
from models.mqm import Category, Severity
from tests.checks.conftest import MakeDocument

CASES = [
    # source language, source, target, category and severity or None
    (
        "de",
        "Der Minister sagte gestern, dass die Gespräche bald wieder beginnen.",
        "Der Minister sagte gestern, dass die Gespräche bald wieder beginnen.",
        (Category.NON_TRANSLATION, Severity.CRITICAL),
    ),
    (
        "fr",
        "Il pleut depuis trois jours dans cette ville.",
        "Il pleut depuis trois jours dans cette ville",
        (Category.NON_TRANSLATION, Severity.CRITICAL),
    ),
    (
        "es",
        "Todavía no sabemos nada.",
        "Todavía no sabemos nada.",
        (Category.UNTRANSLATED, Severity.MAJOR),
    ),
    ("ar", "قال الوزير ذلك أمس.", "قال الوزير ذلك أمس.", (Category.UNTRANSLATED, Severity.MAJOR)),
    (
        "de",
        "Der Minister unterschrieb den Vertrag am Montag.",
        "Der Minister unterschrieb den Vertrag am Montag.",
        (Category.UNTRANSLATED, Severity.MAJOR),
    ),
    ("de", "Verein für Deutsche Schäferhunde", "Verein für Deutsche Schäferhunde", None),
    ("de", "Angela Merkel, Berlin, 12.03.2021", "Angela Merkel, Berlin, 12.03.2021", None),
    ("de", "Berlin (dpa)", "Berlin (dpa)", None),
    ("fr", "Paris Saint-Germain 3, Real Madrid 1", "Paris Saint-Germain 3, Real Madrid 1", None),
    ("ar", "BBC 2021", "BBC 2021", None),
    ("de", "Der Minister kam.", "The minister came.", None),
    ("en", "Nothing had to be translated here at all.", "Nothing had to be translated here at all.", None),
]


@pytest.mark.parametrize(("lang", "source", "target", "expected"), CASES)
def test_copies(
    make_document: MakeDocument,
    lang: str,
    source: str,
    target: str,
    expected: tuple[Category, Severity] | None,
) -> None:
    flags = COPIED_SOURCE.find(make_document(source, target, lang))
    assert [(flag.category, flag.severity) for flag in flags] == ([expected] if expected else [])
    assert [flag.span.of(target) for flag in flags] == ([target] if expected else [])

"""One spelling per name within an article."""

from __future__ import annotations

import pytest

from models.checks.names.name_spelling import NAME_SPELLING, NO_SOURCE_WORD, ONE_IN_SOURCE
from models.mqm import Category, Severity


@pytest.mark.parametrize(
    ("source", "target", "later", "first", "kind"),
    [
        (
            "قال ريابكوف\nوأضاف ريابكوف",
            "Then Ryabkov spoke.\nThen Rybkov left.",
            "Rybkov",
            "Ryabkov",
            ONE_IN_SOURCE,
        ),
        (None, "Then Zelensky spoke.\nLater Zelenskyy left.", "Zelenskyy", "Zelensky", NO_SOURCE_WORD),
        (None, "When Siminoff came, Siminof left.", "Siminof", "Siminoff", NO_SOURCE_WORD),
    ],
)
def test_flags_the_later_spelling(make_document, source, target, later, first, kind) -> None:
    (flag,) = NAME_SPELLING.find(make_document(source, target))
    assert flag.span.of(target) == later
    assert (flag.category, flag.severity) == (Category.TERM_INCONSISTENT, Severity.MINOR)
    assert flag.confidence == kind.confidence
    assert later in flag.message and first in flag.message and flag.replacements == (first,)


def test_every_later_occurrence_is_flagged(make_document) -> None:
    target = "When Siminoff came, Siminof left; with Siminof went Siminoff."
    flags = NAME_SPELLING.find(make_document(None, target))
    assert [flag.span.of(target) for flag in flags] == ["Siminof", "Siminof"]


@pytest.mark.parametrize(
    ("source", "target", "lang"),
    [
        (None, "In Russia the Russian, in Ukraine the Ukrainian, in Austria and Australia.", "ar"),
        (None, "Then Mr Johnson met Mr Johnston and Mr Anderson met Mr Andersen.", "ar"),
        (None, "The two Siminoffs and Siminoff, Siminoff's, Siminoff’s.", "ar"),
        ("Siminoff und Simonoff kamen.", "Then Siminoff and Simonoff came.", "de"),
        ("Der Ivanov, die Ivanova", "The man Ivanov, the wife Ivanova", "de"),
        (None, "Then Rybkov met Fomin and Lavrov met Kulebin.", "ar"),
    ],
)
def test_silent_on_different_names(make_document, source, target, lang) -> None:
    assert NAME_SPELLING.find(make_document(source, target, lang)) == []

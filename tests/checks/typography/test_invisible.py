"""Invisible characters where they do not belong, and where they do."""

from __future__ import annotations

import pytest

from models.checks.typography.invisible import INVISIBLE
from models.mqm import Severity
from tests.checks.conftest import MakeDocument

FOUND = [
    # language, target, what is flagged, severity
    ("en", "The sys\u200btem failed.", "sys\u200btem", Severity.MINOR),
    ("en", "The “sys\u200btem”, failed.", "sys\u200btem", Severity.MINOR),
    ("en", "The sys\u2060tem failed.", "sys\u2060tem", Severity.MINOR),
    ("en", "The \ufeffsystem failed.", "\ufeffsystem", Severity.MINOR),
    ("en", "The sys\u200ctem failed.", "sys\u200ctem", Severity.MINOR),
    ("en", "The sys\u200dtem failed.", "sys\u200dtem", Severity.MINOR),
    ("en", "The \u200fsystem failed.", "\u200fsystem", Severity.MINOR),
    ("en", "Open gpj\u202eexe. now.", "gpj\u202eexe.", Severity.MAJOR),
    ("en", "Open \u2066this\u2069 now.", "\u2066this\u2069", Severity.MAJOR),
    ("ar", "افتح gpj\u202eexe الآن.", "gpj\u202eexe", Severity.MINOR),
]
SILENT = [
    ("en", "An astronaut 👩\u200d🚀, a family 👨\u200d👩\u200d👧, a flag 🏴󠁧󠁢󠁥󠁮󠁧󠁿 and ❤\ufe0f\u200d🔥."),
    ("en", "\ufeffA mark at the very start is no character of the text."),
    ("en", "The name \u2067محمد\u2069 and محمد\u200e (right) are set apart."),
    ("en", "A soft\u00adhyphen and a no-break\u00a0space."),
    ("fa", "می\u200cخواهم بروم."),
    ("ar", "قال\u200f: نعم \u200eABC\u200f."),
    ("he", "הוא \u2066abc\u2069 אמר."),
    ("ne", "क्\u200dष र\u200dय"),
]


@pytest.mark.parametrize(("lang", "target", "words", "severity"), FOUND)
def test_invisible_characters_are_found(
    make_document: MakeDocument, lang: str, target: str, words: str, severity: Severity
) -> None:
    (flag,) = INVISIBLE.find(make_document(None, target, "ar", lang))
    assert (flag.span.of(target), flag.severity) == (words, severity)
    assert not any(character in "".join(flag.replacements) for character in "\u200b\u200c\u200d\u202e\ufeff")


@pytest.mark.parametrize(("lang", "target"), SILENT)
def test_they_are_right_where_they_are_at_home(make_document: MakeDocument, lang: str, target: str) -> None:
    assert [flag.span.of(target) for flag in INVISIBLE.find(make_document(None, target, "ar", lang))] == []

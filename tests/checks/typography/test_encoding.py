"""Characters broken on the way, and unusual characters that are right."""

from __future__ import annotations

import pytest

from models.checks.typography.encoding import ENCODING
from models.mqm import Severity
from tests.checks.conftest import MakeDocument

FOUND = [
    # target, what is flagged, severity, replacements
    ("The cafÃ© was full.", "cafÃ©", Severity.MAJOR, ("café",)),
    ("He said â€œyesâ€\u009d at once.", "â€œyesâ€\u009d", Severity.MAJOR, ("“yes”",)),
    ("In MÃ¼nchen it rained.", "MÃ¼nchen", Severity.MAJOR, ("München",)),
    ("The caf\ufffd was full.", "caf\ufffd", Severity.MAJOR, ()),
    ("Half \ud83d of it.", "\ud83d", Severity.MAJOR, ()),
    ("Food &amp; drink.", "&amp;", Severity.MINOR, ("&",)),
    ("It was 5 &#8364; then.", "&#8364;", Severity.MINOR, ("€",)),
    ("A bell\x07 rang.", "\x07", Severity.MINOR, ()),
    ("A NUL\x00 too.", "\x00", Severity.MINOR, ()),
]
SILENT = [
    "Café, naïve, Zürich, São Paulo, Łódź, Đà Nẵng, Ångström.",
    "AT&T; R&D; Q&A, Marks & Spencer &c.",
    "See https://example.com/?a=1&amp;b=2 for more.",
    "Tabs\tand\r\nline ends\u2028are white space.",
    "“Quotes”, ‘quotes’, «guillemets» … – — €5 £3 50°C ±2 ½ × 3²",
    "مرحبا بالعالم. Привет, мир. 你好，世界。 नमस्ते",
    "e\u0301 combining, 👩‍🚀 emoji 🏴󠁧󠁢󠁥󠁮󠁧󠁿.",
]


@pytest.mark.parametrize(("target", "words", "severity", "replacements"), FOUND)
def test_broken_characters_are_found(
    make_document: MakeDocument, target: str, words: str, severity: Severity, replacements: tuple[str, ...]
) -> None:
    (flag,) = ENCODING.find(make_document(None, target))
    assert (flag.span.of(target), flag.severity, flag.replacements) == (words, severity, replacements)


@pytest.mark.parametrize("target", SILENT)
def test_sound_characters_are_left_alone(make_document: MakeDocument, target: str) -> None:
    assert [flag.span.of(target) for flag in ENCODING.find(make_document(None, target))] == []


def test_a_code_that_the_source_has_too_was_not_left_by_the_translation(make_document: MakeDocument) -> None:
    assert ENCODING.find(make_document("Brot &amp; Salz", "Bread &amp; salt", "de")) == []
    (flag,) = ENCODING.find(make_document("Brot &amp; Salz", "Bread &amp; salt &lt;", "de"))
    assert flag.message.startswith("An HTML code was left in the text: &lt;")

"""Rules read texts without soft hyphens and zero-width marks; what they find stands at offsets of the stored text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.article import Article, Document, Segment
from models.findings.gathering import check_flags
from models.findings.unmarked import without_hidden_marks
from models.languages import LanguagePair
from models.spans import Span
from models.text.hidden_marks import visible


def document(source: str | None, target: str, lang: str = "de") -> Document:
    """One pair of sentences."""
    place = Span(0, len(source)) if source else None
    article = Article("a", target, source, LanguagePair(lang, "en"))
    return Document(article, (Segment("s1", source or "", target, place, Span(0, len(target))),))


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("The min\u00adistry re\u00adjects the pro\u00adposal.", []),
        ("The min\u00adistry opened the t\u00adhe doors.", [("repetition", "the t\u00adhe")]),
        ("The min\u200bistry rejects the proposal.", [("invisible", "min\u200bistry")]),
        ("The ministry, min\u200distry, rejects it.", [("invisible", "min\u200distry")]),
    ],
)
def test_hidden_marks_are_no_part_of_a_word(target: str, found: list[tuple[str, str]]) -> None:
    flags = check_flags(document(None, target))
    assert [(flag.check, flag.span.of(target)) for flag in flags] == found


def test_evidence_is_quoted_as_it_is_stored() -> None:
    source, target = "Der Ver\u00adein ge\u00adwann am Diens\u00adtag.", "The club won on Fri\u00adday."
    (flag,) = check_flags(document(source, target))
    assert (flag.check, flag.span.of(target), flag.replacements) == ("dates", "Fri\u00adday", ("Tuesday",))
    (evidence,) = flag.evidence
    assert evidence.span is not None and evidence.span.of(source) == evidence.text == "Diens\u00adtag"


def test_a_text_without_such_marks_is_read_as_it_is() -> None:
    for stored in (document("Der Hafen.", "The port."), document("Der Hafen.", "\u00ad")):
        assert without_hidden_marks(stored).document is stored


TEXTS = st.text("ab .,\u00ad\u200b\u2060é字", min_size=1, max_size=30)


@given(TEXTS, TEXTS)
def test_every_flag_finds_its_way_back(source: str, target: str) -> None:
    stored = document(source, target)
    unmarked = without_hidden_marks(stored)
    if unmarked.document is stored:
        return
    plain = unmarked.document.article.target
    assert plain == visible(target)
    for start in range(len(plain)):
        kept = unmarked.kept["target"]
        assert target[kept[start]] == plain[start]
    for segment in unmarked.document.segments:
        assert segment.target_span is not None and segment.target_span.of(plain) == segment.target

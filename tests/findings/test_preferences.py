"""What a site wants of the checker: checks it does without, words that are never flagged, terms that it keeps."""

from __future__ import annotations

import pytest

from models.article import Article, Document, Segment
from models.cascade import Estimator, SegmentEstimate
from models.findings.gathering import gather
from models.glossary import Term
from models.intake.requests import CheckRequest, take_in
from models.languages import LanguagePair
from models.preferences import NONE, Glossary, Preferences
from models.rating import Rating, Score
from models.spans import Span

TARGET = "The ministry opened the the doors."
SOURCE = "فتحت الوزارة الأبواب أمام الزوار يوم الثلاثاء"
NATO, TALKS = Term("الناتو", "NATO"), Term("محادثات", "talks")


def found(preferences: Preferences) -> list[tuple[str, str]]:
    """What the rules raise on TARGET."""
    segment = Segment("s1", "", TARGET, None, Span(0, len(TARGET)))
    document = Document(Article("a", TARGET, None, LanguagePair("", "en")), (segment,))
    silent = Estimator("stub", None, None)  # type: ignore[arg-type]
    rating = Rating("s1", Score("fluency", 0.5, "stub"), Score("consistency", None, "stub", "no source"))
    estimates = [SegmentEstimate(rating, silent, (silent,))]
    flags = gather(document, estimates, (), frozenset(), preferences)
    assert flags.flags == flags.counted == flags.of_checks
    return [(flag.check, flag.span.of(TARGET)) for flag in flags.flags]


@pytest.mark.parametrize(
    ("preferences", "flags"),
    [
        (NONE, [("repetition", "the the")]),
        (Preferences(off=frozenset({"numbers"})), [("repetition", "the the")]),
        (Preferences(off=frozenset({"repetition"})), []),
        (Preferences(ignored=frozenset({"the the"})), []),
        (Preferences(ignored=frozenset({"the"})), [("repetition", "the the")]),  # exactly these words
    ],
)
def test_flags_that_a_site_does_without(preferences: Preferences, flags: list[tuple[str, str]]) -> None:
    assert found(preferences) == flags


@pytest.mark.parametrize(("source_lang", "terms"), [("ar", (TALKS, NATO)), ("fa", (TALKS,)), ("", (TALKS, NATO))])
def test_terms_that_are_kept_join_those_of_articles_of_their_languages(
    source_lang: str, terms: tuple[Term, ...]
) -> None:
    kept = Preferences(glossaries=(Glossary("names", LanguagePair("ar", "en"), (NATO,)),))
    request = CheckRequest(TARGET, SOURCE, source_lang, "en", glossary=(TALKS,), preferences=kept)
    assert take_in(request).article.glossary == terms


def test_the_signature_changes_with_what_a_site_wants() -> None:
    several = [NONE, Preferences(off=frozenset({"names"})), Preferences(thresholds=(("review", 2.0),))]
    assert len({one.signature for one in several}) == 3 and NONE.signature == ""
    one, other = (Preferences(off=frozenset(names)) for names in (("names", "dates"), ("dates", "names")))
    assert one.signature == other.signature

"""From what the model says of words to flags: how loud, of what kind, how severe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from models.article import Article, Document, Segment
from models.calibration.calibration import Calibration, Thresholds, VerdictThresholds
from models.cascade import Estimator, SegmentEstimate
from models.check_catalogue import CONSISTENCY, FLUENCY
from models.findings.model_flags import model_flags
from models.findings.word_doubt import TYPICAL
from models.languages import LanguagePair
from models.mqm import Category, Severity
from models.network.kinds import KINDS
from models.rating import ErrorProfile, ErrorSpan, Rating, Score, SourceWord, WordRating
from models.report import Flag
from models.spans import Span
from models.text.words import word_spans

TARGET = "The dean denied the allegations about the harbour in court today"
SOURCE = "نفى العميد الاتهامات"
SPANS = {span.of(TARGET): span for span in word_spans(TARGET)}
THRESHOLDS = Thresholds(0.5, 0.7, 0.3)
UNCERTAIN = Score("fluency", 0.5, "stub")


def calibration(thresholds: Thresholds = THRESHOLDS) -> Calibration:
    lines = {"seen": 1.0, "alone": 1.0}, {"seen": 0.0, "alone": 0.0}
    verdict = VerdictThresholds(2.0, 8.0, 1.0, 0.3)
    return Calibration("0", *lines, {"default": thresholds, "alone": thresholds}, verdict)


def profile(kind: str = "sense", major: float = 0.9, critical: float = 0.1) -> ErrorProfile:
    return ErrorProfile(major, critical, kind, 0.8, Span(4, 10))


def rated(
    doubt: dict[str, float], told: ErrorProfile | None = None, with_source: bool = True, target_only: float = 0.01
) -> tuple[WordRating, ...]:
    """Words with P(wrong) where it is given, else next to nothing; with that profile each."""
    return tuple(
        WordRating(span, target_only, doubt.get(word, 0.01), told)
        if with_source
        else WordRating(span, doubt.get(word, target_only), None, told)
        for word, span in SPANS.items()
    )


def flags(
    words: Sequence[WordRating],
    errors: tuple[ErrorSpan, ...] = (),
    thresholds: Thresholds = THRESHOLDS,
    texts: tuple[str, str] = (SOURCE, TARGET),
    lost: float = 0.1,
    soundness: float | None = None,
) -> list[Flag]:
    source, target = texts
    segment = Segment("s1", source, target, Span(0, len(source)), Span(0, len(target)))
    article = Article("a", target, source, LanguagePair("ar", "en"))
    consistent = Score("consistency", 0.5, "stub")
    of_source = tuple(SourceWord(span, lost) for span in word_spans(source))
    rating = Rating("s1", UNCERTAIN, consistent, tuple(words), errors, of_source, soundness=soundness)
    estimator = Estimator("stub", None, calibration(thresholds))  # type: ignore[arg-type]
    return model_flags(Document(article, (segment,)), [SegmentEstimate(rating, estimator, (estimator,))])


@pytest.mark.parametrize(
    ("doubt", "found"),
    [
        ({}, []),
        ({"dean": 0.2}, []),
        ({"dean": 0.4}, [("dean", Severity.NEUTRAL)]),  # a quiet one
        ({"dean": 0.6}, [("dean", Severity.MINOR)]),  # not doubtful enough for more
        ({"dean": 0.9}, [("dean", Severity.MAJOR)]),
        ({"dean": 0.9, "court": 0.4}, [("dean", Severity.MAJOR), ("court", Severity.NEUTRAL)]),
        ({"court": 0.9, "dean": 0.4}, [("dean", Severity.NEUTRAL), ("court", Severity.MAJOR)]),  # in reading order
        ({"dean": 0.9, "denied": 0.25}, [("dean", Severity.MAJOR)]),  # a quiet neighbour is no second flag
    ],
)
def test_how_doubtful_a_passage_is_says_how_loud_its_flag_is(
    doubt: dict[str, float], found: list[tuple[str, Severity]]
) -> None:
    assert [(flag.span.of(TARGET), flag.severity) for flag in flags(rated(doubt, profile()))] == found


@pytest.mark.parametrize(
    ("major", "critical", "severity"),
    [(0.2, 0.1, Severity.MINOR), (0.9, 0.1, Severity.MAJOR), (0.9, 0.8, Severity.CRITICAL)],
)
def test_how_severe_an_error_would_be_is_the_models_word(major: float, critical: float, severity: Severity) -> None:
    (flag,) = flags(rated({"dean": 0.9}, profile(major=major, critical=critical)))
    assert flag.severity is severity
    (unsure,) = flags(rated({"dean": 0.6}, profile(major=major, critical=critical)))
    assert unsure.severity is Severity.MINOR


@pytest.mark.parametrize(
    ("least", "severity"), [(0.5, Severity.CRITICAL), (0.8, Severity.CRITICAL), (0.9, Severity.MAJOR)]
)
def test_how_surely_critical_an_error_must_be_is_calibrated(least: float, severity: Severity) -> None:
    (flag,) = flags(rated({"dean": 0.9}, profile(critical=0.8)), thresholds=Thresholds(0.5, 0.7, 0.3, least))
    assert flag.severity is severity


def test_without_a_profile_the_doubt_alone_says_how_severe() -> None:
    (flag,) = flags(rated({"dean": 0.9}))
    assert flag.severity is Severity.MAJOR


@pytest.mark.parametrize("severity", [Severity.MINOR, Severity.MAJOR, Severity.CRITICAL])
def test_a_model_that_marks_passages_says_their_severity(severity: Severity) -> None:
    (flag,) = flags(rated({"dean": 0.9}), (ErrorSpan(SPANS["dean"], severity, 0.8),))
    assert flag.severity is severity


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_says_which_check_and_category(kind: str) -> None:
    (flag,) = flags(rated({"dean": 0.9}, profile(kind)))
    expected = {"addition": (CONSISTENCY, Category.ADDITION), "language": (FLUENCY, Category.GRAMMAR)}
    assert (flag.check, flag.category) == expected.get(kind, (CONSISTENCY, Category.MISTRANSLATION))
    assert flag.evidence
    assert "“العميد”" in flag.message or kind == "language"


@pytest.mark.parametrize(
    ("sure", "kind", "check", "says"),
    [
        (0.9, "sense", CONSISTENCY, "may not mean that"),
        (0.4, "sense", CONSISTENCY, "compare the two"),
        (0.9, "name", CONSISTENCY, "the name may differ"),
        (0.4, "name", CONSISTENCY, "compare the two"),
        (0.9, "opposite", CONSISTENCY, "compare the two"),  # told wrongly too often
        (0.9, "language", FLUENCY, "does not read as natural English"),
        (0.4, "language", CONSISTENCY, "compare the two"),
    ],
)
def test_a_kind_that_the_model_is_not_sure_of_is_not_told(sure: float, kind: str, check: str, says: str) -> None:
    (flag,) = flags(rated({"dean": 0.9}, replace(profile(kind), kind_probability=sure)))
    assert flag.check == check and says in flag.message


@pytest.mark.parametrize(
    ("lost", "says"), [(0.95, "Almost nothing in this passage matches its source."), (0.2, "The source has “العميد”")]
)
def test_only_a_passage_that_has_nothing_of_its_source_is_said_to(lost: float, says: str) -> None:
    (flag,) = flags(rated(dict.fromkeys(SPANS, 0.9), profile()), lost=lost)
    assert flag.message.startswith(says)


@pytest.mark.parametrize(("target_only", "check"), [(0.8, FLUENCY), (0.1, CONSISTENCY)])
def test_without_a_kind_what_is_as_doubtful_alone_is_a_fluency_matter(target_only: float, check: str) -> None:
    (flag,) = flags([w if w.with_source != 0.9 else WordRating(w.span, target_only, 0.9) for w in rated({"dean": 0.9})])
    assert flag.check == check


def test_what_was_estimated_without_a_source_is_a_fluency_matter() -> None:
    (flag,) = flags(rated({"dean": 0.9}, profile("sense"), with_source=False))
    assert flag.check == FLUENCY and "estimated without the source" in flag.message


@pytest.mark.parametrize(
    ("soundness", "found"), [(-1.0, ["لم"]), (TYPICAL - 0.01, ["لم"]), (TYPICAL, []), (1.5, []), (None, [])]
)
def test_a_lost_denial_is_flagged_where_the_sentence_is_in_doubt(soundness: float | None, found: list[str]) -> None:
    source, target = "العمال لم يتقاضوا أجورهم منذ ثلاثة أشهر", "The workers have received their wages for three months"
    words = [WordRating(span, 0.01, 0.01, profile()) for span in word_spans(target)]
    told = flags(words, texts=(source, target), soundness=soundness)
    assert [flag.span.of(source) for flag in told] == found
    assert all(flag.check == "polarity" for flag in told)


def test_what_is_left_out_is_flagged_in_the_source() -> None:
    words = rated({}, profile())  # all answer to the second word
    source = "نفى العميد الاتهامات الخطيرة"
    (flag,) = flags(words, thresholds=Thresholds(0.5, 0.7, lost=0.4), texts=(source, TARGET), lost=0.45)
    assert (flag.side, flag.category, flag.severity) == ("source", Category.OMISSION, Severity.NEUTRAL)
    assert flag.span.of(source) == source, "the second word is as likely lost"
    assert flags(words, texts=(source, TARGET), lost=0.45) == [], "a model without a threshold for it says nothing"


def test_a_model_without_a_quiet_level_has_no_quiet_flags() -> None:
    assert flags(rated({"dean": 0.4}, profile()), thresholds=Thresholds(0.5, 0.7)) == []


@pytest.mark.parametrize(
    ("dean", "denied", "says"),
    [(0.95, 0.4, "the name may differ"), (0.4, 0.95, "compare the two"), (0.8, 0.7, "compare the two")],
)
def test_the_likelier_kind_of_a_passage_wins(dean: float, denied: float, says: str) -> None:
    sure = {SPANS["dean"]: "name", SPANS["denied"]: "time"}
    words = [
        replace(word, profile=replace(profile(sure.get(word.span, "sense")), kind_probability=0.9))
        for word in rated({"dean": dean, "denied": denied})
    ]
    (flag,) = flags(words)
    assert says in flag.message


@pytest.mark.parametrize(("name", "says"), [("Karim", "the name may differ here"), ("Salem", "compare the two")])
def test_a_name_that_the_rules_see_in_the_source_too_is_not_said_to_differ(name: str, says: str) -> None:
    source, target = "قال سالم", f"So said {name}"
    words = [
        WordRating(span, 0.01, 0.9 if span.of(target) == name else 0.01, profile("name")) for span in word_spans(target)
    ]
    (flag,) = flags(words, texts=(source, target))
    assert flag.message.endswith(f"; {says}.")

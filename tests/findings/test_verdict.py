"""The verdict follows from named thresholds."""

from dataclasses import replace

import pytest

from models.article import Article, Document, Segment
from models.calibration.calibration import VerdictThresholds
from models.findings.verdict import NEVER_PASSED, Measures, chance_of, decide
from models.languages import LanguagePair
from models.mqm import Category, Severity
from models.report import Flag
from models.spans import Span

THRESHOLDS = VerdictThresholds(review=2.0, reject=10.0, majors=2.0, consistency=0.3)
WORDS = 200


def flag(severity: Severity, category: Category = Category.GRAMMAR, sure: float = 0.9) -> Flag:
    return Flag(Span(0, 1), "target", category, severity, sure, "fluency", "why")


def measures(
    penalty: float,
    words: int = WORDS,
    consistency: float | None = 0.8,
    estimated: bool = True,
    firm: float | None = None,
    weakest: float | None = 0.8,
) -> Measures:
    return Measures(penalty, penalty if firm is None else firm, words, consistency, weakest, estimated)


@pytest.mark.parametrize(
    ("severities", "penalty", "estimated", "verdict"),
    [
        ((), 0.0, True, "pass"),
        ((Severity.MINOR,), 1.9, True, "pass"),
        ((Severity.MAJOR,), 2.0, True, "review"),
        ((Severity.CRITICAL,), 0.5, True, "review"),
        ((Severity.MAJOR,), 10.0, True, "reject"),
        ((), 0.0, False, "review"),
    ],
)
def test_verdict(severities: tuple[Severity, ...], penalty: float, estimated: bool, verdict: str) -> None:
    found, reasons = decide([flag(s) for s in severities], measures(penalty, estimated=estimated), THRESHOLDS)
    assert found == verdict
    assert reasons and all(reasons)


@pytest.mark.parametrize(("ruined", "verdict"), [(0.4, "review"), (0.6, "reject")])
def test_a_text_mostly_in_ruins_is_rejected_however_long_it_is(ruined: float, verdict: str) -> None:
    loop = flag(Severity.CRITICAL, Category.REPETITION)
    found, reasons = decide([loop], replace(measures(1.0, words=5_000), ruined=ruined), THRESHOLDS)
    assert found == verdict
    assert any("repeated" in reason for reason in reasons)


def document(words: int) -> Document:
    text = " ".join(["word"] * words)
    article = Article("a", text, text, LanguagePair("ar", "en"))
    return Document(article, (Segment("s1", text, text, Span(0, len(text)), Span(0, len(text))),))


@pytest.mark.parametrize(
    ("flags", "verdict"),
    [
        ([flag(Severity.CRITICAL, sure=0.5)], "review"),  # 25 points in 20 words, and perhaps nothing is wrong
        ([flag(Severity.CRITICAL, sure=0.9)], "reject"),
        ([flag(Severity.MAJOR, sure=0.5), flag(Severity.MAJOR, sure=0.5)], "reject"),
        ([flag(Severity.MAJOR, sure=0.5), flag(Severity.MINOR, sure=0.5)], "review"),
    ],
)
def test_one_doubtful_flag_rejects_no_short_text(flags: list[Flag], verdict: str) -> None:
    found = Measures.of(flags, document(20), 0.8, [0.8], True)
    assert found.penalty >= THRESHOLDS.reject
    decided, reasons = decide(flags, found, THRESHOLDS)
    assert decided == verdict
    assert any("not rejected for one unsure flag" in reason for reason in reasons) is (verdict == "review")


@pytest.mark.parametrize("category", NEVER_PASSED)
def test_a_long_article_hides_no_missing_or_ruined_passage(category: Category) -> None:
    for severity, verdict in ((Severity.MAJOR, "review"), (Severity.MINOR, "pass")):
        found, reasons = decide([flag(severity, category)], measures(0.2, words=2_500), THRESHOLDS)
        assert found == verdict
        assert (NEVER_PASSED[category] in reasons) == (verdict == "review")


@pytest.mark.parametrize(("weakest", "verdict"), [(None, "pass"), (0.2, "pass"), (0.02, "review")])
def test_one_sentence_that_hardly_matches_its_source_is_looked_at(weakest: float | None, verdict: str) -> None:
    thresholds = VerdictThresholds(2.0, 10.0, 2.0, 0.3, sentence=0.05)
    found, reasons = decide([], measures(0.0, weakest=weakest), thresholds)
    assert found == verdict
    assert ("weakest sentence" in reasons[0]) == (verdict == "review")


@pytest.mark.parametrize(
    ("check", "severity", "sure", "verdict"),
    [
        ("numbers", Severity.MAJOR, 0.9, "review"),
        ("dates", Severity.MAJOR, 0.9, "review"),
        ("numbers", Severity.MAJOR, 0.6, "pass"),
        ("numbers", Severity.MINOR, 0.9, "pass"),
        ("consistency", Severity.MAJOR, 0.9, "pass"),
        ("polarity", Severity.MAJOR, 0.6, "review"),
    ],
)
def test_a_long_article_hides_no_wrong_fact(check: str, severity: Severity, sure: float, verdict: str) -> None:
    found = Flag(Span(0, 1), "target", Category.MISTRANSLATION, severity, sure, check, "why")
    assert decide([found], measures(0.5, words=1000), THRESHOLDS)[0] == verdict


@pytest.mark.parametrize(
    ("source", "lang", "verdict"), [("Порт", "", "review"), ("Порт", "ru", "pass"), (None, "", "pass")]
)
def test_what_was_not_compared_with_its_source_is_looked_at(source: str | None, lang: str, verdict: str) -> None:
    article = Article("a", "The port.", source, LanguagePair(lang, "en"))
    found = Measures.of((), Document(article, ()), 0.9 if lang else None, (), estimated=True)
    assert decide((), found, THRESHOLDS)[0] == verdict


@pytest.mark.parametrize(
    ("score", "told"), [(0.21, "is 21 of 100, review threshold 30"), (0.298, "is 29.8 of 100, review threshold 30.0")]
)
def test_a_score_is_told_as_finely_as_it_takes_to_see_that_it_is_lower(score: float, told: str) -> None:
    thresholds = VerdictThresholds(2.0, 10.0, 2.0, 0.3)
    _, reasons = decide([], measures(0.0, consistency=score), thresholds)
    assert told in reasons[0]


def test_every_reason_to_look_is_told() -> None:
    _, reasons = decide(
        [flag(Severity.CRITICAL, Category.OMISSION)], measures(5.0, consistency=0.1, estimated=False), THRESHOLDS
    )
    assert len(reasons) >= 5


@pytest.mark.parametrize("scores", [[], [None], [0.4, None, 0.2]])
def test_the_weakest_sentence_counts_where_the_article_s_score_does(scores: list[float | None]) -> None:
    weakest = min((score for score in scores if score is not None), default=None)
    assert Measures.of([], document(9), 0.5, scores, True).weakest == weakest
    assert Measures.of([], document(9), None, scores, True).weakest is None


@pytest.mark.parametrize(
    ("severities", "told"),
    [
        ([Severity.MAJOR], "1 major flag"),
        ([Severity.MAJOR, Severity.MAJOR], "2 major flags"),
        ([Severity.MAJOR, Severity.MINOR], "1 major and 1 minor flag"),
        ([Severity.MINOR, Severity.MAJOR, Severity.MINOR], "1 major and 2 minor flags"),
        ([Severity.MAJOR, Severity.MAJOR, Severity.MINOR], "2 major and 1 minor flag"),
        ([Severity.MAJOR, Severity.MINOR, Severity.NEUTRAL], "1 major, 1 minor and 1 neutral flag"),
    ],
)
def test_reasons_count_flags_by_severity(severities: list[Severity], told: str) -> None:
    assert told in decide([flag(severity) for severity in severities], measures(3.0), THRESHOLDS)[1]


def test_one_major_flag_in_few_words_is_told_as_one() -> None:
    _, reasons = decide([flag(Severity.MAJOR)], measures(3.0, words=9), THRESHOLDS)
    assert "1 major flag: error-free text of this length usually has none" in reasons


@pytest.mark.parametrize(
    ("majors", "words", "verdict"),
    [
        (0, 50, "pass"),
        (1, 400, "pass"),
        (3, 650, "pass"),
        (4, 650, "review"),
        (6, 2000, "pass"),
        (9, 2000, "review"),
    ],
)
def test_many_major_flags_are_looked_at_however_long_the_article(majors: int, words: int, verdict: str) -> None:
    penalty = 500.0 * majors / words
    loose = VerdictThresholds(review=100.0, reject=200.0, majors=2.0, consistency=0.3)
    found, reasons = decide([flag(Severity.MAJOR)] * majors, measures(penalty, words), loose)
    assert found == verdict
    assert any("error-free text of this length" in reason for reason in reasons) == (verdict == "review")


@pytest.mark.parametrize(
    ("count", "expected", "chance"), [(0, 0.0, 1.0), (1, 0.0, 0.0), (1, 0.7, 0.503), (4, 1.3, 0.043), (2, 40.0, 1.0)]
)
def test_chance_of_as_many_or_more(count: int, expected: float, chance: float) -> None:
    assert chance_of(count, expected) == pytest.approx(chance, abs=1e-3)


@pytest.mark.parametrize(("consistency", "verdict"), [(None, "pass"), (0.3, "pass"), (0.29, "review"), (0.0, "review")])
def test_a_text_that_is_poor_throughout_is_looked_at(consistency: float | None, verdict: str) -> None:
    found, reasons = decide([], measures(0.0, consistency=consistency), THRESHOLDS)
    assert found == verdict
    assert reasons[0].startswith("consistency is") == (verdict == "review")


@pytest.mark.parametrize(
    ("flags", "share"),
    [
        ([(Category.REPETITION, Severity.CRITICAL, 0.95, "target")], 0.4),
        ([(Category.REPETITION, Severity.MINOR, 0.95, "target")], 0.0),
        ([(Category.UNTRANSLATED, Severity.MAJOR, 0.6, "target")], 0.0),
        ([(Category.OMISSION, Severity.MAJOR, 0.9, "source")], 0.0),
        ([(Category.MISTRANSLATION, Severity.CRITICAL, 0.9, "target")], 0.0),
    ],
)
def test_ruins_are_what_is_surely_repeated_untranslated_or_garbled(flags: list, share: float) -> None:
    found = [Flag(Span(0, 20), side, category, severity, sure, "c", "why") for category, severity, sure, side in flags]
    assert Measures.of(found, document(10), None, (), True).ruined == pytest.approx(share)

"""The whole path of one article, with a scorer of fixed estimates."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.article import Segment
from models.calibration.calibration import Calibration, Thresholds, VerdictThresholds
from models.cascade import Estimator, ModelCascade
from models.checker import VERSION, Checker, CheckRequest
from models.errors import InvalidInput
from models.findings.overall import overall_score
from models.languages import LanguagePair, compares_pair
from models.rating import Rating, Score, WordRating
from models.report import ArticleReport
from models.text.lexicon import Lexicons
from models.text.words import word_spans

SOURCE = "أغلق مدير الميناء البوابات يوم الأحد. وانتظرت 40 سفينة في الخارج. وعاد الصيادون إلى بيوتهم."
TARGET = "The port director closed the gates on Sunday. Some 40 ships waited outside. The fishermen went home."
ESTIMATES = {"admired": (0.1, 0.95), "wented": (0.95, 0.95), "locked": (0.1, 0.6)}


class StubScorer:
    """Thinks every word sound but those in `estimates`: word to (P of the target only, P with the source)."""

    signature = "stub:0"

    def __init__(self, estimates: Mapping[str, tuple[float, float]] = ESTIMATES) -> None:
        self.estimates = estimates

    def rate(self, segments: Sequence[Segment], pair: LanguagePair) -> list[Rating]:
        known = compares_pair(pair)
        return [self._rating(segment, known, pair.target) for segment in segments]

    def _rating(self, segment: Segment, known: bool, target_lang: str) -> Rating:
        none = Score("consistency", None, self.signature, "not scored")
        if segment.target_span is None or (target_lang != "en" and not known):
            return Rating(segment.id, Score("fluency", None, self.signature, "not scored"), none)
        seen = known and bool(segment.source)
        found = []
        for span in word_spans(segment.target):
            alone, sighted = self.estimates.get(span.of(segment.target), (0.02, 0.02))
            place = span.shift(segment.target_span.start)
            found.append(WordRating(place, alone, sighted if seen else None))
        consistency = Score("consistency", 0.9, self.signature) if seen else none
        return Rating(segment.id, Score("fluency", 0.8, self.signature), consistency, tuple(found))


class NoLexicons:
    """Knows no language."""

    def get(self, lang: str) -> None:
        return None


def checker(estimates: Mapping[str, tuple[float, float]] = ESTIMATES) -> Checker:
    one = {"seen": 1.0, "alone": 1.0}
    words = {"default": Thresholds(0.5, 0.8), "alone": Thresholds(0.5, 0.8)}
    calibration = Calibration("test", one, {"seen": 0.0, "alone": 0.0}, words, VerdictThresholds(2.5, 40.0, 2.0, 0.3))
    cascade = ModelCascade(Estimator("builtin", StubScorer(estimates), calibration))
    return Checker(cascade, calibration, cast(Lexicons, NoLexicons()))


def check(target: str, source: str | None = SOURCE, **more: str) -> ArticleReport:
    given_languages = {"source_lang": "ar" if source else "", "target_lang": "en"}
    return checker().check(CheckRequest(target, source, **{**given_languages, **more}))  # type: ignore[arg-type]


TOP = {
    "id", "signature", "languages", "scores", "mqm_penalty_per_100_words", "verdict", "verdict_reasons",
    "segments", "flags", "coverage",
}  # fmt: skip
FLAG = {
    "id", "side", "start", "end", "text", "segment", "category", "its", "severity", "confidence", "check",
    "check_name", "message", "evidence", "replacements", "fingerprint", "dismissed",
}  # fmt: skip


def test_the_wire_form_has_the_documented_keys() -> None:
    report = check(TARGET.replace("closed", "admired"), id="n7").to_dict()
    assert json.loads(json.dumps(report)) == report
    assert set(report) == TOP
    assert report["id"] == "n7"
    assert report["signature"] == "mtqc|v:0.1.0|model:stub:0|calib:test"
    assert report["languages"] == {"source": "ar", "target": "en"}
    assert set(report["scores"]) == {"overall", "fluency", "consistency"}
    assert set(report["coverage"]) == {"segments", "checked", "notes"}
    for segment in report["segments"]:
        assert set(segment) == {"id", "source", "target", "scores", "flags", "notes"}
        assert set(segment["scores"]) == {"fluency", "consistency"}
        for side, text in (("source", SOURCE), ("target", TARGET.replace("closed", "admired"))):
            assert text[segment[side]["start"] : segment[side]["end"]] == segment[side]["text"]
    (flag,) = report["flags"]
    assert set(flag) == FLAG
    assert (flag["id"], flag["text"], flag["segment"]) == ("f1", "admired", report["segments"][0]["id"])
    assert report["segments"][0]["flags"] == ["f1"]


def test_a_sound_translation_passes() -> None:
    report = check(TARGET)
    assert report.flags == ()
    assert (report.verdict, report.penalty_per_100_words) == ("pass", 0.0)
    assert report.overall == overall_score(report.fluency, report.consistency, 0.0)
    assert (report.fluency, report.consistency) == (pytest.approx(0.8), pytest.approx(0.9))
    assert (report.coverage.segments, report.coverage.checked, report.coverage.notes) == (3, 3, ())


@pytest.mark.parametrize(
    ("word", "with_source", "check_id", "category", "severity"),
    [
        ("admired", True, "consistency", "accuracy/mistranslation", "major"),
        ("locked", True, "consistency", "accuracy/mistranslation", "minor"),
        ("wented", True, "fluency", "fluency/grammar", "major"),
        ("wented", False, "fluency", "fluency/grammar", "major"),
    ],
)
def test_what_the_model_doubts_becomes_a_flag(
    word: str, with_source: bool, check_id: str, category: str, severity: str
) -> None:
    report = check(TARGET.replace("closed", word), SOURCE if with_source else None)
    (flag,) = report.to_dict()["flags"]
    assert (flag["text"], flag["check"], flag["category"], flag["severity"]) == (
        word, check_id, category, severity,
    )  # fmt: skip
    assert flag["message"]
    assert report.penalty_per_100_words > 0
    assert report.overall is not None
    assert report.overall < 1


@pytest.mark.parametrize(
    ("target", "verdict"),
    [
        (TARGET, "pass"), (TARGET.replace("closed", "admired"), "review"),
        ("The ships admired. The gates admired. The boats admired.", "reject"),
    ],
)
def test_the_verdict_follows_the_penalty(target: str, verdict: str) -> None:
    report = check(target, None) if verdict == "pass" else check(target, SOURCE)
    assert report.verdict == verdict
    assert report.verdict_reasons


@pytest.mark.parametrize(
    ("source", "source_lang", "note"),
    [
        (None, "", "No source was sent: consistency was not scored."),
        ("Il-ministru ċaħad l-akkuża", "mt", "The model does not know Maltese"),
        ("tera' DaH", "tlh", "The model does not know Klingon"),
        ("The head admired the gates.", "en", "Source and target language are the same (English)"),
        ("1 2 3 4", "", "The source language could not be detected"),
    ],
)
def test_coverage_says_why_consistency_was_not_scored(source: str | None, source_lang: str, note: str) -> None:
    report = check("The director admired the gates on Sunday.", source, source_lang=source_lang)
    assert any(found.startswith(note) for found in report.coverage.notes)
    assert all("consistency was not" in n for n in report.coverage.notes if n.startswith(note))
    assert report.consistency is None
    assert report.fluency is not None
    assert report.to_dict()["scores"]["consistency"] is None


@pytest.mark.parametrize(
    ("source", "source_lang", "name"),
    [("港の責任者は日曜日に門を閉めた。", "ja", "Japanese"), ("mwalimu alifunga mlango", "sw", "Swahili")],
)
def test_a_language_that_was_never_trained_on_is_scored_as_an_experiment(
    source: str, source_lang: str, name: str
) -> None:
    report = check("The director admired the gates on Sunday.", source, source_lang=source_lang)
    assert report.consistency is not None
    (note,) = (found for found in report.coverage.notes if name in found)
    assert "not trained on" in note and "experiment" in note


def test_without_a_source_the_rules_that_need_none_still_run() -> None:
    report = check("The gates of the the cafÃ© were closed on Sunday morning.", None)
    assert {flag.check for flag in report.flags} >= {"encoding"}
    assert {flag.side for flag in report.flags} == {"target"}


def test_another_target_language_is_left_to_the_rules() -> None:
    target = "Der Hafenmeister schloss das Tor fÃ¼r die Nacht, denn der Sturm war nah."
    report = check(target, None, target_lang="de")
    assert "The model does not score this translation into German: only the rules ran." in report.coverage.notes
    assert (report.coverage.checked, report.fluency, report.consistency) == (0, None, None)
    assert "encoding" in {flag.check for flag in report.flags}
    assert report.verdict != "pass"  # no article is passed unseen


def test_translations_of_english_are_scored_with_a_word_of_warning() -> None:
    source = "The harbour master closed the gate for the night."
    report = check("Der Hafenmeister schloss das Tor für die Nacht.", source, source_lang="en", target_lang="de")
    assert report.coverage.notes == ("The model scores translations into German less well than those into English.",)
    assert report.coverage.checked == 1
    assert report.fluency is not None
    assert report.consistency is not None


PARAGRAPHS = (
    (
        "أغلق مدير الميناء البوابات الساعة 18 مساء الأحد.",
        "The port director closed the gates at 18 on Sunday evening.",
    ),
    (
        "وانتظرت 40 سفينة في عرض البحر حتى صباح اليوم التالي 1250 دقيقة كاملة.",
        "Some 40 ships waited out at sea until the next morning, for 1250 whole minutes.",
    ),
    (
        "وعاد 77 صيادا إلى بيوتهم في قرية تبعد 9 كيلومترات.",
        "The 77 fishermen went home to a village 9 kilometres away.",
    ),
)


@pytest.mark.parametrize("dropped", [0, 1, 2])
def test_what_was_left_out_lowers_consistency(dropped: int) -> None:
    source = "\n\n".join(arabic for arabic, _ in PARAGRAPHS)
    kept = [english for number, (_, english) in enumerate(PARAGRAPHS) if number != dropped]
    whole = check("\n\n".join(english for _, english in PARAGRAPHS), source)
    part = check("\n\n".join(kept), source)
    assert whole.consistency == pytest.approx(0.9)
    assert part.consistency is not None
    assert part.consistency < 0.8
    assert "Passages of the source without a counterpart in the translation: 1." in part.coverage.notes
    assert part.fluency == pytest.approx(whole.fluency)  # what is there reads as well as before


def test_html_flags_have_a_place_in_the_markup() -> None:
    markup = "<p>The port director &amp; his son <b>admired</b> the gates.</p>"
    source = "<p>أغلق مدير الميناء وابنه البوابات.</p>"
    report = check(markup, source, format="html").to_dict()
    (flag,) = [found for found in report["flags"] if found["text"] == "admired"]
    assert set(flag) == FLAG | {"html_start", "html_end"}
    assert markup[flag["html_start"] : flag["html_end"]] == "admired"
    assert flag["start"] != flag["html_start"]


def test_a_reference_adds_metrics() -> None:
    report = check(TARGET, reference=TARGET).to_dict()
    assert {score["metric"] for score in report["reference_scores"]} == {"BLEU", "chrF2", "TER"}
    assert all(score["value"] == pytest.approx(1) for score in report["reference_scores"])


def test_a_dismissed_flag_is_shown_and_counts_for_nothing() -> None:
    target = TARGET.replace("closed", "admired").replace("40 ships", "41 ships")
    first = check(target)
    names = {flag.fingerprint(target): flag.check for flag in first.flags}
    assert sorted(names.values()) == ["consistency", "numbers"] and first.verdict == "reject"
    request = CheckRequest(target, SOURCE, "ar", "en", dismissed=frozenset(names))
    second = checker().check(request)
    assert second.flags == first.flags
    assert (second.verdict, second.penalty_per_100_words) == ("pass", 0.0)
    assert second.overall is not None and first.overall is not None and second.overall > first.overall
    assert second.consistency == pytest.approx(0.9)
    assert [flag["dismissed"] for flag in second.to_dict()["flags"]] == [True] * len(names)


def test_a_dismissal_holds_for_the_same_words_in_the_same_place_only() -> None:
    target = TARGET.replace("closed", "admired")
    dismissed = frozenset(flag.fingerprint(target) for flag in check(target).flags)
    revised = f"A new first sentence. {target}"
    assert checker().check(CheckRequest(revised, SOURCE, "ar", "en", dismissed=dismissed)).flags
    moved = f"{target[:-1]} at last."
    assert checker().check(CheckRequest(moved, SOURCE, "ar", "en", dismissed=dismissed)).verdict == "pass"


def test_checking_leaves_nothing_behind() -> None:
    once = checker()
    request = CheckRequest(TARGET.replace("closed", "admired"), SOURCE, "ar", "en")
    first = once.check(request).to_dict()
    once.check(CheckRequest("Something else wented."))
    assert once.check(request).to_dict() == first


LATIN = ["The", "admired", "wented", "ships", "the the", "1,200", "12:305", "Ã©", "e\u0301", "🇲🇷", "👩‍🚀"]
OTHER = ["漢字", "。", "أوكرانيا", "الأُوكْرانيّة", " في ", "\u200b", "\u202e", "\ufdd0"]
BETWEEN = [" ", " ", ". ", ", ", "\n", "\n\n", "\u00a0", "(", "”", "|"]
PIECES = st.sampled_from(LATIN + OTHER + BETWEEN)
TEXTS = st.lists(PIECES, min_size=1, max_size=25).map("".join)


@settings(max_examples=50)
@example("\u200b", None, "text")
@example("…", "…", "text")
@example("👩‍🚀 admired e\u0301. 漢字 wented.", "أوكرانيا 👩‍🚀 1,200", "text")
@given(TEXTS, st.none() | TEXTS, st.sampled_from(["text", "html"]))
def test_every_flag_quotes_the_text_that_was_sent(target: str, source: str | None, form: str) -> None:
    try:
        report = check(target, source, format=form)
    except InvalidInput:
        return
    texts = {"target": report.article.target, "source": report.article.source or ""}
    if form == "text":
        assert texts == {"target": target, "source": source or ""}
    wire = report.to_dict()
    segments = {segment["id"] for segment in wire["segments"]}
    for flag in wire["flags"]:
        assert 0 <= flag["start"] < flag["end"] <= len(texts[flag["side"]])
        assert texts[flag["side"]][flag["start"] : flag["end"]] == flag["text"]
        assert flag["segment"] is None or flag["segment"] in segments
        for piece in flag["evidence"]:
            if piece["start"] is not None:
                assert texts["source"][piece["start"] : piece["end"]] == piece["text"]
    assert all(score is None or 0 <= score <= 1 for score in wire["scores"].values())
    json.dumps(wire)


def test_the_signature_names_the_version_of_the_package() -> None:
    package = Path(__file__).resolve().parent.parent / "pyproject.toml"
    assert tomllib.loads(package.read_text(encoding="utf-8"))["project"]["version"] == VERSION

"""The report and its wire form, which programs outside rely on."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.article import Article, Segment, Side
from models.fingerprints import CONTEXT_CHARACTERS
from models.languages import LanguagePair
from models.mqm import Category, Severity
from models.rating import Score
from models.report import ArticleReport, Coverage, Evidence, Flag, SegmentReport
from models.spans import Span

SOURCE = "وصلت 👩‍🚀 السفينة.\nثم غادرت."
TARGET = "The 👩‍🚀 ship arrived.\nThen it left it left."
SHIP = Flag(
    span=Span(8, 12),
    side="target",
    category=Category.MISTRANSLATION,
    severity=Severity.MAJOR,
    confidence=0.86049,
    check="consistency",
    message="The source says something else.",
    evidence=(Evidence(Span(9, 16), "السفينة", ("vessel", "ship")), Evidence(None, "2026")),
    replacements=("vessel",),
)
AGAIN = Flag(Span(35, 42), "target", Category.REPETITION, Severity.MINOR, 1.0, "repetition", "Said twice.")
LEFT_OUT = Flag(Span(0, 4), "source", Category.OMISSION, Severity.MAJOR, 0.5, "omission", "Nothing answers.")
OUTSIDE = Flag(Span(21, 22), "target", Category.PUNCTUATION, Severity.MINOR, 0.5, "layout", "A line break.")


def segment(name: str, source: Span | None, target: Span | None, *notes: str) -> SegmentReport:
    texts = (source.of(SOURCE) if source else "", target.of(TARGET) if target else "")
    return SegmentReport(Segment(name, *texts, source, target), 0.81234567, None, notes)


def report(*flags: Flag, **changes: Any) -> ArticleReport:
    made = ArticleReport(
        article=Article("story-7", TARGET, SOURCE, LanguagePair("ar", "en")),
        signature="mtqc|v:1|model:test",
        overall=0.61234567,
        fluency=0.74,
        consistency=None,
        penalty_per_100_words=7.4449,
        verdict="review",
        verdict_reasons=("A passage changes what the source says.",),
        segments=(
            segment("s1", Span(0, 17), Span(0, 21), "Read in 2 overlapping parts."),
            segment("s2", None, Span(22, 43)),
        ),
        flags=flags,
        coverage=Coverage(2, 1, ("The second segment has no source.",)),
    )
    return dataclasses.replace(made, **changes)


def test_the_wire_form_is_as_documented() -> None:
    assert report(SHIP).to_dict() == {
        "id": "story-7",
        "signature": "mtqc|v:1|model:test",
        "languages": {"source": "ar", "target": "en"},
        "scores": {"overall": 0.6123, "fluency": 0.74, "consistency": None},
        "mqm_penalty_per_100_words": 7.44,
        "verdict": "review",
        "verdict_reasons": ["A passage changes what the source says."],
        "segments": [
            {
                "id": "s1",
                "source": {"text": "وصلت 👩‍🚀 السفينة.", "start": 0, "end": 17},
                "target": {"text": "The 👩‍🚀 ship arrived.", "start": 0, "end": 21},
                "scores": {"fluency": 0.8123, "consistency": None},
                "flags": ["f1"],
                "notes": ["Read in 2 overlapping parts."],
            },
            {
                "id": "s2",
                "source": {"text": "", "start": None, "end": None},
                "target": {"text": "Then it left it left.", "start": 22, "end": 43},
                "scores": {"fluency": 0.8123, "consistency": None},
                "flags": [],
                "notes": [],
            },
        ],
        "flags": [
            {
                "id": "f1",
                "side": "target",
                "start": 8,
                "end": 12,
                "text": "ship",
                "segment": "s1",
                "category": "accuracy/mistranslation",
                "its": "mistranslation",
                "severity": "major",
                "confidence": 0.86,
                "check": "consistency",
                "check_name": "Meaning",
                "message": "The source says something else.",
                "evidence": [
                    {"start": 9, "end": 16, "text": "السفينة", "meanings": ["vessel", "ship"]},
                    {"start": None, "end": None, "text": "2026", "meanings": []},
                ],
                "replacements": ["vessel"],
                "fingerprint": SHIP.fingerprint(TARGET),
                "dismissed": False,
            }
        ],
        "coverage": {"segments": 2, "checked": 1, "notes": ["The second segment has no source."]},
    }


def test_the_wire_form_is_json() -> None:
    wire = report(SHIP, AGAIN, LEFT_OUT).to_dict()
    assert json.loads(json.dumps(wire)) == wire


def test_flags_are_numbered_in_order_and_belong_to_the_segment_they_touch() -> None:
    wire = report(SHIP, AGAIN, LEFT_OUT, OUTSIDE).to_dict()
    assert [(flag["id"], flag["segment"]) for flag in wire["flags"]] == [
        ("f1", "s1"),
        ("f2", "s2"),
        ("f3", "s1"),  # a source flag, by its place in the source
        ("f4", None),  # between the segments
    ]
    assert [part["flags"] for part in wire["segments"]] == [["f1", "f3"], ["f2"]]


def test_a_flag_across_segments_belongs_to_the_first() -> None:
    across = dataclasses.replace(SHIP, span=Span(13, 27))
    wire = report(across).to_dict()
    assert wire["flags"][0]["segment"] == "s1"
    assert [part["flags"] for part in wire["segments"]] == [["f1"], []]


def test_equal_flags_keep_an_id_each() -> None:
    twin = dataclasses.replace(SHIP)
    assert [flag["id"] for flag in report(SHIP, twin).to_dict()["flags"]] == ["f1", "f2"]


def test_markup_offsets_are_told_for_the_side_that_came_as_html() -> None:
    def three_further(span: Span) -> Span | None:
        return span.shift(3) if span.start < 20 else None

    wire = report(SHIP, AGAIN, LEFT_OUT, markup={"target": three_further}).to_dict()
    ship, again, left_out = wire["flags"]
    assert (ship["html_start"], ship["html_end"]) == (11, 15)
    assert (again["html_start"], again["html_end"]) == (None, None)  # no one place in the markup
    assert "html_start" not in left_out


def test_reference_scores_are_told_when_there_are_any() -> None:
    assert "reference_scores" not in report().to_dict()
    chrf, bleu = Score("chrf", 0.512345, "sig"), Score("bleu", None, "sig", "too short")
    assert report(reference_scores=(chrf, bleu)).to_dict()["reference_scores"] == [
        {"metric": "chrf", "value": 0.5123, "signature": "sig", "reason": ""},
        {"metric": "bleu", "value": None, "signature": "sig", "reason": "too short"},
    ]


@given(st.data(), st.text(min_size=1), st.sampled_from(["source", "target"]))
@example(None, "e\u0301👩‍🚀🇲🇷", "target")
@example(None, "نعم\u202e ١٢", "source")
@example(None, "港口<b>\r\n\x00", "target")
def test_the_quoted_text_is_what_the_offsets_cover(data: Any, text: str, side: Side) -> None:
    start = data.draw(st.integers(0, len(text) - 1)) if data else len(text) - 1
    end = data.draw(st.integers(start + 1, len(text))) if data else len(text)
    texts = {"target": text} if side == "target" else {"target": "Other.", "source": text}
    made = report(dataclasses.replace(SHIP, span=Span(start, end), side=side), article=Article("a", **texts))
    wire = made.to_dict()["flags"][0]
    assert wire["text"] == text[wire["start"] : wire["end"]] != ""


def moved(text: str, flag: Flag, to: str) -> str:
    """The flag's fingerprint where its words stand in another text."""
    words = flag.span.of(text)
    at = to.index(words)
    return dataclasses.replace(flag, span=Span(at, at + len(words))).fingerprint(to)


NEAR, FAR = "x" * CONTEXT_CHARACTERS, "Earlier text. "


@pytest.mark.parametrize(
    ("text", "revision", "same"),
    [
        ("The ship left.", "The ship left.", True),
        (f"{NEAR} ship {NEAR}", f"{FAR}{NEAR} ship {NEAR}", True),  # more text before its context
        (f"{NEAR} ship {NEAR}", f"{NEAR} ship {NEAR}{FAR}", True),
        ("The ship left.", "A ship left.", False),
        ("Yesterday the big ship left.", "Today the big ship left.", False),  # context is more than a word
        ("The ship left.", "The ship stayed.", False),
    ],
)
def test_a_fingerprint_survives_changes_elsewhere(text: str, revision: str, same: bool) -> None:
    at = text.index("ship")
    flag = dataclasses.replace(SHIP, span=Span(at, at + 4))
    assert (moved(text, flag, revision) == flag.fingerprint(text)) is same


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"message": "Other words."}, True),
        ({"confidence": 0.1}, True),
        ({"severity": Severity.MINOR}, True),
        ({"check": "numbers"}, False),
        ({"side": "source"}, False),
        ({"span": Span(8, 11)}, False),
    ],
)
def test_a_fingerprint_names_the_check_and_the_words_only(change: dict[str, Any], same: bool) -> None:
    changed = dataclasses.replace(SHIP, **change)
    assert (changed.fingerprint(TARGET) == SHIP.fingerprint(TARGET)) is same


def test_a_fingerprint_is_sixteen_hexadecimal_digits_even_of_broken_text() -> None:
    fingerprint = dataclasses.replace(SHIP, span=Span(0, 1)).fingerprint("\ud800")
    assert len(fingerprint) == 16 and int(fingerprint, 16) >= 0


@pytest.mark.parametrize("confidence", [-0.01, 1.01, float("nan")])
def test_a_confidence_is_a_probability(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence"):
        dataclasses.replace(SHIP, confidence=confidence)


@pytest.mark.parametrize(
    ("value", "reason", "complaint"),
    [(None, "", "needs a reason"), (1.5, "", "must lie in"), (-0.1, "", "must lie in")],
)
def test_a_score_is_a_number_up_to_one_or_says_why_not(value: float, reason: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Score("fluency", value, "sig", reason)
    assert Score("fluency", None, "sig", "no text").value is None
    assert Score("fluency", 1.0, "sig").value == 1.0

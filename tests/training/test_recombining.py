"""Errors of written contrasts, mended or moved into a faithful translation: text, marks and source words agree."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.evaluation.corpora.files import records
from models.evaluation.corpora.written import WrittenContrast, contrast
from models.training.contrasts import OURS, contrast_group
from models.training.recombining import mended, moved, place_in, recombined

GUEST = {"text": "guest", "kind": "calque", "severity": "minor", "should": "visiting", "source": "الضيف"}
BALL = {"text": "an occasional ball", "kind": "wrong_sense", "severity": "major", "should": "a cross",
        "source": "كرة عرضية"}  # fmt: skip
DRAW = {"text": "", "after": "draw", "kind": "omission", "severity": "major", "source": "ثمينا"}
RECORD: dict[str, Any] = {
    "lang": "ar",
    "source": "انتزع الفريق الضيف تعادلا ثمينا بعد كرة عرضية",
    "good": "The visiting team snatched a precious draw after a cross.",
    "also_good": "The visitors took a valuable point from a cross that went astray.",
    "bad": "The guest team snatched a draw after an occasional ball.",
    "errors": [GUEST, BALL, DRAW],
}


def item(**changes: Any) -> WrittenContrast:
    return contrast({**RECORD, **changes})


def marked(found: WrittenContrast) -> list[tuple[str, str]]:
    """The words of each error and its source words."""
    return [(mark.span.of(found.bad), mark.source.of(found.source) if mark.source else "") for mark in found.marks]


def test_a_mended_error_is_gone_and_the_others_stand_where_they_stood() -> None:
    whole = item()
    found = mended(whole, [whole.marks[0]])
    assert found.bad == "The visiting team snatched a draw after an occasional ball."
    assert marked(found) == [("draw", "ثمينا"), ("an occasional ball", "كرة عرضية")]


def test_a_moved_error_stands_in_the_faithful_translation() -> None:
    whole = item()
    found = moved(whole, whole.good, whole.marks[:2])
    assert found.bad == "The guest team snatched a precious draw after an occasional ball."
    assert marked(found) == [("guest", "الضيف"), ("an occasional ball", "كرة عرضية")]
    assert found.worst == 1
    assert (found.good, found.also_good) == (whole.good, whole.also_good)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        ({**GUEST, "should": ""}, RECORD["good"]),
        ({**GUEST, "should": "(nothing)"}, "The (nothing) team"),
        ({**GUEST, "should": "visiting/away"}, "The visiting/away team"),
        (GUEST, "The visitors took a point."),
        (GUEST, "The visiting team beat another visiting team."),
        (GUEST, "The revisiting team."),
        ({**GUEST, "should": "away"}, "An away team."),
        (DRAW, RECORD["good"]),
    ],
    ids=["no wording", "a remark", "two wordings", "not there", "twice", "in a word", "an article", "an omission"],
)
def test_where_an_error_has_no_place(error: dict[str, str], text: str) -> None:
    whole = item(errors=[error])
    assert place_in(text, whole.marks[0], whole.bad) is None


def test_of_two_errors_for_one_place_the_first_is_moved() -> None:
    whole = item(errors=[{**GUEST, "should": "visiting team"}, {**GUEST, "text": "team", "should": "team"}])
    assert marked(moved(whole, whole.good, whole.marks))[0][0] == "guest"
    assert len(moved(whole, whole.good, whole.marks).marks) == 1


def test_errors_that_overlap_are_left_as_they_are() -> None:
    whole = item(errors=[GUEST, {**GUEST, "text": "guest team"}])
    assert mended(whole, whole.marks[:1]) == whole


OURS_READ = [
    contrast(record)
    for path in sorted(OURS.glob("*.jsonl.xz"))[::4]
    for record in list(records(path))[::20]
    if "source" in record
]


@given(st.sampled_from(OURS_READ), st.integers(0, 2**32))
def test_every_recombination_of_ours_is_well_formed(whole: WrittenContrast, seed: int) -> None:
    found = recombined(whole, random.Random(seed))
    words = {mark.span.of(whole.bad): mark for mark in whole.marks}
    for mark in found.marks:
        assert mark.source == words[mark.span.of(found.bad)].source
    assert len(found.marks) <= len(whole.marks)
    group = contrast_group(found)
    assert any(group.examples[2].wrong) == any(not mark.omission for mark in found.marks)


def test_all_three_forms_come_up() -> None:
    whole, rng = item(), random.Random(1)
    texts = {recombined(whole, rng).bad for _ in range(200)}
    assert whole.bad in texts
    assert any(text.startswith("The visiting team snatched a draw") for text in texts)
    assert any("precious" in text for text in texts)
    assert any("astray" in text for text in texts)

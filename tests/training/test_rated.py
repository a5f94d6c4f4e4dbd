"""What people say of translations, as examples: ratings, post-edits, and experts' marks averaged."""

from __future__ import annotations

import json
import lzma
import math
from pathlib import Path
from typing import Any

import pytest

from models.evaluation.corpora import RatedTranslation
from models.languages import LanguagePair
from models.network.kinds import KINDS
from models.training.rated import POOR, expert_examples, post_edit_example, rated_example

TARGET = "The talks failed twice."


def rated(z: float) -> RatedTranslation:
    return RatedTranslation(
        "Die Gespräche scheiterten.", TARGET, ("Die", "Gespräche", "scheiterten", "."),
        ("The", "talks", "failed", "twice", "."), (False, False, False, True, False), (False, False, True, False),
        (False, False, False, False, False, True), z, 0.2, "The talks failed.",
    )  # fmt: skip


@pytest.mark.parametrize(("z", "wrong"), [(POOR - 0.1, 1.0), (0.8, math.nan)])
def test_what_was_edited_is_wrong_only_in_a_poor_translation(z: float, wrong: float) -> None:
    example = rated_example(rated(z), LanguagePair("de", "en"))
    assert list(example.edited) == [0, 0, 0, 1, 0]
    assert example.wrong[3] == pytest.approx(wrong, nan_ok=True)
    assert list(example.lost) == [0, 0, 1, 0]
    assert example.gaps[-1] == 1.0


def test_a_post_edit_is_sound() -> None:
    example = post_edit_example(rated(-1.0), LanguagePair("de", "en"))
    assert list(example.target) == ["The", "talks", "failed", "."]
    assert not any(example.wrong)
    assert not any(example.gaps)


def mqm(rater: str, *spans: tuple[int, int, str, str]) -> dict[str, Any]:
    return {"lp": "zh-en", "src": "谈判失败", "mt": TARGET, "rater": rater, "spans": [list(span) for span in spans]}


def experts(folder: Path, *rows: dict[str, Any]) -> Any:
    (folder / "mqm").mkdir()
    with lzma.open(folder / "mqm" / "train.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    (found,) = expert_examples(folder)
    return found


def test_the_marks_of_several_raters_are_averaged(tmp_path: Path) -> None:
    wrong = (17, 22, "major", "Accuracy/Addition")
    example = experts(tmp_path, mqm("a", wrong), mqm("b", wrong), mqm("c"), mqm("d"))
    assert list(example.wrong) == [0, 0, 0, 0.5, 0]
    assert example.severity[3] == 1.0
    assert KINDS[example.kind[3]] == "addition"
    assert math.isnan(example.lost[0])


def test_spans_that_say_little_of_their_words_leave_them_open(tmp_path: Path) -> None:
    spans = [(22, 23, "minor", "Fluency/Punctuation"), (4, 9, "major", "Accuracy/Omission")]
    example = experts(tmp_path, mqm("a", *spans))
    assert [math.isnan(value) for value in example.wrong] == [False, True, False, False, True]


def test_a_translation_without_marks_is_sound_on_both_sides(tmp_path: Path) -> None:
    example = experts(tmp_path, mqm("a"), mqm("b"))
    assert not any(example.wrong)
    assert not any(example.lost)
    assert example.z == pytest.approx(0.9)

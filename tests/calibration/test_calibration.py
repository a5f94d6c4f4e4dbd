"""The shipped thresholds: read, refused when damaged, looked up, and turned into confidences."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calibration.calibration import CALIBRATION, Calibration, Thresholds, VerdictThresholds
from models.errors import ModelUnavailable
from models.languages import LanguagePair

WRITTEN: dict[str, Any] = {
    "version": "1",
    "slopes": {"seen": 0.9, "alone": 0.7},
    "offsets": {"seen": -0.2, "alone": -0.5},
    "words": {
        "default": {"minor": 0.5, "major": 0.8},
        "alone": {"minor": 0.6, "major": 0.9},
        "ar": {"minor": 0.4, "major": 0.7},
        "en-ar": {"minor": 0.3, "major": 0.35},
    },
    "verdict": {"review": 2.5, "reject": 12.0, "majors": 2.0, "consistency": 0.3},
}

ARABIC = LanguagePair("ar", "en")


def load(folder: Path, content: object) -> Calibration:
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / CALIBRATION).write_text(text, encoding="utf-8")
    return Calibration.load(folder)


@pytest.fixture
def calibration(tmp_path: Path) -> Calibration:
    return load(tmp_path, WRITTEN)


def test_it_is_read_as_written(calibration: Calibration) -> None:
    assert calibration.version == "1"
    assert calibration.slopes == {"seen": 0.9, "alone": 0.7}
    assert calibration.offsets == {"seen": -0.2, "alone": -0.5}
    assert calibration.verdict == VerdictThresholds(review=2.5, reject=12.0, majors=2.0, consistency=0.3)


@pytest.mark.parametrize(
    ("pair", "chosen", "consistency"),
    [
        (("ro", "en"), {}, 0.2),
        (("ar", "en"), {}, 0.3),
        (("en", "ro"), {}, 0.3),
        (("", "en"), {}, 0.3),
        (("ro", "en"), {"consistency": 0.5}, 0.5),
    ],
)
def test_good_translations_of_some_languages_score_lower(
    tmp_path: Path, pair: tuple[str, str], chosen: dict[str, float], consistency: float
) -> None:
    """What a site has chosen holds for all."""
    written = WRITTEN | {"verdict": WRITTEN["verdict"] | {"consistency_from": {"ro": 0.2}}}
    found = load(tmp_path, written).verdict.of(LanguagePair(*pair), chosen)
    assert (found.consistency, found.review) == (consistency, 2.5)


def without(*path: str) -> dict[str, Any]:
    """WRITTEN less one entry."""
    copy: dict[str, Any] = json.loads(json.dumps(WRITTEN))
    inner = copy
    for key in path[:-1]:
        inner = inner[key]
    del inner[path[-1]]
    return copy


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '"version"',
        "<html>404</html>",
        without("version"),
        without("slopes"),
        without("slopes", "alone"),
        without("offsets", "seen"),
        without("words"),
        without("words", "default"),
        without("words", "alone"),
        without("words", "ar", "minor"),
        without("verdict", "reject"),
        {**WRITTEN, "words": []},
        {**WRITTEN, "words": {"default": 0.5, "alone": 0.5}},
        {**WRITTEN, "slopes": [1, 1]},
        {**WRITTEN, "verdict": {"review": 2.5, "reject": 12.0, "publish": 0}},
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, content: object) -> None:
    with pytest.raises(ModelUnavailable, match=CALIBRATION):
        load(tmp_path, content)


def test_a_missing_file_or_one_in_another_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="fetch the repository again"):
        Calibration.load(tmp_path)
    (tmp_path / CALIBRATION).write_bytes(b"\xff\xfe{\x00}\x00")
    with pytest.raises(ModelUnavailable, match="fetch the repository again"):
        Calibration.load(tmp_path)


@pytest.mark.parametrize(
    ("source_lang", "target_lang", "with_source", "expected"),
    [
        ("ar", "en", True, Thresholds(0.4, 0.7)),
        ("ru", "en", True, Thresholds(0.5, 0.8)),  # no dev data of its own
        ("", "en", True, Thresholds(0.5, 0.8)),
        ("ar", "en", False, Thresholds(0.6, 0.9)),  # the source was not seen: its language tells nothing
        ("", "en", False, Thresholds(0.6, 0.9)),
        ("en", "ar", True, Thresholds(0.3, 0.35)),
        ("en", "ru", True, Thresholds(0.5, 0.8)),
        ("en", "ar", False, Thresholds(0.6, 0.9)),
    ],
)
def test_thresholds(
    calibration: Calibration, source_lang: str, target_lang: str, with_source: bool, expected: Thresholds
) -> None:
    assert calibration.thresholds(LanguagePair(source_lang, target_lang), with_source) == expected


@pytest.mark.parametrize(
    ("slope", "offset", "probability", "confidence"),
    [
        (1.0, 0.0, 0.5, 0.5),
        (1.0, 0.0, 0.9, 0.9),  # slope 1 and offset 0 change nothing
        (1.0, 2.1972, 0.5, 0.9),
        (2.0, 0.0, 0.75, 0.9),  # odds 3 squared: 9 to 1
        (0.0, 0.0, 0.99, 0.5),
        (1.0, 0.0, 0.0, 0.0),
        (1.0, 0.0, 1.0, 1.0),
    ],
)
@pytest.mark.parametrize("view", ["seen", "alone"])
def test_confidence(slope: float, offset: float, probability: float, confidence: float, view: str) -> None:
    other = "alone" if view == "seen" else "seen"
    made = Calibration("t", {view: slope, other: 5.0}, {view: offset, other: 5.0}, {}, VerdictThresholds(1, 2, 3, 0.3))
    assert made.confidence(probability, ARABIC, view == "seen") == pytest.approx(confidence, abs=1e-4)


@pytest.mark.parametrize(
    ("source_lang", "target_lang", "with_source", "confidence"),
    [
        ("ar", "en", True, 0.9),
        ("ru", "en", True, 0.75),  # has no offset of its own
        ("en", "ar", True, 0.75),
        ("ar", "en", False, 0.5),  # the source was not seen: its language tells nothing
    ],
)
def test_a_language_has_its_own_offset(
    tmp_path: Path, source_lang: str, target_lang: str, with_source: bool, confidence: float
) -> None:
    offsets = {"seen": 1.0986, "alone": 0.0, "ar": 2.1972}
    made = load(tmp_path, WRITTEN | {"slopes": {"seen": 1.0, "alone": 1.0}, "offsets": offsets})
    found = made.confidence(0.5, LanguagePair(source_lang, target_lang), with_source)
    assert found == pytest.approx(confidence, abs=1e-4)


@given(
    st.lists(st.floats(0, 1), min_size=2, max_size=10),
    st.floats(0.01, 5),
    st.floats(-8, 8),
    st.booleans(),
)
def test_confidence_rises_with_probability_inside_0_and_1(
    probabilities: list[float], slope: float, offset: float, with_source: bool
) -> None:
    both = {"seen": slope, "alone": slope}
    made = Calibration(
        "t", both, {"seen": offset, "alone": offset}, {"alone": Thresholds(0.5, 0.8)}, VerdictThresholds(1, 2, 3, 0.3)
    )
    values = [made.confidence(p, ARABIC, with_source) for p in sorted(probabilities)]
    assert all(0 <= value <= 1 for value in values)
    assert all(low <= high for low, high in itertools.pairwise(values))


def test_the_shipped_file_is_sound() -> None:
    shipped = Calibration.load()
    assert all(0 < pair.minor <= pair.major <= 1 for pair in shipped.words.values())
    assert 0 < shipped.verdict.review < shipped.verdict.reject
    assert min(shipped.slopes.values()) > 0

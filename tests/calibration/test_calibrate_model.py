"""A fetched model is calibrated on a toy data folder, and estimates with it: passages, verdict, chains."""

from __future__ import annotations

import json
import lzma
import random
from pathlib import Path
from typing import Any

import pytest
from scorers.translation.tiny_translation import make

from models.calibration.calibration import Calibration, calibration_file
from models.checker import CheckRequest, load_checker
from models.errors import InvalidInput, ModelUnavailable
from models.hub.catalogue import MODELS
from models.hub.fetching import take_in
from scripts.calibration import calibrate_model, dev_ratings, fitting

NAME = "marian-ar-en"
STEMS = ["minister", "said", "Egypt", "talks", "capital", "people", "waited", "travelled", "many", "would"]
ARABIC = ["قال", "الوزير", "في", "مصر", "إن", "المحادثات", "ستستمر", "ثم", "سافر", "إلى", "العاصمة", "حيث", "انتظر"]
REQUEST = CheckRequest(
    "The minister said Egypt waited. The talks travelled.",
    "قال الوزير في مصر. ثم سافر.",
    source_lang="ar",
    target_lang="en",
)


def pack(path: Path, rows: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lzma.compress("\n".join(rows).encode()))


def rating(rng: random.Random) -> str:
    source, target = rng.choices(ARABIC, k=8), rng.choices(STEMS, k=8)
    tags = [rng.choice(["OK", "BAD"]) for _ in target]
    record: dict[str, Any] = {
        "source": " ".join(source), "target": " ".join(target), "source_tokens": source, "target_tokens": target,
        "post_edit_tokens": target, "target_tags": tags, "source_tags": ["OK"] * 8, "gap_tags": ["OK"] * 9,
        "hter": 0.1, "da_z": rng.gauss(0, 1),
    }  # fmt: skip
    return json.dumps(record)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ratings of Arabic as in MLQE-PE (which has none), thirty of one's own, and FLORES, of sixty sentences each."""
    folder, rng = tmp_path_factory.mktemp("data"), random.Random(3)
    keys = ("source", "target", "da_z")
    own = [json.dumps({key: json.loads(rating(rng))[key] for key in keys}) for _ in range(30)]
    pack(folder / "mlqe-pe/ar-en.dev.jsonl.xz", [rating(rng) for _ in range(60)] + own)
    sound = [f"{' '.join(rng.choices(ARABIC, k=9))}\t{' '.join(rng.choices(STEMS, k=9))}\tflores" for _ in range(60)]
    pack(folder / "dev/flores.ar-en.tsv.xz", sound)
    return folder


@pytest.fixture
def model(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The store with a small random model in it."""
    monkeypatch.setenv("MTQC_MODELS", str(tmp_path / "store"))
    take_in(MODELS[NAME], make("marian", tmp_path / "usb"))
    return tmp_path / "store"


def test_a_calibrated_model_marks_passages_and_moves_the_verdict(
    model: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = load_checker(NAME).check(REQUEST)
    assert calibrate_model.main([NAME, "--data", str(data)]) == 0
    assert "calibration error" in capsys.readouterr().out
    checker = load_checker(NAME)
    calibration = checker.cascade.first.calibration
    assert calibration is not None and set(calibration.words) == {"ar", "default"}
    report = checker.check(REQUEST)
    assert report.signature != before.signature and calibration.version in report.signature
    assert "on the common scale" in " ".join(report.coverage.notes)
    assert 0 <= (report.consistency or 0) <= 1 and report.consistency != before.consistency
    assert [flag for flag in before.flags if flag.check == "consistency"] == []


def test_the_dev_translations_are_spread_evenly_over_the_scale(model: Path, data: Path) -> None:
    assert calibrate_model.main([NAME, "--data", str(data)]) == 0
    estimator = load_checker(NAME).cascade.first
    (dev,) = dev_ratings.rated_dev(estimator.scorer, data)
    assert estimator.calibration is not None
    mapped = sorted(estimator.calibration.rescaled(r).consistency.value or 0.0 for r in dev.ratings)
    for rank, value in enumerate(mapped):
        assert value == pytest.approx((rank + 0.5) / len(mapped), abs=0.03)
    below = estimator.calibration.unsure_below(0.3)
    asked = sum((estimator.calibration.certainty(value) or 0) < below for value in mapped)
    assert asked / len(mapped) == pytest.approx(0.3, abs=0.05)


def test_a_chain_of_the_built_in_model_and_a_calibrated_one(model: Path, data: Path) -> None:
    with pytest.raises(ModelUnavailable, match=f"{NAME} is not: calibrate it with"):
        load_checker(f"builtin+{NAME}")
    assert calibrate_model.main([NAME, "--data", str(data)]) == 0
    report = load_checker(f"builtin+{NAME}", 1.0).check(REQUEST)
    assert report.fluency is not None, "the built-in model's"
    assert all(any(f"Scored by {NAME}" in note for note in part.notes) for part in report.segments)
    assert f"{NAME} the 2 of which it was least sure" in " ".join(report.coverage.notes)
    unasked = load_checker(f"builtin+{NAME}", 0.0).check(REQUEST)
    assert [part.consistency for part in unasked.segments] == [
        part.consistency for part in load_checker().check(REQUEST).segments
    ]


def test_a_calibration_of_other_weights_is_refused(model: Path, data: Path) -> None:
    assert calibrate_model.main([NAME, "--data", str(data)]) == 0
    path = calibration_file(NAME)
    path.write_text(path.read_text().replace('"made_for": "translation:', '"made_for": "translation:f'))
    with pytest.raises(ModelUnavailable, match=f"made for translation:f.*calibrate_model {NAME} --data"):
        load_checker(NAME)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": 1}', "null"])
def test_a_broken_file_is_told(model: Path, content: str) -> None:
    calibration_file(NAME).write_text(content)
    with pytest.raises(ModelUnavailable, match=r"calibration\.json cannot be read .*make it anew with"):
        Calibration.of_model(NAME, "translation:0")


def test_nobody_has_calibrated_it(model: Path) -> None:
    assert Calibration.of_model(NAME, "translation:0") is None


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["best"], 2, "no fetched model 'best'"),
        (["builtin"], 2, "python -m scripts.calibration.calibrate)"),
        (["m2m100"], 3, "fetch it with"),
        ([NAME, "--data", "/nowhere"], 2, "no rated translations"),
        ([NAME, "--most", "10"], 2, "fewer than 50"),
    ],
)
def test_what_goes_wrong_is_one_line(
    model: Path, data: Path, arguments: list[str], code: int, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = arguments if "--data" in arguments else [*arguments, "--data", str(data)]
    assert calibrate_model.main(given) == code
    error = capsys.readouterr().err.splitlines()[-1]
    assert error.startswith("scripts.calibration.calibrate_model: ") and line in error
    assert not calibration_file(NAME).exists()


def test_how_likely_poor_is_found_again() -> None:
    """Scores that people agree with: the lower, the likelier poor; certainty has the shares that were asked for."""
    rng = random.Random(1)
    z = fitting.np.array([rng.gauss(0, 1) for _ in range(2000)])
    scores = fitting.np.array([1 / (1 + 2.7 ** (-value - rng.gauss(0, 0.5))) for value in z])
    poor, error = fitting.fit_poor(scores, z, dev_ratings.equal_weights([500, 1500]))
    assert poor.probability(0.1) > 0.9 > 0.1 > poor.probability(0.8)
    assert error < 0.05
    assert list(poor.certainty) == sorted(poor.certainty) and 0.5 <= poor.certainty[0] <= poor.certainty[-1] <= 1


def test_too_little_is_not_fitted(model: Path, data: Path) -> None:
    with pytest.raises(InvalidInput, match="fewer than 50"):
        calibrate_model.calibrate(load_checker(NAME).cascade.first.scorer, data, 5)

"""`--model NAME` with a fetched model: the whole path, and what is told when it cannot be taken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from scorers.translation.tiny_translation import make

from models.checker import SCORERS, CheckRequest, load_checker
from models.errors import InvalidInput, ModelUnavailable
from models.hub.catalogue import MODELS
from models.hub.fetching import take_in
from scripts import score as cli

NAME = "marian-ar-en"
REQUEST = CheckRequest(
    target="The minister said 25 people waited. He then travelled.",
    source="قال الوزير إن 52 شخصا انتظروا. ثم سافر.",
    source_lang="ar",
    target_lang="en",
)


def test_a_fetched_model_checks_an_article(store: Path, tmp_path: Path) -> None:
    take_in(MODELS[NAME], make("marian", tmp_path / "usb"))
    checker = load_checker(NAME)
    report = checker.check(REQUEST)
    assert f"|model:{NAME}/translation:" in report.signature
    assert report.fluency is None and report.consistency is not None
    assert report.coverage.checked == report.coverage.segments
    notes = " ".join(report.coverage.notes)
    for told in ("Helsinki-NLP/opus-mt-ar-en", "not calibrated", "not marked by this model", "overlapping parts"):
        assert told in notes
    assert {flag.check for flag in report.flags}.isdisjoint({"fluency", "consistency"})
    assert "number" in " ".join(flag.check for flag in report.flags)
    assert not any("consistency is" in reason for reason in report.verdict_reasons)


def test_another_direction_is_not_scored(store: Path, tmp_path: Path) -> None:
    take_in(MODELS[NAME], make("marian", tmp_path / "usb"))
    request = CheckRequest("Der Minister sagte.", "قال الوزير.", source_lang="ar", target_lang="de")
    report = load_checker(NAME).check(request)
    assert report.coverage.checked == 0
    assert "does not know German as a target" in " ".join(report.coverage.notes)


@pytest.mark.parametrize("name", MODELS)
def test_a_model_that_is_not_there_names_the_command(store: Path, name: str) -> None:
    with pytest.raises(ModelUnavailable, match=f"not installed; fetch it with: {re.escape(MODELS[name].fetched_by)}$"):
        SCORERS[name]()


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(InvalidInput, match="there is no model 'best'; there is: builtin, comet-qe"):
        load_checker("best")


@pytest.mark.parametrize(("name", "code", "line"), [(NAME, 3, "fetch_model.py marian-ar-en"), ("best", 2, "no model")])
def test_score_says_it_in_one_line(
    store: Path, tmp_path: Path, name: str, code: int, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.txt").write_text("A translation.")
    assert cli.main(["-t", str(tmp_path / "t.txt"), "--model", name]) == code
    error = capsys.readouterr().err
    assert line in error and error.count("\n") == 1


def test_weights_of_another_shape_are_told(store: Path, tmp_path: Path) -> None:
    folder = make("marian", tmp_path / "usb")
    (folder / "config.json").write_text('{"model_type": "nonsense"}')
    take_in(MODELS[NAME], folder)
    with pytest.raises(ModelUnavailable, match=f"the model in .*{NAME} cannot be opened: [^\n]+$"):
        load_checker(NAME)

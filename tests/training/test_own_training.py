"""Our heads on small bases: scripts/train.py from a base to a scorer."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from models.checker import CheckRequest, load_checker
from models.errors import ModelUnavailable
from models.hub.settings import Settings
from models.languages import LanguagePair
from models.network.inference import Inference
from models.scorers.files import ModelFiles
from models.scorers.loading import load_scorer
from models.scorers.own import OwnScorer
from models.training.network_run import ADOPTED, NetworkRun
from models.training.rows import UNKNOWN, Example, Group
from scripts import fetch_model
from scripts import train as cli
from training.tiny_bases import FAMILIES, make_base

WORDS = (["the", "minister", "said", "."], ["قال", "الوزير"])
GROUPS = [
    Group([Example(LanguagePair("ar", "en"), *WORDS, [0, 0, 1, 0], [1, 0], -0.5, 0.2, 1.0)]),
    Group([Example(LanguagePair("ar", "en"), ["the", "minister", "said"], None, [0, UNKNOWN, 1])]),
    Group([Example(LanguagePair("en", "ar"), *WORDS[::-1], [0, 1], [0, 1, 0, 0], -0.4, 0.3, 1.0, gaps=[0, 1, 0])]),
]


class Toy:
    """In the place of all training text."""

    def __init__(self, *told: Any) -> None:
        self.rng = random.Random(0)

    def english(self) -> list[str]:
        return [" ".join(WORDS[0])] * 3

    def draw(self) -> Group:
        return self.rng.choice(GROUPS)

    def state(self) -> Any:
        return self.rng.getstate()

    def restore(self, state: Any) -> None:
        self.rng.setstate(state)


@pytest.fixture(params=FAMILIES)
def base(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return make_base(str(request.param), tmp_path / "tiny")


# The command, from a base to a scorer


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A few examples in the place of all training text."""
    monkeypatch.setenv("MTQC_MODELS", str(tmp_path / "store"))
    monkeypatch.setattr(cli, "Mixture", Toy)
    monkeypatch.setattr(cli, "load_lexicons", lambda: None)
    monkeypatch.setattr(cli, "Dev", lambda data, tokenizer: NoDev())


class NoDev:
    """Nothing to measure on."""

    def measure(self, network: Any) -> dict[str, Any]:
        return {}


def command(run: Path, name: str, *more: str) -> int:
    data = ["--data", "nowhere"] if name in ("fit", "measure") else []
    return cli.main([name, "--run", str(run), *data, *more])


def test_from_a_base_to_a_scorer_that_says_what_the_network_says(
    small: None, base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = tmp_path / "run"
    assert command(run, "prepare", "--base", str(base)) == 0
    assert [path.name for path in run.iterdir()] == ["base"]
    assert command(run, "fit", "--step", "2") == 0
    assert command(run, "fit", "--step", "4") == 0  # goes on
    assert torch.load(run / "checkpoint.pt", weights_only=True)["step"] == 4
    assert command(run, "measure") == 0
    assert command(run, "export") == 0
    assert fetch_model.main(["own", "--from", str(run / "export")]) == 0
    assert "licence: that of its base" in capsys.readouterr().out

    scorer = load_scorer("own")
    assert isinstance(scorer, OwnScorer)
    name, digits = scorer.signature.split(":")
    assert name == "own" and len(digits) == 12 and set(digits) <= set("0123456789abcdef")
    assert scorer.own.base == "tiny" and "ar" in scorer.own.into_english & scorer.own.from_english
    trained = NetworkRun(run)
    memory = Inference(trained.trained().averaged(), trained.tokenizer())
    for pair, from_english in ((WORDS, False), (WORDS[::-1], True)):
        languages = LanguagePair.beside_english("ar", from_english)
        (said,), (expected,) = (one.read([pair], languages) for one in (scorer.inference, memory))
        for values in ("error", "lost", "gaps", "edited", "kinds"):
            np.testing.assert_array_equal(getattr(said, values), getattr(expected, values))
        assert (said.z, said.hter) == (expected.z, expected.hter)

    halved = load_scorer("own", {**os.environ, "MTQC_PRECISION": "bfloat16"})
    assert isinstance(halved, OwnScorer) and halved.signature == f"{scorer.signature}/bfloat16"
    (said,), (expected,) = (one.inference.read([WORDS]) for one in (halved, scorer))
    assert said.error == pytest.approx(expected.error, abs=0.05) and list(said.error) != list(expected.error)

    report = load_checker("own").check(CheckRequest("The minister said.", "قال الوزير.", "ar", "en"))
    assert f"|model:own/{scorer.signature}|" in report.signature
    assert report.fluency is not None and report.consistency is not None
    assert "trained by you" in " ".join(report.coverage.notes)


def test_reviewers_decisions_are_learnt_from(small: None, base: Path, tmp_path: Path) -> None:
    run, decisions = tmp_path / "run", tmp_path / "decisions.jsonl"
    row = {
        "article": "a", "revision": 1, "action": "edit", "undone": False, "source_lang": "ar", "target_lang": "en",
        "segment": "s1", "source": "قال الوزير", "target": "the minister", "flag": None, "side": None, "start": None,
        "end": None, "segment_start": None, "post_edit": "a minister",
    }  # fmt: skip
    decisions.write_text(json.dumps(row) + "\n")
    assert command(run, "prepare", "--base", str(base)) == 0
    assert command(run, "fit", "--step", "2", "--decisions", str(decisions)) == 0
    decisions.write_text("")
    assert command(run, "fit", "--step", "3", "--decisions", str(decisions)) == 3


def test_a_fetched_base_goes_by_its_name(
    small: None, base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetch_model.main(["xlm-roberta-base", "--from", str(base)]) == 0
    assert command(tmp_path / "run", "prepare", "--base", "xlm-roberta-base") == 0
    told = json.loads((tmp_path / "run" / "base" / "own.json").read_text())
    assert told["base"] == "xlm-roberta-base"
    assert command(tmp_path / "run", "prepare", "--base", "xlm-roberta-base") == 3
    capsys.readouterr()
    with pytest.raises(ModelUnavailable, match=r"no own\.json: it is an encoder without our heads"):
        load_scorer("xlm-roberta-base")


def test_own_has_nothing_to_download(small: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert fetch_model.main(["own"]) == 2
    error = capsys.readouterr().err
    assert "nothing to download" in error and "scripts/train.py" in error and "own --from FOLDER" in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("begun", "then", "line"),
    [
        ([], ["fit"], "holds no run: begin with prepare or adopt"),
        ([], ["export"], "fit first"),
        ([], ["prepare", "--base", "nonsense"], "neither a folder nor a model"),
        ([], ["prepare", "--base", "PICKLE"], "pickles are never loaded"),
        ([], ["prepare", "--base", "CODE"], "asks for code of its own"),
        (["prepare", "--base", "BASE"], ["prepare", "--base", "BASE"], "holds a run that has begun"),
        (["prepare", "--base", "BASE"], ["prepare"], "holds a run that has begun"),
        (["prepare", "--base", "BASE"], ["adopt"], "holds a run that has begun"),
        (["prepare", "--base", "BASE"], ["export"], "fit first"),
        (["prepare", "--base", "BASE"], ["measure"], "fit first"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    small: None, tmp_path: Path, begun: list[str], then: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bases = {name: make_base("bert", tmp_path / name) for name in ("BASE", "PICKLE", "CODE")}
    (bases["PICKLE"] / "model.safetensors").rename(bases["PICKLE"] / "pytorch_model.bin")
    config = bases["CODE"] / "config.json"
    config.write_text(json.dumps(json.loads(config.read_text()) | {"auto_map": {"AutoModel": "own.Model"}}))
    for words, code in ((begun, 0), (then, 3)):
        if words:
            capsys.readouterr()
            assert command(tmp_path / "run", words[0], *(str(bases.get(word, word)) for word in words[1:])) == code
    error = [text for text in capsys.readouterr().err.splitlines() if text.startswith("train.py: ")]
    assert len(error) == 1 and line in error[0]


def test_an_export_overwrites_nothing_but_an_export(small: None, base: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    assert command(run, "prepare", "--base", str(base)) == 0
    assert command(run, "fit", "--step", "1") == 0
    assert [command(run, "export"), command(run, "export")] == [0, 0]
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("Dear reader")
    assert command(run, "export", "--to", str(tmp_path / "home")) == 3


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("own.json", None, r"no own\.json: it is an encoder without our heads"),
        ("own.json", b'{"into_english": "ar"}', "should list the languages"),
        ("own.json", b'{"into_english": ["ar"], "from_english": [1]}', "should list the languages"),
        ("model.safetensors", None, "cannot be opened"),
        ("model.safetensors", b"nonsense", "cannot be opened"),
        ("config.json", b"{}", "cannot be opened"),
    ],
)
def test_an_export_that_is_not_whole_is_one_line(
    small: None, base: Path, tmp_path: Path, name: str, content: bytes | None, line: str
) -> None:
    run = tmp_path / "run"
    assert [command(run, "prepare", "--base", str(base)), command(run, "fit", "--step", "1")] == [0, 0]
    assert command(run, "export") == 0
    place = run / "export" / name
    if content is None:
        place.unlink()
    else:
        place.write_bytes(content)
    with pytest.raises(ModelUnavailable, match=line) as caught:
        OwnScorer.load(ModelFiles(run / "export", Settings(), "0" * 64))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("base", FAMILIES[:1], indirect=True)
def test_between_a_run_and_the_network_that_it_adopted(
    small: None, base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = NetworkRun(tmp_path / "run")
    assert command(run.folder, "prepare", "--base", str(base)) == 0
    assert command(run.folder, "fit", "--step", "2") == 0
    assert command(run.folder, "export", "--share", "0.5") == 3
    assert "nothing to average with" in capsys.readouterr().err
    trained = run.averaged(run.trained())
    torch.save({name: torch.ones_like(value) for name, value in trained.state_dict().items()}, run.folder / ADOPTED)
    between = run.averaged(run.trained(), 0.25)
    for name, parameter in trained.named_parameters():
        expected = 0.75 + 0.25 * parameter if parameter.requires_grad else parameter
        torch.testing.assert_close(between.get_parameter(name), expected, msg=name)
    torch.testing.assert_close(between.common, 0.75 + 0.25 * trained.common)


@pytest.mark.parametrize("share", ["1.5", "-0.1", "half"])
def test_a_share_is_between_nothing_and_all(share: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command(tmp_path, "export", "--share", share)
    assert "--share" in capsys.readouterr().err

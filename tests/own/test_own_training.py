"""Our heads trained on small bases: the loss, interruptions, and scripts/train.py from a base to a scorer."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import numpy as np
import pytest
import torch
from models.scorers.own_network import ADDED_RATE, BASE_RATE, HEAD_RATE, OwnTokenizer
from models.training.examples import UNKNOWN, Example, encode
from models.training.loop import Optimisers, Schedule, batch_loss, train
from models.training.runs import OwnRun
from models.training.stream import Batches

from models.checker import CheckRequest, load_checker
from models.errors import ModelUnavailable
from models.hub.loading import load_scorer
from models.hub.settings import Settings
from models.scorers.own import OwnScorer
from models.training import own_base
from own.tiny_bases import FAMILIES, make_base, small_lexicons
from scripts import fetch_model
from scripts import train as cli
from tests.toy_examples import TEXTS, Shuffled, example

LONG = 100_000.0
WORDS = (["the", "minister", "said", "."], ["قال", "الوزير"])
EXAMPLES = [
    example("the minister denied the harbour", TEXTS[0], [0, 0, 1, 0, 0], z=-0.5),
    example("ships are waiting", TEXTS[1], [0, 0, 0], z=0.9),
    example("the minister allegations harbour", None, [0, 0, 1, UNKNOWN], z=-0.9),
    Example("ar", ["قال", "الوزير"], ["the", "harbour"], [0, 1], [0, 1], -0.4, 0.3, 1.0, True, gaps=[0, 1, 0]),
]


def shuffled(tokenizer: OwnTokenizer, rng: random.Random) -> Shuffled:
    """The examples in random order."""
    return Shuffled([row for item in EXAMPLES if (row := encode(item, tokenizer, None)) is not None], rng)


@pytest.fixture(params=FAMILIES)
def base(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return make_base(str(request.param), tmp_path / "tiny")


def test_training_lowers_the_loss_and_leaves_the_word_embeddings(base: Path, tmp_path: Path) -> None:
    torch.manual_seed(0)
    network, tokenizer = own_base.open_base(base)
    rows = shuffled(tokenizer, random.Random(0))
    assert len(rows.rows) == len(EXAMPLES)

    def loss() -> float:
        network.eval()
        with torch.no_grad():
            return float(batch_loss(network, rows.rows, "cpu"))

    before = loss()
    stood = {name: value.clone() for name, value in network.state_dict().items()}
    train(network, Batches(rows, 4, pool=2), Schedule(40, LONG), tmp_path / "run.pt")
    assert loss() < 0.9 * before
    kept = {name for name, value in network.state_dict().items() if torch.equal(value, stood[name])}
    learnt = {name.split(".")[0] for name in stood.keys() - kept}
    assert {name for name in kept if name.endswith("weight")} == {"base.embeddings.word_embeddings.weight"}
    assert {"base", "role_layer", "feature_layer", "error_head", "source_head", "gap_head"} <= learnt


def test_a_base_learns_more_gently_than_its_heads(base: Path) -> None:
    network, _ = own_base.open_base(base)
    (only,) = Optimisers(network).all
    assert [group["lr"] for group in only.param_groups] == [BASE_RATE, ADDED_RATE, HEAD_RATE]
    assert 1e-5 <= BASE_RATE <= 2e-5 < ADDED_RATE < HEAD_RATE


@pytest.mark.parametrize("stop", [1, 3])
def test_a_resumed_run_ends_as_an_unbroken_one(base: Path, tmp_path: Path, stop: int) -> None:
    ends = []
    for name, stops in (("whole", [5]), ("broken", [stop, 5])):
        for last in stops:  # each as a new process would: nothing but the checkpoint is left
            torch.manual_seed(1 if last == stops[0] else 99)
            network, tokenizer = own_base.open_base(base)
            rows = Batches(shuffled(tokenizer, random.Random(3)), 2, pool=3)
            train(network, rows, Schedule(last, LONG, floor=1.0), tmp_path / name)
        ends.append(network.state_dict())
    for name, value in ends[0].items():
        torch.testing.assert_close(ends[1][name], value, msg=name)


# The command, from a base to a scorer


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A lexicon of a few words in the place of a large one, and the toy examples in the place of all training text."""
    monkeypatch.setenv("MTQC_MODELS", str(tmp_path / "store"))
    monkeypatch.setattr(own_base, "build_lexicons", small_lexicons)
    monkeypatch.setattr(cli, "Material", lambda folder, lexicons, open_terms, rng: rng)
    monkeypatch.setattr(cli, "StageRows", lambda rng, stage, tokenizer: shuffled(tokenizer, rng))
    monkeypatch.setattr(cli, "BATCH", 2)


def command(run: Path, name: str, *more: str) -> int:
    data = ["--data", "nowhere"] if name in ("prepare", "fit") else []
    return cli.main([name, "--run", str(run), *data, *more])


def test_from_a_base_to_a_scorer_that_says_what_the_network_says(
    small: None, base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = tmp_path / "run"
    assert command(run, "prepare", "--base", str(base)) == 0
    assert sorted(path.name for path in run.iterdir()) == ["base", "lexicon.safetensors"]
    assert command(run, "fit", "--stage", "pretrain", "--steps", "2") == 0
    assert command(run, "fit", "--stage", "pretrain", "--steps", "4") == 0  # goes on
    assert command(run, "fit", "--steps", "3") == 0
    assert torch.load(run / "pretrain.pt", weights_only=True)["step"] == 4
    assert command(run, "export") == 0
    assert fetch_model.main(["own", "--from", str(run / "export")]) == 0
    assert "licence: that of its base" in capsys.readouterr().out

    scorer = load_scorer("own")
    assert isinstance(scorer, OwnScorer)
    name, digits = scorer.signature.split(":")
    assert name == "own" and len(digits) == 12 and set(digits) <= set("0123456789abcdef")
    assert scorer.own.base == "tiny" and "ar" in scorer.own.into_english & scorer.own.from_english
    network = OwnRun(run).network(run / "finetune.pt").eval()
    memory = OwnScorer(network, scorer.tokenizer, scorer.lexicons, "0" * 64, scorer.own)
    for pair, from_english in ((WORDS, False), (WORDS[::-1], True)):
        (said,), (expected,) = (one.judge([pair], "ar", from_english) for one in (scorer, memory))
        for values in ("words", "source", "gaps", "edited"):
            np.testing.assert_array_equal(getattr(said, values), getattr(expected, values))
        assert (said.z, said.hter) == (expected.z, expected.hter)

    halved = load_scorer("own", {**os.environ, "MTQC_PRECISION": "bfloat16"})
    assert isinstance(halved, OwnScorer) and halved.signature == f"{scorer.signature}/bfloat16"
    (said,), (expected,) = (one.judge([WORDS], "ar") for one in (halved, scorer))
    assert said.words == pytest.approx(expected.words, abs=0.05) and list(said.words) != list(expected.words)

    report = load_checker("own").check(CheckRequest("The minister said.", "قال الوزير.", "ar", "en"))
    assert f"|model:own/{scorer.signature}|" in report.signature
    assert report.fluency is not None and report.consistency is not None
    assert "trained by you" in " ".join(report.coverage.notes)


def test_reviewers_decisions_are_learnt_from(small: None, base: Path, tmp_path: Path) -> None:
    run, decisions = tmp_path / "run", tmp_path / "decisions.jsonl"
    row = {
        "article": "a", "revision": 1, "action": "edit", "undone": False, "source_lang": "ar", "target_lang": "en",
        "segment": "s1", "source": TEXTS[0], "target": "the minister", "flag": None, "side": None, "start": None,
        "end": None, "segment_start": None, "post_edit": "a minister",
    }  # fmt: skip
    decisions.write_text(json.dumps(row) + "\n")
    assert command(run, "prepare", "--base", str(base)) == 0
    assert command(run, "fit", "--steps", "2", "--decisions", str(decisions)) == 0
    decisions.write_text("")
    assert command(run, "fit", "--steps", "3", "--decisions", str(decisions)) == 3


def test_a_fetched_base_goes_by_its_name(
    small: None, base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetch_model.main(["xlm-roberta-base", "--from", str(base)]) == 0
    assert command(tmp_path / "run", "prepare", "--base", "xlm-roberta-base") == 0
    told = json.loads((tmp_path / "run" / "base" / "own.json").read_text())
    assert told["base"] == "xlm-roberta-base"
    assert cli.main(["prepare", "--base", "xlm-roberta-base", "--data", "x", "--run", str(tmp_path / "run")]) == 3
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
        ([], ["export"], "holds no run"),
        ([], ["prepare", "--base", "nonsense"], "neither a folder nor a model"),
        ([], ["prepare", "--base", "PICKLE"], "pickles are never loaded"),
        ([], ["prepare", "--base", "CODE"], "asks for code of its own"),
        (["prepare", "--base", "BASE"], ["prepare", "--base", "BASE"], "holds a run on another encoder"),
        (["prepare", "--base", "BASE"], ["prepare"], "holds a run on another encoder"),
        (["prepare", "--base", "BASE"], ["adopt"], "holds a run on another encoder"),
        (["prepare", "--base", "BASE"], ["export"], "fit --stage finetune first"),
        (["adopt"], ["prepare", "--base", "BASE"], "holds a run of the built-in network"),
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
    assert command(run, "fit", "--steps", "1") == 0
    assert [command(run, "export"), command(run, "export")] == [0, 0]
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("Dear reader")
    assert command(run, "export", "--to", str(tmp_path / "home")) == 3
    assert command(run, "export", "--share", "0.5") == 3


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("own.json", None, r"no own\.json: it is an encoder without our heads"),
        ("own.json", b'{"into_english": "ar"}', "should list the languages"),
        ("own.json", b'{"into_english": ["ar"], "from_english": [1]}', "should list the languages"),
        ("lexicon.safetensors", None, "holds no lexicon"),
        ("model.safetensors", None, "cannot be opened"),
        ("model.safetensors", b"nonsense", "cannot be opened"),
        ("config.json", b"{}", "cannot be opened"),
    ],
)
def test_an_export_that_is_not_whole_is_one_line(
    small: None, base: Path, tmp_path: Path, name: str, content: bytes | None, line: str
) -> None:
    run = tmp_path / "run"
    assert [command(run, "prepare", "--base", str(base)), command(run, "fit", "--steps", "1")] == [0, 0]
    assert command(run, "export") == 0
    place = run / "export" / name
    if content is None:
        place.unlink()
    else:
        place.write_bytes(content)
    with pytest.raises(ModelUnavailable, match=line) as caught:
        OwnScorer.load(run / "export", Settings(), "0" * 64)
    assert "\n" not in str(caught.value)

"""What is special to COMET's estimators; the contract stands in tests/scorers."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import torch

from models.article import Segment
from models.errors import ModelUnavailable
from models.hub.settings import Settings
from models.languages import LanguagePair
from models.scorers.comet.network import CometNetwork, Shape, sparsemax
from models.scorers.comet.scorer import CometScorer
from models.scorers.files import ModelFiles
from models.spans import Span

ARABIC = "قال الوزير في مصر 👩‍🚀. ثم سافر."
ENGLISH = "The minister said in Egypt 👩‍🚀 cafe\u0301. He then travelled 漢字."
KINDS = ("referenceless", "unified", "xcomet")


@pytest.fixture(params=KINDS)
def scorer(request: pytest.FixtureRequest, scorers: dict[str, CometScorer]) -> CometScorer:
    return scorers[request.param]


def whole(source: str, target: str, at: int = 0) -> Segment:
    return Segment("s1", source, target, Span(0, len(source)) if source else None, Span(at, at + len(target)))


def test_the_source_and_the_target_are_read(scorer: CometScorer) -> None:
    base, other_source, other_target, *ends = (
        said.raw
        for said in scorer.estimate(
            [
                ("the minister", ARABIC),
                ("the minister", "سافر"),
                ("the doctor", ARABIC),
                ("the minister " * 120 + "said", ARABIC),
                ("the minister " * 120 + "travelled", ARABIC),
            ]
        )
    )
    assert len({base, other_source, other_target}) == 3
    assert ends[0] != ends[1], "the end of a long target was cut off"


@pytest.mark.parametrize("kind", ["unified", "xcomet"])
def test_the_last_word_of_a_long_target_is_tagged(scorers: dict[str, CometScorer], kind: str) -> None:
    (said,) = scorers[kind].estimate([("the minister said " * 100, ARABIC)])
    assert said.tags is not None and len(said.tags) == len(said.offsets) > scorers[kind].shape.longest
    assert said.tags.sum(1) == pytest.approx(1, abs=1e-4)


def test_offsets_are_those_of_the_article(scorers: dict[str, CometScorer]) -> None:
    asked = [whole(ARABIC, ENGLISH), whole(ARABIC, ENGLISH, at=1000)]
    here, there = (rating.errors for rating in scorers["xcomet"].rate(asked, LanguagePair("ar", "en")))
    assert here and [e.span.shift(1000) for e in here] == [e.span for e in there]


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("referenceless", 0.0, 0.5),
        ("referenceless", 1.0, 0.8413),
        ("referenceless", -9.0, 0.0),
        ("unified", 0.3, 0.3),
        ("unified", 1.2, 1.0),
        ("unified", -0.1, 0.0),
        ("xcomet", 1.2, 1.0),
        ("xcomet", 0.5, 0.61),
        ("xcomet", -3.0, 0.0),
    ],
)
def test_raw_scores_become_shares(scorers: dict[str, CometScorer], kind: str, raw: float, value: float) -> None:
    (said,) = scorers[kind].estimate([("", "")])
    assert scorers[kind].value("", dataclasses.replace(said, raw=raw)) == pytest.approx(value, abs=1e-4)


def test_half_precision_says_nearly_the_same(folders: dict[str, Path], scorers: dict[str, CometScorer]) -> None:
    for kind in KINDS:
        half = CometScorer.load(ModelFiles(folders[kind], Settings(dtype="bfloat16"), "0" * 64))
        (exact,), (rough,) = (s.estimate([("the minister said", ARABIC)]) for s in (scorers[kind], half))
        assert rough.raw == pytest.approx(exact.raw, abs=0.1)


def test_a_device_that_is_not_there_is_one_clear_error(folders: dict[str, Path]) -> None:
    with pytest.raises(ModelUnavailable, match="device nonsense"):
        CometScorer.load(ModelFiles(folders["unified"], Settings(device="nonsense"), "0" * 64))


@pytest.mark.parametrize(("pool", "norm", "layer"), [("max", True, "mix"), ("cls", False, 1), ("avg", True, 2)])
def test_rembert_and_every_pooling_ignore_the_padding(pool: str, norm: bool, layer: int | str) -> None:
    encoder = dict(model_type="rembert", vocab_size=40, hidden_size=16, input_embedding_size=8, num_hidden_layers=2)
    encoder |= dict(num_attention_heads=2, intermediate_size=24, max_position_embeddings=64)
    torch.manual_seed(0)
    network = CometNetwork(Shape("referenceless", encoder, layer, layer_norm=norm, pool=pool, hidden_sizes=(5,))).eval()
    ids, mask = torch.tensor([[1, 7, 8, 2, 0, 0]]), torch.tensor([[1, 1, 1, 1, 0, 0]])
    with torch.inference_mode():
        padded = network.score_apart((ids, mask), (ids, mask))
        plain = network.score_apart((ids[:, :4], mask[:, :4]), (ids[:, :4], mask[:, :4]))
    assert padded.tolist() == pytest.approx(plain.tolist(), abs=1e-5)


@pytest.mark.parametrize(
    ("weights", "shares"),
    [([0.0, 0.0], [0.5, 0.5]), ([2.0, 0.0], [1.0, 0.0]), ([0.5, 0.1, -3.0], [0.7, 0.3, 0.0]), ([5.0], [1.0])],
)
def test_sparsemax(weights: list[float], shares: list[float]) -> None:
    assert sparsemax(torch.tensor(weights)).tolist() == pytest.approx(shares)


def test_a_text_that_says_a_mark_means_the_characters(scorer: CometScorer) -> None:
    marks = {scorer.tokenizer.token_to_id(name) for name in ("<s>", "</s>", "<pad>")}
    encoded = scorer.tokenizer.encode("One </s> two<pad>.", add_special_tokens=False)
    assert marks.isdisjoint(encoded.ids)
    assert encoded.offsets[-1][1] == len("One </s> two<pad>.")

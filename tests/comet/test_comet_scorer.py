"""The contract of a scorer, kept by every kind of COMET model."""

from __future__ import annotations

import dataclasses
import itertools
from pathlib import Path

import pytest
import torch

from models.article import Article, Segment
from models.errors import ModelUnavailable
from models.hub.settings import Settings
from models.scorers.base import Scorer
from models.scorers.comet import CometScorer
from models.scorers.comet_network import CometNetwork, Shape, sparsemax
from models.spans import Span
from models.text.alignment import align
from models.text.words import word_spans

ARABIC = "قال الوزير في مصر 👩‍🚀. ثم سافر."
ENGLISH = "The minister said in Egypt 👩‍🚀 cafe\u0301. He then travelled 漢字."
KINDS = ("referenceless", "unified", "xcomet")


@pytest.fixture(params=KINDS)
def scorer(request: pytest.FixtureRequest, scorers: dict[str, CometScorer]) -> CometScorer:
    return scorers[request.param]


def segments(source: str | None, target: str) -> tuple[Segment, ...]:
    return align(Article("a", target, source, "ar", "en"), lambda s, t: 0.5)


def whole(source: str, target: str, at: int = 0) -> Segment:
    return Segment("s1", source, target, Span(0, len(source)) if source else None, Span(at, at + len(target)))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (ARABIC, ENGLISH),
        (None, ENGLISH),
        (ARABIC, "One."),
        ("مصر", ENGLISH),
        (ARABIC * 40, "The minister said so in Egypt and " * 60 + "stopped."),
        (ARABIC, "x" * 3000),
        (ARABIC, "a" * 90 + " " + "zq" * 45 + " end"),
        (ARABIC, "A text that says </s><s> and <mask> or <pad>."),
        (ARABIC, "\u200d \ufeff One\u00a0two\r\n\tthree."),
        ("漢" * 500, "No."),
    ],
)
def test_ratings_keep_the_contract(scorer: CometScorer, source: str | None, target: str) -> None:
    protocol: Scorer = scorer
    found = segments(source, target)
    ratings = protocol.rate(found, "ar", "en")
    assert [rating.segment_id for rating in ratings] == [segment.id for segment in found]
    for segment, rating in zip(found, ratings, strict=True):
        errors = rating.errors
        assert rating.fluency.value is None and rating.fluency.reason
        for score in (rating.fluency, rating.consistency):
            assert score.signature == scorer.signature == "comet:c0ffeec0ffee"
            assert (score.value is None and score.reason) or 0 <= (score.value or 0) <= 1
        assert (rating.consistency.value is None) == (not segment.source or not segment.target)
        tagged = bool(scorer.shape.labels) and rating.consistency.value is not None
        assert len(rating.words) == (len(word_spans(segment.target)) if tagged else 0)
        for word in rating.words:
            assert segment.target_span is not None and segment.target_span.contains(word.span)
            assert not any(character.isspace() for character in word.span.of(target))
            assert word.alone == 0 and word.with_source is not None and 0 <= word.with_source <= 1
        assert [e.span for e in errors] == sorted(e.span for e in errors)
        assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(errors))
        for error in errors:
            assert segment.target_span is not None and segment.target_span.contains(error.span)
            assert error.span.of(target) == error.span.of(target).strip() and 0 < error.confidence <= 1


def test_the_same_segments_get_the_same_ratings(scorer: CometScorer) -> None:
    found = segments(ARABIC, ENGLISH)
    assert scorer.rate(found, "ar", "en") == scorer.rate(found, "ar", "en")
    assert scorer.rate([], "ar", "en") == []


def test_company_does_not_change_a_rating(scorer: CometScorer) -> None:
    found = [whole(ARABIC, ENGLISH), whole(ARABIC, "Short."), whole("مصر", "The minister said so " * 30)]
    together = scorer.rate(found, "ar", "en")
    for segment, rating in zip(found, together, strict=True):
        (single,) = scorer.rate([segment], "ar", "en")
        assert single.consistency.value == pytest.approx(rating.consistency.value, abs=1e-4)
        assert [w.with_source for w in single.words] == pytest.approx([w.with_source for w in rating.words], abs=1e-4)


def test_the_source_and_the_target_are_read(scorer: CometScorer) -> None:
    base, other_source, other_target, *ends = (
        said.raw
        for said in scorer.judge(
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
    (said,) = scorers[kind].judge([("the minister said " * 100, ARABIC)])
    assert said.tags is not None and len(said.tags) == len(said.offsets) > scorers[kind].shape.longest
    assert said.tags.sum(1) == pytest.approx(1, abs=1e-4)


def test_offsets_are_those_of_the_article(scorers: dict[str, CometScorer]) -> None:
    here, there = (
        rating.errors
        for rating in scorers["xcomet"].rate([whole(ARABIC, ENGLISH), whole(ARABIC, ENGLISH, at=1000)], "ar", "en")
    )
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
    (said,) = scorers[kind].judge([("", "")])
    assert scorers[kind].value("", dataclasses.replace(said, raw=raw)) == pytest.approx(value, abs=1e-4)


def test_half_precision_says_nearly_the_same(folders: dict[str, Path], scorers: dict[str, CometScorer]) -> None:
    for kind in KINDS:
        half = CometScorer.load(folders[kind], Settings(dtype="bfloat16"), "0" * 64)
        (exact,), (rough,) = (s.judge([("the minister said", ARABIC)]) for s in (scorers[kind], half))
        assert rough.raw == pytest.approx(exact.raw, abs=0.1)


def test_a_device_that_is_not_there_is_one_clear_error(folders: dict[str, Path]) -> None:
    with pytest.raises(ModelUnavailable, match="device nonsense"):
        CometScorer.load(folders["unified"], Settings(device="nonsense"), "0" * 64)


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

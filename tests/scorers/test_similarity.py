"""Sentence similarity: pooling, dense layer and prefix as the folder says, checked against the plainest words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoTokenizer, BertModel

from models.article import Article
from models.errors import ModelUnavailable
from models.languages import LanguagePair
from models.scorers.base import SimilarityModel
from models.scorers.files import ModelFiles
from models.scorers.similarity import SimilarityScorer
from models.text.alignment import align
from scorers.every_scorer import CLS, MEAN, save_encoder, write_json
from scorers.tiny_models import ARABIC, CHECKSUM, ENGLISH, SETTINGS, segment


@pytest.fixture
def scorer(tmp_path: Path) -> SimilarityScorer:
    return SimilarityScorer.load(ModelFiles(save_encoder(tmp_path, MEAN), SETTINGS, CHECKSUM))


@pytest.mark.parametrize("pooling", [CLS, MEAN, {"pooling_mode": "cls"}, {"pooling_mode": "mean"}, {}])
@pytest.mark.parametrize("dense", [False, True])
def test_vectors_are_made_as_the_folder_says(tmp_path: Path, pooling: dict[str, Any], dense: bool) -> None:
    folder = save_encoder(tmp_path, pooling, dense)
    found = SimilarityScorer.load(ModelFiles(folder, SETTINGS, CHECKSUM)).vectors([ARABIC, ENGLISH, "One."])
    network, tokenizer = BertModel.from_pretrained(folder).eval(), AutoTokenizer.from_pretrained(folder)
    for text, vector in zip([ARABIC, ENGLISH, "One."], found, strict=True):
        with torch.inference_mode():
            states = network(**tokenizer(text, return_tensors="pt")).last_hidden_state[0]
        expected = states[0] if "cls" in str([k for k in pooling.items() if k[1]]) else states.mean(0)
        if dense:
            state = SimilarityScorer.load(ModelFiles(folder, SETTINGS, CHECKSUM)).recipe.dense
            assert state is not None and state[1] is not None
            expected = torch.tanh(state[0] @ expected + state[1])
        assert torch.allclose(vector, expected / expected.norm(), atol=1e-5)


@pytest.mark.parametrize(
    "files",
    [
        {"similarity": {"prefix": "query: "}},
        {"config_sentence_transformers": {"prompts": {"q": "query: "}, "default_prompt_name": "q"}},
    ],
)
def test_the_prefix_stands_before_every_sentence(
    tmp_path: Path, scorer: SimilarityScorer, files: dict[str, Any]
) -> None:
    for name, written in files.items():
        write_json(tmp_path / f"{name}.json", written)
    prefixed = SimilarityScorer.load(ModelFiles(tmp_path, SETTINGS, CHECKSUM))
    assert torch.allclose(prefixed.vectors(["One."]), scorer.vectors(["query: One."]), atol=1e-6)


def test_what_is_the_same_is_as_alike_as_can_be(scorer: SimilarityScorer) -> None:
    rating = scorer.rate([segment(ENGLISH, ENGLISH)], LanguagePair("en", "en"))[0]
    assert rating.consistency.value == pytest.approx(1)


def test_a_cosine_is_stretched_between_low_and_high(tmp_path: Path, scorer: SimilarityScorer) -> None:
    write_json(tmp_path / "similarity.json", {"low": -1.0, "high": 1.5})
    plain = torch.dot(*scorer.vectors([ARABIC, ENGLISH]))
    found = SimilarityScorer.load(ModelFiles(tmp_path, SETTINGS, CHECKSUM)).similarity([ARABIC])(ARABIC, ENGLISH)
    assert found == pytest.approx((float(plain) + 1) / 2.5, abs=1e-5)


SENTENCES = ["The minister said in Egypt.", "The price had risen.", "He then travelled."]


def counted(scorer: SimilarityScorer, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many texts were read in each go, from now on."""
    read, goes = scorer._read_whole, []
    monkeypatch.setattr(scorer, "_read_whole", lambda texts: goes.append(len(texts)) or read(texts))
    return goes


def test_the_aligner_takes_it(scorer: SimilarityScorer) -> None:
    protocol: SimilarityModel = scorer
    assert isinstance(scorer, SimilarityModel)
    text = " ".join(SENTENCES)
    found = align(Article("a", text, text, LanguagePair("en", "en")), protocol.similarity(SENTENCES))
    assert [one.source for one in found] == [one.target for one in found]


def test_the_given_sentences_are_read_in_one_go(scorer: SimilarityScorer, monkeypatch: pytest.MonkeyPatch) -> None:
    goes = counted(scorer, monkeypatch)
    alike = scorer.similarity([*SENTENCES, SENTENCES[0], " "])
    for one in SENTENCES:
        assert alike(one, one) == pytest.approx(1)
        assert alike(one, "") == alike(" ", one) == 0
    assert [go for go in goes if go] == [3]


def test_joined_sentences_are_read_by_the_model_once(scorer: SimilarityScorer, monkeypatch: pytest.MonkeyPatch) -> None:
    alike, joined = scorer.similarity(SENTENCES), " ".join(SENTENCES[:2])
    expected = scorer._value(*scorer.vectors([joined, SENTENCES[2]]))
    goes = counted(scorer, monkeypatch)
    assert alike(joined, SENTENCES[2]) == alike(joined, SENTENCES[2]) == pytest.approx(expected, abs=1e-5)
    assert [go for go in goes if go] == [1]


def test_what_was_read_is_kept_with_the_measure_alone(scorer: SimilarityScorer) -> None:
    before = dict(vars(scorer))
    first, second = scorer.similarity(SENTENCES[:1]), scorer.similarity(SENTENCES[1:])
    assert first(SENTENCES[0], SENTENCES[1]) == pytest.approx(second(SENTENCES[0], SENTENCES[1]), abs=1e-5)
    assert vars(scorer) == before


@pytest.mark.parametrize(
    ("pooling", "files", "message"),
    [
        ({"pooling_mode_max_tokens": True}, {}, "only the mean or the first"),
        (MEAN, {"similarity": {"low": 1.0}}, "less than high"),
        (MEAN, {"similarity": {"low": "a"}}, "numbers"),
        (MEAN, {"2_Dense/config": {"activation_function": "Odd"}}, "Odd is not among"),
        (MEAN, {"2_Dense/config": {"bias": True}}, "no dense layer"),
    ],
)
def test_what_cannot_be_followed_is_refused(
    tmp_path: Path, pooling: dict[str, Any], files: dict[str, Any], message: str
) -> None:
    with pytest.raises(ModelUnavailable, match=message):
        SimilarityScorer.load(ModelFiles(save_encoder(tmp_path, pooling, **files), SETTINGS, CHECKSUM))

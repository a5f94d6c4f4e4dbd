"""Fluency by language models: surprisals are transformers' own, words lie where they lie, long texts are read whole."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import settings as effort
from transformers import AutoTokenizer, BertForMaskedLM, GPT2LMHeadModel

from models.errors import ModelUnavailable
from models.languages import UNTOLD_INTO_ENGLISH, LanguagePair
from models.scorers.files import ModelFiles
from models.scorers.fluency import DEFAULT, FluencyScorer, Level, read_levels
from models.text.words import word_spans
from scorers.every_scorer import save_language_model
from scorers.tiny_models import (
    CHECKSUM,
    ENGLISH,
    SETTINGS,
    TEXTS,
    segment,
    segments,
)

KINDS = ("causal", "masked")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {kind: save_language_model(tmp_path_factory.mktemp(kind), kind) for kind in KINDS}


@pytest.fixture(scope="module")
def scorers(folders: dict[str, Path]) -> dict[str, FluencyScorer]:
    return {kind: FluencyScorer.load(ModelFiles(folder, SETTINGS, CHECKSUM)) for kind, folder in folders.items()}


def test_a_causal_models_nats_add_up_to_transformers_loss(
    folders: dict[str, Path], scorers: dict[str, FluencyScorer]
) -> None:
    text = "The minister said in Egypt 漢字 👩‍🚀."
    network = GPT2LMHeadModel.from_pretrained(folders["causal"]).eval()
    tokenizer = AutoTokenizer.from_pretrained(folders["causal"])
    ids = torch.tensor([[tokenizer.bos_token_id, *tokenizer(text).input_ids]])
    with torch.inference_mode():
        loss = float(network(input_ids=ids, labels=ids).loss) * (ids.shape[1] - 1)
    assert sum(scorers["causal"].surprisals([text])[0].said) == pytest.approx(loss, rel=1e-4)


def test_a_masked_models_nats_hide_the_rest_of_the_word(
    folders: dict[str, Path], scorers: dict[str, FluencyScorer]
) -> None:
    """Word by word and subword by subword, in the plainest words."""
    text = "minister xqxq Egypt"
    network = BertForMaskedLM.from_pretrained(folders["masked"]).eval()
    tokenizer = AutoTokenizer.from_pretrained(folders["masked"])
    encoded = tokenizer(text, return_tensors="pt")
    words, expected = encoded.word_ids(), [0.0] * 3
    for at, word in enumerate(words):
        if word is None:
            continue
        ids = encoded.input_ids.clone()
        hidden = [place for place, other in enumerate(words) if other == word and place >= at]
        ids[0, hidden] = tokenizer.mask_token_id
        with torch.inference_mode():
            expected[word] -= float(network(input_ids=ids).logits[0, at].log_softmax(-1)[encoded.input_ids[0, at]])
    assert scorers["masked"].surprisals([text])[0].said == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("kind", KINDS)
@given(text=TEXTS)
@effort(max_examples=60)
def test_every_word_stands_where_it_stands(scorers: dict[str, FluencyScorer], kind: str, text: str) -> None:
    rating = scorers[kind].rate([segment("", text, at=3)], UNTOLD_INTO_ENGLISH)[0]
    spans = word_spans(text)
    if rating.fluency.value is not None:
        assert [word.span.shift(-3) for word in rating.words] == spans
    nats = scorers[kind].surprisals([text])[0].said if text.strip() else []
    assert all(math.isnan(value) or value >= 0 for value in nats)
    if kind == "causal":  # bytes leave nothing out
        assert not any(math.isnan(value) for value in nats)


def test_more_surprising_is_less_fluent(scorers: dict[str, FluencyScorer]) -> None:
    scorer = scorers["causal"]
    found = segments([("", "The price."), ("", "ẍẍẍẍẍẍ ẍẍẍẍẍẍ")])
    plain, odd = scorer.rate(found, UNTOLD_INTO_ENGLISH)
    means = [sum(r.said) / len(r.said) for r in scorer.surprisals([one.target for one in found])]
    assert means[0] < means[1]
    assert (plain.fluency.value or 0) > (odd.fluency.value or 0)
    assert plain.words[0].target_only < odd.words[0].target_only


def test_levels_are_the_languages_own(folders: dict[str, Path]) -> None:
    file = folders["causal"] / "fluency.json"
    file.write_text(json.dumps({"": {"width": 2.0}, "de": {"level": 400.0, "width": 50.0}}))
    try:
        assert read_levels(folders["causal"]) == {"": Level(width=2.0), "de": Level(level=400.0, width=50.0)}
        scorer = FluencyScorer.load(ModelFiles(folders["causal"], SETTINGS, CHECKSUM))
        pairs = [LanguagePair("", lang) for lang in ("en", "de")]
        english, german = (scorer.rate([segment("", ENGLISH)], pair)[0].fluency.value or 0 for pair in pairs)
        assert english < german
    finally:
        file.unlink()
    assert read_levels(folders["causal"]) == {"": DEFAULT}


@pytest.mark.parametrize("written", ['{"de": {"hight": 1}}', '{"": {"width": 0}}', "[]", "{", '{"de": 3}'])
def test_levels_that_are_none_are_refused(tmp_path: Path, written: str) -> None:
    (tmp_path / "fluency.json").write_text(written)
    with pytest.raises(ModelUnavailable, match=r"fluency\.json"):
        read_levels(tmp_path)

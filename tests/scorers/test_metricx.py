"""MetricX: the number is the one that transformers' own mT5 gives; the mapping, windows and refusals around it."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from transformers import AutoConfig, AutoTokenizer, MT5ForConditionalGeneration

from models.errors import ModelUnavailable
from models.languages import LanguagePair
from models.scorers.files import ModelFiles
from models.scorers.metricx import MetricXScorer
from scorers.every_scorer import save_metricx
from scorers.tiny_models import (
    ARABIC,
    CHECKSUM,
    LONG,
    PAIRS,
    SETTINGS,
    segments,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_metricx(tmp_path_factory.mktemp("metricx"))


@pytest.fixture(scope="module")
def scorer(folder: Path) -> MetricXScorer:
    return MetricXScorer.load(ModelFiles(folder, SETTINGS, CHECKSUM))


def by_transformers(folder: Path, pairs: list[tuple[str, str]]) -> list[float]:
    """MetricX's rule in the plainest words, one pair at a time."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    state = load_file(folder / "model.safetensors")
    state |= {f"{side}.embed_tokens.weight": state["shared.weight"] for side in ("encoder", "decoder")}
    network = MT5ForConditionalGeneration(AutoConfig.from_pretrained(folder)).eval()
    network.lm_head.weight = torch.nn.Parameter(state["lm_head.weight"])
    network.load_state_dict(state)
    found = []
    for source, target in pairs:
        ids = tokenizer(f"source: {source} candidate: {target}", return_tensors="pt").input_ids[:, :-1]
        with torch.inference_mode():
            logits = network(input_ids=ids, decoder_input_ids=torch.tensor([[0]])).logits
        found.append(min(25.0, max(0.0, float(logits[0, 0, 250089]))))
    return found


def test_the_number_is_transformers_own(folder: Path, scorer: MetricXScorer) -> None:
    expected = by_transformers(folder, PAIRS[:4])
    assert [found.said for found in scorer.penalties(PAIRS[:4])] == pytest.approx(expected, abs=1e-4)
    assert len({round(number, 3) for number in expected if 0 < number < 25}) > 1


def test_the_last_subword_is_left_off(scorer: MetricXScorer) -> None:
    assert scorer._ids("One.", "Un.")[-1] != scorer.opened.tokenizer.eos_token_id


def test_consistency_falls_with_the_penalty(scorer: MetricXScorer) -> None:
    ratings = scorer.rate(segments(PAIRS), LanguagePair("ar", "en"))
    for rating, penalty in zip(ratings, scorer.penalties(PAIRS), strict=True):
        assert rating.consistency.value == pytest.approx(1 - penalty.said / 25)
        assert rating.fluency.value is None and rating.fluency.reason
        assert rating.consistency.signature == scorer.signature == "metricx:0123456789ab"


def test_long_pairs_are_read_to_the_end(folder: Path) -> None:
    scorer = MetricXScorer.load(ModelFiles(folder, SETTINGS, CHECKSUM, longest=96))
    rows: list[list[int]] = []
    answer = scorer._answers
    scorer._answers = lambda read: rows.extend(read) or answer(read)  # type: ignore[method-assign]
    (found,) = scorer.penalties([(ARABIC * 20, LONG)])
    assert found.windows == len(rows) > 3 and max(map(len, rows)) <= 96
    assert "stopped" in scorer.opened.tokenizer.decode(rows[-1])


def test_another_mt5_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="no MetricX"):
        MetricXScorer.load(ModelFiles(save_metricx(tmp_path, vocabulary=400), SETTINGS, CHECKSUM))


def test_a_model_without_a_head_of_its_own_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="no head of its own"):
        MetricXScorer.load(ModelFiles(save_metricx(tmp_path, own_head=False), SETTINGS, CHECKSUM))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable):
        MetricXScorer.load(ModelFiles(tmp_path, SETTINGS, CHECKSUM))

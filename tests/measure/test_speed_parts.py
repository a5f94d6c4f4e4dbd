"""The parts of the measure of speed run, on small networks and short texts, and tell what was asked."""

from __future__ import annotations

from typing import Any

import pytest
from transformers import (
    DebertaV2Config,
    DebertaV2Model,
    MT5Config,
    MT5EncoderModel,
    XLMRobertaConfig,
    XLMRobertaModel,
)

from models.network.precision import FULL, HALF
from models.scorers.builtin import BuiltinScorer
from scripts.measure import speed_article, speed_encoders, speed_length, speed_limit
from scripts.measure.speed_batches import SegmentBatch
from scripts.measure.speed_encoders import MDEBERTA_BASE, MT5_LARGE, XLMR_BASE
from scripts.measure.speed_limit import batch_flops
from scripts.measure.speed_stages import MODEL, STAGES

SMALL: dict[str, Any] = {
    "vocab_size": 1_000, "hidden_size": 24, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32,
}  # fmt: skip
SMALL_T5: dict[str, Any] = {"vocab_size": 1_000, "d_model": 24, "d_kv": 12, "d_ff": 32, "num_layers": 1, "num_heads": 2}
ENCODERS = {
    "x": lambda: XLMRobertaModel(XLMRobertaConfig(**XLMR_BASE | SMALL), add_pooling_layer=False),
    "d": lambda: DebertaV2Model(DebertaV2Config(**MDEBERTA_BASE | SMALL)),
    "t": lambda: MT5EncoderModel(MT5Config(**MT5_LARGE | SMALL_T5)),
}


def rows(told: str) -> list[list[str]]:
    """The cells below the head of a table."""
    lines = [line for line in told.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed_encoders, "ENCODERS", ENCODERS)
    monkeypatch.setattr(speed_encoders, "SUBWORDS", (5,))
    monkeypatch.setattr(speed_encoders, "precisions", lambda: (FULL, HALF))
    monkeypatch.setattr(speed_limit, "SIDES", (8, 16))
    monkeypatch.setattr(speed_limit, "BATCHES", ((2, 5),))
    monkeypatch.setattr(speed_limit, "precisions", lambda: (FULL, HALF))


def test_rows_are_as_long_as_they_should_be_in_both_views() -> None:
    batch = SegmentBatch.of(BuiltinScorer.load(), 6, 20)
    assert batch.segments == len(batch.alone.ids) == 6
    marks, most_of_a_word = 4, 8
    assert 2 * 20 + marks <= batch.length < 2 * (20 + most_of_a_word) + marks
    assert 20 < batch.alone.ids.shape[1] < batch.length
    batch.read()
    wider = SegmentBatch.of(BuiltinScorer.load(), 12, 20)
    assert batch_flops(wider) == pytest.approx(2 * batch_flops(batch), rel=0.2)


def test_encoders(small: None) -> None:
    found = rows(speed_encoders.report(1))
    assert [row[:2] for row in found] == [[name, precision] for name in "xdt" for precision in (FULL, HALF)]
    assert all(float(row[3]) > 0 and float(row[4]) > 0 for row in found)
    full, half = (float(row[7]) for row in found[:2])
    assert half < full, "the built-in encoder takes half the memory in half the precision"


def test_limit(small: None) -> None:
    found = rows(speed_limit.report(1))
    assert [row[0] for row in found] == [FULL, HALF] and all(float(row[1]) > 0 for row in found)


def test_article() -> None:
    told = speed_article.report(1)
    assert "26 segments" in told
    assert [row[0] for row in rows(told)] == ["seconds in all", *STAGES, speed_article.OTHERS]
    assert float(next(row for row in rows(told) if row[0] == MODEL)[2]) > 0


def test_length() -> None:
    [short, longer] = rows(speed_length.report([30, 90]))
    assert int(short[0]) < int(longer[0]) and int(short[1]) < int(longer[1])

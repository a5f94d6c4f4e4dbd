"""We say what unbabel-comet 2.2.7 said of the same 50 pairs with the same weights, to 1e-4."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from models.scorers.comet.scorer import CometOutput, CometScorer

CLOSE = 1e-4


def estimated(scorer: CometScorer, expected: dict[str, Any]) -> list[CometOutput]:
    return scorer.estimate([(pair["mt"], pair["src"]) for pair in expected["pairs"]])


def their_spans(tags: np.ndarray, offsets: list[tuple[int, int]], labels: tuple[str, ...]) -> list[list[Any]]:
    """unbabel-comet's decoder told again, faults included: the special subwords count, what is open at the end is
    lost, and the first severity stays until an "O".
    """
    found, span = [], None
    for row, (start, end) in zip(tags[: len(offsets)], offsets, strict=True):
        label = int(row.argmax())
        if label and span is None:
            span = [start, end, labels[label - 1], [float(row[label])]]
        elif label and span is not None:
            span[1] = end
            span[3].append(float(row[label]))
        elif span is not None:
            found.append([*span[:3], sum(span[3]) / len(span[3])])
            span = None
    return found


def test_there_are_fifty_pairs_that_differ(expected: dict[str, Any]) -> None:
    assert len(expected["pairs"]) == 50
    for kind in ("referenceless", "unified", "xcomet"):
        assert np.std(expected[kind]["scores"]) > 100 * CLOSE
    assert all({"minor", "major"} <= severities(expected[kind]) for kind in ("unified", "xcomet"))


def severities(said: dict[str, Any]) -> set[str]:
    return {span[2] for spans in said["error_spans"] for span in spans}


@pytest.mark.parametrize(
    ("kind", "key"),
    [("referenceless", "scores"), ("unified", "scores"), ("unified", "regression"), ("xcomet", "regression")],
)
def test_the_raw_scores_agree(scorers: dict[str, CometScorer], expected: dict[str, Any], kind: str, key: str) -> None:
    assert [said.raw for said in estimated(scorers[kind], expected)] == pytest.approx(expected[kind][key], abs=CLOSE)


@pytest.mark.parametrize("kind", ["unified", "xcomet"])
def test_the_tags_of_every_subword_agree(scorers: dict[str, CometScorer], expected: dict[str, Any], kind: str) -> None:
    for said, tags in zip(estimated(scorers[kind], expected), expected[kind]["tags"], strict=True):
        assert said.tags is not None
        assert said.tags == pytest.approx(np.array(tags), abs=CLOSE)


@pytest.mark.parametrize("kind", ["unified", "xcomet"])
def test_with_their_faults_we_make_their_spans(
    scorers: dict[str, CometScorer], expected: dict[str, Any], kind: str
) -> None:
    scorer = scorers[kind]
    for pair, spans in zip(expected["pairs"], expected[kind]["error_spans"], strict=True):
        target = scorer.tokenizer.encode(pair["mt"], add_special_tokens=False)
        source = scorer.tokenizer.encode(pair["src"], add_special_tokens=False)
        row = torch.tensor([[0, *target.ids, 2, 2, *source.ids, 2]])
        with torch.inference_mode():
            _, tags = scorer.network.score_joined(row, torch.ones_like(row))
        assert tags is not None
        ours = their_spans(tags[0].numpy(), [(0, 0), *target.offsets, (0, 0)], scorer.shape.labels)
        assert [span[:3] for span in ours] == [span[:3] for span in spans]
        assert [span[3] for span in ours] == pytest.approx([span[3] for span in spans], abs=CLOSE)


def test_with_their_spans_we_make_their_xcomet_score(scorers: dict[str, CometScorer], expected: dict[str, Any]) -> None:
    weights = {"minor": 1, "major": 5, "critical": 10}
    said = expected["xcomet"]
    for ours, spans, score in zip(
        estimated(scorers["xcomet"], expected), said["error_spans"], said["scores"], strict=True
    ):
        mqm = (25 - min(25, sum(weights[span[2]] for span in spans))) / 25
        assert 0.78 * min(1, ours.raw) + 0.22 * mqm == pytest.approx(score, abs=CLOSE)


def test_where_no_fault_of_theirs_matters_our_xcomet_score_is_theirs(
    scorers: dict[str, CometScorer], expected: dict[str, Any]
) -> None:
    scorer, said = scorers["xcomet"], expected["xcomet"]
    same = 0
    for pair, ours, spans, score in zip(
        expected["pairs"], estimated(scorer, expected), said["error_spans"], said["scores"], strict=True
    ):
        found = [[e.span.start, e.span.end, str(e.severity)] for e in scorer.errors(pair["mt"], ours)]
        if found == [span[:3] for span in spans]:
            same += 1
            assert scorer.value(pair["mt"], ours) == pytest.approx(score, abs=CLOSE)
    assert same > 0


def test_pairs_read_one_by_one_say_the_same(scorers: dict[str, CometScorer], expected: dict[str, Any]) -> None:
    for kind, scorer in scorers.items():
        raw = [scorer.estimate([(pair["mt"], pair["src"])])[0].raw for pair in expected["pairs"][:5]]
        key = "scores" if kind == "referenceless" else "regression"
        assert raw == pytest.approx(expected[kind][key][:5], abs=CLOSE)

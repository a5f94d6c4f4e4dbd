"""Token classifiers: P(wrong) is transformers' own at each word's first subword; gaps are left aside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import settings as effort
from scorers.every_scorer import save_classifier
from transformers import AutoTokenizer, BertForTokenClassification

from backends.tiny_models import ARABIC, CHECKSUM, PAIRS, SETTINGS, TEXTS, segment, segments
from models.errors import ModelUnavailable
from models.scorers.token_classes import TokenClassScorer
from models.text.words import word_spans


@pytest.fixture(scope="module", params=["", "_"])
def scorer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> TokenClassScorer:
    folder = save_classifier(tmp_path_factory.mktemp("classes"))
    (folder / "token_classes.json").write_text(json.dumps({"gap": request.param}))
    return TokenClassScorer.load(folder, SETTINGS, CHECKSUM)


@pytest.mark.parametrize("order", ["source-target", "target-source"])
def test_p_wrong_is_transformers_own(tmp_path: Path, order: str) -> None:
    folder = save_classifier(tmp_path)
    (folder / "token_classes.json").write_text(json.dumps({"order": order}))
    network = BertForTokenClassification.from_pretrained(folder).eval()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    pair = ("قال الوزير", "minister xqxq Egypt")
    side = order.split("-").index("target")
    encoded = tokenizer(*(pair if side else pair[::-1]), return_tensors="pt")
    with torch.inference_mode():
        wrong = network(**encoded).logits[0].softmax(-1)[:, 0]
    keys = list(zip(encoded.sequence_ids(0), encoded.word_ids(0), strict=True))
    expected = [float(wrong[keys.index((side, word))]) for word in range(3)]
    assert TokenClassScorer.load(folder, SETTINGS, CHECKSUM).wrong([pair])[0].said == pytest.approx(expected, abs=1e-5)


def test_ratings_keep_the_contract(scorer: TokenClassScorer) -> None:
    found = segments([*PAIRS, ("مصر", ""), ("", "One.")])
    article = "\n".join(one.target for one in found)
    for one, rating in zip(found, scorer.rate(found, "ar", "en"), strict=True):
        assert rating.segment_id == one.id and rating.fluency.value is None and rating.fluency.reason
        assert (rating.consistency.value is None) == (not one.source or not one.target)
        assert all(0 <= (word.with_source or 0) <= 1 for word in rating.words)
        if rating.words:
            spans = [span.of(one.target) for span in word_spans(one.target)]
            assert [word.span.of(article) for word in rating.words] == spans


@given(text=TEXTS)
@effort(max_examples=60, deadline=None)
def test_every_word_stands_where_it_stands(scorer: TokenClassScorer, text: str) -> None:
    rating = scorer.rate([segment(ARABIC, text, at=3)], "ar", "en")[0]
    if rating.consistency.value is not None:
        assert [word.span.shift(-3) for word in rating.words] == word_spans(text)


def test_long_pairs_are_read_to_the_end(scorer: TokenClassScorer) -> None:
    (found,) = scorer.wrong(PAIRS[4:5])
    assert found.windows > 1 and None not in found.said


@pytest.mark.parametrize("labels", [("BAD", "WORSE"), ("OK",)])
def test_a_model_without_an_ok_label_is_refused(tmp_path: Path, labels: tuple[str, ...]) -> None:
    with pytest.raises(ModelUnavailable, match="must be OK"):
        TokenClassScorer.load(save_classifier(tmp_path, labels), SETTINGS, CHECKSUM)

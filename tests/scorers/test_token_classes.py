"""Token classifiers: P(wrong) is transformers' own at each word's first subword; gaps are left aside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import settings as effort
from transformers import AutoTokenizer, BertForTokenClassification

from models.errors import ModelUnavailable
from models.languages import LanguagePair
from models.scorers.files import ModelFiles
from models.scorers.token_classes import TokenClassScorer
from models.text.words import word_spans
from scorers.every_scorer import save_classifier, write_json
from scorers.tiny_models import ARABIC, CHECKSUM, SETTINGS, TEXTS, segment


@pytest.fixture(scope="module", params=["", "_"])
def scorer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> TokenClassScorer:
    folder = save_classifier(tmp_path_factory.mktemp("classes"))
    (folder / "token_classes.json").write_text(json.dumps({"gap": request.param}))
    return TokenClassScorer.load(ModelFiles(folder, SETTINGS, CHECKSUM))


def by_transformers(folder: Path, pair: tuple[str, str]) -> float:
    """P of the first class at the target's first subword, source first."""
    network = BertForTokenClassification.from_pretrained(folder).eval()
    encoded = AutoTokenizer.from_pretrained(folder)(*pair, return_tensors="pt")
    with torch.inference_mode():
        return float(network(**encoded).logits[0].softmax(-1)[encoded.sequence_ids(0).index(1), 0])


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
    (said,) = TokenClassScorer.load(ModelFiles(folder, SETTINGS, CHECKSUM)).wrong([pair])
    assert said.said == pytest.approx(expected, abs=1e-5)


@given(text=TEXTS)
@effort(max_examples=60)
def test_every_word_stands_where_it_stands(scorer: TokenClassScorer, text: str) -> None:
    rating = scorer.rate([segment(ARABIC, text, at=3)], LanguagePair("ar", "en"))[0]
    if rating.consistency.value is not None:
        assert [word.span.shift(-3) for word in rating.words] == word_spans(text)


@pytest.mark.parametrize("labels", [("BAD", "WORSE"), ("OK",)])
def test_a_model_without_an_ok_label_is_refused(tmp_path: Path, labels: tuple[str, ...]) -> None:
    with pytest.raises(ModelUnavailable, match="must be OK"):
        TokenClassScorer.load(ModelFiles(save_classifier(tmp_path, labels), SETTINGS, CHECKSUM))


def test_labels_can_be_named_beside_the_model(tmp_path: Path) -> None:
    """MicroTransQuest's own settings call them LABEL_0 and LABEL_1."""
    folder, found = save_classifier(tmp_path, ("LABEL_0", "LABEL_1")), []
    with pytest.raises(ModelUnavailable, match="they are LABEL_0, LABEL_1: name them"):
        TokenClassScorer.load(ModelFiles(folder, SETTINGS, CHECKSUM))
    for named in (["BAD", "OK"], ["OK", "BAD"], ["ok", "bad"]):
        write_json(folder / "token_classes.json", {"labels": named})
        found += TokenClassScorer.load(ModelFiles(folder, SETTINGS, CHECKSUM)).wrong([(ARABIC, "minister")])[0].said
    known = by_transformers(folder, (ARABIC, "minister"))
    assert found == pytest.approx([known, 1 - known, 1 - known], abs=1e-5)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({"labels": ["OK", "BAD", "SEP"]}, "2 labels one must be OK"),
        ({"labels": ["OK", "OK"]}, "one must be OK"),
        ({"labels": "OK BAD"}, "a list of names"),
        ({"labels": [1, 2]}, "a list of names"),
        ({"order": "both"}, "order should be one of"),
    ],
)
def test_settings_that_do_not_fit_are_refused(tmp_path: Path, written: dict[str, Any], message: str) -> None:
    write_json(save_classifier(tmp_path) / "token_classes.json", written)
    with pytest.raises(ModelUnavailable, match=message):
        TokenClassScorer.load(ModelFiles(tmp_path, SETTINGS, CHECKSUM))

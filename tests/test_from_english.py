"""Translations out of English in training: examples, their gold, and how the network is told."""

from __future__ import annotations

import json
import lzma
import math
from pathlib import Path

import numpy as np
import pytest
from models.encoder import CLS, FROM_ENGLISH, SEP, PairTokenizer
from models.training.examples import Example, encode, judged_example, turned, without_source
from models.training.expert_spans import SENTENCE_WEIGHT, expert_examples
from models.training.vocabulary import source_pieces, train_vocabulary
from tokenizers import Tokenizer

from models import corpora
from models.text.words import words
from models.weights import BUILTIN

GERMAN = "Der Hafen wurde gestern gesperrt ."
ENGLISH = "The harbour reopened yesterday ."


@pytest.fixture(scope="module")
def tokenizer() -> PairTokenizer:
    english = Tokenizer.from_file(str(BUILTIN / "target_tokenizer.json"))
    return PairTokenizer(english, train_vocabulary([source_pieces(GERMAN, "de")] * 20))


def german_of(english: str) -> Example:
    """`gesperrt` (shut) for `reopened`."""
    return Example("de", words(GERMAN), words(english), [0, 0, 0, 0, 1, 0], [0, 0, 1, 0, 0], -0.5, 0.2, 1.0, True)


def test_gold_follows_the_language_not_the_direction(tokenizer: PairTokenizer) -> None:
    row = encode(german_of(ENGLISH), tokenizer, None)
    assert row is not None
    assert row.encoded.ids[0] == FROM_ENGLISH
    for gold, side, wrong in ((row.english_gold, 0, "reopened"), (row.foreign_gold, 1, "gesperrt")):
        marked = row.encoded.word[np.flatnonzero(gold == 1.0)]
        assert [words((ENGLISH, GERMAN)[side])[k] for k in marked] == [wrong]
        assert set(row.encoded.types[np.flatnonzero(gold == 1.0)]) == {side}


def test_a_translation_alone_shows_no_english(tokenizer: PairTokenizer) -> None:
    row = encode(without_source(german_of(ENGLISH)), tokenizer, None)
    assert row is not None
    assert list(row.encoded.ids[:2]) == [FROM_ENGLISH, SEP]
    assert np.isnan(row.english_gold).all()
    assert np.nansum(row.foreign_gold) == 1
    assert not row.encoded.features[:, 7].any()  # the other side was not seen


def test_a_pair_turned_round(tokenizer: PairTokenizer) -> None:
    into = Example("de", words(ENGLISH), words(GERMAN), [0, 0, 1, 0, 0], [0, 0, 0, 0, 1, 0], -0.5, 0.2, 0.3)
    out = turned(into)
    assert (out.target, out.source, out.from_english) == (into.source, into.target, True)
    one, other = encode(into, tokenizer, None), encode(out, tokenizer, None)
    assert one is not None
    assert other is not None
    np.testing.assert_array_equal(one.english_gold, other.english_gold)
    np.testing.assert_array_equal(one.foreign_gold, other.foreign_gold)
    assert (one.encoded.ids[0], other.encoded.ids[0]) == (CLS, FROM_ENGLISH)
    np.testing.assert_array_equal(one.encoded.ids[1:], other.encoded.ids[1:])


def test_judgements_of_translations_from_english(tokenizer: PairTokenizer, tmp_path: Path) -> None:
    row = {
        "source": "The gate.", "target": "Das Ziel.", "source_tokens": ["The", "gate", "."],
        "target_tokens": ["Das", "Ziel", "."], "target_tags": ["OK", "BAD", "OK"],
        "gap_tags": ["BAD", "OK", "OK", "OK"],
        "source_tags": ["OK", "BAD", "OK"], "da_z": -0.4, "hter": 0.33, "post_edit_tokens": ["Das", "Tor", "."],
    }  # fmt: skip
    path = tmp_path / "mlqe-pe" / "en-de.train.jsonl.xz"
    path.parent.mkdir()
    path.write_bytes(lzma.compress(json.dumps(row).encode()))
    (item,) = corpora.judged(tmp_path, "de", "train", from_english=True)
    example = judged_example(item, "de", from_english=True)
    assert (list(example.target), list(example.source or ())) == (["Das", "Ziel", "."], ["The", "gate", "."])
    assert (example.wrong, example.source_wrong, example.from_english) == ([0, 1, 0], [0, 1, 0], True)
    assert item.post_edit == "Das Tor."
    row = encode(example, tokenizer, None)
    assert row is not None
    (place,) = np.flatnonzero(row.gap_gold == 1.0)
    assert (row.encoded.types[place], row.encoded.word[place]) == (1, 0)  # before "Das"


def marked(lp: str, spans: list[list[object]], rater: str = "one") -> dict[str, object]:
    return {"lp": lp, "src": "The harbour reopened.", "mt": "Der Hafen ist zu.", "rater": rater, "spans": spans}


@pytest.mark.parametrize(
    ("lp", "spans", "wrong", "lost"),
    [
        ("en-de", [], [0, 0, 0, 0, 0], 0.0),
        ("en-de", [[10, 16, "Major", "Accuracy/Mistranslation"]], [0, 0, 1, 1, 0], 1 / 5),
        ("en-ru", [[4, 9, "minor", "Lexical Selection"]], [0, 0.6, 0, 0, 0], 0.2 / 5),
        ("zh-en", [[0, 3, "minor", "Fluency"], [0, 9, "critical", "Accuracy"]], [1, 1, 0, 0, 0], 1.2 / 5),
        ("zh-en", [[0, 9, "Major", "Source error"]], [0, 0, 0, 0, 0], 0.0),
        ("zh-en", [[0, 9, "neutral", "Style"]], [0, 0, 0, 0, 0], 0.0),
    ],
)
def test_expert_spans(tmp_path: Path, lp: str, spans: list[list[object]], wrong: list[float], lost: float) -> None:
    path = tmp_path / "mqm" / "train.jsonl.xz"
    path.parent.mkdir()
    rows = [marked(lp, spans), marked(lp, [[0, 3, "Major", "Fluency"]], rater="two")]
    path.write_bytes(lzma.compress("\n".join(map(json.dumps, rows)).encode()))
    (example,) = expert_examples(tmp_path)  # the second rater is passed over
    assert example.wrong == wrong
    assert example.hter == pytest.approx(lost)
    assert example.z == pytest.approx(0.9 - 3 * lost)
    assert example.sentence_weight == SENTENCE_WEIGHT
    assert example.from_english == lp.startswith("en")
    assert example.lang == lp.replace("en", "").strip("-")
    expected = 0.0 if lost == 0 else math.nan
    assert np.array_equal(example.source_wrong, [expected] * 4, equal_nan=True)

"""Words as subword ids: whichever library cuts them, marks in a text are characters and places are kept."""

from __future__ import annotations

import json

import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from models.errors import ModelUnavailable
from models.network.pieces import BOS, EOS, MASK, PAD, UNK, FastPieces, UnigramPieces, unigram_model_of

VOCABULARY = [
    (BOS, 0.0), (PAD, 0.0), (EOS, 0.0), (UNK, 0.0), ("\u2581", -3.0), ("\u2581the", -1.0), ("\u2581min", -2.0),
    ("ister", -2.0), ("\u2581def", -4.0), ("漢", -4.0), ("字", -4.0), ("<", -5.0), ("/", -5.0), ("s", -5.0),
    (">", -5.0), ("m", -5.0), ("a", -5.0), ("k", -5.0), ("t", -5.0), ("h", -5.0), ("e", -5.0), (MASK, 0.0),
]  # fmt: skip


def tokenizer() -> Tokenizer:
    """As XLM-R's tokenizer.json is made."""
    made = Tokenizer(models.Unigram(VOCABULARY, unk_id=3))
    made.normalizer = normalizers.Sequence([normalizers.NFKC()])
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.add_special_tokens([BOS, PAD, EOS, UNK, MASK])
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return made


@pytest.fixture(scope="module", params=["sentencepiece", "tokenizers"])
def pieces(request: pytest.FixtureRequest) -> UnigramPieces | FastPieces:
    if request.param == "tokenizers":
        return FastPieces(tokenizer())
    return UnigramPieces(unigram_model_of(json.loads(tokenizer().to_str())))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("the", ["\u2581the"]),
        ("minister", ["\u2581min", "ister"]),
        ("漢字", ["漢", "字"]),  # no space is told before what is never set apart
        ("漢", ["\u2581", "漢"]),
    ],
)
def test_words_are_cut(pieces: UnigramPieces | FastPieces, word: str, expected: list[str]) -> None:
    places = [text for text, _ in VOCABULARY]
    found = [places[number] for number in pieces.cut(word)]
    assert found == (expected if len(found) > 1 or word != "漢" else ["漢"])


def test_both_know_the_same_marks(pieces: UnigramPieces | FastPieces) -> None:
    assert [list(mark) for mark in pieces.alone] == [[0], [2]]
    assert [list(mark) for mark in pieces.pair] == [[0], [2, 2], [2]]
    assert pieces.segments is False


@pytest.mark.parametrize("mark", [BOS, EOS, MASK, PAD, UNK])
def test_a_mark_in_a_text_is_its_characters(pieces: UnigramPieces | FastPieces, mark: str) -> None:
    assert {0, 1, 2, len(VOCABULARY) - 1}.isdisjoint(pieces.cut(mark))
    assert len(pieces.cut(mark)) >= len(mark)


def test_what_is_no_model_is_refused() -> None:
    with pytest.raises(ModelUnavailable, match="no sentencepiece model"):
        UnigramPieces(b"nonsense")

"""Words as subword ids: by sentencepiece for the built-in network, by an encoder's own fast tokenizer for any other.

The built-in vocabulary is XLM-R's. sentencepiece holds its 250,000 pieces in a fifth of the memory that tokenizers
needs for them, and is read in half the time.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import regex
from sentencepiece import SentencePieceProcessor, sentencepiece_model_pb2
from tokenizers import Tokenizer

from models.errors import ModelUnavailable

SPACE_MARK = "\u2581"
_UNSPACED = regex.compile(r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]")
BOS, PAD, EOS, UNK, MASK = "<s>", "<pad>", "</s>", "<unk>", "<mask>"
_NORMAL, _UNKNOWN, _CONTROL = 1, 2, 3
"""Types of a piece in sentencepiece's model."""


class WordPieces(Protocol):
    """Cuts words one by one, and knows the encoder's marks."""

    @property
    def alone(self) -> Sequence[Sequence[int]]:
        """The ids before a text that stands alone, and behind it."""
        ...

    @property
    def pair(self) -> Sequence[Sequence[int]]:
        """The ids before the first of two texts, between them, and behind the second."""
        ...

    @property
    def segments(self) -> bool:
        """True where the encoder is told which side is which by segment ids."""
        ...

    def cut(self, word: str) -> tuple[int, ...]:
        """A word's ids. Before a character that is never set apart, a lone mark of a space says nothing.

        What reads as one of the encoder's marks is cut by its characters: a text that says </s> means these.
        """
        ...


class UnigramPieces:
    """XLM-R's kind of vocabulary, as a sentencepiece model."""

    segments = False

    def __init__(self, model: bytes) -> None:
        """Raises ModelUnavailable for what is no such model."""
        try:
            self._own = SentencePieceProcessor(model_proto=model)
        except RuntimeError as error:
            raise ModelUnavailable(f"the tokenizer is no sentencepiece model: {error}") from error
        begin, end = (self._own.piece_to_id(mark) for mark in (BOS, EOS))
        self.alone, self.pair = ([begin], [end]), ([begin], [end, end], [end])
        self._marks = frozenset((BOS, PAD, EOS, UNK, MASK))
        self._space = self._own.piece_to_id(SPACE_MARK)

    def cut(self, word: str) -> tuple[int, ...]:
        """See WordPieces."""
        if word in self._marks:
            return tuple(number for character in word for number in self.cut(character))
        ids: list[int] = self._own.encode(word)
        lone = len(ids) > 1 and ids[0] == self._space and _UNSPACED.match(word) is not None
        return tuple(ids[int(lone) :])


class FastPieces:
    """A tokenizer of the tokenizers library."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Raises ModelUnavailable for a tokenizer that sets no marks before, between and after texts."""
        self._own = tokenizer
        self._own.no_padding()
        self._own.no_truncation()
        self._own.encode_special_tokens = True
        added = self._own.get_added_tokens_decoder()
        self._special = frozenset(number for number, token in added.items() if token.special)
        self.alone, self.pair = (self._marks(count) for count in (1, 2))
        if not all((*self.alone, *self.pair)):
            raise ModelUnavailable("the base's tokenizer sets no marks before, between and after texts, as encoders do")
        self.segments = 1 in self._own.encode(["a"], ["a"], is_pretokenized=True).type_ids

    def cut(self, word: str) -> tuple[int, ...]:
        """See WordPieces."""
        encoding = self._own.encode([word], is_pretokenized=True, add_special_tokens=False)
        if len(word) > 1 and not self._special.isdisjoint(encoding.ids):
            return tuple(number for character in word for number in self.cut(character))
        lone = len(encoding.ids) > 1 and encoding.tokens[0] == SPACE_MARK and _UNSPACED.match(word) is not None
        return tuple(encoding.ids[int(lone) :])

    def _marks(self, count: int) -> list[list[int]]:
        """The marks before the first of so many texts, and behind each."""
        encoding = self._own.encode(["a"], ["a"] if count == 2 else None, is_pretokenized=True)
        found: list[list[int]] = [[] for _ in range(count + 1)]
        begun = 0
        for number, side in zip(encoding.ids, encoding.sequence_ids, strict=True):
            if side is None:
                found[begun].append(number)
            else:
                begun = side + 1
        return found


def unigram_model(vocabulary: Sequence[tuple[str, float]], normaliser: bytes = b"") -> bytes:
    """A sentencepiece model of (piece, score) by id, marks among them; `normaliser`: sentencepiece's own map."""
    model = sentencepiece_model_pb2.ModelProto()  # type: ignore[attr-defined]
    for text, score in vocabulary:
        piece = model.pieces.add()
        piece.piece, piece.score = text, score
        piece.type = _UNKNOWN if text == UNK else _CONTROL if text in (BOS, PAD, EOS, MASK) else _NORMAL
    places = {text: number for number, (text, _) in enumerate(vocabulary)}
    trained = model.trainer_spec
    trained.model_type = 1  # unigram
    trained.unk_id, trained.bos_id, trained.eos_id, trained.pad_id = (places[mark] for mark in (UNK, BOS, EOS, PAD))
    trained.unk_piece, trained.bos_piece, trained.eos_piece, trained.pad_piece = UNK, BOS, EOS, PAD
    model.normalizer_spec.precompiled_charsmap = normaliser
    model.normalizer_spec.add_dummy_prefix = True
    model.normalizer_spec.remove_extra_whitespaces = True
    model.normalizer_spec.escape_whitespaces = True
    written: bytes = model.SerializeToString()
    return written


def unigram_model_of(tokenizer: Mapping[str, Any]) -> bytes:
    """The same out of a tokenizer.json of the Unigram kind, read as JSON."""
    vocabulary = [(str(piece), float(score)) for piece, score in tokenizer["model"]["vocab"]]
    return unigram_model(vocabulary, _normaliser(tokenizer.get("normalizer")))


def _normaliser(step: Mapping[str, Any] | None) -> bytes:
    """The precompiled map among a tokenizer's normalisers; nothing where it has none."""
    if step is None:
        return b""
    if step["type"] == "Precompiled":
        return base64.b64decode(step["precompiled_charsmap"])
    return next(filter(None, map(_normaliser, step.get("normalizers", ()))), b"")

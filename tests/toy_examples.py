"""Examples of three Arabic sentences, and a vocabulary made from them: enough to train a toy on."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from models.encoder import PairTokenizer
from models.training.examples import UNKNOWN, Example, Row
from models.training.vocabulary import source_pieces, train_vocabulary
from tokenizers import Tokenizer

from models.text.words import words
from models.weights import BUILTIN

TEXTS = ["الوزير في الميناء", "السفن تنتظر في الميناء", "وصل الوزير إلى الميناء"]


def toy_tokenizer() -> PairTokenizer:
    """English as shipped, and a source vocabulary made from the three sentences."""
    english = Tokenizer.from_file(str(BUILTIN / "target_tokenizer.json"))
    return PairTokenizer(english, train_vocabulary([source_pieces(text, "ar") for text in TEXTS * 5]))


def example(target: str, source: str | None, wrong: Sequence[float], z: float = 0.5) -> Example:
    """A translation from Arabic whose words are `wrong` (1), sound (0) or UNKNOWN."""
    source_words = None if source is None else words(source)
    unknown = [UNKNOWN] * len(source_words or ())
    return Example("ar", words(target), source_words, wrong, unknown, z, 0.2, 1.0)


class Shuffled:
    """Rows in random order."""

    def __init__(self, rows: list[Row], rng: random.Random) -> None:
        self.rows, self.rng = rows, rng

    def draw(self) -> Row:
        return self.rng.choice(self.rows)

    def state(self) -> object:
        return self.rng.getstate()

    def restore(self, state: Any) -> None:
        self.rng.setstate(state)

"""One subword vocabulary over all source languages, and embeddings that make it a soft gloss in English.

After WECHSEL (Minixhofer, Paischer and Rekabsaz 2022): IBM Model 1 on subword pairs of the parallel text
gives p(English subword | source subword); a source subword's embedding is the mean of the English
subword embeddings under it. Source text then enters an English encoder as a blurred English.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from models.text.normalise import model_pieces
from models.text.words import words
from models.training.lexicon_building import sentence_pairs
from models.training.word_alignment import align_words

VOCABULARY_SIZE = 48_000
PAIRS_PER_LANGUAGE = {"ar": 150_000, "ru": 40_000}
OTHER_PAIRS = 28_000
"""Sentence pairs of each language that shape the vocabulary and the embeddings."""
VOCABULARY_REPEATS = {"ar": 4, "ru": 2}
"""Rich morphology and most of the news: more of the vocabulary goes there."""
UNKNOWN = "[UNK]"


def sample_pairs(folder: Path, languages: Sequence[str], open_terms: bool) -> Iterator[tuple[str, str, str]]:
    """(language, source, target), evenly from every language."""
    for lang in languages:
        pairs = list(sentence_pairs(folder, lang, open_terms))
        step = max(1, round(len(pairs) / PAIRS_PER_LANGUAGE.get(lang, OTHER_PAIRS)))
        for source, target in pairs[::step]:
            yield lang, source, target


def source_pieces(text: str, lang: str) -> list[str]:
    """The pieces of a source text that the tokenizer cuts further: folded words, Arabic clitics apart."""
    return [piece for word in words(text) for piece in model_pieces(word, lang)]


def train_vocabulary(texts: Iterable[list[str]]) -> Tokenizer:
    """A WordPiece vocabulary learnt from texts given as lists of pieces."""
    tokenizer = Tokenizer(models.WordPiece(unk_token=UNKNOWN, max_input_chars_per_word=60))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    trainer = trainers.WordPieceTrainer(
        vocab_size=VOCABULARY_SIZE,
        special_tokens=[UNKNOWN],
        limit_alphabet=6000,
        min_frequency=2,
        show_progress=False,
    )
    tokenizer.train_from_iterator((" ".join(pieces) for pieces in texts), trainer)
    return tokenizer


def gloss_embeddings(
    pairs: Sequence[tuple[list[int], list[int]]], source_size: int, english: NDArray[np.float32]
) -> NDArray[np.float32]:
    """(source_size, width) embeddings: for each source subword the p(e|f)-weighted mean of English ones.

    `pairs`: sentence pairs as source subword ids and English subword ids. A subword without statistics
    gets the mean English embedding.
    """
    table = align_words(pairs, source_size, len(english), iterations=6)
    weight = np.maximum(table.count - 0.3, 0.0) / np.maximum(table.source_total[table.source], 1e-6)
    keep = weight > 0.02
    total = np.bincount(table.source[keep], weight[keep], minlength=source_size)
    embeddings = np.tile(english.mean(0), (source_size, 1)).astype(np.float32)
    found = total > 0
    summed = np.zeros_like(embeddings)
    np.add.at(summed, table.source[keep], weight[keep][:, None] * english[table.target[keep]])
    embeddings[found] = summed[found] / total[found][:, None]
    return embeddings

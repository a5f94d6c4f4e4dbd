"""Training examples: judged translations and synthetic errors, as words with labels, then as token rows."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from models.corpora import Judged, Pair
from models.heads import Encoded, PairReader
from models.lexicon import Lexicon
from models.text.normalise import stem
from models.text.words import is_wordlike, words
from models.training.corruption import Corruptor
from models.training.rated import POOR, gaps_to_words, made_z, tags_to_words
from models.training.source_gold import source_gold

UNKNOWN = math.nan
SYNTHETIC_SENTENCE_WEIGHT = 0.3
STRANGERS, SOUND = 0.12, 0.30
MOST_SUBWORDS = 110
"""A side: longer examples are left out of training (not of scoring)."""


@dataclass(frozen=True, slots=True)
class Example:
    """A pair with gold: `wrong[j]` in [0, 1] for target word j (nan: unknown), the same for source words.

    `edited[j]`: whether a post-editor changed target word j; empty where there was none.

    `lang` is the language beside English: the source's, or the target's where the English is translated
    (`from_english`). `gaps[j]`: whether something is missing before target word j, one more than words, or empty
    where nobody looked. `z` and `hter` count `sentence_weight` times in the loss.
    """

    lang: str
    target: Sequence[str]
    source: Sequence[str] | None
    wrong: Sequence[float]
    source_wrong: Sequence[float]
    z: float
    hter: float
    sentence_weight: float
    from_english: bool = False
    gaps: Sequence[float] = ()
    edited: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """An encoded example with its gold per token (nan where there is none)."""

    encoded: Encoded
    english_gold: NDArray[np.float32]
    edited_gold: NDArray[np.float32]
    foreign_gold: NDArray[np.float32]
    gap_gold: NDArray[np.float32]
    z: float
    hter: float
    sentence_weight: float


def judged_example(item: Judged, lang: str, from_english: bool = False) -> Example:
    """An MLQE-PE judgement."""
    target, edited = tags_to_words(item.target, item.target_tokens, item.tags)
    source, source_wrong = tags_to_words(item.source, item.source_tokens, item.source_tags)
    gaps = gaps_to_words(item.target, item.target_tokens, item.gaps)
    if from_english:
        return Example(lang, target, source, edited, source_wrong, item.z, item.hter, 1.0, True, gaps)
    wrong = [value if value == 0.0 or item.z <= POOR else UNKNOWN for value in edited]
    return Example(lang, target, source, wrong, source_wrong, item.z, item.hter, 1.0, False, gaps, edited)


def turned(example: Example) -> Example:
    """The same pair as if the English had been translated into the other language."""
    return replace(
        example,
        target=example.source or (),
        source=example.target,
        wrong=example.source_wrong,
        source_wrong=example.wrong,
        from_english=True,
        gaps=(),
        edited=(),
    )


@dataclass
class Synthesiser:
    """Examples with made errors out of sound pairs of one language.

    Of them about a third stays sound, an eighth gets a stranger's source, the rest errors; a fifth
    is two pairs in a row, so that a full stop is nothing bad in itself.
    """

    lang: str
    pairs: Sequence[Pair]
    corruptor: Corruptor
    rng: random.Random = field(default_factory=random.Random)

    def make(self) -> Example:
        """One random example."""
        pair = self.rng.choice(self.pairs)
        source, target = words(pair.source), words(pair.target)
        if self.rng.random() < 0.2 and len(target) < 25:
            other = self.rng.choice(self.pairs)
            source, target = source + words(other.source), target + words(other.target)
        chance = self.rng.random()
        if chance < STRANGERS:
            return self._stranger(target)
        if chance < STRANGERS + SOUND:
            return self._example(source, target, [0.0] * len(target), target)
        if chance < 0.46:
            return self._addition(source, target)
        if chance < 0.50:
            return self._omission(source, target)
        draft = self.corruptor.corrupt(target, self._stems(source))
        return self._example(source, draft.words, draft.wrong, target, draft.lost)

    def whole(self) -> Example:
        """One without made errors: a sound pair, or (as often as in `make`) a sentence and another's source."""
        pair = self.rng.choice(self.pairs)
        source, target = words(pair.source), words(pair.target)
        if self.rng.random() < STRANGERS / SOUND:
            return self._stranger(target)
        return self._example(source, target, [0.0] * len(target), target)

    def _stranger(self, target: list[str]) -> Example:
        """With the source of another sentence every content word is wrong."""
        other = min(
            (self.rng.choice(self.pairs) for _ in range(4)),
            key=lambda p: abs(len(words(p.target)) - len(target)),
        )
        wrong = [1.0 if len(word) > 3 else UNKNOWN for word in target]
        source = words(other.source)
        unanswered = [1.0 if is_wordlike(word) else UNKNOWN for word in source]
        return Example(self.lang, target, source, wrong, unanswered, -1.6, 0.9, 0.5)

    def _addition(self, source: list[str], target: list[str]) -> Example:
        """A sentence too many, before or after."""
        added = words(self.rng.choice(self.pairs).target)
        wrong = [1.0 if is_wordlike(word) else UNKNOWN for word in added]
        sound = [0.0] * len(target)
        if self.rng.random() < 0.5:
            return self._example(source, added + target, wrong + sound, target)
        return self._example(source, target + added, sound + wrong, target)

    def _omission(self, source: list[str], target: list[str]) -> Example:
        """A sentence of the source is left out, the first or the last: the target itself is sound."""
        other = self.rng.choice(self.pairs)
        left_out = words(other.source)
        unanswered = [1.0 if is_wordlike(word) else UNKNOWN for word in left_out]
        share = len(left_out) / max(1, len(left_out) + len(source))
        answered = [0.0] * len(source)
        first = self.rng.random() < 0.5
        whole = left_out + source if first else source + left_out
        gold = unanswered + answered if first else answered + unanswered
        z, sound = made_z(share), [0.0] * len(target)
        return Example(self.lang, target, whole, sound, gold, z, share, SYNTHETIC_SENTENCE_WEIGHT)

    def _example(
        self, source: list[str], target: list[str], wrong: list[float], sound: list[str], lost: int = 0
    ) -> Example:
        """`target` as it was made of `sound`, of which so many words were lost."""
        errors = sum(1 for value in wrong if value == 1.0) + lost
        share = min(1.0, errors / max(1, len(target)))
        gold = source_gold(self._stems(source), sound, target, self.corruptor.lexicon)
        return Example(self.lang, target, source, wrong, gold, made_z(share), share, SYNTHETIC_SENTENCE_WEIGHT)

    def _stems(self, source: list[str]) -> list[str]:
        return [stem(word, self.lang) for word in source]


def without_source(example: Example) -> Example:
    """The same target judged alone."""
    return replace(example, source=None, source_wrong=())


def encode(example: Example, tokenizer: PairReader, lexicon: Lexicon | None) -> Row | None:
    """Token rows with gold; None when a side is longer than training takes."""
    encoded = tokenizer.encode(example.target, example.source, example.lang, lexicon, example.from_english)
    longest = max(int((encoded.types == side).sum()) for side in (0, 1))
    if longest > MOST_SUBWORDS + 2 or len(encoded.ids) > tokenizer.longest or not example.target:
        return None
    gold = []
    both = (example.source_wrong, example.wrong) if example.from_english else (example.wrong, example.source_wrong)
    for side, values in ((0, both[0]), (0, example.edited), (1, both[1])):
        table = np.full(len(encoded.ids), np.nan, np.float32)
        places = np.flatnonzero((encoded.types == side) & (encoded.word >= 0))
        if len(places) and len(values):
            table[places] = np.asarray(values, np.float32)[encoded.word[places]]
        gold.append(table)
    gaps = _gap_gold(encoded, int(example.from_english), example.gaps)
    return Row(encoded, gold[0], gold[1], gold[2], gaps, example.z, example.hter, example.sentence_weight)


def _gap_gold(encoded: Encoded, side: int, gaps: Sequence[float]) -> NDArray[np.float32]:
    """Per token: at the beginnings of the target's words, and at the SEP behind them."""
    table = np.full(len(encoded.ids), np.nan, np.float32)
    if len(gaps):
        values, places = np.asarray(gaps, np.float32), np.flatnonzero((encoded.types == side) & (encoded.word >= 0))
        table[places] = values[encoded.word[places]]
        table[np.flatnonzero(encoded.types == side)[-1]] = values[-1]
    return table


def hide_features(row: Row, rng: random.Random) -> Row:
    """Sometimes what the lexicon says goes dark, so that the network does not lean on it alone."""
    if rng.random() < 0.12:
        row.encoded.features[:, :3] = 0.0
        row.encoded.gloss_weights[:] = 0.0
    return row

"""The word lexicon: which English words answer to which source words, and how surely.

Built from parallel text by `models.training.lexicon_building`, pruned, and shipped with the weights as one
safetensors file. Keys are stems (`models.text.normalise.stem`); a language is unpacked when first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open

from models.languages import ENGLISH
from models.text import compounds, kindred
from models.text.normalise import stem, stems
from models.text.packed_words import PackedWords
from models.text.word_cache import remembered
from models.text.words import is_wordlike

Array = NDArray[np.float32]
COUNT_SCALE = 16.0
"""Counts are stored as round(16 * log1p(count)) in one byte: up to about 8 million."""
RARE = 30
"""A compound seen less often is also read by its parts,"""
MIN_SEEN, FUNCTION_WORDS = 5, 150
"""which were seen so often, and are not among the commonest stems."""
ATTESTED, LIKELY = 10, 0.3
"""A source word is well attested from so many sightings on; its meanings, from such a p(word | it) on."""


MAX_REMEMBERED = 5_000
"""Stems whose answers are kept at hand, in each language: the words of an article of fifty pages."""


@dataclass(frozen=True, slots=True)
class Support:
    """How well the words of two sentences answer to each other (n target words, m source words).

    `target`: (n, 3) float32 – log1p(count)/10, best p(source word | it), best p(it | source word).
    `source`: (m, 3) likewise. `partner[j]`: index of the source word that answers best to target word j,
    or -1; probabilities in [0, 1].
    """

    target: Array
    source: Array
    partner: NDArray[np.int64]


@dataclass(frozen=True)
class Lexicon:
    """Source stems to English stems with both conditional probabilities, for one language."""

    lang: str
    source_stems: PackedWords
    target_stems: PackedWords
    target_forms: PackedWords
    source_counts: Array
    target_counts: Array
    rows: NDArray[np.int32]
    columns: NDArray[np.int32]
    source_given_target: Array
    target_given_source: Array

    @cached_property
    def _target_number(self) -> Callable[[str], int | None]:
        return remembered(MAX_REMEMBERED)(self.target_stems.find)

    @cached_property
    def _known(self) -> Callable[[str], tuple[int, ...]]:
        """Numbers of the entries that tell of a source stem.

        Its own, and where it is rare those of its parts; where it is unknown, those of other forms of it.
        """
        return remembered(MAX_REMEMBERED)(self._look_up)

    def _look_up(self, source_stem: str) -> tuple[int, ...]:
        own = self.source_stems.find(source_stem)
        found: tuple[int, ...] = () if own is None else (own,)
        if self.lang in compounds.LANGUAGES and (own is None or self.source_counts[own] < RARE):
            parts = compounds.split_compound(source_stem, self._part_count, lambda part: stem(part, self.lang))
            found += self._numbers(parts)
        if not found:
            forms = kindred.kindred(source_stem, self.lang, self.source_stems, self._beginnings)
            found = self._numbers(forms)
        return found

    def _numbers(self, known_stems: Sequence[str]) -> tuple[int, ...]:
        return tuple(number for known in known_stems if (number := self.source_stems.find(known)) is not None)

    @cached_property
    def _beginnings(self) -> kindred.BeginningIndex:
        common_first = np.argsort(-self.source_counts, kind="stable")
        return kindred.BeginningIndex(self.source_stems, common_first.tolist())

    def _part_count(self, source_stem: str) -> float:
        """How often a stem was seen; 0 for one that is too rare, or too common, to be part of a compound."""
        number = self.source_stems.find(source_stem)
        count = 0.0 if number is None else float(self.source_counts[number])
        return count if MIN_SEEN <= count < self._commonest else 0.0

    @cached_property
    def _commonest(self) -> float:
        """The count of the FUNCTION_WORDS-th stem: what is as common links words, and names nothing."""
        counts = np.sort(self.source_counts)[::-1]
        return float(counts[min(FUNCTION_WORDS, len(counts) - 1)]) + 1.0

    def translations(self, source_stem: str, most: int) -> list[tuple[str, float]]:
        """The English words (not stems) that answer to a source stem and p(word | it), likeliest first.

        Those of a rare compound are those of its parts, which share the probability.
        """
        found: dict[str, float] = {}
        numbers = self._known(source_stem)
        for number in numbers:
            for entry in range(int(self.rows[number]), int(self.rows[number + 1])):
                word = self.target_forms[self.columns[entry]]
                found[word] = found.get(word, 0.0) + float(self.target_given_source[entry]) / len(numbers)
        return sorted(found.items(), key=lambda item: -item[1])[:most]

    def attested(self, source_stem: str) -> tuple[str, ...]:
        """The words that a source word is well known to mean: of its own entry, seen often, and likely."""
        number = self.source_stems.find(source_stem)
        if number is None or self.source_counts[number] < ATTESTED:
            return ()
        entries = range(int(self.rows[number]), int(self.rows[number + 1]))
        likely = sorted((-float(self.target_given_source[entry]), entry) for entry in entries)
        words = (self.target_forms[self.columns[entry]] for p, entry in likely if -p >= LIKELY)
        by_letters: dict[str, str] = {}
        for word in words:
            if is_wordlike(word):
                by_letters.setdefault(word.lower(), word)  # March and march are one
        return tuple(by_letters.values())

    def support(self, source_stems: Sequence[str], target_stems: Sequence[str]) -> Support:
        """For every word of either side, how well the other side answers to it."""
        # each word once, however often it is said: a word has the same answers at every place
        places = {word: place for place, word in reversed(list(enumerate(source_stems)))}
        target = {word: (0.0, 0.0, 0.0) for word in target_stems}
        by_number = {number: word for word in target if (number := self._target_number(word)) is not None}
        target |= {word: (self._target_rarity(number), 0.0, 0.0) for number, word in by_number.items()}
        source: dict[str, tuple[float, float, float]] = {}
        strongest: dict[str, tuple[float, int]] = {}
        for word in dict.fromkeys(source_stems):
            seen, answers = self._answers(word)
            best_forth, best_back = 0.0, 0.0
            for number, back, forth in answers:
                if (other := by_number.get(number)) is not None:
                    count, back_there, forth_there = target[other]
                    target[other] = (count, max(back_there, back), max(forth_there, forth))
                    best_forth, best_back = max(best_forth, forth), max(best_back, back)
                    if back * forth > strongest.get(other, (0.0, -1))[0]:
                        strongest[other] = back * forth, places[word]
            source[word] = (seen, best_forth, best_back)
        return Support(
            np.array([target[word] for word in target_stems], np.float32).reshape(-1, 3),
            np.array([source[word] for word in source_stems], np.float32).reshape(-1, 3),
            np.array([strongest.get(word, (0.0, -1))[1] for word in target_stems], np.int64),
        )

    @cached_property
    def _answers(self) -> Callable[[str], tuple[float, tuple[tuple[int, float, float], ...]]]:
        """Of a source stem: log1p(count)/10, and its English entries: number, p(it | entry), p(entry | it)."""
        return remembered(MAX_REMEMBERED)(self._look_up_answers)

    def _look_up_answers(self, source_stem: str) -> tuple[float, tuple[tuple[int, float, float], ...]]:
        numbers = self._known(source_stem)
        if not numbers:
            return 0.0, ()
        seen = float(np.log1p(min(self.source_counts[number] for number in numbers)) / 10)
        entries = [slice(int(self.rows[number]), int(self.rows[number + 1])) for number in numbers]
        found = (
            zip(
                self.columns[entry].tolist(),
                self.source_given_target[entry].tolist(),
                self.target_given_source[entry].tolist(),
                strict=True,
            )
            for entry in entries
        )
        return seen, tuple(answer for answers in found for answer in answers)

    def _target_rarity(self, number: int) -> float:
        return float(np.log1p(self.target_counts[number]) / 10)

    def similarity(self, source: str, target: str) -> float:
        """How far the content words of two sentences answer to each other, in [0, 1].

        Words weigh by rarity, so that shared function words alone stay near 0. Serves the aligner.
        """
        source_stems, target_stems = stems(source, self.lang), stems(target, ENGLISH)
        support = self.support(source_stems, target_stems)
        return (_covered(source_stems, support.source) + _covered(target_stems, support.target)) / 2


def _covered(words: Sequence[str], support: Array) -> float:
    """Rarity-weighted share of the known words that have an answer on the other side."""
    known = np.array([is_wordlike(word) for word in words], bool) & (support[:, 0] > 0)
    if not known.any():
        return 0.0
    rarity = np.clip(1.4 - support[known, 0], 0.05, None)
    answered = np.minimum(1.0, np.sqrt(support[known, 1] * support[known, 2]) * 3)
    return float((rarity * answered).sum() / rarity.sum())


@dataclass(frozen=True)
class Lexicons:
    """The shipped lexicons of all languages, each unpacked on first use."""

    path: Path

    @cached_property
    def languages(self) -> frozenset[str]:
        """The source languages that have a lexicon."""
        with safe_open(self.path, framework="numpy") as file:
            return frozenset(name.split(".")[0] for name in file.keys() if name.endswith(".rows"))  # noqa: SIM118

    @cached_property
    def _unpacked(self) -> dict[str, Lexicon]:
        return {}

    def get(self, lang: str) -> Lexicon | None:
        """The lexicon of a source language with English, or None when there is none."""
        if lang not in self.languages:
            return None
        if lang not in self._unpacked:
            self._unpacked[lang] = _unpack(self.path, lang)
        return self._unpacked[lang]


def _unpack(path: Path, lang: str) -> Lexicon:
    with safe_open(path, framework="numpy") as file:

        def words(name: str) -> PackedWords:
            return PackedWords(bytes(file.get_tensor(f"{lang}.{name}")))

        def probabilities(name: str) -> Array:
            return np.asarray(
                np.square(file.get_tensor(f"{lang}.{name}").astype(np.float32) / 255), np.float32
            )

        def counts(name: str) -> Array:
            return np.asarray(
                np.expm1(file.get_tensor(f"{lang}.{name}").astype(np.float32) / COUNT_SCALE), np.float32
            )

        return Lexicon(
            lang,
            words("source_stems"),
            words("target_stems"),
            words("target_forms"),
            counts("source_counts"),
            counts("target_counts"),
            file.get_tensor(f"{lang}.rows").astype(np.int32),
            file.get_tensor(f"{lang}.columns").astype(np.int32),
            probabilities("source_given_target"),
            probabilities("target_given_source"),
        )

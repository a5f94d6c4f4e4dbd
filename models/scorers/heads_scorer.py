"""A network with our heads as a scorer: every target word judged with and without sight of its source.

A word that is wrong either way is a matter of fluency; wrong only against the source, a matter of consistency
(that is, of faithfulness to the source; agreement of names and terms inside an article is *document
consistency*, which checks look after). The fluency score comes from the view without the source, the
consistency score from the view with it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import torch
from numpy.typing import NDArray

from models.article import Segment
from models.heads import Encoded, JudgingNetwork, PairReader, collate
from models.languages import language_name
from models.lexicon import ENGLISH, Lexicons
from models.report import Rating, Score, WordRating
from models.scorers import windows
from models.scorers.judgement import Judgement, consistency, fluency
from models.spans import Span
from models.text.words import word_spans

Array = NDArray[np.float32]
BATCH_TOKENS = 4096


@dataclass(frozen=True, slots=True)
class _Window:
    """Part of a pair that is read at once; `first` and `source_first` index its first words in the whole."""

    pair: int
    first: int
    target: Sequence[str]
    source_first: int
    source: Sequence[str] | None


class HeadsScorer(ABC):
    """A network with our heads, its tokenizer and the word lexicons."""

    called: ClassVar[str]
    """What reasons call it."""
    budgets = (windows.TARGET_BUDGET, windows.SOURCE_BUDGET)
    batch_tokens = BATCH_TOKENS
    device = "cpu"

    def __init__(self, network: JudgingNetwork, tokenizer: PairReader, lexicons: Lexicons, signature: str) -> None:
        self.network, self.tokenizer, self.lexicons = network, tokenizer, lexicons
        self._signature = signature

    @property
    def signature(self) -> str:
        """Name, and the first twelve digits of the weights' SHA-256."""
        return self._signature

    @abstractmethod
    def judges(self, source_lang: str, target_lang: str) -> bool:
        """True where translations are compared with their source; English is judged even without one."""

    def rate(self, segments: Sequence[Segment], source_lang: str, target_lang: str) -> list[Rating]:
        """Fluency and consistency of each segment and of each of its target words; see Scorer."""
        known = self.judges(source_lang, target_lang)
        if target_lang != ENGLISH and not known:
            return [self._abstained(segment, self._unknown_target(target_lang)) for segment in segments]
        from_english = target_lang != ENGLISH
        spans = [word_spans(segment.target) for segment in segments]
        targets = [[s.of(segment.target) for s in found] for segment, found in zip(segments, spans, strict=True)]
        alone = self.judge([(target, None) for target in targets], target_lang if from_english else "", from_english)
        seen: list[Judgement | None] = [None] * len(segments)
        chosen = [i for i, segment in enumerate(segments) if known and segment.source.strip() and targets[i]]
        pairs = [(targets[i], [s.of(segments[i].source) for s in word_spans(segments[i].source)]) for i in chosen]
        beside = target_lang if from_english else source_lang
        for i, judgement in zip(chosen, self.judge(pairs, beside, from_english), strict=True):
            seen[i] = judgement
        why = "no source for this segment" if known else self._unknown_source(source_lang)
        return [
            self._rating(segment, found, blind, sighted, why)
            for segment, found, blind, sighted in zip(segments, spans, alone, seen, strict=True)
        ]

    def judge(
        self, pairs: Sequence[tuple[Sequence[str], Sequence[str] | None]], lang: str, from_english: bool = False
    ) -> list[Judgement]:
        """Judges (target words, source words or None) pairs; long ones in overlapping windows.

        `lang` is the source's language, or the target's where the English is translated (`from_english`).
        """
        parts = [
            w
            for number, (target, source) in enumerate(pairs)
            for w in self._windows(number, target, source, lang, from_english)
        ]
        lexicon = self.lexicons.get(lang)
        encoded = [
            self.tokenizer.encode(w.target, w.source, lang, None if w.source is None else lexicon, from_english)
            for w in parts
        ]
        outputs = self._run(parts, encoded, int(from_english))
        own: dict[int, list[tuple[_Window, Judgement]]] = defaultdict(list)
        for part, output in zip(parts, outputs, strict=True):
            own[part.pair].append((part, output))
        return [_joined(len(target), len(source or ()), own[n]) for n, (target, source) in enumerate(pairs)]

    def _windows(
        self, number: int, target: Sequence[str], source: Sequence[str] | None, lang: str, from_english: bool
    ) -> list[_Window]:
        """The pair itself when short; else overlapping windows, each with its part of the source."""
        sizes = self._sizes(target, lang, english=not from_english)
        of_source = self._sizes(source or (), lang, english=from_english)
        found = []
        for part in windows.cut([sizes[k] for k in range(len(target))], self.budgets[0]):
            seen, answer = source, range(0)
            if source is not None:
                of_words = [of_source[k] for k in range(len(source))]
                answer = windows.counterpart(part, len(target), of_words, self.budgets[1])
                seen = source[answer.start : answer.stop]
            found.append(_Window(number, part.start, target[part.start : part.stop], answer.start, seen))
        return found

    def _sizes(self, words: Sequence[str], lang: str, english: bool) -> Counter[int]:
        """Subwords of each word, by its place."""
        rows = self.tokenizer.english_rows(words) if english else self.tokenizer.foreign_rows(words, lang)
        return Counter(rows[1])

    def _run(self, parts: Sequence[_Window], encoded: Sequence[Encoded], side: int) -> list[Judgement]:
        """One judgement a row, in order; rows of like length are read together. `side`: the target's type."""
        results: dict[int, Judgement] = {}
        order = sorted(range(len(encoded)), key=lambda i: len(encoded[i].ids))
        while order:
            longest = len(encoded[order[-1]].ids)
            size = max(1, self.batch_tokens // longest)
            chosen, order = order[-size:], order[:-size]
            batch = collate([encoded[i] for i in chosen]).to(self.device)
            with torch.inference_mode():
                predicted = self.network(batch)
                views = ((predicted.english, predicted.edited), (predicted.foreign, predicted.foreign))
                of_target, of_edit, of_source, of_gap = (
                    torch.sigmoid(p).cpu().numpy() for p in (*views[side], views[1 - side][0], predicted.gap)
                )
                sentences = predicted.sentence.cpu().numpy()
            for row, i in enumerate(chosen):
                z, hter = (float(value) for value in sentences[row])
                results[i] = Judgement(
                    _by_word(of_target[row], encoded[i], side, len(parts[i].target)),
                    _by_word(of_edit[row], encoded[i], side, len(parts[i].target)),
                    _by_word(of_source[row], encoded[i], 1 - side, len(parts[i].source or ())),
                    np.append(
                        _by_word(of_gap[row], encoded[i], side, len(parts[i].target)),
                        of_gap[row][np.flatnonzero(encoded[i].types == side)[-1]],
                    ),
                    _by_word(encoded[i].support, encoded[i], side, len(parts[i].target)),
                    z,
                    hter,
                )
        return [results[i] for i in range(len(encoded))]

    def _rating(
        self, segment: Segment, spans: Sequence[Span], alone: Judgement, seen: Judgement | None, why: str
    ) -> Rating:
        if not spans or segment.target_span is None:
            return self._abstained(segment, "no translation for this segment")
        offset = segment.target_span.start
        words = tuple(
            WordRating(span.shift(offset), float(alone.words[k]), float(seen.words[k]) if seen is not None else None)
            for k, span in enumerate(spans)
        )
        fluent = Score("fluency", fluency(alone), self.signature)
        if seen is None:
            faithful = Score("consistency", None, self.signature, why)
        else:
            faithful = Score("consistency", consistency(seen, alone), self.signature)
        return Rating(segment.id, fluent, faithful, words, windows=max(alone.windows, seen.windows if seen else 1))

    def _abstained(self, segment: Segment, reason: str) -> Rating:
        return Rating(
            segment.id,
            Score("fluency", None, self.signature, reason),
            Score("consistency", None, self.signature, reason),
        )

    def _unknown_target(self, lang: str) -> str:
        if self.judges(ENGLISH, lang):
            return f"{self.called} judges {language_name(lang)} only beside an English source"
        return f"{self.called} does not judge translations into {language_name(lang) or 'an unknown language'}"

    def _unknown_source(self, lang: str) -> str:
        if lang:
            return f"{self.called} does not know the source language {language_name(lang)}"
        return "there is no source, or its language is not known"


def _by_word(tokens: Array, item: Encoded, side: int, count: int) -> Array:
    """Token values of one side by word; nan for a word that the tokenizer leaves nothing of."""
    found = np.full(count, np.nan, np.float32)
    places = np.flatnonzero((item.types == side) & (item.word >= 0))
    found[item.word[places]] = tokens[places]
    return found


def _joined(words: int, source_words: int, parts: Sequence[tuple[_Window, Judgement]]) -> Judgement:
    """Windows back to one judgement: means where they overlap, sentence values weighted by words."""
    weight = np.array([max(1, len(judgement.words)) for _, judgement in parts], np.float32)
    weight /= weight.sum()
    return Judgement(
        np.nan_to_num(_overlaid(words, [(window.first, judgement.words) for window, judgement in parts])),
        np.nan_to_num(_overlaid(words, [(window.first, judgement.edited) for window, judgement in parts])),
        _overlaid(source_words, [(window.source_first, judgement.source) for window, judgement in parts]),
        np.nan_to_num(_overlaid(words + 1, [(window.first, judgement.gaps) for window, judgement in parts])),
        np.nan_to_num(_overlaid(words, [(window.first, judgement.support) for window, judgement in parts])),
        float(sum(w * j.z for w, (_, j) in zip(weight, parts, strict=True))),
        float(sum(w * j.hter for w, (_, j) in zip(weight, parts, strict=True))),
        len(parts),
    )


def _overlaid(count: int, parts: Sequence[tuple[int, Array]]) -> Array:
    """Mean of what the parts, each from its first word on, say of every word; nan where none says anything."""
    total, said = np.zeros(count, np.float32), np.zeros(count, np.float32)
    for first, values in parts:
        total[first : first + len(values)] += np.nan_to_num(values)
        said[first : first + len(values)] += ~np.isnan(values)
    return np.divide(total, said, out=np.full(count, np.nan, np.float32), where=said > 0)

"""A quality network as a scorer: every target word read with and without sight of its source.

A word that is wrong either way is a matter of fluency; wrong only against the source, a matter of consistency
(that is, of faithfulness to the source; agreement of names and terms inside an article is *document
consistency*, which checks look after). The fluency score comes from the view without the source, the
consistency score from the view with it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from models.article import Segment
from models.languages import ENGLISH, LanguagePair, language_name
from models.network.inference import Inference, Pair
from models.network.kinds import KINDS
from models.network.output import UNALIGNED, NetworkOutput, consistency, fluency
from models.rating import ErrorProfile, Rating, Score, SourceWord, WordRating
from models.scorers.part_ratings import abstained
from models.spans import Span
from models.text.print_form import as_printed
from models.text.words import word_spans


class QualityScorer(ABC):
    """A network in `inference`. A subclass says what it is called and which languages it knows."""

    called: ClassVar[str]
    """What reasons call it."""

    def __init__(self, inference: Inference, signature: str) -> None:
        self.inference = inference
        self._signature = signature

    @property
    def signature(self) -> str:
        """Name, the first twelve digits of the weights' SHA-256, and the precision where it is not the full one."""
        return self._signature

    @abstractmethod
    def compares(self, pair: LanguagePair) -> bool:
        """True where translations are compared with their source; English is scored even without one."""

    def rate(self, segments: Sequence[Segment], pair: LanguagePair) -> list[Rating]:
        """Fluency and consistency of each segment and of each of its target words; see Scorer."""
        known = self.compares(pair)
        if pair.target != ENGLISH and not known:
            return [abstained(segment, self.signature, self._unknown_target(pair.target)) for segment in segments]
        spans = [word_spans(segment.target) for segment in segments]
        source_spans = [word_spans(segment.source) for segment in segments]
        targets = [
            as_printed([s.of(segment.target) for s in found]) for segment, found in zip(segments, spans, strict=True)
        ]
        chosen = [i for i, segment in enumerate(segments) if known and segment.source.strip() and targets[i]]
        sources = {i: as_printed([s.of(segments[i].source) for s in source_spans[i]]) for i in chosen}
        views: list[Pair] = [(target, None) for target in targets]
        views += [(targets[i], sources[i]) for i in chosen]
        said = self.inference.read(views, pair)  # both views at once: more rows of like length to batch
        target_only = said[: len(segments)]
        with_source: list[NetworkOutput | None] = [None] * len(segments)
        for i, output in zip(chosen, said[len(segments) :], strict=True):
            with_source[i] = output
        why = "no source for this segment" if known else self._unknown_source(pair)
        return [
            self._rating(segment, found, of_source, blind, sighted, why)
            for segment, found, of_source, blind, sighted in zip(
                segments, spans, source_spans, target_only, with_source, strict=True
            )
        ]

    def _rating(
        self,
        segment: Segment,
        spans: Sequence[Span],
        source_spans: Sequence[Span],
        target_only: NetworkOutput,
        with_source: NetworkOutput | None,
        why: str,
    ) -> Rating:
        if not spans or segment.target_span is None:
            return abstained(segment, self.signature, "no translation for this segment")
        offset = segment.target_span.start
        source_offset = segment.source_span.start if segment.source_span is not None else 0
        in_source = [span.shift(source_offset) for span in source_spans]
        fuller = target_only if with_source is None else with_source
        words = tuple(
            WordRating(
                span.shift(offset),
                float(target_only.error[k]),
                None if with_source is None else float(with_source.error[k]),
                _profile(fuller, k, in_source),
            )
            for k, span in enumerate(spans)
        )
        fluent = Score("fluency", fluency(target_only), self.signature)
        windows = max(target_only.windows, with_source.windows if with_source else 1)
        if with_source is None:
            return Rating(
                segment.id, fluent, Score("consistency", None, self.signature, why), words, windows=windows
            )
        lost = tuple(
            SourceWord(span, float(p)) for span, p in zip(in_source, with_source.lost, strict=True) if p == p
        )
        faithful = Score("consistency", consistency(with_source, target_only), self.signature)
        return Rating(
            segment.id,
            fluent,
            faithful,
            words,
            source_words=lost,
            windows=windows,
            soundness=with_source.soundness,
        )

    def _unknown_target(self, lang: str) -> str:
        if self.compares(LanguagePair(ENGLISH, lang)):
            return f"{self.called} scores {language_name(lang)} only beside an English source"
        return f"{self.called} does not score translations into {language_name(lang) or 'an unknown language'}"

    def _unknown_source(self, pair: LanguagePair) -> str:
        if pair.source and pair.source == pair.target:
            return "source and target language are the same"
        if pair.source:
            return f"{self.called} does not know the source language {language_name(pair.source)}"
        return "there is no source, or its language is not known"


def _profile(output: NetworkOutput, word: int, in_source: Sequence[Span]) -> ErrorProfile:
    kind, at = int(output.kinds[word].argmax()), int(output.aligned[word])
    return ErrorProfile(
        float(output.major[word]),
        float(output.critical[word]),
        KINDS[kind],
        float(output.kinds[word][kind]),
        None if at == UNALIGNED else in_source[at],
    )

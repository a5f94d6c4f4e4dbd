"""What the network says of plain texts, for the measures, and its probabilities as ratings of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from models.languages import LanguagePair
from models.network.output import NetworkOutput, assessment
from models.rating import WordRating
from models.scorers.builtin import BuiltinScorer
from models.spans import Span
from models.text.words import words


def outputs(
    scorer: BuiltinScorer, pairs: Sequence[tuple[str, str]], languages: LanguagePair
) -> list[NetworkOutput]:
    """The network's output for (source, target) texts."""
    return scorer.inference.read([(words(target), words(source)) for source, target in pairs], languages)


@cache
def outputs_target_only(
    scorer: BuiltinScorer, targets: tuple[str, ...], languages: LanguagePair
) -> list[NetworkOutput]:
    """The targets read without a source: FLORES has the same English for every language.

    So `languages` are best told as UNTOLD_INTO_ENGLISH where the targets are English.
    """
    return scorer.inference.read([(words(target), None) for target in targets], languages)


def assessments(with_source: Sequence[NetworkOutput], target_only: Sequence[NetworkOutput]) -> list[float]:
    """What the consistency scores rest on."""
    return [assessment(one, other) for one, other in zip(with_source, target_only, strict=True)]


def word_ratings(spans: Sequence[Span], probabilities: Iterable[float], with_source: bool) -> list[WordRating]:
    """The words at `spans` as they are rated from one view: with (`with_source`) or without the source."""
    return [
        WordRating(span, 0.0, float(p)) if with_source else WordRating(span, float(p), None)
        for span, p in zip(spans, probabilities, strict=True)
    ]


def neighbours(sources: list[str]) -> list[str]:
    """Everyone's source from the next pair."""
    return [*sources[1:], sources[0]]

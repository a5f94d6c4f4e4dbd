"""What the network says of plain texts, for the measures, and how doubtful their words are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from models.evaluation.lone_pairs import segments
from models.findings.word_doubt import doubted
from models.languages import LanguagePair
from models.network.output import NetworkOutput, assessment
from models.rating import WordRating
from models.scorers.builtin import BuiltinScorer
from models.text.words import words
from scripts.measure.calibrated_builtin import CalibratedBuiltin


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


def doubted_words(
    model: CalibratedBuiltin, pairs: Sequence[tuple[str, str]], languages: LanguagePair
) -> list[list[WordRating]]:
    """The words of each (source, target) as flags are made of them: as doubtful as they are in their sentence."""
    shape = model.calibration.passages
    return [
        doubted(rating.words, rating.soundness, shape)
        for rating in model.scorer.rate(segments(pairs), languages)
    ]


def neighbours(sources: list[str]) -> list[str]:
    """Everyone's source from the next pair."""
    return [*sources[1:], sources[0]]

"""What the network says of plain texts, for the measures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from models.network.output import NetworkOutput, assessment
from models.scorers.builtin import BuiltinScorer
from models.text.words import words


def outputs(
    scorer: BuiltinScorer, pairs: Sequence[tuple[str, str]], from_english: bool = False
) -> list[NetworkOutput]:
    """The network's output for (source, target) texts."""
    return scorer.inference.read([(words(target), words(source)) for source, target in pairs], from_english)


@cache
def outputs_alone(
    scorer: BuiltinScorer, targets: tuple[str, ...], from_english: bool = False
) -> list[NetworkOutput]:
    """The targets read without a source: FLORES has the same English for every language."""
    return scorer.inference.read([(words(target), None) for target in targets], from_english)


def assessments(seen: Sequence[NetworkOutput], alone: Sequence[NetworkOutput]) -> list[float]:
    """What the consistency scores rest on."""
    return [assessment(one, other) for one, other in zip(seen, alone, strict=True)]


def neighbours(sources: list[str]) -> list[str]:
    """Everyone's source from the next pair."""
    return [*sources[1:], sources[0]]

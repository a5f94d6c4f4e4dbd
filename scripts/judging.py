"""What the network says of plain texts, for the measures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from models.scorers.judgement import Judgement, assessment

from models.scorers.builtin import BuiltinScorer
from models.text.words import words


def judge(
    scorer: BuiltinScorer, pairs: list[tuple[str, str]], lang: str, from_english: bool = False
) -> list[Judgement]:
    """The network's judgement of (source, target) texts."""
    return scorer.judge([(words(target), words(source)) for source, target in pairs], lang, from_english)


@cache
def judged_alone(
    scorer: BuiltinScorer, targets: tuple[str, ...], lang: str = "", from_english: bool = False
) -> list[Judgement]:
    """The targets judged without a source: FLORES has the same English for every language."""
    return scorer.judge([(words(target), None) for target in targets], lang, from_english)


def assessments(seen: Sequence[Judgement], alone: Sequence[Judgement]) -> list[float]:
    """What the consistency scores rest on."""
    return [assessment(one, other) for one, other in zip(seen, alone, strict=True)]


def neighbours(sources: list[str]) -> list[str]:
    """Everyone's source from the next pair."""
    return [*sources[1:], sources[0]]

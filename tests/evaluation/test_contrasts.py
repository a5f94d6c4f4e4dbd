"""Pairs of which one is damaged: whose scores fall, of which kind and in which language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import pytest

from models.checker import Checker
from models.errors import InvalidInput
from models.evaluation.corpora import Contrast
from models.intake.requests import CheckRequest
from scripts.measure.contrasts import ALONE, BESIDE_SOURCE, shares, table


@dataclass(frozen=True)
class Scores:
    """What the measure reads of a report."""

    overall: float | None
    consistency: float | None
    fluency: float | None = 0.5


class Told:
    """A checker that knows each text's scores, and refuses the empty one as the real one does."""

    def check(self, request: CheckRequest) -> Scores:
        """Raises InvalidInput."""
        if not request.target:
            raise InvalidInput("There is no text.")
        return {"good": Scores(0.9, 0.8), "worse": Scores(0.7, 0.8), "unscored": Scores(None, None, None)}[
            request.target
        ]


def pair(kind: str, worse: str, lang: str = "de") -> Contrast:
    """A sound text and a damaged one."""
    return Contrast(lang, kind, "Quelle", "good", worse)


@pytest.mark.parametrize(
    ("worse", "overall", "consistency"),
    [("worse", 1.0, 0.0), ("", 1.0, 1.0), ("unscored", 1.0, 1.0), ("good", 0.0, 0.0)],
    ids=["only its language is worse: a tie is not lower", "refused", "without a score", "the same"],
)
def test_what_counts_as_lower(worse: str, overall: float, consistency: float) -> None:
    of_overall, of_consistency = shares(cast(Checker, Told()), [pair("case", worse)], BESIDE_SOURCE)
    assert of_overall == {"case": {"de": overall}}
    assert of_consistency == {"case": {"de": consistency}}


def test_means_are_of_kinds_and_languages_alike() -> None:
    contrasts = [pair("case", "worse"), pair("case", "good"), pair("case", "worse", "ru"), pair("empty", "")]
    contrasts.append(pair("empty", "good", "ru"))
    overall, consistency = shares(cast(Checker, Told()), contrasts, BESIDE_SOURCE)
    assert table(overall, {"consistency": consistency}).splitlines() == [
        "| | de | ru | mean | by consistency |",
        "|---|---|---|---|---|",
        "| case | 0.50 | 1.00 | 0.75 | 0.00 |",
        "| empty | 1.00 | 0.00 | 0.50 | 0.50 |",
        "| **mean** | 0.75 | 0.50 | 0.62 | 0.25 |",
    ]


def test_texts_without_a_source_are_compared_by_fluency() -> None:
    (fluency,) = shares(cast(Checker, Told()), [Contrast("", "agreement", None, "good", "unscored")], ALONE)
    assert table(fluency, {}).splitlines()[0] == "| | share | mean |"
    assert fluency == {"agreement": {"": 1.0}}

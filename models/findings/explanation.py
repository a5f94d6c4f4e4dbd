"""Why a passage is doubtful, in a reader's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.report import Evidence

LONG_WORDS = 5
"""A passage of so many words is spoken of as a whole."""
WHAT = {"sense": "the words here may not mean that", "name": "the name may differ here"}
"""What to look for, of the kinds of error (`models.network.kinds`) that the model tells well enough.

Where it takes a passage for one of the others that only the source shows (the opposite, roles, time, a figure, an
addition), it is right too seldom to say so (docs/EXPERIMENTS.md); what the rules see they say themselves.
"""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A message for the editor and the evidence behind it."""

    message: str
    evidence: tuple[Evidence, ...] = ()


def explain_consistency(evidence: tuple[Evidence, ...], kind: str) -> Explanation:
    """For words that only the source contradicts. `kind`: of error, or "" where the model is not sure."""
    if not evidence:
        return Explanation("Compare this with the source: which of its words it answers to is not clear.")
    return Explanation(f"The source has {_named(evidence)}; {WHAT.get(kind, 'compare the two')}.", evidence)


def explain_fluency(
    with_source: bool, words: int, language: str, evidence: tuple[Evidence, ...] = ()
) -> Explanation:
    """For so many words that read badly; `evidence`: what stands there in the source."""
    what = "This passage" if words >= LONG_WORDS else "This"
    where = f"; the source has {_named(evidence)} here" if evidence else ""
    where = where if with_source else " (estimated without the source)"
    return Explanation(f"{what} does not read as natural {language}{where}.", evidence)


def explain_detached() -> Explanation:
    """For a segment that has next to nothing of its source."""
    return Explanation("Almost nothing in this passage matches its source.")


def _named(evidence: Sequence[Evidence]) -> str:
    return ", ".join(f"“{piece.text}”" for piece in evidence)

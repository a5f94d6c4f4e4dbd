"""The words a reader sees for verdicts, categories and severities; the codes stay in the JSON."""

from __future__ import annotations

from typing import Literal

from models.mqm import Category, Severity
from models.report import Verdict

CATEGORY_WORDS: dict[Category, str] = {
    Category.MISTRANSLATION: "Wrong meaning",
    Category.OMISSION: "Left out",
    Category.ADDITION: "Added",
    Category.UNTRANSLATED: "Not translated",
    Category.GRAMMAR: "Grammar",
    Category.GARBLED: "Garbled",
    Category.REPETITION: "Repeated",
    Category.PUNCTUATION: "Punctuation",
    Category.ENCODING: "Broken characters",
    Category.TERM_INCONSISTENT: "Inconsistent term",
    Category.WRONG_TERM: "Against the glossary",
    Category.DATE_FORMAT: "Date or time",
    Category.NUMBER_FORMAT: "Number",
    Category.NAME_FORMAT: "Name",
    Category.BOILERPLATE: "Not part of the story",
    Category.NON_TRANSLATION: "Not a translation",
}

CATEGORY_NOUNS: dict[Category, str] = {
    Category.MISTRANSLATION: "mistranslation",
    Category.OMISSION: "omission",
    Category.ADDITION: "addition",
    Category.UNTRANSLATED: "untranslated passage",
    Category.GRAMMAR: "grammar error",
    Category.GARBLED: "garbled passage",
    Category.REPETITION: "repetition",
    Category.PUNCTUATION: "punctuation error",
    Category.ENCODING: "encoding error",
    Category.TERM_INCONSISTENT: "inconsistent term",
    Category.WRONG_TERM: "term against the glossary",
    Category.DATE_FORMAT: "date or time error",
    Category.NUMBER_FORMAT: "number error",
    Category.NAME_FORMAT: "name error",
    Category.BOILERPLATE: "passage outside the story",
    Category.NON_TRANSLATION: "passage that is no translation",
}
"""The same within a sentence: "a major mistranslation"."""

ScoreName = Literal["fluency", "consistency"]
_SCORE_WORDS: dict[ScoreName, tuple[tuple[float, str], ...]] = {
    # From which score on; of consistency, quarters of the machine translations that people have rated.
    "fluency": ((0.8, "reads well"), (0.6, "reads badly in places"), (0.0, "reads badly")),
    "consistency": (
        (0.75, "closer to the source than most machine translations"),
        (0.5, "about as close to the source as most machine translations"),
        (0.25, "further from the source than most machine translations"),
        (0.0, "says something else than most good translations do"),
    ),
}

VERDICT_WORDS: dict[Verdict, str] = {
    "pass": "No issues that block publication",
    "review": "Needs an editor before it is published",
    "reject": "Do not publish this translation",
}

SEVERITIES = sorted(Severity, key=lambda severity: -severity.rank)
"""Worst first, the order in which reports list them."""


def percent(share: float | None) -> str:
    """A score for reading: percent(0.614) == "61", percent(None) == "–"."""
    return "–" if share is None else f"{100 * share:.0f}"


def score_words(share: float | None, name: ScoreName) -> str:
    """What a score in [0, 1] means, in a line: score_words(0.85, "fluency") == "reads well"; "" for none.

    Goes by what is shown: 0.796 is shown as 80, and reads well.
    """
    if share is None:
        return ""
    return next(words for least, words in _SCORE_WORDS[name] if round(share, 2) >= least)

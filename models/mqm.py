"""MQM error categories, severities and weights: the one table that penalties come from.

Categories follow the MQM core typology (https://themqm.org); each maps to a Localization Quality
Issue type of ITS 2.0 (https://www.w3.org/TR/its20/#lqissue-typevalues). Weights: Freitag et al. 2021,
"Experts, Errors, and Context", table 3 (major 5, minor 1, minor punctuation 0.1, non-translation 25).
"""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How much an error matters to a reader, in MQM's four levels."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 (neutral) to 3 (critical), for comparing."""
        return list(Severity).index(self)


class Category(StrEnum):
    """What kind of error a flag reports, as an MQM path."""

    MISTRANSLATION = "accuracy/mistranslation"
    OMISSION = "accuracy/omission"
    ADDITION = "accuracy/addition"
    UNTRANSLATED = "accuracy/untranslated"
    GRAMMAR = "fluency/grammar"
    GARBLED = "fluency/garbled"
    REPETITION = "fluency/repetition"
    PUNCTUATION = "fluency/punctuation"
    ENCODING = "fluency/character-encoding"
    TERM_INCONSISTENT = "terminology/inconsistent"
    WRONG_TERM = "terminology/wrong-term"
    DATE_FORMAT = "locale/date-format"
    NUMBER_FORMAT = "locale/number-format"
    NAME_FORMAT = "locale/name-format"
    BOILERPLATE = "design/boilerplate"
    NON_TRANSLATION = "non-translation"


ITS_TYPES: dict[Category, str] = {
    Category.MISTRANSLATION: "mistranslation",
    Category.OMISSION: "omission",
    Category.ADDITION: "addition",
    Category.UNTRANSLATED: "untranslated",
    Category.GRAMMAR: "grammar",
    Category.GARBLED: "non-conformance",
    Category.REPETITION: "duplication",
    Category.PUNCTUATION: "typographical",
    Category.ENCODING: "characters",
    Category.TERM_INCONSISTENT: "inconsistency",
    Category.WRONG_TERM: "terminology",
    Category.DATE_FORMAT: "locale-violation",
    Category.NUMBER_FORMAT: "numbers",
    Category.NAME_FORMAT: "inconsistent-entities",
    Category.BOILERPLATE: "formatting",
    Category.NON_TRANSLATION: "non-conformance",
}

SEVERITY_WEIGHTS: dict[Severity, float] = {
    Severity.NEUTRAL: 0.0,
    Severity.MINOR: 1.0,
    Severity.MAJOR: 5.0,
    Severity.CRITICAL: 25.0,
}
MINOR_PUNCTUATION_WEIGHT = 0.1


def weight(category: Category, severity: Severity) -> float:
    """Penalty points of one error: weight(PUNCTUATION, MINOR) == 0.1, weight(OMISSION, MAJOR) == 5."""
    if category is Category.PUNCTUATION and severity is Severity.MINOR:
        return MINOR_PUNCTUATION_WEIGHT
    return SEVERITY_WEIGHTS[severity]

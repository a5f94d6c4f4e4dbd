"""The MQM table: every category has a path, an ITS type and a weight."""

from __future__ import annotations

import pytest

from models.mqm import ITS_TYPES, SEVERITY_WEIGHTS, Category, Severity, weight

ITS_2_TYPES = {
    # https://www.w3.org/TR/its20/#lqissue-typevalues
    "terminology", "mistranslation", "omission", "untranslated", "addition", "duplication", "inconsistency",
    "grammar", "legal", "register", "locale-specific-content", "locale-violation", "style", "characters",
    "misspelling", "typographical", "formatting", "inconsistent-entities", "numbers", "markup",
    "pattern-problem", "whitespace", "internationalization", "length", "non-conformance", "uncategorized",
    "other",
}  # fmt: skip


@pytest.mark.parametrize(
    ("category", "severity", "points"),
    [
        (Category.MISTRANSLATION, Severity.NEUTRAL, 0.0),
        (Category.MISTRANSLATION, Severity.MINOR, 1.0),
        (Category.OMISSION, Severity.MAJOR, 5.0),
        (Category.GARBLED, Severity.CRITICAL, 25.0),
        (Category.NON_TRANSLATION, Severity.CRITICAL, 25.0),
        (Category.PUNCTUATION, Severity.MINOR, 0.1),  # the one category with a weight of its own
        (Category.PUNCTUATION, Severity.MAJOR, 5.0),
        (Category.PUNCTUATION, Severity.NEUTRAL, 0.0),
    ],
)
def test_weights(category: Category, severity: Severity, points: float) -> None:
    assert weight(category, severity) == points


@pytest.mark.parametrize("category", Category)
def test_a_worse_severity_weighs_more(category: Category) -> None:
    weights = [weight(category, severity) for severity in sorted(Severity, key=lambda s: s.rank)]
    assert weights == sorted(set(weights))


def test_severities_rank_from_harmless_to_critical() -> None:
    assert [severity.rank for severity in Severity] == [0, 1, 2, 3]
    assert Severity.MAJOR.rank > Severity.MINOR.rank
    assert set(SEVERITY_WEIGHTS) == set(Severity)


@pytest.mark.parametrize("category", Category)
def test_categories_have_an_its_type_of_the_standard(category: Category) -> None:
    assert ITS_TYPES[category] in ITS_2_TYPES


@pytest.mark.parametrize("category", Category)
def test_categories_are_mqm_paths(category: Category) -> None:
    top, _, below = str(category).partition("/")
    assert top in {"accuracy", "fluency", "terminology", "locale", "design", "non-translation"}
    assert bool(below) is (category is not Category.NON_TRANSLATION)
    assert Category(str(category)) is category

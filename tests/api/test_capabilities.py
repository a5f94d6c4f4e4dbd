"""What the service says that it can do is what it does."""

from __future__ import annotations

from models.checks import CHECKS
from models.intake.requests import MAX_CHARACTERS
from models.languages import LANGUAGES, MAX_CODE_LENGTH, UNTRAINED
from models.mqm import Category
from service.api.capabilities import capabilities
from service.articles.request_schemas import ArticleBody, FieldBody, TermBody


def test_everything_there_is_is_told() -> None:
    told = capabilities("mtqc|v:test")
    assert told.signature == "mtqc|v:test"
    assert {language.code for language in told.languages} == {*LANGUAGES, *UNTRAINED}
    assert {category.category for category in told.categories} == set(Category)
    assert set(CHECKS) < {check.check for check in told.checks}
    assert told.models[0].model == "builtin" and len(told.models) > 5
    assert told.limits.characters == MAX_CHARACTERS


def test_every_limit_of_what_is_sent_is_told() -> None:
    limits = capabilities("x").limits.model_dump()
    named = ("fields", "glossary_terms", "batch_lines", "metadata")
    assert [limits[name] for name in named] == [20, 2_000, 1_000, 50]
    shapes = (ArticleBody, FieldBody, TermBody)
    bounds = {most for shape in shapes for member in shape.model_json_schema()["properties"].values()
              for most in (member.get(key) for key in ("maxLength", "maxItems", "maxProperties")) if most}  # fmt: skip
    assert bounds - {MAX_CODE_LENGTH} <= set(limits.values())


def test_arabic_is_written_from_the_right_and_scored_both_ways() -> None:
    (arabic,) = (language for language in capabilities("x").languages if language.code == "ar")
    assert (arabic.name, arabic.direction, arabic.into_english, arabic.from_english) == ("Arabic", "rtl", True, True)


def test_penalty_points_are_those_of_the_report() -> None:
    (punctuation,) = (c for c in capabilities("x").categories if c.category == "fluency/punctuation")
    assert punctuation.points == {"neutral": 0, "minor": 0.1, "major": 5, "critical": 25}


def test_a_language_that_was_never_trained_on_says_so() -> None:
    told = {language.code: language for language in capabilities("x").languages}
    assert (told["sw"].name, told["sw"].into_english, told["sw"].experiment) == ("Swahili", True, True)
    assert (told["ur"].direction, told["de"].experiment) == ("rtl", False)


def test_the_built_in_model_is_told_of_no_language_that_it_was_not_trained_on() -> None:
    (builtin,) = (model for model in capabilities("x").models if model.model == "builtin")
    assert {"ar", "de", "en"} < set(builtin.languages) and {"ja", "ko"}.isdisjoint(builtin.languages)

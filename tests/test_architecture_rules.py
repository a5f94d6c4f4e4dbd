"""The house rules of test_architecture.py, each shown to catch what it is there for."""

from __future__ import annotations

import ast

import pytest
from test_architecture import circle, functions_of, lines_of, place_of, undocumented, wrong_way


@pytest.mark.parametrize(
    ("module", "imported", "allowed"),
    [
        ("models.report", "models.spans", True),
        ("models.checks.numbers.numbers", "models.checks.base", True),
        ("models.checks.numbers.numbers", "models.checks.words.number_words", True),
        ("service.app", "models.checker", True),
        ("models.checker", "regex", True),
        ("models.spans", "models.report", False),
        ("models.spans", "models.errors", False),
        ("models.checks.base", "models.scorers.builtin", False),
        ("models.checks.numbers.numbers", "models.scorers.builtin", False),
        ("models.checks.numbers.number_matching", "models.checks.dates.dated_numbers", True),
        ("models.checks.dates.dates", "models.checks.numbers.numbers", False),
        ("models.checks.names.names", "models.checks.typography.encoding", False),
        ("models.scorers.comet.scorer", "models.scorers.translation.subwords", False),
        ("models.text.words", "models.network.pairs", False),
        ("models.checker", "service.app", False),
        ("service.app", "scripts.serve", False),
        ("scripts.evaluate", "scripts.measure.articles", True),
        ("scripts.measure.articles", "scripts.cli.opening", True),
        ("scripts.measure.articles", "scripts.evaluate", False),
        ("scripts.measure.articles", "scripts.convert.comet", False),
    ],
)
def test_the_floors_tell_up_from_down(module: str, imported: str, allowed: bool) -> None:
    assert (wrong_way({module: {imported}}) == []) is allowed


def test_an_unknown_module_has_no_floor() -> None:
    assert place_of("models.surprise") is None
    assert place_of("models.spansmith") is None


def test_a_circle_is_told_in_order() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": set()}) == []
    told = circle({"a": {"b"}, "b": {"c"}, "c": {"a"}})
    assert told[0] == told[-1] and set(told) == {"a", "b", "c"}


def test_a_docstring_does_not_make_a_function_long() -> None:
    told = 'def f():\n    """One.\n\n    Two."""\n    return 1'
    plain = "def g():\n    x = 1\n    return x"
    short, long = functions_of(ast.parse(f"{told}\n\n{plain}"))
    assert (lines_of(short), lines_of(long)) == (2, 3)


def test_only_what_is_public_needs_a_docstring() -> None:
    shown = 'class A:\n    """Told."""\n    def b(self): ...\n    def _c(self): ...'
    tree = ast.parse(f"{shown}\ndef d(): ...\ndef _e(): ...")
    assert sorted(undocumented(tree)) == ["A.b (line 3)", "d (line 5)"]

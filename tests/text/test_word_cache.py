"""What is kept of words has a ceiling: so many of them, and none of a length that no word has."""

from __future__ import annotations

import ast

import pytest
from test_architecture import SOURCES

from models.text.word_cache import MAX_WORD_LENGTH, remembered


def counted(most: int = 3, longest: int = MAX_WORD_LENGTH) -> tuple[list[str], object]:
    asked: list[str] = []

    @remembered(most, longest)
    def work(word: str, lang: str = "en") -> str:
        """Told."""
        asked.append(word)
        return f"{lang} {word}"

    assert (work.__name__, work.__doc__) == ("work", "Told.")
    return asked, work


def test_a_word_is_worked_out_once() -> None:
    asked, work = counted()
    assert [work("a"), work("a"), work("a", "de"), work("a", lang="de")] == ["en a", "en a", "de a", "de a"]  # type: ignore[operator]
    assert asked == ["a"] * 3  # by name is asked apart


def test_the_words_that_came_longest_ago_go_first() -> None:
    asked, work = counted(most=2)
    for word in "abcab":
        work(word)  # type: ignore[operator]
    assert asked == list("abcab")


def test_what_is_no_word_is_not_kept() -> None:
    asked, work = counted()
    long = "a" * (MAX_WORD_LENGTH + 1)
    for _ in range(3):
        work(long)  # type: ignore[operator]
        work("a", long)  # type: ignore[operator]
    assert len(asked) == 6


BOUND_BY_WHAT_THERE_IS = {
    # Functions with a cache of their own size: the parts of the program that it holds one of, or one a language.
    "models.intake.detection", "models.network.shipped", "models.network.weights", "models.network.precision",
    "models.evaluation.corpora.mlqe",
    "scripts.worker", "scripts.measure.reading_pairs", "scripts.measure.pretend_worker", "service.articles.dismissals",
    "service.access.passwords",
}  # fmt: skip


@pytest.mark.parametrize("module", [m for m in SOURCES if not m.startswith("models.training")])
def test_no_other_cache_grows_without_end(module: str) -> None:
    """`functools.cache` keeps everything: only where there is little to keep."""
    names = {
        getattr(node.func if isinstance(node, ast.Call) else node, "id", "")
        for function in ast.walk(ast.parse(SOURCES[module].read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        for node in function.decorator_list
    }
    assert "cache" not in names or module in BOUND_BY_WHAT_THERE_IS

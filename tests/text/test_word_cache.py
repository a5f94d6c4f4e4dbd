"""What is kept of words has a ceiling: so many of them, and none of a length that no word has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from test_architecture import SOURCES

from models.text.word_cache import MAX_WORD_LENGTH, MAX_WORDS, remembered

OPERATING = Path(__file__).parents[2] / "docs" / "OPERATING.md"
NUMBER = re.compile(r"\d[\d,]*\d|\d")
CACHE = "models.text.word_cache"
PARTS = frozenset(range(64))
"""Sizes of caches of what there is one of, or one for each language."""
MEGABYTES = {20, 3}


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


def sizes_in(module: str) -> Iterator[int]:
    """How much each cache of words or texts of a module keeps, and of which length."""
    for node in ast.walk(ast.parse(SOURCES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("remembered", "lru_cache"):
            for size in (*node.args, *(keyword.value for keyword in node.keywords)):
                yield eval(ast.unparse(size), vars(import_module(module)).copy())


def test_what_caches_keep_is_what_the_document_says() -> None:
    modules = [m for m in SOURCES if m.startswith("models.") and not m.startswith(("models.training", CACHE))]
    found = {size for module in modules for size in sizes_in(module)} | {MAX_WORDS, MAX_WORD_LENGTH}
    rows = [line for line in OPERATING.read_text(encoding="utf-8").splitlines() if "least recently used" in line]
    told = {int(number.replace(",", "")) for row in rows for number in NUMBER.findall(row.split("|")[2])}
    assert found - told <= PARTS, "kept, and not told"
    assert told - found <= MEGABYTES, "told, and not kept"


BOUND_BY_WHAT_THERE_IS = {
    # Functions with a cache of their own size: the parts of the program that it holds one of, or one a language.
    "models.intake.detection", "models.network.shipped", "models.network.weights", "models.network.precision",
    "models.evaluation.corpora.mlqe", "models.checks.names.romaniser", "models.checks.names.known_cities",
    "models.checks.words.english_tables",
    "scripts.worker", "scripts.measure.reading_pairs", "scripts.measure.pretend_worker", "scripts.measure.speed_texts",
    "service.articles.dismissals", "service.access.passwords",
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

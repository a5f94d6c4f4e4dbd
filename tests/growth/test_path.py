"""Alignment, fusion, and the whole path without the model take time as their text is long."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny_lexicon import tiny_lexicon

from growth.texts import TEXTS, article_of, paired, shared_words
from growth.timing import TRIES, assert_grows_with_size
from models.article import Article, Document
from models.findings.fusion import fuse
from models.findings.gathering import check_flags
from models.intake.requests import CheckRequest, take_in
from models.mqm import Category, Severity
from models.report import Flag
from models.spans import Span
from models.text.alignment import align
from models.text.words import words

LENGTHS = [*((kind, 50_000) for kind in TEXTS), ("unrelated", 200_000)]
"""The longest article that is taken has 200,000 characters."""
MAX_PATH = 450
"""Processor time of the whole path without the model, in times that of cutting the two texts into words: the same on
fast machines and on slow ones. At 10 s of an idle machine for the longest article it is about 200 to 300."""


@pytest.mark.parametrize("kind", TEXTS)
def test_alignment_grows_with_the_text(kind: str) -> None:
    def prepare(size: int) -> Callable[[], object]:
        article = article_of(kind, size)
        return lambda: align(article, shared_words)

    assert_grows_with_size(prepare)


@pytest.mark.parametrize("lang", ["de", "et", "he", "ru"])
def test_a_word_without_an_end_is_looked_up_in_linear_time(lang: str, tmp_path: Path) -> None:
    known = tiny_lexicon([("haus", "house"), ("buch", "book"), ("das haus", "the house")] * 8, lang, tmp_path)

    def prepare(size: int) -> Callable[[], object]:
        texts = iter([(filler * size)[:size] for filler in ("haus", "buch", "hausbuch", "שמיר", "дом", "абв")] * TRIES)
        return lambda: known.similarity(next(texts), "the house")

    assert_grows_with_size(prepare)


def test_fusion_grows_with_the_flags() -> None:
    def prepare(size: int) -> Callable[[], object]:
        article = Article("test", "a" * size, "a" * size, "de", "en")
        document = paired(article)
        flags = [
            Flag(Span(place, place + 7), "target", Category.GRAMMAR, Severity.MINOR, place % 97 / 100, "test", "Odd.")
            for place in range(0, size - 7, 5)
        ]
        return lambda: fuse(flags[::2], flags[1::2], document)

    assert_grows_with_size(prepare)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "length"), LENGTHS)
def test_an_article_is_checked_in_linear_time(kind: str, length: int) -> None:
    """All but the model: intake, alignment, checks, fusion; tried again where the machine was busy with else."""
    article = article_of(kind, length)
    request = CheckRequest(
        article.target, article.source, source_lang=article.source_lang, target_lang=article.target_lang
    )
    told = []
    for _ in range(TRIES):
        started = time.process_time()
        words(f"{article.target}\n{article.source or ''}")
        cut = time.process_time()
        taken = take_in(request).article
        document = Document(taken, align(taken, shared_words))
        fuse(check_flags(document), (), document)
        told.append((time.process_time() - cut) / (cut - started))
        if told[-1] < MAX_PATH:
            return
    pytest.fail(f"so many times what cutting the words takes: {told}")

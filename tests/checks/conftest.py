"""Documents for the checks: line N of the source answers to line N of the target."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest

import pytest

from models.article import Article, Document, Segment
from models.glossary import Term
from models.languages import LanguagePair
from models.spans import Span

MakeDocument = Callable[..., Document]


def _lines(text: str) -> list[Span | None]:
    """The span of each line; None for an empty one."""
    spans: list[Span | None] = []
    start = 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)) if line else None)
        start += len(line) + 1
    return spans


def _make_document(
    source: str | None,
    target: str,
    source_lang: str = "ar",
    target_lang: str = "en",
    glossary: tuple[Term, ...] = (),
) -> Document:
    lang = source_lang if source is not None else ""
    article = Article("test", target, source, LanguagePair(lang, target_lang), glossary=glossary)
    segments = tuple(
        Segment(f"s{n}", s.of(source or "") if s else "", t.of(target) if t else "", s, t)
        for n, (s, t) in enumerate(zip_longest(_lines(source or ""), _lines(target)), start=1)
        if s or t
    )
    return Document(article, segments)


@pytest.fixture
def make_document() -> MakeDocument:
    """`make_document(source, target, source_lang="ar", target_lang="en", glossary=())`.

    A source of None is a document without one."""
    return _make_document

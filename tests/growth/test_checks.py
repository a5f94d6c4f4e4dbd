"""Every check takes time as its text is long, whatever the text is made of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from growth.texts import TEXTS, article_of, paired
from growth.timing import SIZES, assert_grows_with_size
from models.article import Document
from models.checks import CHECKS
from models.checks.base import Check


@pytest.fixture(scope="module")
def documents() -> dict[tuple[str, int], Document]:
    """Made once for all checks."""
    return {(kind, size): paired(article_of(kind, size)) for kind in TEXTS for size in SIZES}


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
@pytest.mark.parametrize("kind", TEXTS)
def test_checks_grow_with_the_text(check: Check, kind: str, documents: dict[tuple[str, int], Document]) -> None:
    def prepare(size: int) -> Callable[[], object]:
        kept = documents[kind, size]
        return lambda: check.find(Document(kept.article, kept.segments))

    assert_grows_with_size(prepare)

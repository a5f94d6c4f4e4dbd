"""Time grows with the length of a text, not with its square, whatever the text is made of."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

import pytest

from models.article import Article, Document
from models.checks import CHECKS
from models.checks.base import Check
from models.findings.fusion import fuse
from models.findings.gathering import check_flags
from models.intake.requests import CheckRequest, take_in
from models.mqm import Category, Severity
from models.report import Flag
from models.spans import Span
from models.text.alignment import align
from models.text.words import words

SIZES = (12_500, 25_000, 50_000, 100_000)
LENGTH_OF_AN_ARTICLE = 200_000
MAX_GROWTH = 2.6
"""Per doubling: n log n, and some noise."""
MIN_SECONDS = 0.02
"""Below it the clock tells nothing."""
SLOW = 0.5
"""Seconds from which one run is enough."""
MAX_SECONDS_OF_A_PATH = 10.0

NOUNS = ("river", "house", "market", "garden", "talks", "minister", "water", "city", "bridge", "school", "report")


def prose(seed: int, length: int) -> str:
    """Sentences of words that say nothing, different for each seed."""
    chance = random.Random(seed)
    found: list[str] = []
    while length > 0:
        sentence = " ".join(chance.choice(NOUNS) for _ in range(chance.randrange(8, 24))).capitalize() + ". "
        found.append(sentence)
        length -= len(sentence)
    return "".join(found)


def filled(piece: str) -> Callable[[int, int], str]:
    return lambda seed, length: (piece * (length // len(piece) + 1))[:length]


def counted(form: str) -> Callable[[int, int], str]:
    """`form` over and over, with another number each time; another one again for each seed."""
    return lambda seed, length: "".join(form.format(seed * 7 + n * 13) for n in range(length // len(form) + 1))[:length]


TEXTS: dict[str, Callable[[int, int], str]] = {
    "unrelated": prose,
    "one-word sentences": filled("Yes. "),
    "short Chinese sentences": filled("是的。他来了。"),
    "numbers": counted("{} and 1,{}.5 km. "),
    "numbers in one sentence": counted("{} "),
    "dates": counted("On 3 May 1{} and 04/05/{}, 9:30. "),
    "emoji": filled("👩‍🚀 😀😀 "),
    "lines": counted("Line {} of it\n"),
    "phrases": filled("in the old city in the old city we saw it. "),
    "brackets": filled("((a [b “c "),
    "no spaces": filled("abcdefgh"),
    "no spaces, foreign": filled("abcмир"),
}


def article_of(kind: str, length: int) -> Article:
    make = TEXTS[kind]
    source_lang = "zh" if "Chinese" in kind else "de"
    return Article("test", make(1, length), make(2, length), source_lang, "en")


def shared_words(source: str, target: str) -> float:
    """What a lexicon would say of one language: the share of words that are on both sides."""
    left, right = set(words(source)), set(words(target))
    return len(left & right) / max(1, len(left | right))


def unknown(source: str, target: str) -> float:
    return 0.0


def process_seconds(call: Callable[[], object]) -> float:
    """The best of up to three runs; of one, where it is long enough to be told from noise."""
    best = SLOW
    for _ in range(3):
        started = time.process_time()
        call()
        spent = time.process_time() - started
        best = min(best, spent)
        if spent >= SLOW:
            return spent
    return best


def too_steep(sizes: Sequence[int], prepare: Callable[[int], Callable[[], object]]) -> list[str]:
    """Every doubling at which the time grows by more than MAX_GROWTH, told in words."""
    found: list[str] = []
    before = 0.0
    for size in sizes:
        spent = process_seconds(prepare(size))
        if before >= MIN_SECONDS and spent > MAX_GROWTH * before:
            found.append(f"{size:,} characters: {spent:.3f} s after {before:.3f} s")
        before = spent
    return found


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("similarity", [unknown, shared_words], ids=["no lexicon", "lexicon"])
def test_alignment_grows_with_the_text(kind: str, similarity: Callable[[str, str], float]) -> None:
    def prepare(size: int) -> Callable[[], object]:
        article = article_of(kind, size)
        return lambda: align(article, similarity)

    assert too_steep(SIZES[:3], prepare) == []


@pytest.fixture(scope="module")
def documents() -> dict[tuple[str, int], Document]:
    """Aligned once for all checks."""
    found = {}
    for kind in TEXTS:
        for size in SIZES:
            article = article_of(kind, size)
            found[kind, size] = Document(article, align(article, unknown))
    return found


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
@pytest.mark.parametrize("kind", TEXTS)
def test_checks_grow_with_the_text(check: Check, kind: str, documents: dict[tuple[str, int], Document]) -> None:
    def prepare(size: int) -> Callable[[], object]:
        kept = documents[kind, size]
        return lambda: check.find(Document(kept.article, kept.segments))

    assert too_steep(SIZES, prepare) == []


def test_fusion_grows_with_the_flags() -> None:
    def prepare(size: int) -> Callable[[], object]:
        article = Article("test", "a" * size, "a" * size, "de", "en")
        document = Document(article, align(article, unknown))
        flags = [
            Flag(Span(place, place + 7), "target", Category.GRAMMAR, Severity.MINOR, place % 97 / 100, "test", "Odd.")
            for place in range(0, size - 7, 5)
        ]
        return lambda: fuse(flags[::2], flags[1::2], document)

    assert too_steep((*SIZES, LENGTH_OF_AN_ARTICLE), prepare) == []


@pytest.mark.parametrize("kind", TEXTS)
def test_the_longest_article_is_checked_in_seconds(kind: str) -> None:
    """All but the model: intake, alignment, checks, fusion."""
    article = article_of(kind, LENGTH_OF_AN_ARTICLE)
    request = CheckRequest(
        article.target, article.source, source_lang=article.source_lang, target_lang=article.target_lang
    )
    started = time.process_time()
    taken = take_in(request).article
    document = Document(taken, align(taken, shared_words))
    fuse(check_flags(document), (), document)
    assert time.process_time() - started < MAX_SECONDS_OF_A_PATH

"""Time grows with the length of a text, not with its square, whatever the text is made of."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from itertools import zip_longest

import pytest

from models.article import Article, Document, Segment
from models.checks import CHECKS
from models.checks.base import Check
from models.findings.fusion import fuse
from models.findings.gathering import check_flags
from models.intake.requests import CheckRequest, take_in
from models.languages import LanguagePair
from models.mqm import Category, Severity
from models.report import Flag
from models.spans import Span
from models.text.alignment import align
from models.text.words import words

SIZES = (5_000, 20_000)
GROWTH_OF_SIZE = SIZES[1] // SIZES[0]
MAX_GROWTH = GROWTH_OF_SIZE * 2.0
"""Between n log n (4.6) and the square (16), so that neither noise nor a small fixed cost decides."""
MIN_SECONDS = 0.01
"""What a shorter time is taken for: below it the clock tells nothing."""
RUNS = 3
"""The best of so many counts,"""
SLOW = 0.1
"""unless the first takes so many seconds, and noise weighs little."""
TRIES = 3
"""How often a comparison that fails is made anew: work that grows too fast does so each time, other load does not."""
LENGTH_OF_AN_ARTICLE = 200_000
MAX_PATH = 450
"""Processor time of the whole path without the model, in times that of cutting the two texts into words: the same on
fast machines and on slow ones. At 10 s of an idle machine it is about 200 to 300."""

NOUNS = ("river", "house", "market", "garden", "talks", "minister", "water", "city", "bridge", "school", "report")


def prose(seed: int, length: int) -> str:
    """Sentences of words that say nothing, different for each seed."""
    chance = random.Random(seed)
    found: list[str] = []
    missing = length
    while missing > 0:
        sentence = " ".join(chance.choice(NOUNS) for _ in range(chance.randrange(8, 24))).capitalize() + ". "
        found.append(sentence)
        missing -= len(sentence)
    return "".join(found)[:length]


def filled(piece: str) -> Callable[[int, int], str]:
    return lambda seed, length: (piece * (length // len(piece) + 1))[:length]


def counted(form: str) -> Callable[[int, int], str]:
    """`form` over and over, with another number each time; another one again for each seed."""
    return lambda seed, length: "".join(form.format(seed * 7 + n * 13) for n in range(length // len(form) + 1))[:length]


def foreign_words(seed: int, length: int) -> str:
    """Words of Cyrillic letters between Latin ones, each another."""
    letters = "бвгджзклмн"
    count = length // 14 + 1
    names = ("".join(letters[int(digit)] for digit in str(10_000 * seed + number)) for number in range(count))
    return " ".join(f"seen as {name}" for name in names)[:length]


TEXTS: dict[str, Callable[[int, int], str]] = {
    "unrelated": prose,
    "one-word sentences": filled("Yes. "),
    "short Chinese sentences": filled("是的。他来了。"),
    "numbers": counted("{0} and 1,{0}.5 km. "),
    "numbers in one sentence": counted("{} "),
    "dates": counted("On 3 May 1{0} and 04/05/{0}, 9:30. "),
    "emoji": filled("👩‍🚀 😀😀 "),
    "lines": counted("Line {} of it\n"),
    "phrases": filled("in the old city in the old city we saw it. "),
    "brackets": filled("((a [b “c "),
    "no spaces": filled("abcdefgh"),
    "no spaces, foreign": filled("abcмир"),
    "foreign words": foreign_words,
    "countries": counted("Norway and Sweden met on day {0}, not Schweden. "),
}


def article_of(kind: str, length: int) -> Article:
    make = TEXTS[kind]
    source_lang = {"short Chinese sentences": "zh", "foreign words": "ru"}.get(kind, "de")
    return Article("test", make(1, length), make(2, length), LanguagePair(source_lang, "en"))


def paired(article: Article) -> Document:
    """Source and target sentences in pairs as they come: the checks are to be timed, not the alignment."""
    alone = (align(Article("test", text), unknown) for text in (article.source or "", article.target))
    segments = tuple(
        Segment(
            f"s{number}",
            source.target if source else "",
            target.target if target else "",
            source.target_span if source else None,
            target.target_span if target else None,
        )
        for number, (source, target) in enumerate(zip_longest(*alone), 1)
    )
    return Document(article, segments)


def shared_words(source: str, target: str) -> float:
    """What a lexicon would say of one language: the share of words that are on both sides."""
    left, right = set(words(source)), set(words(target))
    return len(left & right) / max(1, len(left | right))


def unknown(source: str, target: str) -> float:
    return 0.0


def process_seconds(call: Callable[[], object]) -> float:
    """The best of RUNS; the first alone, where it is long enough to be told from noise."""
    spent: list[float] = []
    while len(spent) < RUNS and (not spent or spent[0] < SLOW):
        started = time.process_time()
        call()
        spent.append(time.process_time() - started)
    return min(spent)


def assert_grows_with_size(prepare: Callable[[int], Callable[[], object]], sizes: tuple[int, int] = SIZES) -> None:
    """Fails when GROWTH_OF_SIZE times the text takes more than MAX_GROWTH times as long, as often as it is tried."""
    calls = [prepare(size) for size in sizes]
    told = []
    for _ in range(TRIES):
        before, after = (process_seconds(call) for call in calls)
        if after <= MAX_GROWTH * max(before, MIN_SECONDS):
            return
        told.append(f"{sizes[1]:,} characters take {after:.3f} s, {sizes[0]:,} took {before:.3f} s")
    pytest.fail("; ".join(told))


@pytest.mark.parametrize("kind", TEXTS)
def test_alignment_grows_with_the_text(kind: str) -> None:
    def prepare(size: int) -> Callable[[], object]:
        article = article_of(kind, size)
        return lambda: align(article, shared_words)

    assert_grows_with_size(prepare)


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
@pytest.mark.parametrize("kind", TEXTS)
def test_the_longest_article_is_checked_in_linear_time(kind: str) -> None:
    """All but the model: intake, alignment, checks, fusion; tried again where the machine was busy with else."""
    article = article_of(kind, LENGTH_OF_AN_ARTICLE)
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

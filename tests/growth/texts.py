"""Texts of any length, of every kind that a check or the aligner might take too long for."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import zip_longest

from models.article import Article, Document, Segment
from models.languages import LanguagePair
from models.text.alignment import align
from models.text.words import words

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

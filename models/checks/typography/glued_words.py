"""Sentences and words that lost the space between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import regex

from models.checks.words.word_frequency import COMMON, has_frequencies, zipf
from models.spans import Span

KNOWN = 3.3
"""Zipf value from which a piece of a joined word counts as a word of its own."""
NOT_A_WORD = 1.5
"""Zipf value below which the joined form is not a word or brand that readers know."""

_SENTENCES = regex.compile(
    r"(?<![\p{L}\p{N}.\-'’_@/])(\p{L}\p{Ll}+)([.!?,;][\"”’]?)(\p{L}\p{Ll}+)(?![\p{L}\p{N}@_/\-]|[.]\p{L})"
)
_CAMEL = regex.compile(r"(?<![\p{L}\p{N}_.\-@#/])(\p{Ll}{3,})(\p{Lu}\p{Ll}{2,})(?![\p{L}\p{N}_(./])")
_SMALL = regex.compile(r"(?<![\p{L}\p{N}_.\-'’@#/])\p{Ll}{5,24}(?![\p{L}\p{N}_\-'’@/])")
_FUNCTION_WORDS = (
    "the", "of", "and", "that", "which", "with", "from", "was", "were", "a", "an", "is", "are", "be", "been", "has",
    "have", "had", "will", "said", "this", "their", "his", "its",
)  # fmt: skip
"""English words that do not form compounds; "in", "on", "to", "for" do, and may only precede "the"."""
_BEFORE_THE = frozenset(
    {
        "in", "on", "to", "at", "by", "for", "is", "as", "the", "of", "and", "that", "which", "with", "from", "was",
        "were",
    }
)  # fmt: skip


def joined_sentences(text: str, lang: str, source: str) -> Iterator[tuple[Span, str]]:
    """A stop or comma right between two words, "ended.The", with the repaired form.

    Both words have to be known in `lang`; what the source writes in the same way is left alone.
    """
    if not has_frequencies(lang):
        return
    for match in _SENTENCES.finditer(text):
        before, mark, after = match.groups()
        if mark[0] in ".!?" and not after[0].isupper():
            continue
        if min(zipf(before, lang), zipf(after, lang)) >= KNOWN and match.group() not in source:
            yield Span(*match.span()), f"{before}{mark} {after}"


def joined_words(text: str, lang: str, source: str) -> Iterator[tuple[Span, str]]:
    """Two words without a space, "ministerSaid" and "themonth", with the repaired form.

    A form that the article uses again, or the source has, is a name.
    """
    if not has_frequencies(lang):
        return
    camels = list(_CAMEL.finditer(text))
    times = Counter(match.group() for match in camels)
    for match in camels:
        first, second = match.groups()
        known = zipf(first, lang) >= KNOWN and zipf(second, lang) >= COMMON
        name = times[match.group()] > 1 or match.group() in source or zipf(match.group(), lang) >= NOT_A_WORD
        if known and not name:
            yield Span(*match.span()), f"{first} {second}"
    if lang == "en":
        for match in _SMALL.finditer(text):
            parts = _english_parts(match.group())
            if parts and match.group() not in source:
                yield Span(*match.span()), " ".join(parts)


def _english_parts(word: str) -> tuple[str, str] | None:
    """The two words of "ofthe" or "themonth"; None for a single word."""
    head = word.removesuffix("the")
    if head in _BEFORE_THE and head != word:
        return head, "the"
    if zipf(word, "en") > 0:
        return None
    for function_word in _FUNCTION_WORDS:
        for parts in (
            (function_word, word.removeprefix(function_word)),
            (word.removesuffix(function_word), function_word),
        ):
            rest = parts[1] if parts[0] == function_word else parts[0]
            if "".join(parts) == word and len(rest) >= 4 and zipf(rest, "en") >= COMMON:
                return parts
    return None

"""Words with their places: the unit of word ratings, of the lexicon and of phrase-shaped flags."""

from __future__ import annotations

import regex

from models.spans import Span

_WORD = regex.compile(
    r"\p{Script=Han}|\p{Script=Hiragana}+|\p{Script=Katakana}+"
    r"|\p{N}+(?:[.,٬٫:/]\p{N}+)*"
    r"|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}_\u200c\u200d])+(?:['’](?!\p{Script=Han})[\p{L}\p{M}]+)*"
    r"|[^\s]"
)


def word_spans(text: str) -> list[Span]:
    """Words, numbers and single punctuation marks in order; a Han character is a word of its own.

    [s.of("NATO's 1,200 men.") for s in word_spans("NATO's 1,200 men.")] == ["NATO's", "1,200", "men", "."]
    """
    return [Span(*match.span()) for match in _WORD.finditer(text)]


def words(text: str) -> list[str]:
    """The words of `word_spans` as strings."""
    return [match.group() for match in _WORD.finditer(text)]


def is_wordlike(word: str) -> bool:
    """True when it holds a letter or a digit: words('a - b') has two such words."""
    return any(character.isalnum() for character in word)


def count_words(text: str) -> int:
    """How many words of a text hold a letter or a digit: what "per 100 words" means everywhere."""
    return sum(map(is_wordlike, words(text)))

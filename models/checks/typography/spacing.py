"""Spaces where none belong: before punctuation, and around a hyphen inside a word."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from models.spans import Span

_BEFORE_MARK = regex.compile(r"(?<=[\p{L}\p{N})”])[ \u00a0]{1,3}([,.;:!?])(?=[\s\"”]|$)")
_SPACED_MARKS = {"fr": ";:!?", "fa": ";:!?"}
"""Marks that a language sets apart by a space."""
_DASH = r"(?:[ ][–—-][ ]?|[–—-][ ])"
_BOUND_PREFIX = regex.compile(
    rf"(?<![\p{{L}}\-])((?:[Nn]on|[Aa]nti|[Pp]re|[Ss]emi|[Mm]ulti|[Nn]eo|[Qq]uasi|[Pp]seudo|[Ii]nter|[Ii]ntra))"
    rf"{_DASH}(?!(?:and|or|to|but|nor)\b)(\p{{L}}{{2,}})"
)
"""Prefixes that are no words of their own; "pre- and post-war" is right."""
_WORDLIKE_PREFIX = regex.compile(
    r"(?<=\b(?:the|a|an|this|in|of|during|its|their|our|his|her)[ ])"
    r"(post|mid|pro|ex|co)[ ][–—-][ ](\p{Lu}[\p{L}]*|\d\d+)"
)
"""Prefixes that are also words: only between an article or preposition and a name or number."""
_BROKEN_COMPOUND = regex.compile(
    r"(?<![\p{L}\-])(\p{Ll}{2,})-[ ]"
    r"(?!(?:and|or|to|but|nor|versus|through|rather|as|if|not|the|an?|this)\b)(\p{Ll}{3,})"
)
"""A word that ends in a hyphen, then a space: "well- known"; "two- or threefold" is right."""


def spaces_before_marks(text: str, lang: str, source: str) -> Iterator[tuple[Span, str]]:
    """White space before a comma or stop, from the word before on, with the mark moved up."""
    for match in _BEFORE_MARK.finditer(text):
        mark = match.group(1)
        if mark in _SPACED_MARKS.get(lang, "") or (
            mark == ":" and text[match.end() : match.end() + 1] in ")(-"
        ):
            continue
        start = match.start() - 1
        while start > max(0, match.start() - 40) and text[start - 1].isalnum():
            start -= 1
        yield Span(start, match.end()), text[start : match.start()] + mark


def broken_hyphens(text: str, lang: str, source: str) -> Iterator[tuple[Span, str]]:
    """A prefix cut off from its word by a spaced dash, "pre – war", with the hyphenated form (English)."""
    if lang != "en":
        return
    taken: set[int] = set()
    for pattern in (_BOUND_PREFIX, _WORDLIKE_PREFIX, _BROKEN_COMPOUND):
        for match in pattern.finditer(text):
            if match.start() not in taken:
                taken.add(match.start())
                yield Span(*match.span()), f"{match.group(1)}-{match.group(2)}"

"""Paragraphs and sentences as spans of an untouched text."""

from __future__ import annotations

from collections.abc import Iterator

import regex
import sentencex

from models.spans import Span
from models.text.sentence_ends import goes_on

_LINE = regex.compile(r"[^\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
"""Text between the line ends that `str.splitlines` knows."""
_WORD_CHARACTER = regex.compile(r"[\p{L}\p{N}]")
_SURROGATE = regex.compile(r"\p{Cs}")

_CLOSING_QUOTE = regex.compile(r'(?<=\S)["”»]')
_OPENING_QUOTE = regex.compile('["“„«‘‹「『《]')
_MAX_QUOTATION_MARKS = 1_000
"""In one line; sentencex takes quadratic time over unclosed ones (14 s for 100,000)."""
_HANGING_QUOTE = regex.compile(r'(?<=\s)["“«„]\s*$')
"""An opening mark that belongs to what follows."""
_MAX_QUOTATION_LENGTH = 300
"""Code points up to which a quotation of several sentences stays whole."""
_WINDOW, _AHEAD = 2_000, 500
"""Code points that sentencex sees at once, and how many of them after the end of a piece: more than a quotation that
stays whole. Over a long line of other letters than Latin it takes quadratic time (2 s for 16,000 Chinese)."""
_END_LENGTH = 40
"""Code points before the end of a sentence in which an opening mark is looked for."""


def split_paragraphs(text: str) -> list[Span]:
    """Lines that hold more than white space, trimmed, in order.

    split_paragraphs("One. \\n\\n Two.") == [Span(0, 4), Span(7, 11)]
    """
    return [span for match in _LINE.finditer(text) if (span := _trimmed(text, *match.span()))]


def split_sentences(text: str, lang: str) -> list[Span]:
    """Sentences of every paragraph, trimmed, in order: all of the text but white space is in one.

    `lang` is an ISO 639-1 code; a language that sentencex does not know is cut by English rules. A
    piece without a letter or digit (a stray quote) goes with its neighbour. Long ones are not cut.

    [s.of(t) for s in split_sentences(t := "Who? Me.", "en")] == ["Who?", "Me."]
    """
    return [span for paragraph in split_paragraphs(text) for span in _sentences(text, paragraph, lang)]


def _sentences(text: str, paragraph: Span, lang: str) -> list[Span]:
    line = _SURROGATE.sub("\ufffd", paragraph.of(text))  # sentencex takes well-formed text only
    found: list[Span] = []
    hanging, has_words = 0, True
    for start, end in _boundaries(line, lang):
        opening = _HANGING_QUOTE.search(line, max(start, end - _END_LENGTH), end) if end < len(line) else None
        span = _trimmed(line, start - hanging, opening.start() if opening else end)
        hanging = end - opening.start() if opening else 0
        if span is None:
            continue
        speaks = bool(_WORD_CHARACTER.search(line, span.start, span.end))
        if found and (not (has_words and speaks) or goes_on(line, found[-1], span, lang)):
            found[-1] = Span(found[-1].start, span.end)
            has_words = has_words or speaks
        else:
            found.append(span)
            has_words = speaks
    return [span.shift(paragraph.start) for span in found]


def _boundaries(line: str, lang: str) -> Iterator[tuple[int, int]]:
    """sentencex's pieces; a long one with quotation marks again without heed to them.

    It keeps a quotation in one piece, so that one stray mark would swallow all up to the next.
    """
    if len(_OPENING_QUOTE.findall(line)) > _MAX_QUOTATION_MARKS:
        line = _without_quotes(line)
    for start, end in _pieces(line, lang):
        if end - start <= _MAX_QUOTATION_LENGTH:
            yield start, end
        else:
            for inner_start, inner_end in _pieces(_without_quotes(line[start:end]), lang):
                yield start + inner_start, start + inner_end


def _pieces(line: str, lang: str) -> Iterator[tuple[int, int]]:
    """What sentencex makes of a line, window by window; the next begins after the last piece that surely ends there."""
    start, size = 0, _WINDOW
    while start < len(line):
        window = line[start : start + size]
        sure = len(window) if start + size >= len(line) else size - _AHEAD
        places = [(b["start_index"], b["end_index"]) for b in sentencex.get_sentence_boundaries(lang or "en", window)]
        kept = [(first, end) for first, end in places if end <= sure]
        if not kept and len(window) == size:
            size *= 2
            continue
        for first, end in kept:
            yield start + first, start + end
        start, size = start + (kept[-1][1] if kept else len(window)), _WINDOW


def _without_quotes(line: str) -> str:
    """The line with other characters of equal length for its quotation marks."""
    return _OPENING_QUOTE.sub("·", _CLOSING_QUOTE.sub(" ", line))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its ends; None when nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None

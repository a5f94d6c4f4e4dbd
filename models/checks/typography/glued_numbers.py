"""Dates and times that run into each other, and the lines of page furniture where scrapers leave them."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from models.checks.word_bounds import cluster, touches
from models.spans import Span, merge
from models.text.sentences import split_paragraphs

MAX_LABEL_WORDS = 8
"""Words beside dates and times up to which a line without a full stop is page furniture."""

_DATE = r"\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)\d{2}"
_CLOCK = r"(?:[01]?\d|2[0-4]):[0-5]\d"
_GLUED = regex.compile(
    rf"(?<![\d:])(?:\d{{1,2}}[/.\-]\d{{1,2}}[/.\-])?(?:19|20)\d{{2}}{_CLOCK}(?!\d)"  # date or year, clock
    rf"|(?<![\d:])[0-2]?\d:[0-5]\d(?:{_DATE}|(?:19|20)\d\d)(?![\d:])"  # clock, date or year
    rf"|(?<![\d:.])[0-2]?\d:[0-5]\d{_CLOCK}(?![\d:])"  # clock, clock
    rf"|(?<!\d){_DATE}{_DATE}"  # date, date
    rf"|(?<![\d/.\-]){_DATE}\p{{Lu}}\p{{Ll}}{{2,}}|(?<=\p{{L}}{{3}}){_DATE}"  # date, word; word, date
    r"|(?<=\d\s?)[AP]M\p{Lu}\p{Ll}{2,}"  # AM or PM, word
)
_SEPARATORS = regex.compile(r"[–—\-]{1,4}\|[–—\-|]{0,4}|\|[–—\-|]{1,4}")
_TABLE_ROW = regex.compile(r"\|.*\||[\s|:\-–—]+", flags=regex.DOTALL)
_WORD = regex.compile(r"\p{L}{2,}")
_SENTENCE_END = regex.compile(r"[.!?…。؟।][\"”’)»]*$")


def glued_numbers(text: str) -> list[Span]:
    """Dates, years and clock times without a space between them, with all that hangs on to them.

    [s.of(t) for s in glued_numbers(t := "Updated 3/4/20219:15 PM")] == ["3/4/20219:15"]
    """
    return merge(cluster(text, Span(*match.span())) for match in _GLUED.finditer(text))


def stray_separators(text: str) -> list[Span]:
    """Separators that stand against each other, as "–|" and "||", outside of tables."""
    rows = [line for line in split_paragraphs(text) if _TABLE_ROW.fullmatch(line.of(text))]
    found = (Span(*match.span()) for match in _SEPARATORS.finditer(text))
    return [span for span in found if not touches(span, rows)]


def furniture_lines(text: str) -> Iterator[Span]:
    """Lines of glued dates, times, separators and labels that do not read as a sentence."""
    for line in split_paragraphs(text):
        content = line.of(text)
        is_label = len(_WORD.findall(content)) <= MAX_LABEL_WORDS and not _SENTENCE_END.search(content)
        if is_label and glued_numbers(content):
            yield line

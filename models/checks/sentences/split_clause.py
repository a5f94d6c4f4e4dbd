"""A clause cut in two where the source goes on: "… and – in turn – Kiev. It is preparing …"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from models.article import Document, Segment
from models.checks.base import EnglishCheck, FlagKind
from models.checks.words.english_verbs import has_finite_verb
from models.mqm import Category, Severity
from models.report import Flag
from models.spans import Span
from models.text.sentences import split_sentences
from models.text.words import is_wordlike, word_spans

BROKEN_OFF = FlagKind(Category.GARBLED, Severity.MAJOR, 0.6)
MAX_TAIL_WORDS = 4
SHOWN_WORDS = 3
"""Words of the new sentence that the flag takes in: its subject and its verb."""
_DANGLING = regex.compile(
    r"\b(?:and|but|while|whereas)\s*"
    r"(?:[–—]\s?[^–—,.;:]{2,30}[–—]|,\s[^–—,.;:]{2,30},)\s*"
    r"(?P<tail>[^–—,.;:]{2,40})\.$"
)
_TAKES_UP = regex.compile(r"(?:It|He|She|They)\s+\p{Ll}+")


class SplitClause(EnglishCheck):
    """A conjunction, an aside and a bare noun before a full stop, then a pronoun that takes the noun up.

    Only where the source says it all in one sentence, and only in English.
    """

    id = "split-clause"
    needs_source = True

    def find_in_english(self, document: Document) -> list[Flag]:
        """Such breaks in reading order."""
        return [
            BROKEN_OFF.flag(
                self.id,
                span,
                "A clause breaks off at the full stop and a new sentence begins; the source goes on in one sentence.",
            )
            for segment in document.segments
            for span in _breaks(segment, document.article.source_lang)
        ]


def _breaks(segment: Segment, source_lang: str) -> Iterator[Span]:
    """Article spans of the breaks in one segment."""
    if segment.target_span is None or len(split_sentences(segment.source, source_lang)) != 1:
        return
    text = segment.target
    for first, second in pairwise(split_sentences(text, "en")):
        dangling = _DANGLING.search(first.of(text))
        if dangling is None or not _TAKES_UP.match(second.of(text)):
            continue
        tail = dangling["tail"].split()
        if len(tail) > MAX_TAIL_WORDS or has_finite_verb(tail):
            continue
        shown = [span for span in word_spans(second.of(text)) if is_wordlike(span.of(second.of(text)))]
        end = second.start + shown[:SHOWN_WORDS][-1].end
        yield Span(first.start + dangling.start(), end).shift(segment.target_span.start)


SPLIT_CLAUSE = SplitClause()

"""Repetition: doubled words, phrases that loop, sentences told twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import regex
from rapidfuzz import fuzz

from models.article import Document, Segment
from models.checks.loops import MAX_PERIOD_DOUBLED, MAY_DOUBLE, circles, glued_loops, loops, repeats
from models.checks.ordinary_words import is_ordinary
from models.checks.word_bounds import enclosed, touches
from models.mqm import Category, Severity
from models.report import Flag
from models.spans import Span, merge, runs
from models.text.sentences import split_sentences
from models.text.words import count_words, is_wordlike, word_spans

CONFIDENCE_DOUBLED = 0.85
CONFIDENCE_DOUBLED_PHRASE = 0.75
CONFIDENCE_LOOP = 0.95
CONFIDENCE_SENTENCE_AGAINST_SOURCE = 0.85
CONFIDENCE_SENTENCE = 0.5
"""Without a source: a pull quote or a refrain may repeat a sentence on purpose."""
MIN_LONG_LOOP = 24
"""Words from which a loop is critical: that much of the article is lost, whatever else it says."""
MIN_SENTENCE_WORDS = 6
LONG_SENTENCE_WORDS = 10
"""Words from which a sentence said again further on is a major error."""
SAME_SOURCE = 70.0
"""rapidfuzz partial ratio (0 to 100) from which two source sentences count as the same: sentences of one
FLORES text are at 61 at most."""
MAX_SOURCE_LENGTH = 5_000
"""Code points of source beyond which two segments are not compared."""
_LETTERS = regex.compile(r"\p{L}{2,}")


@dataclass(frozen=True)
class Repetition:
    """Words doubled by mistake (English), loops (any language), sentences repeated in the article.

    Where there is a source, what it repeats itself may be repeated. Numbers, names ("Bora Bora", "Sing Sing"),
    emphasis ("no, no") and single repetitions behind a comma are left alone.
    """

    id: str = "repetition"
    needs_source: bool = False

    def find(self, document: Document) -> list[Flag]:
        """Repetitions in reading order; what lies in a loop is reported as the loop only."""
        text = document.article.target
        spans = word_spans(text)
        folded = [span.of(text).casefold() for span in spans]
        source = document.article.source or ""
        source_words = [span.of(source).casefold() for span in word_spans(source)]
        flags = [self._loop(span, text) for span in merge(_stuck(text, spans, folded, source, source_words))]
        rules = [self._doubled_phrases(text, spans, folded, source_words)]
        if document.article.target_lang == "en":
            rules.append(self._doubled_words(text, spans, folded, source_words))
        for found in (*rules, self._sentences(document)):
            taken = merge(flag.span for flag in flags)
            flags += [flag for flag in found if not touches(flag.span, taken)]
        return sorted(flags, key=lambda flag: flag.span)

    def _loop(self, span: Span, text: str) -> Flag:
        message = "The same words over and over: the translation got stuck here."
        is_long = count_words(span.of(text)) >= MIN_LONG_LOOP
        return self._flag(span, Severity.CRITICAL if is_long else Severity.MAJOR, CONFIDENCE_LOOP, message)

    def _doubled_words(
        self, text: str, spans: Sequence[Span], folded: Sequence[str], source: Sequence[str]
    ) -> Iterator[Flag]:
        doubles = any(one == two and is_wordlike(one) for one, two in pairwise(source))
        marked = [
            one == two
            and one not in MAY_DOUBLE
            and bool(_LETTERS.fullmatch(one))
            and text[before.end : after.start].isspace()
            and "\n" not in text[before.end : after.start]
            and not (_has_capitals(text, before, after) and (doubles or enclosed(text, before) or not is_ordinary(one)))
            for before, after, one, two in zip(spans, spans[1:], folded, folded[1:], strict=False)
        ]
        for run in runs(marked):
            first = spans[run.start].of(text)
            span = Span(spans[run.start].start, spans[run.end].end)
            message = f"“{first}” stands twice." if len(run) == 1 else f"“{first}” stands {len(run) + 1} times."
            yield self._flag(span, Severity.MINOR, CONFIDENCE_DOUBLED, message, (first,))

    def _doubled_phrases(
        self, text: str, spans: Sequence[Span], folded: Sequence[str], source: Sequence[str]
    ) -> Iterator[Flag]:
        """Three words or more said twice in a row without punctuation: "in the city in the city"."""
        doubled = list(repeats(folded, 3, 2, MAX_PERIOD_DOUBLED))
        if not doubled or any(repeats(source, 3, 2, MAX_PERIOD_DOUBLED)):
            return
        for run in doubled:
            words = folded[run.start : run.end]
            if not all(any(c.isalpha() for c in word) for word in words):
                continue
            if len(set(words)) < 3 or _cover(spans, run).of(text).count("\n"):
                continue
            message = "The same phrase stands twice in a row."
            yield self._flag(_cover(spans, run), Severity.MINOR, CONFIDENCE_DOUBLED_PHRASE, message)

    def _sentences(self, document: Document) -> Iterator[Flag]:
        text, lang = document.article.target, document.article.target_lang
        seen: dict[str, Span] = {}
        previous = ""
        for span in split_sentences(text, lang):
            kept = _key(span.of(text))
            key = " ".join(kept)
            if len(kept) >= MIN_SENTENCE_WORDS and key in seen:
                if not document.has_source:
                    severity = Severity.MAJOR if key == previous else Severity.MINOR
                    yield self._flag(span, severity, CONFIDENCE_SENTENCE, "This sentence has been said before.")
                elif not _source_repeats(document, seen[key], span):
                    message = "This sentence has been said before; the source does not repeat it."
                    is_plain = key == previous or len(kept) >= LONG_SENTENCE_WORDS
                    severity = Severity.MAJOR if is_plain else Severity.MINOR
                    yield self._flag(span, severity, CONFIDENCE_SENTENCE_AGAINST_SOURCE, message)
            seen.setdefault(key, span)
            previous = key

    def _flag(
        self,
        span: Span,
        severity: Severity,
        confidence: float,
        message: str,
        replacements: tuple[str, ...] = (),
    ) -> Flag:
        return Flag(
            span,
            "target",
            Category.REPETITION,
            severity,
            confidence,
            self.id,
            message,
            replacements=replacements,
        )


def _has_capitals(text: str, before: Span, after: Span) -> bool:
    """Both begin with a capital: a name may be so."""
    return text[before.start].isupper() and text[after.start].isupper()


def _key(sentence: str) -> list[str]:
    """The words of a sentence for comparing, punctuation left out."""
    return [w.of(sentence).casefold() for w in word_spans(sentence) if is_wordlike(w.of(sentence))]


def _cover(spans: Sequence[Span], run: Span) -> Span:
    return Span(spans[run.start].start, spans[run.end - 1].end)


def _stuck(
    text: str, spans: Sequence[Span], folded: Sequence[str], source: str, source_words: Sequence[str]
) -> Iterator[Span]:
    """Places of loops of every kind that the source does not have itself."""
    if not any(loops(source_words)):
        yield from (_cover(spans, run) for run in loops(folded))
    if not any(circles(source_words)):
        yield from (_cover(spans, run) for run in circles(folded))
    if not any(glued_loops(source)):
        yield from glued_loops(text)


def _source_repeats(document: Document, first: Span, second: Span) -> bool:
    """True when the source of both sentences is (nearly) the same, not known or too long to tell."""
    of_first, of_second = (_segments_of(document, span) for span in (first, second))
    if of_first == of_second:  # both answer to one piece of the source, which then has to say it twice itself
        source = " ".join(segment.source for segment in of_first)
        origins = [span.of(source) for span in split_sentences(source, document.article.source_lang)]
        if source and len(source) <= MAX_SOURCE_LENGTH:
            return any(fuzz.partial_ratio(one, other) >= SAME_SOURCE for one, other in combinations(origins, 2))
    origins = [" ".join(segment.source for segment in found) for found in (of_first, of_second)]
    if not all(origins) or max(map(len, origins)) > MAX_SOURCE_LENGTH:
        return True
    return fuzz.partial_ratio(*origins) >= SAME_SOURCE


def _segments_of(document: Document, span: Span) -> list[Segment]:
    return [s for s in document.segments if s.target_span is not None and s.target_span.overlaps(span)]


REPETITION = Repetition()

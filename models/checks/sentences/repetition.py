"""Repetition: doubled words, phrases that loop, sentences told twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

import regex
from rapidfuzz import fuzz

from models.article import Document
from models.checks.base import Check, FlagKind
from models.checks.sentences.endless import MIN_RUN, endless_runs, endless_words
from models.checks.sentences.loops import MAX_PERIOD_DOUBLED, MAY_DOUBLE, circles, glued_loops, loops, repeats
from models.checks.word_bounds import enclosed, touches
from models.checks.words.ordinary_words import is_ordinary
from models.mqm import Category, Severity
from models.report import Flag
from models.spans import Span, merge, runs
from models.text.sentences import split_sentences
from models.text.words import count_words, is_wordlike, word_spans

DOUBLED = FlagKind(Category.REPETITION, Severity.MINOR, 0.85)
DOUBLED_PHRASE = FlagKind(Category.REPETITION, Severity.MINOR, 0.75)
LOOP = FlagKind(Category.REPETITION, Severity.MAJOR, 0.95)
LONG_LOOP = FlagKind(Category.REPETITION, Severity.CRITICAL, 0.95)
SAID_AGAIN = FlagKind(Category.REPETITION, Severity.MINOR, 0.85)
SAID_PLAINLY_AGAIN = FlagKind(Category.REPETITION, Severity.MAJOR, 0.85)
MAYBE_ON_PURPOSE = FlagKind(Category.REPETITION, Severity.MINOR, 0.5)
SAID_TWICE_IN_A_ROW = FlagKind(Category.REPETITION, Severity.MAJOR, 0.5)
"""Without a source: a pull quote or a refrain may repeat a sentence on purpose."""
MIN_LONG_LOOP = 24
"""Words from which a loop is critical: that much of the article is lost, whatever else it says."""
MIN_SENTENCE_WORDS, MIN_WORDS_IN_A_ROW = 6, 4
"""Words of a sentence that nobody says again by chance; right behind itself, where the source does not repeat it."""
LONG_SENTENCE_WORDS = 10
"""Words from which a sentence said again further on is a major error."""
SAME_SOURCE = 70.0
"""rapidfuzz partial ratio (0 to 100) from which two source sentences count as the same: sentences of one
FLORES text are at 61 at most."""
MAX_SOURCE_LENGTH = 5_000
"""Code points of source beyond which two segments are not compared,"""
MAX_ORIGINS = 20
"""and sentences of one segment beyond which they are not compared with each other: a segment has four at most, but for
a field that was sent as a whole."""
_LETTERS = regex.compile(r"\p{L}{2,}")


class Repetition(Check):
    """Words doubled by mistake (English), loops (any language), sentences repeated in the article.

    Where there is a source, what it repeats itself may be repeated. Numbers, names ("Bora Bora", "Sing Sing"),
    emphasis ("no, no") and single repetitions behind a comma are left alone.
    """

    id = "repetition"

    def find(self, document: Document) -> list[Flag]:
        """Repetitions in reading order; what lies in a loop is reported as the loop only."""
        text = document.article.target
        spans = word_spans(text)
        folded = [span.of(text).casefold() for span in spans]
        source = document.article.source or ""
        source_words = [span.of(source).casefold() for span in word_spans(source)]
        stuck = [*_stuck(text, spans, folded, source, source_words), *_endless(document, spans, folded, source_words)]
        flags = [self._loop(span, text) for span in merge(stuck)]
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
        return (LONG_LOOP if is_long else LOOP).flag(self.id, span, message)

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
            yield DOUBLED.flag(self.id, span, message, replacements=(first,))

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
            yield DOUBLED_PHRASE.flag(self.id, _cover(spans, run), message)

    def _sentences(self, document: Document) -> Iterator[Flag]:
        text, lang = document.article.target, document.article.target_lang
        seen: dict[str, Span] = {}
        previous = ""
        for span in split_sentences(text, lang):
            kept = _key(span.of(text))
            key = " ".join(kept)
            least = MIN_WORDS_IN_A_ROW if document.has_source and key == previous else MIN_SENTENCE_WORDS
            if len(kept) >= least and key in seen:
                if not document.has_source:
                    kind = SAID_TWICE_IN_A_ROW if key == previous else MAYBE_ON_PURPOSE
                    yield kind.flag(self.id, span, "This sentence has been said before.")
                elif not _source_repeats(document, seen[key], span):
                    message = "This sentence has been said before; the source does not repeat it."
                    is_plain = key == previous or len(kept) >= LONG_SENTENCE_WORDS
                    yield (SAID_PLAINLY_AGAIN if is_plain else SAID_AGAIN).flag(self.id, span, message)
            seen.setdefault(key, span)
            previous = key


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


def _endless(document: Document, spans: Sequence[Span], folded: Sequence[str], source: Sequence[str]) -> Iterator[Span]:
    """Places of what is said more often in a row than anything is."""
    text = document.article.target
    for run in endless_words(folded, source if document.has_source else None):
        place = _cover(spans, run)
        if len(place) >= MIN_RUN or any(map(str.isspace, place.of(text))):  # no dash of eight hyphens
            yield place
    yield from endless_runs(text, document.article.source)


def _source_repeats(document: Document, first: Span, second: Span) -> bool:
    """True when the source of both sentences is (nearly) the same, not known or too long to tell."""
    of_first, of_second = (document.segments_at("target", span) for span in (first, second))
    if of_first == of_second:  # both answer to one piece of the source, which then has to say it twice itself
        source = " ".join(segment.source for segment in of_first)
        if source and len(source) <= MAX_SOURCE_LENGTH:
            return _repeats_itself(source, document.article.source_lang)
    one, other = (" ".join(segment.source for segment in found) for found in (of_first, of_second))
    return not (one and other) or max(len(one), len(other)) > MAX_SOURCE_LENGTH or _is_same(one, other)


@lru_cache(64)
def _repeats_itself(source: str, lang: str) -> bool:
    """True when two of its sentences are (nearly) the same, or too many to compare."""
    origins = [span.of(source) for span in split_sentences(source, lang)]
    return len(origins) > MAX_ORIGINS or any(_is_same(one, other) for one, other in combinations(origins, 2))


@lru_cache(64)
def _is_same(one: str, other: str) -> bool:
    return fuzz.partial_ratio(one, other) >= SAME_SOURCE


REPETITION = Repetition()

"""Repetition: doubled words, phrases that loop, sentences told twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import regex
from rapidfuzz import fuzz

from models.article import Document
from models.checks.word_bounds import touches
from models.mqm import Category, Severity
from models.report import Flag
from models.spans import Span, merge, runs
from models.text.sentences import split_sentences
from models.text.words import is_wordlike, word_spans

CONFIDENCE_DOUBLED = 0.85
CONFIDENCE_DOUBLED_PHRASE = 0.75
CONFIDENCE_LOOP = 0.95
CONFIDENCE_SENTENCE_AGAINST_SOURCE = 0.85
CONFIDENCE_SENTENCE = 0.5
"""Without a source: a pull quote or a refrain may repeat a sentence on purpose."""
MAX_PERIOD = 12
"""Words of the longest phrase whose loop is looked for."""
MIN_SENTENCE_WORDS = 6
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

_MAY_DOUBLE = frozenset([
    "had", "that", "is", "was", "has", "have", "do", "did", "does", "in", "on", "out", "up", "over",
    "no", "yes", "very", "so", "really", "much", "many", "more", "far", "long", "too", "well", "now",
    "never", "bye", "ha", "he", "hi", "hey", "hear", "there", "knock", "tut", "night", "day", "boom",
    "bang", "blah", "la", "na", "oh", "ah", "you", "who", "it", "what", "her", "him", "this", "one",
    "wait", "go", "please", "rah", "yeah", "ho", "hush", "quick", "quickly", "slowly", "again", "ever",
    "by", "down", "off", "aye", "hip", "chop", "tick", "big", "little", "old", "good", "bad", "deep",
    "wide", "high", "years", "miles",
])  # fmt: skip
"""English words that stand twice in sound text: by grammar ("had had"), for emphasis, as sounds."""
_LETTERS = regex.compile(r"\p{L}{2,}")


@dataclass(frozen=True)
class Repetition:
    """Words doubled by mistake (English), loops (any language), sentences repeated in the article.

    Where there is a source, what it repeats itself may be repeated. Numbers, names ("Bora Bora"),
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
        loops = [_cover(spans, run) for run in _loops(folded)]
        if loops and any(_loops(source_words)):
            loops = []
        flags = [self._loop(span) for span in merge(loops)]
        rules = [self._doubled_phrases(text, spans, folded, source_words)]
        if document.article.target_lang == "en":
            rules.append(self._doubled_words(text, spans, folded))
        for found in (*rules, self._sentences(document)):
            taken = merge(flag.span for flag in flags)
            flags += [flag for flag in found if not touches(flag.span, taken)]
        return sorted(flags, key=lambda flag: flag.span)

    def _loop(self, span: Span) -> Flag:
        message = "The same words over and over: the translation got stuck here."
        return self._flag(span, Severity.MAJOR, CONFIDENCE_LOOP, message)

    def _doubled_words(self, text: str, spans: Sequence[Span], folded: Sequence[str]) -> Iterator[Flag]:
        marked = [
            one == two
            and one not in _MAY_DOUBLE
            and bool(_LETTERS.fullmatch(one))
            and text[before.end : after.start].isspace()
            and "\n" not in text[before.end : after.start]
            and not (text[before.start].isupper() and text[after.start].isupper())
            for before, after, one, two in zip(spans, spans[1:], folded, folded[1:], strict=False)
        ]
        for run in runs(marked):
            first = spans[run.start].of(text)
            span = Span(spans[run.start].start, spans[run.end].end)
            message = (
                f"“{first}” stands twice." if len(run) == 1 else f"“{first}” stands {len(run) + 1} times."
            )
            yield self._flag(span, Severity.MINOR, CONFIDENCE_DOUBLED, message, (first,))

    def _doubled_phrases(
        self, text: str, spans: Sequence[Span], folded: Sequence[str], source: Sequence[str]
    ) -> Iterator[Flag]:
        """Three words or more said twice in a row without punctuation: "in the city in the city"."""
        doubled = list(_repeats(folded, 3, 2))
        if not doubled or any(_repeats(source, 3, 2)):
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
                    yield self._flag(
                        span, severity, CONFIDENCE_SENTENCE, "This sentence has been said before."
                    )
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


def _key(sentence: str) -> list[str]:
    """The words of a sentence for comparing, punctuation left out."""
    return [w.of(sentence).casefold() for w in word_spans(sentence) if is_wordlike(w.of(sentence))]


def _cover(spans: Sequence[Span], run: Span) -> Span:
    return Span(spans[run.start].start, spans[run.end - 1].end)


def _repeats(words: Sequence[str], shortest: int, times: int) -> Iterator[Span]:
    """Index runs in which a phrase of `shortest` to MAX_PERIOD words stands `times` times or more."""
    for period in range(shortest, MAX_PERIOD + 1):
        length = 0
        for index in range(period, len(words) + 1):
            if index < len(words) and words[index] == words[index - period]:
                length += 1
                continue
            if length >= (times - 1) * period:
                yield Span(index - length - period, index)
            length = 0


def _loops(words: Sequence[str]) -> Iterator[Span]:
    """Phrases of three words or more said three times, of one or two words said four times."""
    for run in [*_repeats(words, 3, 3), *_repeats(words, 1, 4)]:
        inside = {word for word in words[run.start : run.end] if any(c.isalpha() for c in word)}
        if sum(map(len, inside)) >= 3 and not inside <= _MAY_DOUBLE and not _is_sound(inside):
            yield run


def _is_sound(words: set[str]) -> bool:
    """A single CJK character or a syllable over and over is laughter or a list mark, not a loop."""
    return len(words) == 1 and len(next(iter(words))) <= 2


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

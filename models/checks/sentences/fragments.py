"""Broken English sentences: no finite verb, cut off in the middle, started in lower case, words in no order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from models.article import Document
from models.checks.base import EnglishCheck, FlagKind
from models.checks.sentences.word_order import salad
from models.checks.word_bounds import addresses, touches
from models.checks.words.english_verbs import (
    AUXILIARIES,
    DETERMINERS,
    PRONOUNS,
    has_finite_verb,
    is_plural,
    may_be_finite,
    parts_of_speech,
    verb_tags,
)
from models.checks.words.word_frequency import COMMON, zipf
from models.mqm import Category, Severity
from models.report import Flag
from models.spans import Span
from models.text.sentences import split_paragraphs, split_sentences

VERBLESS = FlagKind(Category.GRAMMAR, Severity.MINOR, 0.6)
SUBJECT_ALONE = FlagKind(Category.GRAMMAR, Severity.MAJOR, 0.85)
"""A subject with "launched by …" after it and then the full stop: the predicate is missing."""
CUT_OFF = FlagKind(Category.GRAMMAR, Severity.MAJOR, 0.85)
NO_PREDICATE = FlagKind(Category.GRAMMAR, Severity.MAJOR, 0.75)
"""A subject with its relative clause, a comma, and a new sentence."""
LOWER_CASE = FlagKind(Category.GRAMMAR, Severity.MINOR, 0.6)
SALAD = FlagKind(Category.GARBLED, Severity.MAJOR, 0.9)
MIN_WORDS = 8
"""A shorter sentence without a verb may be style ("Not this time.")."""
MAX_WORDS = 80

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’\-.][\p{L}\p{M}\p{N}]+)*['’]?")
_QUOTING = regex.compile(r"[\"“”„«»:;()\[\]…?!•|/]|\s['‘]|\s[–—-]\s")
"""Marks of speech, lists, asides and headings: there a sentence may lack its verb."""
_CUT_OFF = regex.compile(
    r"(?:(?<![\p{L}'’\-.])(?:the|an|and|or|nor|because|although|whereas|whose|every|your|their|our|my)"
    r"|,\s(?:that|which|who|but|if|when|while|as|in|of|to|for|with|by|from))\.$"
)
_LOWER_START = regex.compile(r"(?<![\p{L}.])(\p{Ll}{4,})\.[ ](\p{Ll}{2,})(?![\p{L}.@/])")
_ABBREVIATIONS = frozenset([
    "approx", "dept", "govt", "prof", "corp", "assoc", "incl", "excl", "misc", "capt", "univ", "intl",
    "temp", "tech",
])  # fmt: skip
_TIME_NOUNS = frozenset([
    "day", "moment", "time", "year", "week", "night", "minute", "morning", "month", "hour", "way",
    "more", "less", "instant",
])  # fmt: skip
_RELATIVES = frozenset([
    "that", "who", "which",
])  # fmt: skip
_SUBJECTS = frozenset([
    "it", "he", "she", "they", "we", "this",
])  # fmt: skip


class Fragments(EnglishCheck):
    """Sentences that are none, in running English text.

    Silent on headings, quotations, lists, captions (paragraphs of one sentence) and short verbless
    sentences. Other target languages are not checked.
    """

    id = "fragments"

    def find_in_english(self, document: Document) -> list[Flag]:
        """Broken sentences in reading order."""
        article = document.article
        flags = list(self._lower_case(article.target))
        for paragraph in split_paragraphs(article.target):
            sentences = [s.shift(paragraph.start) for s in split_sentences(paragraph.of(article.target), "en")]
            flags += self._broken(article.target, sentences)
            flags += self._salad(article.target, sentences)
        return sorted(flags, key=lambda flag: flag.span)

    def _broken(self, text: str, sentences: Sequence[Span]) -> Iterator[Flag]:
        """What is wrong with the sentences of one paragraph."""
        words = [_WORD.findall(span.of(text)) for span in sentences]
        running = any(len(w) <= MAX_WORDS and has_finite_verb(w) for w in words)
        for span, own in zip(sentences, words, strict=True):
            sentence = span.of(text)
            if len(own) > MAX_WORDS or not sentence.endswith(".") or sentence.endswith(".."):
                continue
            if len(own) >= 5 and _CUT_OFF.search(sentence):
                yield CUT_OFF.flag(self.id, span, "The sentence stops in the middle.")
            elif len(own) < MIN_WORDS or _QUOTING.search(sentence):
                continue
            elif lacks_predicate(sentence):
                message = "The sentence has a subject and what describes it, but goes on without its verb."
                yield NO_PREDICATE.flag(self.id, span, message)
            elif running and len(sentences) > 1 and _starts_with_noun(own) and not has_finite_verb(own):
                described = any(_is_described(own, index) for index in range(len(own)))
                yield (SUBJECT_ALONE if described else VERBLESS).flag(self.id, span, "The sentence has no verb.")

    def _lower_case(self, text: str) -> Iterator[Flag]:
        links = addresses(text)
        for match in _LOWER_START.finditer(text):
            before, after = match.groups()
            span = Span(match.start(1), match.end(2))
            if before in _ABBREVIATIONS or touches(span, links) or zipf(before, "en") < 3.0:
                continue
            if zipf(after, "en") >= COMMON:
                message = "After the full stop the text goes on in lower case: a sentence was cut in two."
                yield LOWER_CASE.flag(self.id, span, message)

    def _salad(self, text: str, sentences: Sequence[Span]) -> Iterator[Flag]:
        """Sentences whose words stand in an order that English does not have."""
        message = "These words are in no order that English has: the sentence is in ruins."
        for sentence in sentences:
            if span := salad(sentence.of(text)):
                yield SALAD.flag(self.id, span.shift(sentence.start), message)


def _starts_with_noun(words: Sequence[str]) -> bool:
    """True for "The framework …" and "Tests of …", not for "Not …", "So …", "Especially …"."""
    first = words[0].lower()
    if (
        first == "the"
        and "the" in (word.lower() for word in words[2:])
        and words[1].endswith(("er", "ore", "ess"))
    ):
        return False  # "The lower the tension, the more …"
    return first in DETERMINERS - {"what", "which", "whose", "no", "more", "all", "either", "neither"} or (
        (parts_of_speech(first) == {"NOUN"} or is_plural(first))
        and not (words[1:2] and words[1][:1].isdigit())
    )


def _is_described(words: Sequence[str], index: int) -> bool:
    """True for a participle with its agent: "a plan launched by", "drawn by"."""
    return (
        index > 1 and index + 1 < len(words) and words[index + 1] == "by" and "VBN" in verb_tags(words[index])
    )


def lacks_predicate(sentence: str) -> bool:
    """True for "Farmers that fear that prices may fall, they can sell." and its like.

    A bare subject of at most three words, a relative clause, then after a comma a pronoun that begins a
    sentence of its own, up to the end without another comma.
    """
    head, comma, tail = sentence.rpartition(", ")
    opening, closing = _WORD.findall(head), [word.lower() for word in _WORD.findall(tail)]
    if not comma or len(closing) < 3 or closing[0] not in _SUBJECTS or closing[1] not in AUXILIARIES:
        return False
    place = next((i for i, word in enumerate(opening[:4]) if word.lower() in _RELATIVES), 0)
    if place == 0 or place + 1 >= len(opening) or "," in head:
        return False
    subject = [word.lower() for word in opening[:place]]
    bare = len(subject) == 1 and is_plural(subject[0])
    if not (bare or (len(subject) > 1 and subject[0] in DETERMINERS)) or subject[-1] in _TIME_NOUNS:
        return False
    if subject[-1] in PRONOUNS or not verb_tags(opening[place + 1].lower()) | (
        AUXILIARIES & {opening[place + 1]}
    ):
        return False
    return may_be_finite(opening, place + 1)


FRAGMENTS = Fragments()

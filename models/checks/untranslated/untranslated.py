"""Words and signs left in another script, words left in the source language, and words of mixed script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from models.article import Article, Document, Segment
from models.checks.base import Check, FlagKind
from models.checks.untranslated.copied_source import is_copied, is_foreign
from models.checks.untranslated.foreign_signs import foreign_signs
from models.checks.untranslated.not_english import is_foreign_sentence
from models.checks.untranslated.source_words import glossed_words, source_words
from models.checks.word_bounds import addresses, enclosed, touches
from models.languages import ENGLISH, LANGUAGES, Language, language_name
from models.mqm import Category, Severity
from models.report import Evidence, Flag
from models.spans import Span, merge
from models.text.sentences import split_sentences
from models.text.words import is_wordlike, word_spans

OTHER_SCRIPT = FlagKind(Category.UNTRANSLATED, Severity.MAJOR, 0.9)
MIXED_SCRIPT = FlagKind(Category.ENCODING, Severity.MINOR, 0.85)
OTHER_SIGN = FlagKind(Category.PUNCTUATION, Severity.MINOR, 0.85)
OTHER_DIGITS = FlagKind(Category.NUMBER_FORMAT, Severity.MINOR, 0.85)
OTHER_LANGUAGE = FlagKind(Category.UNTRANSLATED, Severity.MAJOR, 0.85)
SOURCE_WORD = FlagKind(Category.UNTRANSLATED, Severity.MINOR, 0.6)
SOURCE_WORDS = FlagKind(Category.UNTRANSLATED, Severity.MAJOR, 0.75)
"""Several of them in a sentence."""
MIN_PASSAGE = 4
"""Words copied in a row from which a passage counts."""
MAX_TITLE = 6
"""Words of a name that is left as it is."""
MIN_FOREIGN = 3
"""Words of it that must be lower-case words of the source language: names may be copied."""

_LOOKALIKES = dict(
    zip(
        "аеорсухіјѕԁһԛԝАВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "aeopcyxijsdhqwABEKMHOPCTYXIJSABEZHIKMNOPTYXo",
        strict=True,
    )
)
_TO_LATIN = str.maketrans(_LOOKALIKES)
_LATIN = regex.compile(r"\p{Script=Latin}")
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_MIXED_IN = regex.compile(r"[\p{Script=Cyrillic}\p{Script=Greek}]")
_GAP = 3
"""Code points between two foreign words that are still one passage."""
_MAX_TRACED = 200
"""Foreign passages of one article that are looked for in its source: each search reads all of it."""


class Untranslated(Check):
    """Foreign script in the target, source passages in pairs that share a script, mixed-script words.

    Signs of another script (، ؟ 。 ١٢٣) are flagged once a segment, in languages of Latin letters. A foreign word in
    brackets or quotes is a gloss and right; Latin words are right in every script; single letters are symbols. Wholly
    copied segments are left to the check `copied-source`.
    """

    id = "untranslated"

    def find(self, document: Document) -> list[Flag]:
        """Untranslated pieces of the target in reading order."""
        article = document.article
        language = LANGUAGES.get(article.target_lang)
        if language is None:
            return []
        copied = merge(
            s.target_span
            for s in document.segments
            if s.target_span and is_copied(s, article.pair)
        )
        links = addresses(article.target)
        flags = list(self._mixed(article.target, language, links))
        mixed = [flag.span for flag in flags]
        flags += self._foreign_script(document, language, merge([*copied, *mixed, *links]))
        for segment in document.segments:
            if segment.target_span and not touches(segment.target_span, copied):
                flags += self._passages(document, segment)
                flags += self._signs(segment.target, segment.target_span.start, language)
        if language.code == ENGLISH:
            flags += self._not_english(document, merge([*copied, *(flag.span for flag in flags)]))
            flags += self._source_words(document, merge([*copied, *(flag.span for flag in flags)]))
        return sorted(flags, key=lambda flag: flag.span)

    def _mixed(self, text: str, language: Language, links: list[Span]) -> Iterator[Flag]:
        """Words of Latin letters with Cyrillic or Greek ones that only look Latin, or the reverse."""
        for match in _WORD.finditer(text):
            word, span = match.group(), Span(*match.span())
            if len(word) < 2 or not (_LATIN.search(word) and _MIXED_IN.search(word)) or touches(span, links):
                continue
            meant = word.translate(_TO_LATIN)
            is_latin = language.scripts[0] == "Latin"
            if is_latin and _MIXED_IN.search(meant):
                continue
            replacements = (meant,) if is_latin else ()
            message = f"“{word}” mixes letters of two alphabets that look alike."
            yield MIXED_SCRIPT.flag(self.id, span, message, replacements=replacements)

    def _signs(self, text: str, offset: int, language: Language) -> Iterator[Flag]:
        """The first sign of another script in a segment; it speaks for the others."""
        if language.scripts != ("Latin",):
            return
        signs = foreign_signs(text, addresses(text))
        for sign in signs[:1]:
            are_digits = any(character.isdigit() for character in sign.text)
            others = f", and {len(signs) - 1} more in this sentence" if len(signs) > 1 else ""
            message = f"“{sign.text}” is written as in another script{others}; {language.name} has “{sign.meant}”."
            kind = OTHER_DIGITS if are_digits else OTHER_SIGN
            yield kind.flag(self.id, sign.span.shift(offset), message, replacements=(sign.meant,))

    def _foreign_script(self, document: Document, language: Language, taken: Sequence[Span]) -> Iterator[Flag]:
        text = document.article.target
        words = [Span(*m.span()) for m in _foreign_words(language).finditer(text)]
        traced: dict[str, int] = {}
        for span in merge(words, gap=_GAP):
            letters = sum(character.isalpha() for character in span.of(text))
            if letters < 2 or touches(span, taken) or enclosed(text, span):
                continue
            found = span.of(text)
            if found not in traced and len(traced) < _MAX_TRACED:
                traced[found] = (document.article.source or "").find(found)
            place = traced.get(found, -1)
            evidence = (Evidence(Span(place, place + len(found)), found),) if place >= 0 else ()
            message = f"“{found}” is not in the letters of {language.name}: it was left untranslated."
            yield OTHER_SCRIPT.flag(self.id, span, message, evidence)

    def _passages(self, document: Document, segment: Segment) -> Iterator[Flag]:
        """Source words in a row, copied as they are, in a pair of languages that share a script."""
        article = document.article
        if not segment.source or not segment.target_span or article.source_lang == article.target_lang:
            return
        source, target = word_spans(segment.source), word_spans(segment.target)
        for ours, theirs in _common_runs(segment, source, target):
            run = [s for s in target[ours.start : ours.end] if is_wordlike(s.of(segment.target))]
            words = [span.of(segment.target) for span in run]
            foreign = sum(is_foreign(word, article.pair) for word in words)
            if len(run) < MIN_PASSAGE or foreign < MIN_FOREIGN:
                continue
            span = Span(run[0].start, run[-1].end).shift(segment.target_span.start)
            if not enclosed(article.target, span) and not _is_title(words, article, span):
                yield self._passage(span, segment, source[theirs.start : theirs.end], article.source_lang)

    def _not_english(self, document: Document, taken: Sequence[Span]) -> Iterator[Flag]:
        """Sentences of no English at all; what the source quotes in a third language may stay."""
        text, source = document.article.target, document.article.source or ""
        for span in split_sentences(text, ENGLISH):
            if is_foreign_sentence(span.of(text)) and not touches(span, taken) and span.of(text) not in source:
                message = "This is not English: it was left untranslated, or it is no language at all."
                yield OTHER_LANGUAGE.flag(self.id, span, message)

    def _source_words(self, document: Document, taken: Sequence[Span]) -> Iterator[Flag]:
        """Single words that only the source language has."""
        source_lang = document.article.source_lang
        glossed = glossed_words(document.article.target)
        for segment in document.segments:
            if segment.source_span is None or segment.target_span is None or touches(segment.target_span, taken):
                continue
            found = source_words(segment, source_lang, glossed)
            kind = SOURCE_WORDS if len({word.text for word in found}) > 1 else SOURCE_WORD
            for word in found:
                evidence = (Evidence(word.origin.shift(segment.source_span.start), word.text),)
                message = f"“{word.text}” was left in {language_name(source_lang)}."
                yield kind.flag(self.id, word.span.shift(segment.target_span.start), message, evidence)

    def _passage(self, span: Span, segment: Segment, origin: Sequence[Span], source_lang: str) -> Flag:
        place = Span(origin[0].start, origin[-1].end)
        offset = segment.source_span.start if segment.source_span else 0
        evidence = (Evidence(place.shift(offset), place.of(segment.source)),)
        return OTHER_LANGUAGE.flag(self.id, span, f"These words were left in {language_name(source_lang)}.", evidence)


def _is_title(words: Sequence[str], article: Article, span: Span) -> bool:
    """True for a few words that begin with a capital within a sentence, where nouns have none: Ligue des droits."""
    before = article.target[max(0, span.start - 2) : span.start]
    return (
        article.source_lang != "de"
        and len(words) <= MAX_TITLE
        and words[0][:1].isupper()
        and before[-1:] == " "
        and before[:1] not in ".!?:"
    )


def _common_runs(segment: Segment, source: Sequence[Span], target: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Index runs of at least MIN_PASSAGE target words with the source words they equal, in linear time."""
    there = [span.of(segment.source).casefold() for span in source]
    here = [span.of(segment.target).casefold() for span in target]
    places: dict[tuple[str, ...], int] = {}
    for index in range(len(there) - MIN_PASSAGE + 1):
        places.setdefault(tuple(there[index : index + MIN_PASSAGE]), index)
    start = 0
    while start + MIN_PASSAGE <= len(here):
        place = places.get(tuple(here[start : start + MIN_PASSAGE]))
        if place is None:
            start += 1
            continue
        size = MIN_PASSAGE
        while start + size < len(here) and place + size < len(there) and here[start + size] == there[place + size]:
            size += 1
        yield Span(start, start + size), Span(place, place + size)
        start += size


def _foreign_words(language: Language) -> regex.Pattern[str]:
    """Words in a script that a language does not use; Latin is at home everywhere."""
    own = "".join(rf"\p{{Script={script}}}" for script in (*language.scripts, "Latin", "Common", "Inherited"))
    return regex.compile(rf"(?![{own}])[\p{{L}}](?:(?![{own}])[\p{{L}}]|\p{{M}})*")


UNTRANSLATED = Untranslated()

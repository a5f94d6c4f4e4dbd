"""Numbers of the source against numbers of the target, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

import regex
from babel.numbers import format_decimal

from models.article import Article, Document
from models.checks.base import Check, FlagKind
from models.checks.numbers.contradictions import contradict
from models.checks.numbers.measure_differences import Difference, measure_differences
from models.checks.numbers.number_matching import Leftovers, leftovers
from models.checks.numbers.repeated_values import repeated_values
from models.checks.numbers.scores import score_differences
from models.checks.numbers.side_numbers import SideNumbers, side_numbers
from models.checks.numbers.single_parts import part_differences
from models.checks.numerals.number_reading import MAX_SMALL_NUMBER, Quantity, read_numbers
from models.checks.numerals.numerals import decimal_sign, plain_digits
from models.checks.words.number_words import SPELLED_LANGUAGES
from models.languages import ENGLISH
from models.mqm import Category, Severity
from models.report import Evidence, Flag

CHANGED = FlagKind(Category.MISTRANSLATION, Severity.MAJOR, 0.9)
"""One number in the sentence has no answer on either side, or its only year or day is another: it was changed."""
CHANGED_AMONG_MANY = FlagKind(Category.MISTRANSLATION, Severity.MINOR, 0.6)
ADDED = FlagKind(Category.ADDITION, Severity.MINOR, 0.4)
LOST = FlagKind(Category.OMISSION, Severity.MINOR, 0.4, "source")
OTHER_FORMAT = FlagKind(Category.NUMBER_FORMAT, Severity.MINOR, 0.8)
OTHER_MEASURE = FlagKind(Category.MISTRANSLATION, Severity.MAJOR, 0.85)
"""The same number with another unit, currency or sign; another part of a whole, another result."""
_MIN_LIKE_YEAR, _MAX_LIKE_YEAR = 1000, 2999
"""English writes a year without a separator; whoever reads "2000 people" is not misled either."""
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\p{Ll}*\.?"
_DAY_BEFORE = regex.compile(rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? |\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? )$")
"""What stands before the year of "July 26, 2020" and "26 July 2020"."""
_REACH = 20
MAX_FORMATTED = 10.0**15
"""Numbers up to which a float holds every digit; what is longer is told as it is written."""
SCALES = {"thousand": 10.0**3, "million": 10.0**6, "billion": 10.0**9, "trillion": 10.0**12}
_DIGITS = regex.compile(rf"\d[\d.,]*(?: (?P<scale>{'|'.join(SCALES)}))?")
_FOREIGN_FORMAT = regex.compile(r"\d{1,3}(?:\.\d{3})+|\d+,(?:\d{1,2}|\d{4,})")
"""1.234 and 2,4: thousands after a full stop, decimals after a comma."""


class Numbers(Check):
    """Numbers of the translation that the source does not have, and the other way round.

    A number agrees when any reading of it occurs in the source sentence, or moved there from a neighbouring one.
    Numbers up to twelve are flagged only where one stands for another. Of a language whose number words we cannot
    read, nothing is called added. Its sign, unit and currency belong to a number.
    """

    id = "numbers"
    needs_source = True

    def find(self, document: Document) -> list[Flag]:
        """Changed, added and lost numbers, in reading order of the segments."""
        sources, targets = side_numbers(document, "source"), side_numbers(document, "target")
        sides = list(zip(targets, sources, strict=True))
        flags: list[Flag] = []
        for index, left in enumerate(leftovers(sources, targets)):
            target, source = sides[index]
            if source.text and target.text:
                beside = sides[max(0, index - 1) : index] + sides[index + 1 : index + 2]
                flags += self._foreign_formats(target, source, document.article)
                flags += self._mismatches(left, target, source, beside)
        return flags

    def _mismatches(
        self,
        left: Leftovers,
        target: SideNumbers,
        source: SideNumbers,
        beside: Sequence[tuple[SideNumbers, SideNumbers]],
    ) -> list[Flag]:
        """What differs; what can be told less surely is looked for only where nothing else does.

        `beside`: (target, source) of the segments before and after.
        """
        flags = self._changes(left, target, source)
        differences = [*measure_differences(target, source)]
        if not flags:
            differences += (*part_differences(target, source), *score_differences(target, source))
        flags += [self._differs(found, target.offset, source.offset) for found in differences]
        if not flags:
            repeated = repeated_values(target, source, beside)
            flags += [self._differs(found, target.offset, source.offset, CHANGED_AMONG_MANY) for found in repeated]
        return flags

    def _foreign_formats(self, target: SideNumbers, source: SideNumbers, article: Article) -> list[Flag]:
        """Numbers copied with the source language's separators, which English reads as another value."""
        if decimal_sign(article.target_lang) != "." or decimal_sign(article.source_lang) != ",":
            return []
        copied = {q.text for q in source.quantities if q.firm}
        return [
            OTHER_FORMAT.flag(
                self.id,
                q.span.shift(target.offset),
                f"{q.text} keeps the separators of the source language; write {corrected} in English.",
                replacements=(corrected,),
            )
            for q in target.quantities
            if q.firm and q.text in copied and _FOREIGN_FORMAT.fullmatch(q.text)
            for corrected in [q.text.translate({ord("."): ",", ord(","): "."})]
        ]

    def _changes(self, left: Leftovers, target: SideNumbers, source: SideNumbers) -> list[Flag]:
        """Pairs what only the target has with what only the source has; then what is left over.

        Nothing is called added where the source may have it in words that we cannot read.
        """
        if pairs := left.pairs():
            return [
                self._changed(ours, theirs, target, source, sure)
                for ours, theirs in pairs
                for sure in [left.is_one_change or contradict(ours, theirs, target, source)]
            ]
        sure = [
            [q for q in side if q.firm and q.value > MAX_SMALL_NUMBER and q not in left.elsewhere]
            for side in (left.foreign, left.lost)
        ]
        added = [q for q in sure[0] if not _completes_date(q, target)] if source.lang in SPELLED_LANGUAGES else []
        return [self._added(q, target.offset) for q in added] + [self._dropped(q, source.offset) for q in sure[1]]

    def _changed(
        self, number: Quantity, origin: Quantity, target: SideNumbers, source: SideNumbers, sure: bool
    ) -> Flag:
        message = f"The source says {_described(origin)}; the translation says {_described(number)}."
        evidence = (Evidence(origin.span.shift(source.offset), origin.text, (_english(origin),)),)
        kind = CHANGED if sure else CHANGED_AMONG_MANY
        instead = _instead(number, origin) if sure and target.lang == ENGLISH else ()
        return kind.flag(self.id, number.span.shift(target.offset), message, evidence, instead)

    def _differs(self, difference: Difference, target: int, source: int, kind: FlagKind = OTHER_MEASURE) -> Flag:
        message = f"The source says {difference.source_text}; the translation says {difference.text}."
        evidence = (Evidence(difference.source_span.shift(source), difference.source_text),)
        return kind.flag(self.id, difference.span.shift(target), message, evidence)

    def _added(self, number: Quantity, offset: int) -> Flag:
        return ADDED.flag(self.id, number.span.shift(offset), f"{number.text} is not in the source.")

    def _dropped(self, number: Quantity, offset: int) -> Flag:
        message = f"The source says {_described(number)}; the translation has no such number."
        return LOST.flag(self.id, number.span.shift(offset), message)


def _completes_date(number: Quantity, target: SideNumbers) -> bool:
    """True for the year of "July 26, 2020", which editors add to a day: the dates are compared elsewhere."""
    if not _MIN_LIKE_YEAR <= number.value <= _MAX_LIKE_YEAR:
        return False
    return bool(_DAY_BEFORE.search(target.text[max(0, number.span.start - _REACH) : number.span.start]))


def _english(number: Quantity) -> str:
    """In English digits: 2026 for ٢٠٢٦, which may be a year, and 2,026 for ٢٬٠٢٦, which is none."""
    written = plain_digits(number.text)
    if number.value > MAX_FORMATTED:
        return written
    grouped = any(character.isdigit() for character in written) and not written.isdigit()
    is_like_year = _MIN_LIKE_YEAR <= number.value <= _MAX_LIKE_YEAR and not grouped
    return str(format_decimal(number.value, locale="en", group_separator=not is_like_year))


def _instead(number: Quantity, origin: Quantity) -> tuple[str, ...]:
    """What to write for a changed English number, in the same way: 300 million for 30 million.

    Nothing where the source's number may be read in several ways, or the translation's is not of digits.
    """
    written = _DIGITS.fullmatch(number.text)
    if written is None or len(origin.values) != 1 or origin.value > MAX_FORMATTED:
        return ()
    scales = [name for name, value in SCALES.items() if written["scale"] and origin.value >= value][-1:]
    told = [f"{format_decimal(origin.value / SCALES[name], locale='en')} {name}" for name in scales]
    fits = [text for text in (*told, _english(origin)) if _value(text) == origin.value]
    return tuple(fits[:1])


def _value(text: str) -> float | None:
    """What English reads there; None where that is not one number."""
    read = read_numbers(text, ENGLISH)
    return read[0].value if len(read) == 1 else None


def _described(number: Quantity) -> str:
    """A number as written and, where an English reader may not see what it is, in English digits."""
    english = _english(number)
    is_plain = number.text.isascii() and plain_digits(number.text).isdigit()
    return number.text if is_plain or number.text == english else f"{number.text} ({english})"


NUMBERS = Numbers()

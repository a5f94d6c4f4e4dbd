"""Placeholders, tags, addresses and shortcodes that a translation lacks, adds or changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

import regex
from rapidfuzz import fuzz

from models.article import SIDES, Document, Side
from models.checks.base import Check, FlagKind
from models.checks.inline_codes import uneven_codes
from models.checks.words.word_frequency import zipf
from models.languages import ENGLISH, LANGUAGES
from models.mqm import Category, Severity
from models.report import Evidence, Flag
from models.text.codes import Code, find_codes
from models.text.localised_addresses import is_localised

CHANGED = FlagKind(Category.MISTRANSLATION, Severity.MAJOR, 0.9)
ADDED = FlagKind(Category.ADDITION, Severity.MAJOR, 0.9)
ADDED_SITE = FlagKind(Category.ADDITION, Severity.MINOR, 0.5)
"""The home page of somebody whom the source names: some editors add it."""
LOST = FlagKind(Category.OMISSION, Severity.MAJOR, 0.9, "source")
FRENCH = "fr"
VARIANTS = "|"
"""What keeps apart the forms of one message for different numbers."""
MAX_COMPARED = 50
"""Codes of one segment that a strange one is compared with: more only look alike, and time must not grow with both."""
MIN_LIKENESS = 75
"""Of 100, from rapidfuzz: {name} and {names} are one word, {leise} and {quietly} are two."""
COMMON_WORD = 3.0
"""Zipf frequency of a word that people say to each other."""
_WORD = regex.compile(r"\{\p{Latin}\p{Ll}*\}")
_PRINTF = regex.compile(r"%(\d+\$)?([^(%{]*[a-zA-Z@])")


@dataclass
class _Difference:
    """What one segment has on one side only."""

    missing: list[Code] = field(default_factory=list)
    added: list[Code] = field(default_factory=list)


class Placeholders(Check):
    """What a program reads stands in the translation as in the source, equally often; the order may be another.

    Numbered and unnumbered printf placeholders answer to each other ("%s", "%1$s"). Where a text holds several forms
    for different numbers, of which every language has its own, it is enough that a code stands in one of them. Inline
    elements of a translator's file, which are no part of the text, are compared too.
    """

    id = "placeholders"
    needs_source = True

    def find(self, document: Document) -> list[Flag]:
        """One flag for every code that is missing (in the source), changed or added (in the target)."""
        codes = {side: _by_segment(document, side) for side in SIDES}
        differences = {
            number: _difference(document, number, codes)
            for number in sorted({*codes["source"], *codes["target"]})
        }
        _settle(document, differences)
        pairing = _Pairing(document, _is_template(codes["source"]))
        flags = [flag for number, found in differences.items() for flag in self._flags(pairing, number, found)]
        flags += [
            (LOST if found.side == "source" else ADDED).flag(self.id, found.span, found.message)
            for found in uneven_codes(document)
        ]
        return sorted(flags, key=lambda flag: document.reading_order(flag.side, flag.span))

    def _flags(self, pairing: _Pairing, number: int, found: _Difference) -> Iterable[Flag]:
        segment = pairing.document.segments[number]
        missing = list(found.missing)
        for code in found.added:
            partner = pairing.partner(code, missing)
            if partner is not None:
                missing.remove(partner)
                if pairing.may_differ(partner, code):
                    continue
                message = f"{partner.text} of the source became {code.text}: it must stay as it is."
                evidence = (Evidence(partner.span, partner.text),)
                yield CHANGED.flag(self.id, code.span, message, evidence, (partner.text,))
            elif pairing.is_certain("target", code) and not (code.kind == "address" and not segment.source):
                kind = ADDED_SITE if _is_home_page(code) and not missing else ADDED
                yield kind.flag(self.id, code.span, f"The source has no {code.text} here.")
        for code in _without_implied(pairing.document, missing):
            if pairing.is_certain("source", code) and not (code.kind == "address" and not segment.target):
                yield LOST.flag(self.id, code.span, f"{code.text} is missing in the translation.")


def _by_segment(document: Document, side: Side) -> defaultdict[int, list[Code]]:
    found: defaultdict[int, list[Code]] = defaultdict(list)
    for code in find_codes(document.article.text(side)):
        number = document.segment_of(side, code.span)
        if number is not None and code.key:
            found[number].append(code)
    return found


def _is_home_page(code: Code) -> bool:
    """True for www.port.example alone, without a page of it."""
    return code.kind == "address" and "@" not in code.key and "/" not in code.key.rpartition("://")[2]


def _has_variants(document: Document, number: int, codes: dict[Side, defaultdict[int, list[Code]]]) -> bool:
    segment = document.segments[number]
    if VARIANTS in segment.source and VARIANTS in segment.target:
        return True
    return all(any(code.kind == "keyword" for code in codes[side][number]) for side in codes)


def _difference(document: Document, number: int, codes: dict[Side, defaultdict[int, list[Code]]]) -> _Difference:
    source: Sequence[Code] = codes["source"][number]
    target: Sequence[Code] = codes["target"][number]
    has_variants = _has_variants(document, number, codes)
    if any(_number(code) for code in source) != any(_number(code) for code in target):
        source, target = _numbered(source), _numbered(target)
    return _Difference(_surplus(source, target, has_variants), _surplus(target, source, has_variants))


def _surplus(codes: Sequence[Code], others: Sequence[Code], has_variants: bool) -> list[Code]:
    """The codes that the others lack, of equal ones the last."""
    left = Counter((code.kind, code.key) for code in others)
    found = []
    for code in codes:
        name = (code.kind, code.key)
        if not left[name]:
            found.append(code)
        elif not has_variants:
            left[name] -= 1
    return found


def _number(code: Code) -> str:
    match = _PRINTF.fullmatch(code.key)
    return match[1] or "" if match else ""


def _numbered(codes: Sequence[Code]) -> list[Code]:
    """The codes with numbers for all printf placeholders, in the order in which they are filled in."""
    count = 0
    found = []
    for code in codes:
        match = _PRINTF.fullmatch(code.key)
        if match and not match[1]:
            count += 1
            code = replace(code, key=f"%{count}${match[2]}")
        found.append(code)
    return found


def _settle(document: Document, differences: dict[int, _Difference]) -> None:
    """Takes out what one segment lacks and another of the same text has: sentences may be cut otherwise."""
    added: defaultdict[tuple[str | None, str, str], list[tuple[int, Code]]] = defaultdict(list)
    for number, found in differences.items():
        for code in found.added:
            added[_place(document, "target", code)].append((number, code))
    for found in differences.values():
        for code in list(found.missing):
            if elsewhere := added[_place(document, "source", code)]:
                number, other = elsewhere.pop(0)
                found.missing.remove(code)
                differences[number].added.remove(other)


def _place(document: Document, side: Side, code: Code) -> tuple[str | None, str, str]:
    """The code's kind and key, and the unit that it must stay in, where there are such."""
    part = document.part_of(side, code.span)
    return part.name if part is not None and part.paired else None, code.kind, code.key


@dataclass(frozen=True, slots=True)
class _Pairing:
    """Which code of the translation stands for which of the source. `is_template`: the source is a program's."""

    document: Document
    is_template: bool

    def partner(self, code: Code, missing: Sequence[Code]) -> Code | None:
        """Of the codes that are missing the one that this stands for or looks most like, if any is of its kind."""
        of_kind = islice((other for other in missing if other.kind == code.kind), MAX_COMPARED)

        def similarity(other: Code) -> tuple[bool, float]:
            return self.may_differ(other, code), fuzz.ratio(other.key, code.key)

        return max(of_kind, key=similarity, default=None)

    def is_certain(self, side: Side, code: Code) -> bool:
        """False for a word in braces that no program calls anything, and which may be prose: it only stands for others.

        So does a word behind a colon that is no usual name, but for a file of messages; in French a colon has a space
        before it, and often none behind.
        """
        pair = self.document.article.pair
        is_french = FRENCH in (pair.source, pair.target)
        is_name = code.certain or (self._is_in_file(side, code) and not is_french)
        return code.kind == "address" or (code.key.isascii() and is_name)

    def _is_in_file(self, side: Side, code: Code) -> bool:
        part = self.document.part_of(side, code.span)
        return part is not None and part.paired

    def may_differ(self, source: Code, target: Code) -> bool:
        """True for a link to the same page in another language, and for a word in braces that may be prose."""
        if source.kind in ("address", "tag"):
            article = self.document.article
            return is_localised(source.key, target.key, article.pair)
        return not self.is_certain("source", source) or self._is_aside(source, target)

    def _is_aside(self, source: Code, target: Code) -> bool:
        """True for a word in braces that was translated: {leise}, {quietly}.

        Placeholders have English names, and {name} that became {nom} is one of them: an aside is a word of the source's
        language that became one of the translation's. Where the source has another script, in a file of messages and
        beside placeholders of other kinds, what is in braces is a name.
        """
        language = LANGUAGES.get(self.document.article.source_lang)
        if self.is_template or language is None or language.code == ENGLISH or "Latin" not in language.scripts:
            return False
        if not (_WORD.fullmatch(source.key) and _WORD.fullmatch(target.key)) or _is_alike(source.key, target.key):
            return False
        return not self._is_in_file("source", source) and self._is_translated(source.key[1:-1], target.key[1:-1])

    def _is_translated(self, word: str, other: str) -> bool:
        """True for a word at home in the source's language that became a common one of the translation's."""
        theirs, ours = self.document.article.source_lang, self.document.article.target_lang
        if zipf(word, theirs) < zipf(word, ENGLISH):
            return False
        return zipf(other, ours) >= max(COMMON_WORD, zipf(other, theirs))


def _is_template(codes: Mapping[int, Sequence[Code]]) -> bool:
    """True for a text with placeholders that are no plain words in braces."""
    found = (code for segment in codes.values() for code in segment)
    return any(
        code.kind in ("placeholder", "keyword") and code.certain and not _WORD.fullmatch(code.key) for code in found
    )


def _is_alike(word: str, other: str) -> bool:
    """True for two spellings of one word."""
    return fuzz.ratio(word.casefold(), other.casefold()) >= MIN_LIKENESS


def _without_implied(document: Document, missing: Sequence[Code]) -> Sequence[Code]:
    """What is missing less the number that a plural form need not tell, which is then its only placeholder missing."""
    numbers = [code for code in missing if code.kind == "placeholder"]
    if len(numbers) != 1:
        return missing
    part = document.part_of("source", numbers[0].span)
    return [code for code in missing if code not in numbers] if part is not None and part.number_implied else missing


PLACEHOLDERS = Placeholders()

"""The units of a translator's file as one article: each a known pair, so that every flag lies in one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from models.article import SIDES, InlineCode, Part, PartPlaces, Side
from models.errors import InvalidInput
from models.findings.segment_scores import mean_scores
from models.intake.fields import MAX_UNITS, Field
from models.intake.requests import MAX_CHARACTERS, CheckRequest
from models.languages import primary_code, says_no_language
from models.report import ArticleReport, Flag, SegmentReport
from models.spans import Span

Made = TypeVar("Made")
Check = Callable[[CheckRequest], ArticleReport]
MAX_FILE_UNITS = 20_000
"""Of a file with several pairs of languages, each of which may have MAX_UNITS."""
SOURCE_LANG, TARGET_LANG = "source_lang", "target_lang"
"""What a language is called that is given beside a file."""

UNDETERMINED = "und"
"""The tag of a file whose language its writer does not know, ours among them."""


@dataclass(frozen=True, slots=True)
class UnitLanguages:
    """A pair of languages, ISO 639-1; of those given beside a file, "" is one that was not."""

    source: str = ""
    target: str = ""

    def or_else(self, given: UnitLanguages) -> UnitLanguages:
        """These, as a file says them, or those that were given; "und" (BCP 47: undetermined) says nothing.

        Raises InvalidInput for a language that neither says, and for one that is no language.
        """
        source = given.source if says_no_language(self.source) else self.source
        target = given.target if says_no_language(self.target) else self.target
        return UnitLanguages(_settled(source, SOURCE_LANG), _settled(target, TARGET_LANG))


def _settled(tag: str, name: str) -> str:
    if not tag:
        language = name.replace("_lang", " language")
        raise InvalidInput(f"The file does not say what its {language} is: give {name}.", name)
    code = primary_code(tag)
    if code is None:
        raise InvalidInput(f"{tag[:60]!r} is not a language code such as en or pt-BR.", name)
    return code


@dataclass(frozen=True, slots=True)
class Unit:
    """A translation unit: `id` as the file calls it, and its texts. An empty target is not translated yet.

    `number_implied`, `codes`: see `models.intake.fields.Field`.
    """

    id: str
    source: str
    target: str
    number_implied: bool = False
    codes: tuple[InlineCode, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitFlag:
    """A flag, and the span in its unit's own text."""

    flag: Flag
    span: Span


@dataclass(frozen=True, slots=True)
class UnitScores:
    """What was found in a unit: two scores in [0, 1], None where not scored, and its flags in reading order."""

    fluency: float | None
    consistency: float | None
    flags: tuple[UnitFlag, ...]


def field_name(number: int) -> str:
    """What the report calls unit number 0, 1, …: ids in files are not always there, short and different."""
    return str(number + 1)


def at_most(most: int, units: Iterable[Made]) -> list[Made]:
    """What is read of a file, which is given up with InvalidInput at the first beyond `most`.

    at_most(2, "ab") == ["a", "b"]
    """
    read = list(islice(units, most + 1))
    if len(read) > most:
        raise InvalidInput(f"The file has at least {most + 1:,} units, the limit is {most:,}: send it in parts.")
    return read


def check_units(units: Sequence[Unit], languages: UnitLanguages, check: Check) -> ArticleReport:
    """The report on translated units as the named fields of one article (`field_name`).

    Raises InvalidInput when there is none, for more than MAX_UNITS, and for more than MAX_CHARACTERS a side.
    """
    if not units:
        raise InvalidInput("No unit of the file has a translation: there is nothing to check.")
    if len(units) > MAX_UNITS:
        raise InvalidInput(f"The file has {len(units):,} units, the limit is {MAX_UNITS:,}: send it in parts.")
    longest = max(sum(len(unit.target) + 2 for unit in units), sum(len(unit.source) + 2 for unit in units))
    if longest > MAX_CHARACTERS:
        raise InvalidInput(f"The units have {longest:,} characters, the limit is {MAX_CHARACTERS:,}: send it in parts.")
    fields = tuple(
        Field(
            field_name(n), unit.target, unit.source, paired=True, number_implied=unit.number_implied, codes=unit.codes
        )
        for n, unit in enumerate(units)
    )
    return check(CheckRequest(fields=fields, source_lang=languages.source, target_lang=languages.target))


def scores_of(report: ArticleReport) -> list[UnitScores]:
    """What a report of `check_units` says of each unit, in their order."""
    parts = report.article.parts
    places = {side: PartPlaces(parts, side) for side in SIDES}
    segments: defaultdict[int | None, list[SegmentReport]] = defaultdict(list)
    for found in report.segments:
        side: Side = "target" if found.segment.target_span else "source"
        span = found.segment.target_span or found.segment.source_span
        segments[places[side].at(span) if span else None].append(found)
    flags: defaultdict[int | None, list[UnitFlag]] = defaultdict(list)
    for flag in report.flags:
        number = places[flag.side].at(flag.span)
        if number is not None:
            flags[number].append(UnitFlag(flag, _inside(parts[number], flag.side, flag.span)))
    return [UnitScores(*mean_scores(segments[number]), tuple(flags[number])) for number in range(len(parts))]


def _inside(part: Part, side: Side, span: Span) -> Span:
    """A span that begins in a unit, counted in its text and no longer than that."""
    whole = part.span(side)
    assert whole is not None  # something of it begins there
    return Span(span.start, min(span.end, whole.end)).shift(-whole.start)

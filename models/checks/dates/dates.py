"""Dates and times: what no calendar or clock has, and what disagrees with the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import MAXYEAR

import regex

from models.article import Document, Segment
from models.checks.base import Check, FlagKind
from models.checks.dates.clock import ClockTime, clock_times, other_times
from models.checks.dates.date_matching import Mismatch, months_told, named_dates, other_calendar_months, other_days
from models.checks.dates.dated_numbers import outside
from models.checks.dates.numeric_dates import GLUED_DATE, NUMERIC_DATE, days_in, exists
from models.checks.numerals.number_reading import read_numbers
from models.checks.numerals.numerals import plain_digits
from models.checks.words.calendar_names import Kind, Named, english_name, find_names
from models.languages import LanguagePair
from models.mqm import Category, Severity
from models.report import Evidence, Flag
from models.spans import Span

IMPOSSIBLE = FlagKind(Category.DATE_FORMAT, Severity.MAJOR, 0.9)
RUN_TOGETHER = FlagKind(Category.DATE_FORMAT, Severity.MAJOR, 0.95)
OTHER_NAME = FlagKind(Category.MISTRANSLATION, Severity.MAJOR, 0.9)
"""A month or weekday that only the target names, against one that only the source names."""
OTHER_TIME = FlagKind(Category.MISTRANSLATION, Severity.MAJOR, 0.85)
AMONG_MANY = FlagKind(Category.MISTRANSLATION, Severity.MINOR, 0.6)
_KINDS: tuple[Kind, ...] = ("months", "days")
_DAY_BEFORE = regex.compile(r"(?<![\d.,:])(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+$")
_DAY_AFTER = regex.compile(r"\s+(\d{1,2})(?:st|nd|rd|th)?(?=\s*(?:[.,;)]|$|\d{4}))(?![.,:]\d)")
_YEAR = regex.compile(r",?\s+(\d{4})\b")
_BEFORE_IT = regex.compile(r"\bbefore\s$", regex.IGNORECASE)
_WHEN = {
    "en": regex.compile(r"(?:^|\s)(?:in|since|until|during|last|next|early|late|mid)[\s-]$", regex.IGNORECASE),
    "fr": regex.compile(r"(?:^|[\s'’])(?:en|depuis|dès|début|fin|mi)[\s-]$", regex.IGNORECASE),
}
"""What stands before the name of a month that is a word too."""
_MONTHS, _BEFORE_REACH = 12, 8
_NIGHT = regex.compile(r"\b(?:night|overnight|evening)", regex.IGNORECASE)
_NIGHT_BEFORE = regex.compile(
    r"(?:nacht (?:auf|zum|zu)(?: den)?|ночь на|ніч на|noci na|noaptea spre|vastu|notte prima di|ليلة)\s?$",
    regex.IGNORECASE,
)
_WEEK, _NIGHT_REACH = 7, 16
_DAY_REACH = 12
"""How far before a month its day may begin, in characters ("30th of ")."""


class Dates(Check):
    """Dates and times that cannot be, and months, weekdays and times that the source has otherwise.

    Without a source only the first kind is looked for. A name or time disagrees when the target has
    one that the source sentences around do not, while the source has one that the target does not.
    """

    id = "dates"

    def find(self, document: Document) -> list[Flag]:
        """The flags of each segment in reading order."""
        flags: list[Flag] = []
        pair = document.article.pair
        lang = pair.target
        for index, segment in enumerate(document.segments):
            if segment.target_span is None:
                continue
            flags.extend(self._impossible(segment.target, segment.target_span.start, lang))
            if document.has_source and segment.source:
                near = document.segments[max(0, index - 1) : index + 2]
                for kind in _KINDS:
                    flags.extend(self._other_names(segment, near, kind, pair))
                flags.extend(self._other_times(segment, near, pair))
                for wrong in other_days(segment, near, pair):
                    flags.append(self._other_date(segment, wrong, lang))
                for wrong in other_calendar_months(segment, near):
                    flags.append(self._other_date(segment, wrong, lang))
        return flags

    def _impossible(self, text: str, offset: int, lang: str) -> Iterator[Flag]:
        """What no calendar or clock has, seen from the target alone."""
        for match in GLUED_DATE.finditer(text):
            span = Span(*match.span()).shift(offset)
            yield RUN_TOGETHER.flag(self.id, span, f"Date and time run together: {match[0]}.")
        plain = plain_digits(text)
        for match in NUMERIC_DATE.finditer(plain):
            parts = [int(match[group]) for group in (1, 3, 4)]
            if not _is_possible_date(match[1], match[4], parts):
                yield IMPOSSIBLE.flag(self.id, Span(*match.span()).shift(offset), f"There is no date {match[0]}.")
        for name in find_names(text, lang, "months") if lang == "en" else ():
            if day := _impossible_day(plain, name):
                message = f"There is no day {day.of(text)}: {name.text} is shorter."
                yield IMPOSSIBLE.flag(self.id, day.shift(offset), message)
        for time in clock_times(text, lang):
            if time.surely_time and not time.possible:
                yield IMPOSSIBLE.flag(self.id, time.span.shift(offset), f"There is no time {time.text}.")

    def _other_names(
        self, segment: Segment, near: Sequence[Segment], kind: Kind, pair: LanguagePair
    ) -> Iterator[Flag]:
        sources = {name.number for part in near for name in find_names(part.source, pair.source, kind)}
        targets = {name.number for part in near for name in find_names(part.target, pair.target, kind)}
        if kind == "months":
            sources |= {month for part in near for month in months_told(part.source, pair.source)}
            targets |= {month for part in near for month in months_told(part.target, pair.target)}
        foreign = [n for n in _sure_names(segment.target, pair.target, kind) if n.number not in sources]
        lost = [n for n in _sure_names(segment.source, pair.source, kind) if n.number not in targets]
        foreign = [n for n in foreign if not _is_end_of_other(n, lost, segment.target, kind)]
        if kind == "days":
            foreign = [n for n in foreign if not _is_night_before(n, lost, segment)]
        alone = len({n.number for n in foreign}) == len({n.number for n in lost}) == 1
        for name, origin in zip(foreign, lost, strict=False):
            right = english_name(origin.number, kind)
            meaning = "" if origin.text == right else f" ({right})"
            yield self._disagreement(
                segment,
                name.span,
                Evidence(None, origin.text, (right,)),
                origin.span,
                f"The source says {origin.text}{meaning}; the translation says {name.text}.",
                OTHER_NAME if alone else AMONG_MANY,
                (right,) if pair.target == "en" else (),
            )

    def _other_date(self, segment: Segment, wrong: Mismatch, target_lang: str) -> Flag:
        meaning = f" ({wrong.right})" if wrong.right and wrong.right != wrong.source_text else ""
        return self._disagreement(
            segment,
            wrong.span,
            Evidence(None, wrong.source_text, (wrong.right,) if wrong.right else ()),
            wrong.source_span,
            f"The source says {wrong.source_text}{meaning}; the translation says {wrong.text}.",
            OTHER_NAME,
            (wrong.right,) if wrong.right and target_lang == "en" else (),
        )

    def _other_times(
        self, segment: Segment, near: Sequence[Segment], pair: LanguagePair
    ) -> Iterator[Flag]:
        sources, targets = [part.source for part in near], [part.target for part in near]
        foreign = _unanswered(clock_times(segment.target, pair.target), sources, pair.source)
        lost = _unanswered(clock_times(segment.source, pair.source), targets, pair.target)
        alone = len(foreign) == len(lost) == 1
        for time, origin in zip(foreign, lost, strict=False):
            yield self._disagreement(
                segment,
                time.span,
                Evidence(None, origin.text),
                origin.span,
                f"The source says {origin.text}; the translation says {time.text}.",
                OTHER_TIME if alone else AMONG_MANY,
                (),
            )

    def _disagreement(
        self,
        segment: Segment,
        span: Span,
        evidence: Evidence,
        source_span: Span,
        message: str,
        kind: FlagKind,
        replacements: tuple[str, ...],
    ) -> Flag:
        """A flag on the target's words; the spans count from the beginnings of the segment's sides."""
        target, source = segment.target_span, segment.source_span
        place = source_span.shift(source.start) if source else None
        found = (Evidence(place, evidence.text, evidence.meanings),)
        return kind.flag(self.id, span.shift(target.start if target else 0), message, found, replacements)


def _sure_names(text: str, lang: str, kind: Kind) -> Sequence[Named]:
    """The names that are no ordinary words, and months that a day stands with: "3 March", but not "they march"."""
    names = find_names(text, lang, kind)
    if all(name.sure for name in names):
        return names
    dated = [date.span for date in named_dates(text, lang)] if kind == "months" else []
    return [
        name
        for name in names
        if name.sure or any(name.span.overlaps(span) for span in dated) or _is_said_when(name, text, lang, kind)
    ]


def _is_said_when(name: Named, text: str, lang: str, kind: Kind) -> bool:
    """True for "in March", "since May" and "en mars"."""
    before = text[max(0, name.span.start - _BEFORE_REACH) : name.span.start]
    return lang in _WHEN and kind == "months" and bool(_WHEN[lang].search(before))


def _is_end_of_other(name: Named, lost: Sequence[Named], text: str, kind: Kind) -> bool:
    """True for "before July", where the source has the end of June."""
    before = text[max(0, name.span.start - _BEFORE_REACH) : name.span.start]
    ahead = kind == "months" and bool(_BEFORE_IT.search(before))
    return ahead and any(other.number % _MONTHS + 1 == name.number for other in lost)


def _is_night_before(name: Named, lost: Sequence[Named], segment: Segment) -> bool:
    """True for "Thursday night" where the source has the night before Friday: в ночь на пятницу."""
    if not _NIGHT.search(segment.target):
        return False
    ahead = [other for other in lost if (name.number + 1) % _WEEK == other.number]
    return any(_NIGHT_BEFORE.search(segment.source[: other.span.start][-_NIGHT_REACH:]) for other in ahead)


def _is_possible_date(first: str, last: str, parts: list[int]) -> bool:
    """True also for what is no date at all, such as a version or a telephone number."""
    one, middle, end = parts
    if len(last) == 4 and len(first) <= 2 and 1000 <= end < 3000:
        return exists(one, middle, end)
    if len(first) == 4 and len(last) <= 2 and 1000 <= one < 3000:
        return exists(middle, end, one)
    return True


def _impossible_day(text: str, month: Named) -> Span | None:
    """Where a day stands with its month that the month does not have: "31 June", "February 30,"."""
    start = max(0, month.span.start - _DAY_REACH)
    before = _DAY_BEFORE.search(text[start : month.span.start])
    after = _DAY_AFTER.match(text, month.span.end)
    end = after.end() if after and not before else month.span.end
    year = _YEAR.match(text, end)
    day = int(before[1]) if before else int(after[1]) if after else 1
    known_year = int(year[1]) if year and 1 <= int(year[1]) <= MAXYEAR else None
    if not month.sure or day > 31 or 1 <= day <= days_in(month.number, known_year):
        return None
    return Span(start + before.start(1) if before else month.span.start, end)


def _unanswered(times: Sequence[ClockTime], others: Sequence[str], lang: str) -> list[ClockTime]:
    """The times that none of the other texts, in `lang`, has, in whatever way written; its hour in a word counts."""
    there = {other: clock_times(other, lang) for other in others} if times else {}
    known = {minute for found in there.values() for time in found for minute in time.minutes}
    known = known.union(*map(other_times, there))
    missing = [time for time in times if not time.minutes & known]
    if not missing:  # so it is nearly always, and numbers take long to read
        return []
    loose: set[float] = set()
    for other, found in there.items():
        loose |= outside(read_numbers(other, lang), [time.span for time in found])
    return [time for time in missing if not time.hours & loose]


DATES = Dates()

"""What a case says is the right answer, read from its own words: "no numbers flag", "dates flag on March", …

The rules, which hold wherever the words stand:

- "no flag": no flag that weighs (minor or worse) on the translation; with a check's id, none of that check; "no major
  flag": none that is major or worse; "no “…”": no message with these words.
- "flag", "marked": a flag that weighs, of the check that is named, touching the words behind "on" or the number before
  "marked"; "major": at least so severe; "repair X": with X among its replacements.
- "2 segments", "one unit": as many; "verdict reject": that verdict; "200": the file can be read;
  "exit 2", "error line": the input is refused, with a message that has the words in brackets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from models.check_catalogue import CATALOGUE
from models.errors import InvalidInput
from models.mqm import Severity
from models.report import ArticleReport, Flag

CHECK = "|".join(sorted(CATALOGUE, key=len, reverse=True))
"""The ids of all checks, as a pattern finds them."""
_SILENCE = regex.compile(rf"\bno (?P<words>(?:(?:major|{CHECK}) )*)(?:flag|annotation)\b|\bignored\b")
_EXCEPT = regex.compile(rf"\(or (?P<check>{CHECK})\)")
_UNSAID = regex.compile(r'\bno "(?P<words>[^"]+)"')
_FLAG = regex.compile(rf"\b(?:(?P<check>{CHECK}) |a |one )?[Ff]lag\b(?: on (?P<place>[^,(]+))?")
_MARKED = regex.compile(r"(?P<place>\d+) (?:marked|flagged)\b")
_MESSAGE = regex.compile(r'flag "(?P<words>[^"]+)"')
_REPAIR = regex.compile(r'\brepair "?(?P<word>[^\s"]+)"?')
_COUNT = regex.compile(r"\b(?P<number>\d+|one) (?P<what>segment|unit)s?\b")
_VERDICT = regex.compile(r"\b(?P<verdict>reject|review|pass)\b")
_READ = regex.compile(r"\A200\b")
_REFUSED = regex.compile(r"\A(?:exit 2|error line)\b")
_NAMED = regex.compile(r"\((?P<words>-[^)]*)\)")
_SIGNS = {"comma": r"[,،，、]", "stop": r"[.。۔।]", "digits": r"\p{Nd}+", "line": r"[^\n]+"}
"""What words for signs in "on the comma or stop" mean in a translation."""


@dataclass(frozen=True, slots=True)
class Silence:
    """No flag of `check` (of any, where it is empty; never of `but`) as severe as `least` or worse."""

    check: str = ""
    but: str = ""
    least: Severity = Severity.MINOR


@dataclass(frozen=True, slots=True)
class Loudness:
    """A flag of `check` (of any, where it is empty) at `place` (anywhere), with this message and this replacement."""

    check: str = ""
    place: str = ""
    least: Severity = Severity.MINOR
    message: str = ""
    repair: str = ""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must hold of the report; an empty field asks for nothing. `refused`: there must be none."""

    silence: Silence | None = None
    loudness: Loudness | None = None
    unsaid: str = ""
    segments: int = 0
    units: int = 0
    verdict: str = ""
    refused: bool = False
    refusal: str = ""

    def is_refusal(self, message: str) -> bool:
        """True for a message that has every word of `refusal`: "-tl/--target-lang" are two."""
        return all(word in message for word in self.refusal.split("/"))

    def faults(self, report: ArticleReport) -> list[str]:
        """What does not hold of a report, in words; empty when all is right."""
        flags = [flag for flag in report.flags if flag.severity.rank >= Severity.MINOR.rank]
        found = []
        if self.refused:
            found.append("it was not refused")
        if self.silence is not None and (loud := _loud(flags, self.silence)):
            found.append("; ".join(_described(flag, report) for flag in loud))
        if self.loudness is not None and not any(_answers(flag, self.loudness, report) for flag in flags):
            found.append("; ".join(_described(flag, report) for flag in flags) or "no flag")
        if self.unsaid and any(self.unsaid in flag.message for flag in flags):
            found.append(f"a message has the words {self.unsaid!r}")
        for wanted, number, what in (
            (self.segments, len(report.segments), "segments"),
            (self.units, len(report.article.parts), "units"),
        ):
            if wanted and wanted != number:
                found.append(f"{number} {what}")
        if self.verdict and self.verdict != report.verdict:
            found.append(f"verdict {report.verdict}")
        return found


def read_expectation(words: str) -> Expectation:
    """Reads the words of a case. Raises InvalidInput for words that say nothing of the above.

    read_expectation("2 segments, no flag") == Expectation(silence=Silence(), segments=2)
    """
    counts = {match["what"]: int(match["number"].replace("one", "1")) for match in _COUNT.finditer(words)}
    silence, unsaid, verdict = _SILENCE.search(words), _UNSAID.search(words), _VERDICT.search(words)
    refused, named = _REFUSED.search(words), _NAMED.search(words)
    found = Expectation(
        silence=_silence(silence, words) if silence else None,
        loudness=None if silence or unsaid or refused else _loudness(words),
        unsaid=unsaid["words"] if unsaid else "",
        segments=counts.get("segment", 0),
        units=counts.get("unit", 0),
        verdict=verdict["verdict"] if verdict else "",
        refused=bool(refused),
        refusal=named["words"] if refused and named else "",
    )
    if found == Expectation() and not _READ.search(words):
        raise InvalidInput(f"the expected answer {words!r} is not understood: see scripts/measure/expectation.py")
    return found


def _silence(match: regex.Match[str], words: str) -> Silence:
    named, but = (match["words"] or "").split(), _EXCEPT.search(words)
    check = next((name for name in named if name in CATALOGUE), "")
    return Silence(check, but["check"] if but else "", Severity.MAJOR if "major" in named else Severity.MINOR)


def _loudness(words: str) -> Loudness | None:
    flag, marked = _FLAG.search(words), _MARKED.search(words)
    if not flag and not marked:
        return None
    message, repair = _MESSAGE.search(words), _REPAIR.search(words)
    place = (flag["place"] if flag else marked["place"] if marked else "") or ""
    return Loudness(
        check=(flag["check"] or "") if flag else "",
        place=place.strip(),
        least=Severity.MAJOR if ", major" in words else Severity.MINOR,
        message=message["words"] if message else "",
        repair=repair["word"] if repair else "",
    )


def _loud(flags: Sequence[Flag], silence: Silence) -> list[Flag]:
    return [
        flag
        for flag in flags
        if flag.severity.rank >= silence.least.rank and silence.check in ("", flag.check) and silence.but != flag.check
    ]


def _answers(flag: Flag, wanted: Loudness, report: ArticleReport) -> bool:
    return (
        wanted.check in ("", flag.check)
        and flag.severity.rank >= wanted.least.rank
        and wanted.message in flag.message
        and (not wanted.repair or wanted.repair in flag.replacements)
        and (not wanted.place or _touches(flag, wanted.place, report.article.text(flag.side)))
    )


def _touches(flag: Flag, place: str, text: str) -> bool:
    """True when it overlaps the words, or one of the signs that they name; a sign that the text lacks is anywhere."""
    signs = [pattern for word, pattern in _SIGNS.items() if word in place.split() and place not in text]
    pattern = "|".join(signs) or regex.escape(place)
    places = [match.span() for match in regex.finditer(pattern, text)]
    return any(flag.span.start < end and start < flag.span.end for start, end in places)


def _described(flag: Flag, report: ArticleReport) -> str:
    words = flag.span.of(report.article.text(flag.side))
    return f"{flag.check} {flag.severity} [{words[:60]}] {flag.message}"

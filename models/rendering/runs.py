"""A text cut into plain and flagged runs, so that whoever displays it never slices it by offset.

(A browser counts UTF-16 units, Python code points: "😀a" is 3 there and 2 here.)
Characters that cannot be seen but change what is read become pieces with a label, for a badge. Soft hyphens and
zero-width marks change nothing: they get one only where somebody looks at them, under a flag or in a change.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import regex

from models.mqm import Severity
from models.spans import Span

_UNSEEN = (
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
    r"|[[\p{Cf}\p{Co}]--[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u200c\u200d\U000110bd\U000110cd]]"
    r"|[\u034f\u115f\u1160\u17b4\u17b5\u2028\u2029\u2800\u3164\uffa0]"
    r"|(?<![\p{Lo}\p{M}\p{So}\p{Sk}])[\u200c\u200d]"  # joiners are spelling in Persian, Sinhala, emoji
)
_UNSEEN_RUN = regex.compile(rf"({_UNSEEN})\1*", regex.V1)
_QUIET = frozenset("\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
"""Soft hyphen, joiners, zero-width spaces, direction marks of one place: typesetting that turns no text around."""
_SHORT_NAMES = {
    0x00AD: "SHY", 0x061C: "ALM", 0x200B: "ZWSP", 0x200C: "ZWNJ", 0x200D: "ZWJ", 0x200E: "LRM", 0x200F: "RLM",
    0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO", 0x2060: "WJ",
    0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0xFEFF: "BOM",
}  # fmt: skip

_LETTER = r"[\p{Script=Arabic}\p{Script=Hebrew}\u0660-\u0669\u06f0-\u06f9]"
_WORD = rf"(?:{_LETTER}\p{{M}}*+)+"
_RIGHT_TO_LEFT = regex.compile(
    rf"((?<=“)[^“”\p{{L}}]*+{_LETTER}[^“”]*+(?=”)|{_WORD}(?:[ .,٬٫-](?:\d+[ .,٬٫-])*{_WORD})*)"
)
"""A quotation that begins right to left, or a run of right-to-left words with the numbers between them; the group keeps
it when the text is split."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A flag's place in the text being cut."""

    span: Span
    id: str
    severity: Severity
    dismissed: bool = False


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text to show as it is, or (with a `label` and the Unicode `name`) one unseen character, repeated."""

    text: str
    label: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch under the same flags throughout (`flags`, worst first; empty for plain text).

    `span` counts code points of the whole text. `severity` is the worst of the flags that nobody dismissed.
    `starts` and `ends` are the flags whose first and last character lie in this run; `evidence` the flags of the
    other side that it explains. The pieces, joined, are the run's text.
    """

    span: Span
    pieces: tuple[TextRun, ...]
    flags: tuple[str, ...] = ()
    severity: Severity | None = None
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Exactly the characters of the text under `span`."""
        return "".join(piece.text for piece in self.pieces)


def split_pieces(text: str) -> list[TextRun]:
    """Seen and unseen characters apart: split_pieces("a\\u202eb") is a, RLO, b. Joined they are the text."""
    pieces: list[TextRun] = []
    position = 0
    for match in _UNSEEN_RUN.finditer(text):
        if match.start() > position:
            pieces.append(TextRun(text[position : match.start()]))
        pieces.append(_unseen_piece(match.group()))
        position = match.end()
    if position < len(text):
        pieces.append(TextRun(text[position:]))
    return pieces


def split_running(text: str) -> list[TextRun]:
    """The same where the text is read and not looked into: split_running("na\u00adtion\u202e") is na\u00adtion, RLO."""
    return _quietened(split_pieces(text))


def split_directions(text: str) -> list[str]:
    """An English message cut at its right-to-left quotations, so that each can be isolated.

    split_directions("The source has ١٢ مليون (12)") == ["The source has ", "١٢ مليون", " (12)"]
    """
    return [part for part in _RIGHT_TO_LEFT.split(text) if part]


def spell_out(text: str) -> str:
    """A text that is safe on a terminal: unseen characters by name; spell_out("a\u202eb") == "a‹RLO›b"."""
    return join_seen(split_pieces(text))


def join_seen(pieces: Iterable[TextRun]) -> str:
    """The same for pieces: an escape sequence among them does nothing."""
    return "".join(f"‹{piece.label}›" if piece.label else piece.text for piece in pieces)


def cut(text: str, marks: Iterable[Highlight], borders: Iterable[int] = ()) -> list[Run]:
    """The whole text as runs in order; no run crosses the edge of a mark or one of `borders`.

    Raises ValueError when a mark reaches beyond the text.
    """
    marks = sorted(marks, key=lambda mark: (mark.dismissed, -mark.severity.rank, mark.span))
    if any(mark.span.end > len(text) for mark in marks):
        raise ValueError("a mark reaches beyond the text")
    edges = {0, len(text), *(border for border in borders if 0 <= border <= len(text))}
    edges.update(edge for mark in marks for edge in (mark.span.start, mark.span.end))
    cuts = sorted(edges)
    under: list[list[Highlight]] = [[] for _ in cuts]
    for mark in marks:
        for index in range(bisect_right(cuts, mark.span.start) - 1, bisect_right(cuts, mark.span.end) - 1):
            under[index].append(mark)
    pieces = _cut_pieces(text, cuts)
    return [
        _run(Span(start, end), pieces[index], under[index])
        for index, (start, end) in enumerate(pairwise(cuts))
    ]


def _run(span: Span, pieces: list[TextRun], marks: list[Highlight]) -> Run:
    return Run(
        span=span,
        pieces=tuple(pieces if marks else _quietened(pieces)),
        flags=tuple(mark.id for mark in marks),
        severity=marks[0].severity if marks and not marks[0].dismissed else None,
        starts=tuple(mark.id for mark in marks if mark.span.start == span.start),
        ends=tuple(mark.id for mark in marks if mark.span.end == span.end),
    )


def _cut_pieces(text: str, cuts: list[int]) -> list[list[TextRun]]:
    """The text's pieces between each two neighbouring cuts (found in the whole text, for its context)."""
    between: list[list[TextRun]] = [[] for _ in cuts]
    index = position = 0
    for piece in split_pieces(text):
        rest = piece.text
        while rest:
            while cuts[index + 1] <= position:
                index += 1
            part, rest = rest[: cuts[index + 1] - position], rest[cuts[index + 1] - position :]
            between[index].append(_unseen_piece(part) if piece.label else TextRun(part))
            position += len(part)
    return between


def _quietened(pieces: Iterable[TextRun]) -> list[TextRun]:
    """The pieces without labels on what is only typesetting, and as few of them as that leaves."""
    found: list[TextRun] = []
    for piece in pieces:
        plain = not piece.label or piece.text[0] in _QUIET
        if plain and found and not found[-1].label:
            found[-1] = TextRun(found[-1].text + piece.text)
        else:
            found.append(TextRun(piece.text) if plain else piece)
    return found


def _unseen_piece(characters: str) -> TextRun:
    """One unseen character, repeated: its short name (else U+XXXX) and its Unicode name."""
    code = ord(characters[0])
    label = _SHORT_NAMES.get(code, f"U+{code:04X}")
    name = f"U+{code:04X} {unicodedata.name(characters[0], 'control character').lower()}"
    return TextRun(characters, label if len(characters) == 1 else f"{label}×{len(characters)}", name)

"""Written contrasts recombined: some of the errors mended, or moved into a faithful translation.

Each error is known with what should stand there. A network that meets an error in one text alone learns that text by
heart, and how a machine's English sounds; where every error also comes and goes by itself, the error is all that tells
the two apart.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import regex

from models.evaluation.corpora.written import ErrorMark, WrittenContrast
from models.spans import Span

MENDED_SHARE, MOVED_SHARE = 0.35, 0.35
"""Of the contrasts that are drawn; the rest are shown as they were written."""
KEPT_SHARE = 0.5
"""Of the errors that could be mended, or moved."""
_NO_WORDING = regex.compile(r"[()\[\]/]")
_ARTICLE = regex.compile(r"\b(a|an)\s+$", regex.IGNORECASE)
_VOWEL = regex.compile(r"[aeiou]", regex.IGNORECASE)


def recombined(item: WrittenContrast, rng: random.Random) -> WrittenContrast:
    """The contrast as it is, or with some errors mended, or with some in one of its faithful translations instead."""
    drawn = rng.random()
    if drawn < MENDED_SHARE:
        return mended(item, [mark for mark in item.marks if _has_wording(mark) and rng.random() > KEPT_SHARE])
    if drawn < MENDED_SHARE + MOVED_SHARE:
        into = rng.choice((item.good, item.also_good))
        movable = [mark for mark in item.marks if place_in(into, mark, item.bad) is not None]
        if movable:
            chosen = [mark for mark in movable if rng.random() < KEPT_SHARE] or [rng.choice(movable)]
            return moved(item, into, chosen)
    return item


def mended(item: WrittenContrast, marks: Sequence[ErrorMark]) -> WrittenContrast:
    """The contrast with what should stand there in place of `marks`, errors of it that have such a wording.

    Where errors overlap, nothing is changed.
    """
    if not _apart([mark.span for mark in item.marks]):
        return item
    return _with_replaced(item, item.bad, [(mark.span, mark.should, None) for mark in marks], item.marks)


def moved(item: WrittenContrast, into: str, marks: Sequence[ErrorMark]) -> WrittenContrast:
    """`into`, one of the faithful translations, with `marks` in the places that `place_in` finds; it becomes `bad`.

    Where two have the same place, the first one is moved.
    """
    changes: list[tuple[Span, str, ErrorMark | None]] = []
    for mark in marks:
        place = place_in(into, mark, item.bad)
        if place is not None and _apart([place, *(span for span, _, _ in changes)]):
            changes.append((place, mark.span.of(item.bad), mark))
    return _with_replaced(item, into, changes, ())


def place_in(text: str, mark: ErrorMark, bad: str) -> Span | None:
    """Where an error of `bad` belongs in another translation: where what should stand there does, once.

    None too where the article before it would give the error away.
    """
    if not _has_wording(mark):
        return None
    found = list(regex.finditer(rf"(?<!\w){regex.escape(mark.should)}(?!\w)", text))
    if len(found) != 1:
        return None
    start, end = found[0].span()
    wrong = mark.span.of(bad)
    sounds_other = bool(_VOWEL.match(wrong)) != bool(_VOWEL.match(mark.should))
    if wrong == mark.should or (sounds_other and _ARTICLE.search(text[:start])):
        return None
    return Span(start, end)


def _has_wording(mark: ErrorMark) -> bool:
    """False for an omission, an addition, and where the place holds a remark, such as (nothing), or two wordings."""
    return not mark.omission and bool(mark.should.strip()) and not _NO_WORDING.search(mark.should)


def _apart(spans: Sequence[Span]) -> bool:
    return not any(one.overlaps(other) for number, one in enumerate(spans) for other in spans[:number])


def _with_replaced(
    item: WrittenContrast, text: str, changes: Sequence[tuple[Span, str, ErrorMark | None]], marks: Sequence[ErrorMark]
) -> WrittenContrast:
    """The contrast with `text` as `bad`, each span of `changes` replaced, and marked where an error is named.

    `marks` are errors of `text`; those that are replaced are gone, the others stand where their words now are.
    """
    left = [mark for mark in marks if not any(mark.span == span for span, _, _ in changes)]
    for span, wording, error in sorted(changes, key=lambda change: -change[0].start):
        by = len(wording) - (span.end - span.start)
        left = [replace(m, span=m.span.shift(by)) if m.span.start >= span.end else m for m in left]
        if error is not None:
            left.append(replace(error, span=Span(span.start, span.start + len(wording))))
        text = text[: span.start] + wording + text[span.end :]
    return replace(item, bad=text, marks=sorted(left, key=lambda mark: mark.span.start))

"""Examples out of written contrasts: a source, two faithful translations, and a machine-like one with marked errors.

The faithful translations teach that paraphrase is no error, the third what an error is, of what kind and how severe,
and which source words it answers to.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from models.evaluation.corpora import WrittenContrast, gender_contrasts
from models.languages import ENGLISH, LanguagePair
from models.network.kinds import UNKNOWN_KIND, kind_number
from models.text.words import word_spans, words
from models.training.rows import UNKNOWN, Example, Group

ERROR_FREE_Z = 0.9
COSTS = (0.4, 1.2, 1.8)
"""Of an error of each level, in z."""
MARGINS = (0.3, 1.0, 1.3)
"""By how much the faithful translation is better than one whose worst error is of that level, in z."""
MIN_Z = -2.0
WEIGHT = 0.3
OURS = Path(__file__).resolve().parent / "written"
"""The contrasts that were written beside this code; further ones are part of the data."""


def contrast_group(item: WrittenContrast) -> Group:
    """The three translations; the faithful ones come first."""
    sound = [_error_free(item, text) for text in (item.good, item.also_good)]
    examples = [*sound, _bad(item)]
    if item.worst is None:
        return Group(examples)
    return Group(examples, [(better, 2, MARGINS[item.worst]) for better in (0, 1)])


def _error_free(item: WrittenContrast, text: str) -> Example:
    target = [span.of(text) for span in word_spans(text)]
    source = [span.of(item.source) for span in word_spans(item.source)]
    right, answered, whole = [0.0] * len(target), [0.0] * len(source), [0.0] * (len(target) + 1)
    return Example(item.pair, target, source, right, answered, ERROR_FREE_Z, 0.0, WEIGHT, whole)


def _bad(item: WrittenContrast) -> Example:
    spans, source_spans = word_spans(item.bad), word_spans(item.source)
    wrong, severity, kind = [0.0] * len(spans), [UNKNOWN] * len(spans), [UNKNOWN_KIND] * len(spans)
    lost, gaps = [0.0] * len(source_spans), [0.0] * (len(spans) + 1)
    for mark in item.marks:
        inside = [index for index, span in enumerate(spans) if span.overlaps(mark.span)]
        if mark.omission:
            gaps[inside[-1] + 1] = 1.0
        else:
            for index in inside:
                wrong[index], severity[index], kind[index] = 1.0, float(mark.level), kind_number(mark.kind)
        for index, span in enumerate(source_spans):
            if mark.source is not None and span.overlaps(mark.source):
                lost[index] = 1.0
    z = max(MIN_Z, ERROR_FREE_Z - sum(COSTS[mark.level] for mark in item.marks))
    return Example(
        item.pair,
        [span.of(item.bad) for span in spans],
        [span.of(item.source) for span in source_spans],
        wrong,
        lost,
        z,
        0.0,
        WEIGHT,
        gaps,
        severity=severity,
        kind=kind,
    )


def gender_groups(folder: Path) -> Iterator[Group]:
    """MT-GenEval (Currey et al. 2022): English whose gender the sentence before tells, in Arabic of either gender.

    The words that the wrong one has and the right one has not are wrong.
    """
    into_arabic = LanguagePair(ENGLISH, "ar")
    for item in gender_contrasts(folder):
        source = words(f"{item.context} {item.source}")
        right, other = words(item.right), words(item.wrong)
        wrong = [float(word not in right) for word in other]
        if not any(wrong):
            continue
        kind = [kind_number("pronoun_reference") if value else UNKNOWN_KIND for value in wrong]
        sound = Example(into_arabic, right, source, [0.0] * len(right))
        yield Group([sound, Example(into_arabic, other, source, wrong, kind=kind)], [(0, 1, 0.5)])

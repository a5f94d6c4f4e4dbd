"""The set of fluent mistranslations is what its README says, and its marks become spans."""

from __future__ import annotations

from collections import Counter

import pytest

from models.spans import Span
from scripts.measure.mistranslations import SETS, items, unmarked

COUNTS = {"ar": 124, "de": 62, "ru": 62}


@pytest.mark.parametrize(
    ("marked", "text", "spans"),
    [
        ("a [[b]] c", "a b c", (Span(2, 3),)),
        ("[[a b]] [[c]]", "a b c", (Span(0, 3), Span(4, 5))),
        ("no marks", "no marks", ()),
        ("👩‍🚀 [[e\u0301t]]", "👩‍🚀 e\u0301t", (Span(4, 7),)),
        ("one [bracket] [[x]]", "one [bracket] x", (Span(14, 15),)),
    ],
)
def test_marks_become_spans(marked: str, text: str, spans: tuple[Span, ...]) -> None:
    assert unmarked(marked) == (text, spans)


@pytest.mark.parametrize("lang", COUNTS)
def test_the_sets_are_whole(lang: str) -> None:
    found = list(items(lang))
    assert len(found) == COUNTS[lang]
    assert len({item.source for item in found}) == len(found)
    for item in found:
        assert item.spans and all(span.of(item.wrong).strip() == span.of(item.wrong) != "" for span in item.spans)
        assert item.wrong != item.sound and item.source.strip()
    parts = Counter(item.part for item in found)
    assert set(parts) == {"dev", "test"} and abs(parts["dev"] - parts["test"]) <= 2


def test_every_set_is_measured() -> None:
    assert SETS.keys() == COUNTS.keys()

"""What stands on one side only, and when a neighbour may hold its other side."""

from __future__ import annotations

import pytest

from models.checks.completeness.addition import ADDITION
from models.checks.completeness.omission import OMISSION
from models.checks.completeness.one_sided import surely_alone, weighed_length
from tests.checks.conftest import MakeDocument

BRIDGE = (
    "Der Rat hat am Freitag nach langer Debatte dem Bau einer neuen Brücke zugestimmt.",
    "After a long debate the council agreed on Friday to the building of a new bridge.",
)
FERRY = (
    "Die alte Fähre fährt noch bis zum Ende des Sommers zweimal am Tag über den Fluss.",
    "Until the end of summer the old ferry still crosses the river two times every day.",
)
PHOTO = "Foto: Eva Ohm"
Row = tuple[str, str]
PAIRS: list[Row] = [BRIDGE, BRIDGE, BRIDGE]
ROOMY: Row = (BRIDGE[0], f"{BRIDGE[1]} {FERRY[1]}")
"""A target that is long enough to hold the ferry too,"""
MUTE: Row = (f"{BRIDGE[0]} {FERRY[0]}", BRIDGE[1])
"""and a source."""
MISSING: Row = (FERRY[0], "")
ADDED: Row = ("", FERRY[1])


@pytest.mark.parametrize(
    ("rows", "omitted", "added"),
    [
        pytest.param([*PAIRS, MISSING, *PAIRS], [FERRY[0]], [], id="nothing before or after has room for it"),
        pytest.param([BRIDGE, ADDED, BRIDGE], [], [FERRY[1]], id="no source before or after has room for it"),
        pytest.param([*PAIRS, ROOMY, MISSING, *PAIRS], [], [], id="the sentence before says it too"),
        pytest.param([*PAIRS, MISSING, ROOMY, *PAIRS], [], [], id="the sentence after says it too"),
        pytest.param([*PAIRS, MUTE, ADDED, *PAIRS], [], [], id="the source before says it too"),
        pytest.param([*PAIRS, ADDED, MUTE, *PAIRS], [], [], id="the source after says it too"),
        pytest.param([*PAIRS, ROOMY, BRIDGE, MISSING], [FERRY[0]], [], id="only neighbours count"),
        pytest.param([*PAIRS, MUTE, MISSING], [FERRY[0]], [], id="a neighbour that lacks something itself"),
        pytest.param([*PAIRS, MISSING, ADDED], [FERRY[0]], [FERRY[1]], id="parted for their meaning"),
        pytest.param([*PAIRS, MISSING, ("", " ".join([FERRY[1]] * 3))], [], [" ".join([FERRY[1]] * 3)],
                     id="a lone neighbour of three times its length"),
        pytest.param([*PAIRS, (PHOTO, ""), (BRIDGE[0], f"{PHOTO} The council agreed to a bridge.")], [], [],
                     id="word for word in the sentence after"),
        pytest.param([*PAIRS, (BRIDGE[0], "Foto:  eva ohm. The council agreed."), (PHOTO, "")], [], [],
                     id="word for word but for case and punctuation"),
        pytest.param([*PAIRS, MISSING], [FERRY[0]], [], id="at the end"),
        pytest.param([MISSING, *PAIRS], [FERRY[0]], [], id="at the start"),
        pytest.param([MISSING], [FERRY[0]], [], id="alone in the article"),
    ],
)  # fmt: skip
def test_what_is_surely_missing_or_added(
    rows: list[Row], omitted: list[str], added: list[str], make_document: MakeDocument
) -> None:
    document = make_document("\n".join(row[0] for row in rows), "\n".join(row[1] for row in rows), "de")
    assert [segment.source for segment in surely_alone(document, "source")] == omitted
    assert [segment.target for segment in surely_alone(document, "target")] == added
    lone = {segment.source_span for segment in document.segments if not segment.target}
    found = [flag.span.of(document.article.source) for flag in OMISSION.find(document) if flag.span in lone]
    assert found == omitted
    assert [flag.span.of(document.article.target) for flag in ADDITION.find(document)] == added


@pytest.mark.parametrize(("text", "length"), [("", 0), ("bridge", 6), ("桥", 3), ("新桥 3", 8), ("はし", 6)])
def test_a_character_of_east_asia_weighs_three(text: str, length: int) -> None:
    assert weighed_length(text) == length

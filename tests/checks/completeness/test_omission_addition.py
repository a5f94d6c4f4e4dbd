"""What is in the source only, and what is in the target only."""

from __future__ import annotations

import pytest

from models.checks.completeness.addition import ADDITION
from models.checks.completeness.boilerplate import BOILERPLATE
from models.checks.completeness.omission import OMISSION
from models.mqm import Category, Severity
from tests.checks.conftest import MakeDocument

SOURCE = "Der Rat hat am Freitag nach langer Debatte dem Bau einer neuen Brücke zugestimmt."
TARGET = "After a long debate the council agreed on Friday to the building of a new bridge."


def test_a_source_sentence_without_translation_is_flagged_in_the_source(make_document: MakeDocument) -> None:
    document = make_document(f"{SOURCE}\n{SOURCE}", TARGET, "de")
    (flag,) = OMISSION.find(document)
    assert (flag.side, flag.category, flag.severity) == ("source", Category.OMISSION, Severity.MAJOR)
    assert flag.span.start == len(SOURCE) + 1
    assert ADDITION.find(document) == []


def test_a_target_sentence_without_source_is_flagged_in_the_target(make_document: MakeDocument) -> None:
    document = make_document(SOURCE, f"{TARGET}\n{TARGET}", "de")
    (flag,) = ADDITION.find(document)
    assert (flag.side, flag.category, flag.severity) == ("target", Category.ADDITION, Severity.MAJOR)
    assert OMISSION.find(document) == []


def test_a_dateline_is_minor_and_a_row_of_stars_is_nothing(make_document: MakeDocument) -> None:
    source, target = "\n".join([SOURCE] * 4), "\n".join([TARGET] * 4)
    assert [f.severity for f in OMISSION.find(make_document(f"{source}\nBerlin (dpa)", target, "de"))] == ["minor"]
    assert [f.severity for f in ADDITION.find(make_document(SOURCE, f"{TARGET}\nBerlin", "de"))] == ["minor"]
    assert OMISSION.find(make_document(f"{SOURCE}\n* * *", TARGET, "de")) == []
    assert ADDITION.find(make_document(SOURCE, f"{TARGET}\n* * *", "de")) == []


def test_a_short_sentence_is_a_serious_omission_in_a_short_article_too(make_document: MakeDocument) -> None:
    source = "Der Rat tagte am Donnerstag.\nDer Bau dauerte fast zwei Jahre.\nDie Eltern hatten lange gewartet."
    target = "The council met on Thursday.\n\nParents had waited for long."
    (flag,) = OMISSION.find(make_document(source, target, "de"))
    assert (flag.span.of(source), flag.severity) == ("Der Bau dauerte fast zwei Jahre.", "major")


def test_a_stump_is_an_omission_by_the_articles_own_measure(make_document: MakeDocument) -> None:
    source = "\n".join([SOURCE] * 6)
    whole = make_document(source, "\n".join([TARGET] * 6), "de")
    cut = make_document(source, "\n".join([TARGET] * 5 + ["The council agreed."]), "de")
    assert OMISSION.find(whole) == []
    (flag,) = OMISSION.find(cut)
    assert flag.span.of(source) == SOURCE and flag.span.end == len(source)


def test_a_dense_pair_of_languages_is_no_omission(make_document: MakeDocument) -> None:
    target = "议会在长时间辩论后于周五同意建造一座新桥。"
    assert OMISSION.find(make_document("\n".join([SOURCE] * 6), "\n".join([target] * 6), "de", "zh")) == []


def test_addition_leaves_furniture_to_boilerplate(make_document: MakeDocument) -> None:
    story = "\n".join([TARGET] * 6)
    document = make_document(
        "\n".join([SOURCE] * 6), f"{story}\nPainter. Tireless cyclist. Cheese fanatic.", "de"
    )
    assert ADDITION.find(document) == []
    assert len(BOILERPLATE.find(document)) == 1


SHORT = "Die Kosten trägt der Landkreis."
"""A whole sentence, too short to be told from a heading by its length."""
PAIRS = [
    (SOURCE, TARGET),
    ("Die alte Fähre bleibt bis zum Ende des Sommers im Dienst.", "The old ferry stays in service until late summer."),
    ("Im Herbst wird sie in einem Museum am Hafen stehen.", "In autumn it will stand in a museum at the harbour."),
]


@pytest.mark.parametrize(
    ("before", "missing", "after", "severity"),
    [
        pytest.param(PAIRS[0], SHORT, PAIRS[1], "major", id="nothing near tells it"),
        pytest.param(PAIRS[0], "Kosten des Landkreises", PAIRS[1], "minor", id="it is no sentence"),
        pytest.param(
            PAIRS[0], SHORT, (PAIRS[1][0], "The old ferry, at the district's cost, stays in service."), "minor",
            id="the next one tells of it",
        ),
        pytest.param(PAIRS[0], SHORT, (PAIRS[1][0], "It stays."), "minor", id="the next one is no good pair"),
    ],
)  # fmt: skip
def test_a_short_sentence_is_major_where_nothing_near_tells_it(
    make_document: MakeDocument, before: tuple[str, str], missing: str, after: tuple[str, str], severity: str
) -> None:
    rows = [*PAIRS, before, (missing, ""), after, *PAIRS]
    document = make_document("\n".join(row[0] for row in rows), "\n".join(row[1] for row in rows), "de")
    found = {flag.span.of(document.article.text("source")): flag.severity for flag in OMISSION.find(document)}
    assert found[missing] == severity


@pytest.mark.parametrize(
    ("target", "missing"),
    [
        pytest.param(TARGET, [PAIRS[1][0]], id="the second sentence is missing"),
        pytest.param(PAIRS[1][1], [SOURCE], id="the first one is"),
        pytest.param(f"{TARGET} {PAIRS[1][1]}", [], id="both are there"),
        pytest.param("There will be a bridge, and the ferry stays until summer.", [], id="both in short"),
    ],
)
def test_a_sentence_missing_from_a_pair_is_an_omission(
    make_document: MakeDocument, target: str, missing: list[str]
) -> None:
    rows = [PAIRS[2], PAIRS[2], (f"{SOURCE} {PAIRS[1][0]}", target), PAIRS[2], PAIRS[2], PAIRS[2]]
    document = make_document("\n".join(row[0] for row in rows), "\n".join(row[1] for row in rows), "de")
    flags = OMISSION.find(document)
    assert [flag.span.of(document.article.text("source")) for flag in flags] == missing
    assert all(flag.severity is Severity.MAJOR for flag in flags)

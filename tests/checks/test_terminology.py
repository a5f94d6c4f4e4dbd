"""The glossary: what is forbidden, what is to stand, and on how much the check is silent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.article import Document
from models.checks.terminology import TERMINOLOGY
from models.errors import InvalidInput
from models.glossary import MAX_TERMS, Term
from models.intake.requests import CheckRequest, take_in
from models.mqm import Category, Severity
from models.report import Flag
from tests.checks.conftest import MakeDocument

NATO = Term("الناتو", "NATO", ("Nato", "Atlantic Alliance"))
TALKS = Term("محادثات", "talks", ("negotiations",))
FLEET = Term("الأسطول الشمالي", "Northern Fleet")


def found(document: Document, *terms: Term) -> list[Flag]:
    return TERMINOLOGY.find(replace(document, article=replace(document.article, glossary=terms)))


@pytest.mark.parametrize(
    ("term", "source", "target", "flagged"),
    [
        (NATO, "قال الناتو", "Nato said so.", ["Nato"]),
        (NATO, "قال الناتو", "NATO said so.", []),
        (NATO, "قال الناتو", "The atlantic alliance said so.", ["atlantic alliance"]),
        (NATO, "قال الناتو", "The Alliance said so.", ["الناتو"]),
        (NATO, "قال الوزير", "The Alliance said so.", []),
        (TALKS, "بدأت المحادثات", "The talks began.", []),
        (TALKS, "بدأت المحادثات", "It began. The first talk.", []),
        (TALKS, "بدأت المحادثات", "The meeting began.", ["المحادثات"]),
        (TALKS, "بدأت المحادثات", "Negotiations, negotiations.", ["Negotiations", "negotiations"]),
        (FLEET, "غادر الأسطول الشمالي", "The fleet left.", ["الأسطول الشمالي"]),
        (FLEET, "غادر الأسطول", "The fleet left.", []),
        (Term(forbidden=("regime",)), "النظام", "The regime’s regimes.", ["regime"]),
        (Term(forbidden=("regime",)), "النظام", "The Regime fell.", ["Regime"]),
        (Term("كييف", "Kyiv", ("Kiev",)), "كييف", "In 'Kiev', Kyivans and Kievans.", ["Kiev"]),
        (Term("", "Kyiv Post", ("Post",)), "كييف", "The Kyiv Post and a post.", ["post"]),
    ],
)
def test_what_is_flagged(
    make_document: MakeDocument, term: Term, source: str, target: str, flagged: list[str]
) -> None:
    document = make_document(source, target)
    assert [flag.span.of(document.article.text(flag.side)) for flag in found(document, term)] == flagged


def test_what_a_flag_says(make_document: MakeDocument) -> None:
    document = make_document("قال الناتو\nوبدأت المحادثات\nانتهى", "Nato said so.\nIt is over.\nIt began.")
    forbidden, missing = found(document, NATO, TALKS)
    assert (forbidden.category, forbidden.severity) == (Category.WRONG_TERM, Severity.MAJOR)
    assert forbidden.message == "The glossary forbids Nato; use NATO." and forbidden.replacements == ("NATO",)
    assert (missing.side, missing.severity) == ("source", Severity.MINOR)
    assert "requires talks" in missing.message and missing.evidence[0].meanings == ("talks",)


def test_a_neighbour_may_have_the_term(make_document: MakeDocument) -> None:
    assert not found(make_document("قال الناتو\nانتهى", "He said so.\nNATO left."), NATO)


def test_without_a_source_only_what_is_forbidden(make_document: MakeDocument) -> None:
    assert [flag.side for flag in found(make_document(None, "Nato said so."), NATO, TALKS)] == ["target"]


def test_the_longest_term_is_meant(make_document: MakeDocument) -> None:
    short = Term("الأسطول", "navy")
    assert not found(make_document("غادر الأسطول الشمالي", "The Northern Fleet left."), short, FLEET)


@pytest.mark.parametrize(
    ("terms", "field", "message"),
    [
        ((NATO, Term("الناتو")), "glossary.1", "term 2 asks for nothing"),
        ((Term("", "NATO"),), "glossary.0", "asks for nothing"),
        ((Term(forbidden=(" ",)),), "glossary.0", "asks for nothing"),
        ((Term("x" * 201, "NATO"),), "glossary.0", "too long"),
        ((Term(forbidden=("a",) * 51),), "glossary.0", "too long"),
        ((NATO,) * (MAX_TERMS + 1), "glossary", "at most 2,000 terms"),
    ],
)
def test_what_is_no_glossary(terms: tuple[Term, ...], field: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message) as caught:
        take_in(CheckRequest("Text.", glossary=terms))
    assert caught.value.field == field

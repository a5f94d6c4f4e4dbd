"""Glued and broken text; brands, addresses, compounds and typography that must stay silent."""

from __future__ import annotations

import pytest

from models.checks.typography.glued import GLUED
from models.mqm import Severity
from tests.checks.conftest import MakeDocument

FOUND = [
    # target, what is flagged, severity
    (
        "03/04/2020–|Published: 04/03/20209:15 PM (Cairo)",
        "03/04/2020–|Published: 04/03/20209:15 PM (Cairo)",
        Severity.MAJOR,
    ),
    ("Updated 3/4/202111:45", "Updated 3/4/202111:45", Severity.MAJOR),
    (
        "The notice of 3/4/202111:45 was withdrawn by the office on the same day.",
        "3/4/202111:45",
        Severity.MAJOR,
    ),
    ("The train leaves at 10:3011:45 and nobody knows where it is going now.", "10:3011:45", Severity.MAJOR),
    (
        "It began at 09:1512/05/2019, as the clerk of the court has since confirmed.",
        "09:1512/05/2019,",
        Severity.MAJOR,
    ),
    ("The vote has ended.The count begins now.", "ended.The", Severity.MINOR),
    ("He was tired,but he went on.", "tired,but", Severity.MINOR),
    ("The ministerSaid nothing about it.", "ministerSaid", Severity.MINOR),
    ("At the end ofthe year they left.", "ofthe", Severity.MINOR),
    ("They bought acertain boat.", "acertain", Severity.MINOR),
    ("The council haspassed the rules.", "haspassed", Severity.MINOR),
    ("He left , and she stayed .", "left ,", Severity.MINOR),
    ("It fell in the post – Soviet years.", "post – Soviet", Severity.MINOR),
    ("A non - profit group paid for it.", "non - profit", Severity.MINOR),
    ("She is a well- known writer.", "well- known", Severity.MINOR),
    ("News || Sport and more of it", "||", Severity.MINOR),
]
SILENT = [
    "YouTube, McDonald, iPhone, eBay, easyJet and LinkedIn agreed.",
    "See https://example.com/a.Html,b or www.example.org/TheEnd.",
    "Write to some.One@example.com or open report.Final.docx now.",
    "He met with J.R.R. Tolkien and the U.S.Army at 10:30.",
    "The ratio was 10000:1 and the score 21:10 in favour.",
    "In 2021 at 9:15 PM, on 03/04/2020, it rained.",
    "Ahistorical, asocial, akin and awash, the island isolated its hastily begun hisses.",
    "Pre- and post-war prices, two- to threefold, rose.",
    "She wrote a post – nobody read it.",
    "He was – in a way – right.",
    "It cost 1,200.50 and 3.5 million; version 2.0 shipped.",
    "Node.js and ASP.NET run on .NET 5.",
    "The method toString and the variable userName are code (see #myTag).".replace(
        "toString", "“to string”"
    ).replace("userName", "x"),
    "Notwithstanding the foregoing, therethrough and inasmuch are words.",
    "Mothers bathe in the lathe room, with the theses of Theodore.",
    "| Year | Votes |\n|---|---|\n| 2020 | 12 |",
    "The IPv6 address 2001:0db8:85a3 is an example.",
    "Home | News | Sport",
    "Was it “over”? he asked ... no.",
]


@pytest.mark.parametrize(("target", "words", "severity"), FOUND)
def test_glued_text_is_found(
    make_document: MakeDocument, target: str, words: str, severity: Severity
) -> None:
    flag = GLUED.find(make_document(None, target))[0]
    assert (flag.span.of(target), flag.severity) == (words, severity)


@pytest.mark.parametrize("target", SILENT)
def test_sound_text_is_left_alone(make_document: MakeDocument, target: str) -> None:
    assert [flag.span.of(target) for flag in GLUED.find(make_document(None, target))] == []


def test_a_furniture_line_is_one_flag(make_document: MakeDocument) -> None:
    line = "12/05/2019|–Updated: 05/12/20198:15 AM || Rome"
    (flag,) = GLUED.find(make_document(None, f"{line}\nThe minister met his guests."))
    assert flag.span.of(line) == line


def test_a_repair_is_offered(make_document: MakeDocument) -> None:
    (flag,) = GLUED.find(make_document(None, "The vote has ended.The count begins now."))
    assert flag.replacements == ("ended. The",)


def test_a_name_that_the_source_has_or_the_article_repeats_is_right(make_document: MakeDocument) -> None:
    assert GLUED.find(make_document("Das neue homeWork ist da.", "The new homeWork is here.", "de")) == []
    assert GLUED.find(make_document(None, "The firm homeWork grew. Now homeWork is big.")) == []


def test_french_sets_high_marks_apart(make_document: MakeDocument) -> None:
    assert GLUED.find(make_document(None, "Où est-il ? Ici ; voilà !", "ar", "fr")) == []

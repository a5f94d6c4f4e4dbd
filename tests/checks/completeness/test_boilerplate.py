"""Passages around the article that do not belong to it, and odd endings that do."""

from __future__ import annotations

import pytest

from models.checks.completeness.boilerplate import BOILERPLATE
from models.mqm import Category, Severity
from tests.checks.conftest import MakeDocument

STORY = """The council of the port agreed on Friday to build a new bridge across the river.
Engineers said that the old bridge could not carry the weight of the lorries any longer.
The mayor expects the work to begin in spring and to last for about two years.
Shopkeepers on the northern bank fear that customers will stay away while the road is closed.
The cost is put at forty million, most of which the region has promised to pay."""
SOURCE = "\n".join(f"Das ist der {n}. Absatz der Quelle über die Brücke." for n in range(1, 6))

FURNITURE = [
    # closing paragraph, severity without a source
    ("“Painter. Tireless cyclist. Award-hungry baker. Cheese fanatic.”", Severity.MAJOR),
    ("Gardener. Incorrigible optimist. Friend of cats.", Severity.MAJOR),
    ("© 2020 Example Media", Severity.MAJOR),
    ("https://example.com/newsletter @example_news", Severity.MAJOR),
    ("Follow us on your favourite channel", Severity.MINOR),
]
BELONGING = [
    "“A bridge. A road. A future,” the mayor said.",
    "The bridge will be blue.",
    "A bridge. A river. A city of engineers.",
    "Nobody objected.",
    "He laughed and walked away.",
    "The vote was 12 to 3. More at www.example.org on the bridge, the river and the council that agreed.",
]


@pytest.mark.parametrize(("paragraph", "severity"), FURNITURE)
def test_furniture_is_found_without_a_source(
    make_document: MakeDocument, paragraph: str, severity: Severity
) -> None:
    text = f"{STORY}\n{paragraph}"
    (flag,) = BOILERPLATE.find(make_document(None, text))
    assert (flag.span.of(text), flag.severity, flag.category) == (paragraph, severity, Category.BOILERPLATE)


@pytest.mark.parametrize("paragraph", BELONGING)
def test_odd_endings_belong(make_document: MakeDocument, paragraph: str) -> None:
    assert BOILERPLATE.find(make_document(None, f"{STORY}\n{paragraph}")) == []


def test_an_unanswered_and_detached_paragraph_is_found_in_the_middle(make_document: MakeDocument) -> None:
    lines = STORY.split("\n")
    strange = "Our cookbook with ninety vegetarian recipes makes a splendid present."
    text = "\n".join([*lines, strange])
    (flag,) = BOILERPLATE.find(make_document(SOURCE, text, "de"))
    assert flag.span.of(text) == strange
    assert flag.severity is Severity.MINOR


def test_a_translated_copyright_line_belongs(make_document: MakeDocument) -> None:
    document = make_document(f"{SOURCE}\n© 2020 Beispiel Medien", f"{STORY}\n© 2020 Example Media", "de")
    assert BOILERPLATE.find(document) == []


def test_too_little_text_is_no_evidence(make_document: MakeDocument) -> None:
    assert BOILERPLATE.find(make_document(None, "It rained.\nPainter. Cyclist. Baker of bread.")) == []


@pytest.mark.parametrize(
    "note",
    ["Translated with www.example.org/translator (free)", "Machine translation by Example", "Here is the translation:"],
)
def test_what_a_translation_tool_says_of_itself_is_found(make_document: MakeDocument, note: str) -> None:
    text = f"The bridge is open.\n\n{note}"
    (flag,) = BOILERPLATE.find(make_document("Die Brücke ist offen.", text, "de"))
    assert (flag.span.of(text), flag.severity) == (note, Severity.MAJOR)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("Aus dem Deutschen übersetzt von Anna Bach", "Translated from the German by Anna Bach"),
        ("Er erklärte die Regeln.", "Translated into plain words, he explained what the rules of the port are."),
        ("Das ist der Plan.", "Here is the plan:"),
    ],
)
def test_a_line_about_translating_may_belong(make_document: MakeDocument, source: str, line: str) -> None:
    assert BOILERPLATE.find(make_document(source, f"{line}", "de")) == []


ANSWERS = [
    # what a tool says instead of a translation, or before it
    ("I'm sorry, but I can't help with that request.", None),
    ("As an AI language model, I cannot translate this text.", None),
    ("Sure! Here is the English translation: The bridge is closed.", "Sure! Here is the English translation:"),
    ("(Machine translation)", None),
    ("Note: I have translated this text as literally as possible.", None),
]


@pytest.mark.parametrize(("target", "words"), ANSWERS)
def test_a_tool_s_answer_is_no_text(make_document: MakeDocument, target: str, words: str | None) -> None:
    (flag,) = BOILERPLATE.find(make_document("Die Brücke ist gesperrt.", target, "de"))
    assert (flag.span.of(target), flag.severity) == (words or target, Severity.MAJOR)


def test_an_apology_of_the_source_belongs(make_document: MakeDocument) -> None:
    source, target = "Es tut mir leid, ich kann nicht helfen.", "I'm sorry, but I can't help you."
    assert BOILERPLATE.find(make_document(source, target, "de")) == []

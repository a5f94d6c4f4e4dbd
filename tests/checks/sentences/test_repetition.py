"""Doubled words, loops and repeated sentences; and the doublings that sound text has."""

from __future__ import annotations

import pytest

from models.checks.sentences.repetition import REPETITION
from models.mqm import Category, Severity
from tests.checks.conftest import MakeDocument

FOUND = [
    ("He opened the the door.", "the the", Severity.MINOR),
    ("The team won a gold gold medal.", "gold gold", Severity.MINOR),
    ("It was made of of old wood.", "of of", Severity.MINOR),
    ("The The minister came.", "the the", Severity.MINOR),
    ("He spoke before the Regional Regional Court.", "regional regional", Severity.MINOR),
    ("MINISTER MINISTER RESIGNS OVER BRIDGE", "minister minister", Severity.MINOR),
    ("The head Of Of The Committee", "of of", Severity.MINOR),
    (
        "They live in the old town in the old town near us.",
        "in the old town in the old town",
        Severity.MINOR,
    ),
    (
        "It rose to the top of the top of the top of the list.",
        "the top of the top of the",
        Severity.MAJOR,
    ),
    (
        "He went and he went and he went and he went home.",
        "he went and he went and he went and he went",
        Severity.MAJOR,
    ),
    ("We need peace, peace, peace, peace, peace now.", "peace, peace, peace, peace, peace", Severity.MAJOR),
]
SILENT = [
    "He had had enough, and he knew that that was so.",
    "It was very very cold in Bora Bora and in Baden Baden.",
    "Duran Duran played, Sirhan Sirhan was tried, and Jordan Jordan met John John in Walla Walla.",
    "Lang Lang, Boutros Boutros-Ghali and Cao Cao; Sing Sing is a prison, and That That a song.",
    "They sang “Money Money” and (Tiger Tiger) on stage.",
    "No, no, no, he said; no, never.",
    "Education, education, education was the promise.",
    "Day after day after day they waited.",
    "The results were 10 10 12 and 0 0 0 0 0.",
    "New York, New York is a song.",
    "He came in in March and moved on on Friday.",
    "Wait ... ... ... what? * * * * *",
    "哈哈哈哈哈",
    "The more you read, the more you know.",
]


@pytest.mark.parametrize(("target", "words", "severity"), FOUND)
def test_repetitions_are_found(make_document: MakeDocument, target: str, words: str, severity: Severity) -> None:
    (flag,) = REPETITION.find(make_document(None, target))
    found = flag.span.of(target).casefold()
    assert words in found or found in words
    assert flag.severity is severity


@pytest.mark.parametrize("target", SILENT)
def test_sound_repetition_is_left_alone(make_document: MakeDocument, target: str) -> None:
    assert REPETITION.find(make_document(None, target)) == []


def test_a_doubled_word_is_repaired(make_document: MakeDocument) -> None:
    (flag,) = REPETITION.find(make_document(None, "He opened the the door."))
    assert flag.replacements == ("the",)


LOOP = "They walked to the harbour and "
CIRCLE = "the harbour and the mayor said the harbour, the mayor of the harbour said and the harbour of the mayor said "


@pytest.mark.parametrize(
    ("target", "severity"),
    [
        (f"{LOOP * 3}went home.", Severity.MAJOR),
        (f"{LOOP * 12}went home.", Severity.CRITICAL),
        ("It said that no council would ever vote on a bridge before the town had spoken, " * 4, Severity.CRITICAL),
        ("Thank you. " * 4, Severity.MAJOR),
        ("Thank you. " * 40, Severity.CRITICAL),
        (f"In the end {CIRCLE * 2}again.", Severity.CRITICAL),
        ("The councouncilcouncilcouncilcouncil met.", Severity.MAJOR),
    ],
)  # fmt: skip
def test_a_loop_is_never_minor_and_a_long_one_is_critical(
    make_document: MakeDocument, target: str, severity: Severity
) -> None:
    """Both are looked at by somebody, however long the article is (models.findings.verdict.NEVER_PASSED)."""
    worst = max(
        REPETITION.find(make_document("Der Rat sprach über die Brücke.", target, "de")), key=lambda f: f.severity.rank
    )
    assert (worst.severity, worst.category) == (severity, Category.REPETITION)


@pytest.mark.parametrize(
    "target",
    [
        "Hahahahahaha, she laughed, and blablabla.",
        "One fish, two fish, red fish, blue fish: that is how the book for children begins, and so it goes on.",
        "Arsenal 2, Leeds 1; Fulham 2, Everton 1; Wolves 2, Burnley 1; Chelsea 2, Brighton 1; Leicester 2, Hull 1.",
    ],
)
def test_what_goes_on_alike_is_no_loop(make_document: MakeDocument, target: str) -> None:
    assert REPETITION.find(make_document("Der Rat sprach.", target, "de")) == []


ENDLESS = [
    # source (None: there is none), target, what goes on without end
    ("Es ist weit.", "It is " + "very " * 8 + "far.", "very " * 7 + "very"),
    ("Es ist weit.", "It is " + "1, " * 8 + "far.", "1, " * 8),
    ("Es ist weit.", "It" + ", " * 9 + "is far.", ", " * 9),
    ("Es ist weit.", "It is faaaaaaaaaaaaaaaaaaaaaaaar.", "aaaaaaaaaaaaaaaaaaaaaaaa"),
    ("Es ist weit.", "It is far..........................", ".........................."),
    ("Es ist weit.", "It is lalalalalalalalalalala.", "lalalalalalalalalalala"),
    ("Es ist weit.", "It is 🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂", "🙂" * 20),
    (None, "It is " + "very " * 8 + "far.", "very " * 7 + "very"),
    (None, "It is faaaaaaaaaaaaaaaaaaaaaaaar.", "aaaaaaaaaaaaaaaaaaaaaaaa"),
]
SAID_OFTEN = [
    ("Sehr, sehr, sehr, sehr weit.", "It is " + "very " * 8 + "far."),
    ("Neeeeeein!", "Nooooooooooooooooooooooooooo!"),
    ("Name: ........", "Name: ................................"),
    ("Es ist weit.", "It is very very very far!!!!!!"),
    ("Nun ja …", "Well ........ -------- yes"),
    (None, "Results: " + "0 " * 20),
    (None, "Ha " * 12 + "he laughed."),
    (None, "Name: ................................"),
    (None, "Nooooooooooo!"),
]


@pytest.mark.parametrize(("source", "target", "words"), ENDLESS)
def test_nothing_is_said_without_end(make_document: MakeDocument, source: str | None, target: str, words: str) -> None:
    (flag,) = REPETITION.find(make_document(source, target, "de"))
    assert (flag.span.of(target), flag.severity) == (words.strip(), Severity.MAJOR)


@pytest.mark.parametrize(("source", "target"), SAID_OFTEN)
def test_but_what_the_source_says_often_and_tables_songs_and_lines(
    make_document: MakeDocument, source: str | None, target: str
) -> None:
    assert REPETITION.find(make_document(source, target, "de")) == []


def test_reduplication_is_grammar_in_other_languages(make_document: MakeDocument) -> None:
    assert REPETITION.find(make_document(None, "Yavaş yavaş geldi.", "ar", "tr")) == []
    assert REPETITION.find(make_document(None, "Die, die die Arbeit machen, sind müde.", "ar", "de")) == []


SENTENCE = "The council will vote on the new bridge on Friday."


def test_a_sentence_said_twice_against_the_source_is_major(make_document: MakeDocument) -> None:
    source = "Der Rat stimmt am Freitag über die Brücke ab.\nDanach spricht die Bürgermeisterin mit der Presse."
    (flag,) = REPETITION.find(make_document(source, f"{SENTENCE}\n{SENTENCE}", "de"))
    assert flag.severity is Severity.MAJOR
    assert flag.span.start == len(SENTENCE) + 1


def test_a_sentence_said_twice_within_one_segment_is_major(make_document: MakeDocument) -> None:
    source = "Der Rat stimmt am Freitag über die Brücke ab."
    (flag,) = REPETITION.find(make_document(source, f"{SENTENCE} {SENTENCE}", "de"))
    assert flag.severity is Severity.MAJOR and flag.span.start == len(SENTENCE) + 1


def test_a_short_sentence_right_behind_itself_is_major_against_the_source(make_document: MakeDocument) -> None:
    source = "Die Opposition stimmte dagegen. Danach sprach die Bürgermeisterin."
    target = "The opposition voted against. The opposition voted against. Then the mayor spoke."
    (flag,) = REPETITION.find(make_document(source, target, "de"))
    assert flag.severity is Severity.MAJOR and flag.span.start == len("The opposition voted against. ")
    assert REPETITION.find(make_document(None, target)) == []


def test_within_one_segment_too_the_source_may_say_it_twice(make_document: MakeDocument) -> None:
    source = "Der Rat stimmt am Freitag über die Brücke ab."
    assert REPETITION.find(make_document(f"{source} {source}", f"{SENTENCE} {SENTENCE}", "de")) == []


def test_a_sentence_that_the_source_says_twice_may_be_said_twice(make_document: MakeDocument) -> None:
    source = "Der Rat stimmt am Freitag über die Brücke ab."
    assert REPETITION.find(make_document(f"{source}\n{source}", f"{SENTENCE}\n{SENTENCE}", "de")) == []


def test_without_a_source_a_later_repetition_is_minor(make_document: MakeDocument) -> None:
    text = f"{SENTENCE}\nNobody knows how it will end.\n{SENTENCE}"
    assert [flag.severity for flag in REPETITION.find(make_document(None, text))] == [Severity.MINOR]


def test_a_loop_of_the_source_may_be_translated(make_document: MakeDocument) -> None:
    document = make_document("nie wieder nie wieder nie wieder nie wieder nie wieder", "never more " * 5, "de")
    assert REPETITION.find(document) == []

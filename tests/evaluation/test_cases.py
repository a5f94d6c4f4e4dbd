"""The cases: what their words ask for, how an answer is held against them, and how they are told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from models.article import Article, Segment
from models.errors import InvalidInput
from models.languages import LanguagePair
from models.mqm import Category, Severity
from models.report import ArticleReport, Coverage, Flag, SegmentReport
from models.spans import Span
from scripts.measure.cases import FALSE_ALARMS, REPORTS, Case, main, read_cases
from scripts.measure.expectation import Expectation, Loudness, Silence, read_expectation

TARGET = "The ferry sank， with 40 people."


def report(*flags: Flag) -> ArticleReport:
    article = Article("a", TARGET, "Die Fähre sank mit 30 Leuten.", LanguagePair("de", "en"))
    segment = Segment("s1", article.source or "", TARGET, Span(0, 29), Span(0, len(TARGET)))
    rated = (SegmentReport(segment, None, None),)
    return ArticleReport(article, "test", None, None, None, 0.0, "review", (), rated, flags, Coverage(1, 0))


def flag(words: str, check: str, severity: Severity, *replacements: str) -> Flag:
    start = TARGET.index(words)
    span = Span(start, start + len(words))
    return Flag(span, "target", Category.MISTRANSLATION, severity, 0.9, check, "Wrong here.", (), replacements)


NUMBER = flag("40", "numbers", Severity.MAJOR, "30")
SIGN = flag("，", "untranslated", Severity.MINOR)
LOOK = flag("ferry", "consistency", Severity.NEUTRAL)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("no flag", Expectation(Silence())),
        ("no numbers flag: the same day", Expectation(Silence("numbers"))),
        ("no major flag", Expectation(Silence(least=Severity.MAJOR))),
        ("no flag (or invisible)", Expectation(Silence(but="invisible"))),
        ('no "has no partner"', Expectation(unsaid="has no partner")),
        ("2 segments, no flag", Expectation(Silence(), segments=2)),
        ("dates flag on March (source: October)", Expectation(loudness=Loudness("dates", "March"))),
        ("numbers flag, major", Expectation(loudness=Loudness("numbers", least=Severity.MAJOR))),
        ('invisible flag with repair "port"', Expectation(loudness=Loudness("invisible", repair="port"))),
        ("copied-source flag, reject", Expectation(loudness=Loudness("copied-source"), verdict="reject")),
        ("200, 12/21 flagged", Expectation(loudness=Loudness(place="21"))),
        ("200, one unit checked", Expectation(units=1)),
        ("200", Expectation()),
        ("exit 2, message names the option (-x/--y)", Expectation(refused=True, refusal="-x/--y")),
    ],
)
def test_the_words_of_a_case_are_read(words: str, meant: Expectation) -> None:
    assert read_expectation(words) == meant


def test_words_that_say_nothing_are_refused() -> None:
    with pytest.raises(InvalidInput, match="'a nicer tone' is not understood"):
        read_expectation("a nicer tone")


@pytest.mark.parametrize(
    ("words", "flags", "right"),
    [
        ("no flag", (), True),
        ("no flag", (LOOK,), True),  # one that only asks for a look
        ("no flag", (SIGN,), False),
        ("no major flag", (SIGN,), True),
        ("no numbers flag", (SIGN,), True),
        ("no numbers flag", (NUMBER,), False),
        ("numbers flag", (NUMBER,), True),
        ("numbers flag", (SIGN,), False),
        ("a flag on 40", (NUMBER,), True),
        ("a flag on the ferry", (NUMBER,), False),
        ("a flag on the comma or stop", (SIGN,), True),
        ("a flag on the comma or stop", (NUMBER,), False),
        ("numbers flag with repair 30", (NUMBER,), True),
        ("numbers flag with repair 31", (NUMBER,), False),
        ("2 segments", (), False),
        ("verdict review", (), True),
    ],
)
def test_an_answer_is_held_against_what_is_expected(words: str, flags: tuple[Flag, ...], right: bool) -> None:
    assert (read_expectation(words).faults(report(*flags)) == []) is right


def test_a_refusal_has_all_that_is_named_however_it_is_joined() -> None:
    expected = read_expectation("exit 2, message names the option (-tl/--target-lang)")
    assert expected.is_refusal("Here that is -tl (--target-lang).")
    assert not expected.is_refusal("Here that is --target-lang.")


def test_a_case_that_the_model_alone_disturbed_is_told_apart() -> None:
    case = Case("a", "k", "text", "de", "en", "Ja.", "Yes.", "no flag", "wrong: reject: fluency major [Yes.] Odd.")
    assert case.disturbed_by_the_model_alone
    for today in ("wrong: fluency major [Yes.] Odd. | numbers minor [1] One.", "right"):
        assert not replace(case, today=today).disturbed_by_the_model_alone


def folder_of(tmp_path: Path, *cases: dict[str, str]) -> Path:
    (tmp_path / REPORTS).write_text("\n".join(map(json.dumps, cases)), encoding="utf-8")
    alarm = {"id": "f", "source_lang": "de", "target_lang": "en", "source": "Es regnet.", "target": "It is raining."}
    (tmp_path / FALSE_ALARMS).write_text(json.dumps({**alarm, "expected": "no major flag"}), encoding="utf-8")
    return tmp_path


def test_the_folder_has_to_be_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--cases", str(tmp_path / "nowhere")]) == 2
    assert "which are not shipped" in capsys.readouterr().err


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"public-reports\.jsonl, line 1, is no case"):
        read_cases(folder_of(tmp_path, {"id": "x"}))


def test_right_and_wrong_are_counted_by_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = {"format": "text", "source_lang": "de", "target_lang": "en", "source": "Es kamen 30 Leute."}
    changed = {**given, "id": "1", "kind": "changed", "target": "Some 40 came.", "expected": "numbers flag on 40"}
    kept = {**given, "id": "2", "kind": "kept", "target": "Some 30 people came.", "expected": "numbers flag"}
    folder = folder_of(tmp_path, changed, kept)
    assert main(["--cases", str(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["figures"] == {"right": 2, "wrong": 1, "needs the model": 0}
    assert told["kinds"]["kept"] == {"right": 0, "wrong": 1, "needs the model": 0}
    assert main(["--cases", str(folder)]) == 0
    assert "- 2 (kept): expected numbers flag; no flag" in capsys.readouterr().out

"""scripts/score.py: its formats, exit codes, and one clear line for every kind of bad input."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest
from fake_checker import FakeChecker

from models.errors import ModelUnavailable
from models.report import Coverage
from scripts import score as cli

ROOT = Path(__file__).resolve().parents[1]
Story = tuple[Path, Path]


@pytest.fixture(autouse=True)
def fake_model(monkeypatch: pytest.MonkeyPatch, checker: FakeChecker) -> FakeChecker:
    """Stands in for models.checker, so that these tests need neither torch nor weights."""
    module = SimpleNamespace(load_checker=lambda model, budget: checker)
    monkeypatch.setitem(sys.modules, "models.checker", module)
    return checker


def error_line(capsys: pytest.CaptureFixture[str]) -> str:
    """Standard error, which holds exactly one line."""
    captured = capsys.readouterr()
    assert captured.err.startswith("score.py: ") and captured.err.count("\n") == 1, captured.err
    assert captured.out == ""
    return captured.err


def test_short_options_of_two_letters(story: Story, fake_model: FakeChecker) -> None:
    source, target = map(str, story)
    assert cli.main(["-s", source, "-t", target, "-sl", "ar", "-tl", "en", "-r", target]) == 0
    [seen] = fake_model.seen
    assert (seen.source_lang, seen.target_lang, seen.format, seen.id) == ("ar", "en", "text", "story.en.txt")
    assert seen.source == story[0].read_text("utf-8")
    assert seen.reference == seen.target == story[1].read_text("utf-8")


def test_text_is_the_default_and_has_no_colours_off_a_terminal(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["-s", str(story[0]), "-t", str(story[1])]) == 0
    captured = capsys.readouterr()
    assert "⟦take advantage⟧" in captured.out and "\x1b" not in captured.out
    assert captured.err == ""


def test_json_is_the_report(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["-s", str(story[0]), "-t", str(story[1]), "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    target = story[1].read_text("utf-8")
    assert report["verdict"] == "review"
    assert all(f["text"] == target[f["start"] : f["end"]] for f in report["flags"] if f["side"] == "target")


def test_output_file(story: Story, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "report.html"
    assert cli.main(["-t", str(story[1]), "--format", "html", "-o", str(page)]) == 0
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert capsys.readouterr().out == ""


def test_what_is_refused_does_not_wait_for_the_model(
    story: Story, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def load(model: str, budget: float) -> NoReturn:
        raise AssertionError("the model is loaded")

    monkeypatch.setitem(sys.modules, "models.checker", SimpleNamespace(load_checker=load))
    assert cli.main(["-s", str(story[0]), "-t", str(story[1]), "-sl", "zz"]) == 2
    assert "'zz' is not a language code" in error_line(capsys)


@pytest.mark.parametrize(
    ("target", "fail_on", "code"),
    [
        ("sound", None, 0), ("take advantage", None, 0),
        ("sound", "review", 0), ("take advantage", "review", 1), ("take advantage", "reject", 0),
    ],
)  # fmt: skip
def test_fail_on(target: str, fail_on: str | None, code: int, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text(target, "utf-8")
    wanted = ["--fail-on", fail_on] if fail_on else []
    assert cli.main(["-t", str(tmp_path / "t.txt"), *wanted]) == code


@pytest.mark.parametrize(
    ("names", "expected"),
    [(("a.html", "b.HTM"), "html"), (("a.txt", "b"), "text"), ((None, "b.html"), "html")],
)
def test_html_is_known_by_its_suffix(
    names: tuple[str | None, str], expected: str, tmp_path: Path, fake_model: FakeChecker
) -> None:
    for name in filter(None, names):
        (tmp_path / name).write_text("<p>text</p>", "utf-8")
    source = ["-s", str(tmp_path / names[0])] if names[0] else []
    assert cli.main([*source, "-t", str(tmp_path / names[1])]) == 0
    assert fake_model.seen[0].format == expected


def test_standard_input(monkeypatch: pytest.MonkeyPatch, fake_model: FakeChecker) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\ufeffجملة\r\n".encode())))
    assert cli.main(["-t", "-"]) == 0
    assert fake_model.seen[0].target == "جملة\r\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "either a translation with -t or many articles"),
        (["-t", "{target}", "--jsonl", "{target}"], "either"),
        (["--jsonl", "{target}", "-s", "{target}"], "stand in its lines"),
        (["--jsonl", "{target}", "--format", "html"], "holds one article"),
        (["--xliff", "{target}", "-t", "{target}"], "either"),
        (["--xliff", "{target}"], "not XML: it does not begin with a tag, line 1, column 1"),
        (["-t", "{folder}/story.xlf", "-s", "{target}"], "leave out -s, -r, --format"),
        (["--xliff", "{folder}/story.xlf", "--format", "json"], "leave out -s, -r, --format"),
        (["--xliff", "{folder}/missing.xlf"], "no such file"),
        (["--xliff", "{folder}/story.xlf"], "No unit of the file has a translation"),
        (["-t", "{target}", "--nonsense"], "No such option"),
        (["-t", "{target}", "--format", "xml"], "'--format': 'xml' is not one of"),
        (["-t", "{target}", "--budget", "x"], "it must be a number, such as 0.2 (try --help)"),
        (["-t", "-", "-s", "-"], "only one"),
        (["-t", "{folder}/missing.txt"], "no such file"),
        (["-t", "{folder}"], "is a folder"),
        (["-t", "{folder}/empty.txt"], "is empty"),
        (["-t", "{folder}/blank.txt"], "is empty"),
        (["-t", "{folder}/latin.txt"], "not UTF-8 text (at byte 3)"),
        (["-t", "{folder}/utf16.txt"], "not UTF-8 text (at byte 0)"),
        (["-t", "{target}", "-s", "{folder}/page.html"], "both be HTML"),
        (["-t", "{target}", "-o", "{target}"], "would be overwritten"),
        (["-t", "{target}\0"], "cannot be a file's name"),
        (["-t", "{folder}/no\x1b[31m\nfile"], "‹U+001B›[31m file"),
        (["--jsonl", "{folder}/missing.jsonl"], "no such file"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(
    arguments: list[str], told: str, story: Story, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b" \n\t\n")
    (tmp_path / "latin.txt").write_bytes("caf\u00e9 noir".encode("latin-1"))
    (tmp_path / "utf16.txt").write_bytes("text".encode("utf-16"))
    (tmp_path / "page.html").write_text("<p>x</p>", "utf-8")
    (tmp_path / "story.xlf").write_text("<xliff version='1.2'/>", "utf-8")
    before = story[1].read_text("utf-8")
    assert cli.main([part.format(target=story[1], folder=tmp_path) for part in arguments]) == 2
    assert told in error_line(capsys)
    assert story[1].read_text("utf-8") == before


def test_a_checker_that_refuses_is_exit_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "big.txt").write_bytes(b"x" * (16 * 1024 * 1024 + 1))
    assert cli.main(["-t", str(tmp_path / "big.txt")]) == 2
    assert "larger than 16 MB" in error_line(capsys)


def test_an_output_that_cannot_be_written_is_exit_code_3(
    story: Story, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["-t", str(story[1]), "-o", str(tmp_path / "no" / "folder.txt")]) == 3
    assert "No such file or directory" in error_line(capsys)


def test_a_model_that_cannot_be_loaded_is_exit_code_3(
    story: Story, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(model: str, budget: float) -> NoReturn:
        raise ModelUnavailable("weights.safetensors was changed")

    monkeypatch.setattr(sys.modules["models.checker"], "load_checker", broken)
    assert cli.main(["-t", str(story[1])]) == 3
    assert "was changed" in error_line(capsys)


BAD_LINES: list[tuple[bytes, str]] = [
    (b"{not json", "not JSON"),
    (b"[" * 100_000, "not JSON"),
    (b"17", "must be an object, not 17"),
    (b'{"id": "x"}', "target is empty"),
    (b'{"target": 5}', "target must be a text, not 5"),
    (b'{"target": "a", "src": "b"}', "src is not known here"),
    (b'{"target": "a", "format": "pdf"}', "format must be one of"),
    (b'{"target": "\\ud800"}', "target holds"),
    (b'{"target": "caf\xe9"}', "not UTF-8"),
    (b'{"target": "  "}', "The target is empty."),
]


@pytest.mark.parametrize(("line", "told"), BAD_LINES)
def test_a_bad_jsonl_line_is_answered_in_its_place(
    line: bytes, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = b'{"id": "%d", "target": "take advantage", "source": "x", "source_lang": "fr"}'
    path = tmp_path / "many.jsonl"
    path.write_bytes(b"\n".join([good % 1, line, b"", good % 2]))
    assert cli.main(["--jsonl", str(path), "--fail-on", "review"]) == 2
    captured = capsys.readouterr()
    first, second, third = map(json.loads, captured.out.splitlines())
    assert (first["id"], third["id"], third["languages"]["source"]) == ("1", "2", "fr")
    assert told in second["error"] and set(second) == {"id", "error"} and second["error"].startswith("line 2: ")
    assert captured.err == ""


def test_jsonl_as_text_tells_errors_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text('{"id": 7, "target": ""}\n{"target": "take advantage"}\n', "utf-8")
    assert cli.main(["--jsonl", str(path), "--format", "text"]) == 2
    captured = capsys.readouterr()
    assert "⟦take advantage⟧" in captured.out
    assert captured.err == "score.py: 7: line 1: The target is empty.\n"


def test_jsonl_languages_are_defaults_for_lines_without(tmp_path: Path, fake_model: FakeChecker) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text('{"target": "a"}\n{"target": "b", "source_lang": "de", "format": "html"}\n', "utf-8")
    assert cli.main(["--jsonl", str(path), "-sl", "ar"]) == 0
    assert [(seen.source_lang, seen.format) for seen in fake_model.seen] == [("ar", "text"), ("de", "html")]


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_lines_without_an_article_are_said_to_be_none(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(content, "utf-8")
    assert cli.main(["--jsonl", str(path), "--fail-on", "review"]) == 0
    assert "many.jsonl has no article: nothing was checked" in error_line(capsys)


@pytest.mark.parametrize(
    ("checked", "with_source", "told"),
    [
        (0, True, "the model has scored nothing. The model does not know Klingon."),
        (1, True, "consistency was not scored. The model does not know Klingon."),
        (1, False, ""),
    ],
)
def test_what_the_model_has_not_scored_is_told_beside_the_report(
    checked: int, with_source: bool, told: str, story: Story, fake_model: FakeChecker,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    scored = Coverage(1, checked, ("The model does not know Klingon.",))
    check = fake_model.check
    monkeypatch.setattr(
        fake_model, "check", lambda request: replace(check(request), consistency=None, coverage=scored)
    )
    source = ["-s", str(story[0])] if with_source else []
    assert cli.main([*source, "-t", str(story[1]), "--format", "json"]) == 0
    assert capsys.readouterr().err == (f"score.py: {told}\n" if told else "")


def test_help_works_from_any_folder(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "score.py"), "--help"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "--fail-on" in done.stdout and "-sl" in done.stdout


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text('{"target": "take advantage"}\n' * 200, "utf-8")
    program = (
        "import sys; sys.path[:0] = sys.argv[1:3]; import fake_checker, types\n"
        "from scripts import score\n"
        "fake = types.SimpleNamespace(load_checker=lambda *_: fake_checker.FakeChecker())\n"
        "sys.modules['models.checker'] = fake\n"
        "sys.exit(score.main(sys.argv[3:]))"
    )
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-c", program, str(ROOT), str(ROOT / "tests"), "--jsonl", str(path)],
        stdout=writing, stderr=subprocess.PIPE, text=True, timeout=120,
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (3, "")

"""scripts/score.py with an XLIFF file: it writes the annotated file. And the shipped model on files of our own."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from unit_checker import UnitChecker

from formats.annotated import beside, marks
from formats.files import xliff_1, xliff_2
from models.formats.annotation import annotate
from models.formats.units import UnitLanguages, scores_of
from models.network.weights import BUILTIN, WEIGHTS
from scripts import score as cli

WRONG, SOUND = xliff_1(("One", "A wrong ship")), xliff_1(("One", "A ship"), languages='source-language="ar"')


@pytest.fixture
def unit_checker(monkeypatch: pytest.MonkeyPatch) -> UnitChecker:
    """Stands in for models.checker, so that these tests need neither torch nor weights."""
    checker = UnitChecker()
    module = SimpleNamespace(load_checker=lambda model, budget: checker)
    monkeypatch.setitem(sys.modules, "models.checker", module)
    return checker


@pytest.mark.parametrize("name", ["story.xlf", "story.XLIFF", "story.xml"])
def test_the_annotated_file_is_written(unit_checker: UnitChecker, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(WRONG)
    option = "-t" if "xl" in name.lower() else "--xliff"
    out = tmp_path / "out.xlf"
    assert cli.main([option, str(tmp_path / name), "-o", str(out)]) == 0
    assert out.read_bytes() == annotate(WRONG, UnitLanguages(), UnitChecker().check).content
    assert cli.main([option, str(tmp_path / name), "-o", str(tmp_path / name)]) == 2
    assert (tmp_path / name).read_bytes() == WRONG


def test_standard_input_and_output(
    unit_checker: UnitChecker, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WRONG.decode().encode("utf-16"))))
    assert cli.main(["--xliff", "-", "--quiet"]) == 0
    assert [issue.text for issue in marks(capfdbinary.readouterr().out)] == ["wrong"]


@pytest.mark.parametrize(("content", "code"), [(WRONG, 1), (SOUND, 0)])
def test_fail_on(unit_checker: UnitChecker, tmp_path: Path, content: bytes, code: int) -> None:
    (tmp_path / "a.xlf").write_bytes(content)
    command = ["--xliff", str(tmp_path / "a.xlf"), "-tl", "en", "-o", str(tmp_path / "b.xlf"), "--fail-on", "review"]
    assert cli.main(command) == code and (tmp_path / "b.xlf").is_file()


PO = b'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "One"\nmsgstr "A wrong ship"\n'
TMX = (
    b"<tmx version='1.4'><header srclang='ar'/><body><tu><tuv xml:lang='ar'><seg>One</seg></tuv>"
    b"<tuv xml:lang='en'><seg>A wrong ship</seg></tuv></tu></body></tmx>"
)


@pytest.mark.parametrize(
    ("name", "content", "languages"),
    [
        ("a.po", PO, ["-sl", "ar"]),
        ("a.POT", PO, ["-sl", "ar", "-tl", "en"]),
        ("a.tmx", TMX, []),
        ("a.TMX", TMX, ["-tl", "en"]),
    ],
)
def test_po_and_tmx_are_read_by_their_suffix(
    unit_checker: UnitChecker, tmp_path: Path, name: str, content: bytes, languages: list[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    out = tmp_path / "out.json"
    command = ["-t", str(tmp_path / name), *languages, "--format", "json", "-o", str(out), "--fail-on", "review"]
    assert cli.main(command) == 1
    (seen,) = unit_checker.seen
    assert (seen.source_lang, seen.target_lang) == ("ar", "en")
    assert [(field.source, field.target, field.paired) for field in seen.fields] == [("One", "A wrong ship", True)]
    assert [flag["text"] for flag in json.loads(out.read_text("utf-8"))["flags"]] == ["wrong"]


@pytest.mark.parametrize(
    ("name", "content", "more", "told"),
    [
        ("a.po", PO, [], "give source_lang. Here that is -sl (--source-lang)."),
        ("a.tmx", TMX, ["-tl", "english"], "'english' is not a language code such as en or pt-BR. Here that is -tl"),
        ("a.po", PO, ["-sl", "ar", "-s", "a.po"], "leave out -s and -r"),
        ("a.tmx", TMX[:-5], [], "not XML"),
        ("a.po", b"nonsense", ["-sl", "ar"], "The file is not PO"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(
    unit_checker: UnitChecker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: bytes,
    more: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(content)
    assert cli.main(["-t", name, *more]) == 2
    said = capsys.readouterr().err
    assert told in said and said.count("\n") == 1


PAIRS = (
    ("أعيد فتح الميناء بعد 12 يوما.", "The port <g id='1'>reopened</g> after 21 days."),
    ("قال المدير إن السفن ستعود غدا.", "The director said that the ships would return tomorrow."),
    ("انتظرت العائلات على الرصيف منذ الصباح.", "The families waited on the quay since the morning 🚢."),
    ("وصلت السفينة الأولى عند الظهر.", "My uncle sells old bicycles in the market."),
)


@pytest.mark.slow
@pytest.mark.skipif(not (BUILTIN / WEIGHTS).is_file(), reason="models/builtin holds no weights yet")
@pytest.mark.parametrize("write", [xliff_1, xliff_2])
def test_the_shipped_model_finds_what_is_wrong(write: Callable[..., bytes]) -> None:
    from models.checker import load_checker

    done = annotate(write(*PAIRS), UnitLanguages(), load_checker().check)
    (report,) = done.reports
    scores = [one.consistency for one in scores_of(report)]
    assert None not in scores and len(scores) == 4 and min(scores) == scores[3] < 0.2 < scores[1]
    found = marks(done.content) + beside(done.content)
    assert "21" in [issue.text for issue in found]
    assert any("bicycles" in (issue.text or issue.comment) for issue in found)
